"""A release is verified, and copied, where it lies: in a store, or behind a plain web server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.settings import open_objects
from indicators.errors import ReleaseError, StoreError
from outputs.release.checksums import write_checksums
from outputs.release.verification import verify
from outputs.store.addresses import Address, parse_address
from outputs.store.ledger import become, read_entry
from outputs.store.objects import Objects
from outputs.store.reading import kept_copy, verify_address
from tests.outputs.release import quick
from tests.outputs.store.stores import BUCKET, Server, memory, publish
from tests.website import website

HERE = parse_address("s3://memory")
NAMED = parse_address("s3://memory/2026.11.0")
STORE = f"s3://{BUCKET}/releases"


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    """A store in memory with a release."""
    objects = memory()
    publish(tmp_path / "home", objects)
    return objects


def test_a_release_is_verified_in_a_store_and_behind_a_web_server(server: Server, tmp_path: Path) -> None:
    publish(tmp_path / "home", server.objects(), workers=8)
    with website(tmp_path / "home") as url:
        for number, text in enumerate(
            [STORE, f"{STORE}/latest", f"{STORE}/2026.11.0/", url, f"{url}/latest", f"{url}/2026.11.0"]
        ):
            address = parse_address(text)
            objects = open_objects(address, server.environment)
            assert verify_address(objects, address, tmp_path / f"{number}") == ([], None), text
        (tmp_path / "home/2026.11.0/form.csv").write_text("changed")
        (tmp_path / "home/2026.11.0/site/index.html").unlink()
        address = parse_address(f"{url}/2026.11.0")
        findings, _ = verify_address(open_objects(address, {}), address, tmp_path / "again")
    assert findings[:2] == [
        "site/index.html: missing, though SHA256SUMS lists it",
        "form.csv: changed, its checksum is not the one in SHA256SUMS",
    ]


def put(path: str, content: bytes) -> Callable[[Objects], None]:
    return lambda objects: objects.overwrite(path, content)


def unfinish(objects: Objects) -> None:
    entry = read_entry(objects, "2026.11.0")
    assert entry is not None
    text = entry.text().replace(b'"complete"', b'"writing"')
    objects.overwrite("ledger/2026.11.0.json", text)


def change_the_sums(objects: Objects) -> None:
    kept = objects.read("2026.11.0/SHA256SUMS")
    assert kept is not None
    objects.overwrite("2026.11.0/SHA256SUMS", b"".join(reversed(kept.content.splitlines(keepends=True))))


BROKEN: list[tuple[Callable[[Objects], None], str]] = [
    (put("2026.11.0/form.csv", b"x"), "form.csv: changed, its checksum is not the one in SHA256SUMS"),
    (put("2026.11.0/site/extra.html", b"x"), "site/extra.html: a stray file, SHA256SUMS does not list it"),
    (lambda o: o.delete(["2026.11.0/regions.parquet"]), "regions.parquet: missing, though SHA256SUMS lists"),
    (put("2026.11.0/SHA256SUMS", b"no sum\n"), "s3://memory/2026.11.0/SHA256SUMS line 1: 'no sum'; expected"),
    (put("2026.11.0/SHA256SUMS", b"\xff"), "s3://memory/2026.11.0/SHA256SUMS: cannot be read"),
    (unfinish, "2026.11.0: the ledger says that it is writing, not complete"),
    (change_the_sums, "SHA256SUMS: not the one that the release was made with, says the ledger"),
]


@pytest.mark.parametrize(("damage", "finding"), BROKEN)
def test_damage_in_a_store_is_found(
    store: Objects, tmp_path: Path, damage: Callable[[Objects], None], finding: str
) -> None:
    assert verify_address(store, NAMED, tmp_path / "sound") == ([], None)
    damage(store)
    try:
        said, _ = verify_address(store, NAMED, tmp_path / "broken")
    except ReleaseError as error:
        said = [str(error)]
    assert any(finding in line for line in said), said
    assert not any(str(tmp_path) in line for line in said), "a person knows the address, not the copy"


@pytest.mark.parametrize("path", ["../out", "/out", "a/../../out", "a//b", "./a", "a\\b", "..", "SHA256SUMS"])
def test_sums_that_lead_out_of_the_release_are_refused(store: Objects, tmp_path: Path, path: str) -> None:
    store.overwrite("2026.11.0/SHA256SUMS", f"{'0' * 64}  {path}\n".encode())
    store.overwrite("out", b"evil")
    with pytest.raises(ReleaseError, match=r"2026\.11\.0/SHA256SUMS: the path .*; expected paths of files"):
        verify_address(store, NAMED, tmp_path / "a/b")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file() and "home" not in path.parts} == {
        "SHA256SUMS"
    }


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (NAMED, "s3://memory/2026.11.0: no SHA256SUMS there; expected a release"),
        (HERE, "s3://memory: neither a release nor a store of releases: there is no `latest`"),
    ],
)
@pytest.mark.parametrize("do", [verify_address, kept_copy])
def test_a_release_that_is_not_there_is_said(
    tmp_path: Path, address: Address, said: str, do: Callable[[Objects, Address, Path], object]
) -> None:
    with pytest.raises(StoreError) as caught:
        do(memory(), address, tmp_path)
    assert str(caught.value).startswith(said)


def test_a_latest_that_names_no_version_is_said(tmp_path: Path) -> None:
    objects = memory()
    objects.overwrite("latest", b"../../etc\n")
    with pytest.raises(StoreError, match=r"s3://memory/latest: names '\.\./\.\./etc'; expected the version"):
        verify_address(objects, HERE, tmp_path)


def test_a_copy_is_kept_without_its_pages_and_fetched_once(store: Objects, tmp_path: Path) -> None:
    folder = kept_copy(store, HERE, tmp_path / "copies")
    assert folder.name == "2026.11.0"
    assert not (folder / "site").exists()
    home = tmp_path / "home/2026.11.0"
    assert pl.read_parquet(folder / "indicators.parquet").equals(pl.read_parquet(home / "indicators.parquet"))
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert kept_copy(store, NAMED, tmp_path / "copies") == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == written
    assert kept_copy(store, parse_address("s3://memory/other/2026.11.0"), tmp_path / "copies") != folder
    assert not list((tmp_path / "copies").rglob(".2026*")), "nothing is left beside"


def test_a_copy_of_what_is_damaged_is_not_kept(store: Objects, tmp_path: Path) -> None:
    store.overwrite("2026.11.0/regions.parquet", b"x")
    with pytest.raises(StoreError, match=r"regions\.parquet: changed or missing; .* `verify` says all of it"):
        kept_copy(store, HERE, tmp_path / "copies")
    assert [path for path in (tmp_path / "copies").rglob("*") if path.is_file()] == []


def test_a_copy_of_something_else_is_said(store: Objects, tmp_path: Path) -> None:
    folder = kept_copy(store, HERE, tmp_path / "copies")
    (folder / "form.csv").unlink()
    write_checksums(folder)
    with pytest.raises(ReleaseError, match="is the copy of another release than s3://memory/2026"):
        kept_copy(store, HERE, tmp_path / "copies")


def test_a_release_that_was_given_up_is_no_release_of_the_ledger(store: Objects) -> None:
    unfinish(store)
    entry = read_entry(store, "2026.11.0")
    assert entry is not None
    assert become(store, entry, "abandoned").state == "abandoned"
    again = read_entry(store, "2026.11.0")
    assert again is not None
    # What was given up stays so, also for one who holds the entry as it was.
    assert become(store, entry, "complete").state == "abandoned"


def test_what_is_brought_is_what_was_put(store: Objects, tmp_path: Path) -> None:
    other = publish(tmp_path / "other", store)
    assert (other.new, other.version) == (False, "2026.11.0")
    assert verify(other.folder) == []
    mine = tmp_path / "home/2026.11.0"
    files = sorted(path.relative_to(mine) for path in mine.rglob("*") if path.is_file())
    assert sorted(p.relative_to(other.folder) for p in other.folder.rglob("*") if p.is_file()) == files
    assert all((mine / path).read_bytes() == (other.folder / path).read_bytes() for path in files)
    assert quick.publish(tmp_path / "other").version == "2026.11.0", "and counts as made here"
