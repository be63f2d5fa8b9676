"""A release is there whole or not at all, is the same in every run, and is made only for something new."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from indicators.catalogue import load_catalogue
from indicators.errors import ReleaseError
from outputs.release import publication
from outputs.release.contents import TABLES, code_digest, release_tables
from outputs.release.durable import locked
from outputs.release.history import find_release, latest_release, next_version, read_metadata, versions
from outputs.release.verification import verify
from tests.outputs.release import made


def every_byte(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_release_has_its_files_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    result = made.release(tmp_path)
    assert (result.version, result.new, result.folder) == ("2026.11.0", True, tmp_path / "2026.11.0")
    described = {"datapackage.json", "croissant.json", "dataset.jsonld", "CITATION.cff", "LICENSE-DATA.md"}
    names = (
        described
        | {"QUALITY.md", "CHANGELOG.md"}
        | {"release.json", "DICTIONARY.md", "quality.json", "SHA256SUMS", "site/index.html", "form.csv"}
    )
    assert set(every_byte(result.folder)) == names | {f"{name}.parquet" for name in TABLES}
    assert verify(result.folder) == []
    assert (tmp_path / "latest").read_text() == "2026.11.0\n"
    assert (result.folder / "site/index.html").read_text() == "2026.11.0: 2"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = every_byte(made.release(tmp_path / "a").folder)
    assert first == every_byte(made.release(tmp_path / "b").folder)


def test_rows_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    tables = made.tables()
    turned = release_tables(
        tables["observations"].reverse(),  # type: ignore[arg-type]
        tables["reports"].reverse(),  # type: ignore[arg-type]
        made.REGIONS.reverse(),  # type: ignore[arg-type]
        load_catalogue(),
    )
    a = publication.publish(tables, tmp_path / "a", "2026.11", made.PAGES_DIGEST, made.render_site)
    b = publication.publish(turned, tmp_path / "b", "2026.11", made.PAGES_DIGEST, made.render_site)
    assert every_byte(a.folder) == every_byte(b.folder)


def test_nothing_new_makes_no_second_release(tmp_path: Path) -> None:
    made.release(tmp_path)
    again = made.release(tmp_path, month="2026.12")
    assert (again.version, again.new) == ("2026.11.0", False)
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith(".")) == ["2026.11.0", "latest"]


@pytest.mark.parametrize("what", ["a figure", "the pages"])
def test_something_new_makes_the_next_release(tmp_path: Path, what: str) -> None:
    made.release(tmp_path)
    change: dict[str, object] = {"value": 86.0} if what == "a figure" else {}
    digest = "1" * 64 if what == "the pages" else made.PAGES_DIGEST
    second = made.release(tmp_path, change, pages_digest=digest)
    assert (second.version, second.new) == ("2026.11.1", True)
    assert latest_release(tmp_path) == second.folder
    # what was there before stands as it was
    assert verify(tmp_path / "2026.11.0") == []
    third = made.release(tmp_path, {"value": 87.0}, month="2026.12")
    assert third.version == "2026.12.0"


def test_what_an_older_release_says_is_not_made_again(tmp_path: Path) -> None:
    first = made.release(tmp_path)
    made.release(tmp_path, {"value": 86.0})
    made.release(tmp_path, {"value": 87.0}, month="2026.12")
    again = made.release(tmp_path, month="2026.12")
    assert (again.folder, again.new) == (first.folder, False)
    assert latest_release(tmp_path) == first.folder
    assert versions(tmp_path) == [("2026.11", 0), ("2026.11", 1), ("2026.12", 0)]


@pytest.mark.parametrize("damage", [None, "{", "[]"])
def test_a_release_that_cannot_be_read_says_nothing_already(tmp_path: Path, damage: str | None) -> None:
    metadata = made.release(tmp_path).folder / "release.json"
    metadata.unlink()
    if damage is not None:
        metadata.write_text(damage)
    again = made.release(tmp_path)
    assert (again.version, again.new) == ("2026.11.1", True)


def test_a_folder_that_another_process_holds_is_said(tmp_path: Path) -> None:
    with (
        locked(tmp_path, wait=False),
        pytest.raises(ReleaseError, match="another release is being made here"),
        locked(tmp_path, wait=False),
    ):
        pass
    with locked(tmp_path, wait=False):
        pass


def test_a_release_is_found_by_folder_by_version_and_by_the_file_latest(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release yet; expected one"):
        find_release(None, tmp_path / "none")
    first = made.release(tmp_path).folder
    second = made.release(tmp_path, {"value": 86.0}).folder
    for named, found in {
        None: second,
        Path("latest"): second,
        tmp_path / "latest": second,
        first: first,
        Path("2026.11.0"): first,
    }.items():
        assert find_release(named, tmp_path) == found
    message = r"2026\.11\.7: no such release; .*In .*: 2026\.11\.0, 2026\.11\.1\."
    with pytest.raises(ReleaseError, match=message):
        find_release(Path("2026.11.7"), tmp_path)
    with pytest.raises(ReleaseError, match=r"gone/latest: no such release; .*There is none in .*elsewhere"):
        find_release(tmp_path / "gone/latest", tmp_path / "elsewhere")


def test_releases_that_may_not_be_looked_at_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(ReleaseError, match=r"x: cannot be read \(Permission denied\)"):
        find_release(Path("x"), tmp_path)


def test_only_places_that_occur_are_carried(tmp_path: Path) -> None:
    regions = pl.read_parquet(made.release(tmp_path).folder / "regions.parquet")
    assert regions["name"].to_list() == ["柳城县"]


STEPS = [
    "write_tables",
    "content_digest",
    "dictionary_text",
    "write_descriptions",
    "write_changelog",
    "write_forms",
    "render_site",
    "_write_metadata",
    "write_checksums",
    "sync_tree",
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_that_dies_between_steps_leaves_no_half_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, moment: str
) -> None:
    made.release(tmp_path)
    before = every_byte(tmp_path)
    reached: list[str] = []

    def dying(function: Callable[..., object]) -> Callable[..., object]:
        def die(*args: object) -> object:
            if moment == "after":
                function(*args)
            reached.append(step)
            raise KeyboardInterrupt

        return die

    if step in ("render_site", "write_forms"):
        monkeypatch.setattr(made, step, dying(getattr(made, step)))
    else:
        monkeypatch.setattr(publication, step, dying(getattr(publication, step)))
    with pytest.raises(KeyboardInterrupt):
        made.release(tmp_path, {"value": 99.0})
    assert reached == [step]
    assert every_byte(tmp_path) == before
    monkeypatch.undo()
    assert made.release(tmp_path, {"value": 99.0}).version == "2026.11.1"


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".partial-2026.11.0-1/site"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half")
    made.release(tmp_path)
    assert not left.parent.exists()


def test_a_run_killed_after_the_move_makes_no_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publication, "set_latest", die)
    with pytest.raises(KeyboardInterrupt):
        made.release(tmp_path)
    monkeypatch.undo()
    assert latest_release(tmp_path) is None
    again = made.release(tmp_path)
    assert (again.version, again.new) == ("2026.11.0", False)
    assert latest_release(tmp_path) == again.folder


@pytest.mark.parametrize("month", ["2026.13", "2026-11", "26.11", "2026.11.0", "", "../2026.11"])
def test_a_month_that_is_none_is_refused(tmp_path: Path, month: str) -> None:
    with pytest.raises(ReleaseError, match="expected a year and a month"):
        made.release(tmp_path, month=month)
    assert not list(tmp_path.glob("[!.]*"))


def test_versions_count_up_by_number_not_by_text(tmp_path: Path) -> None:
    for name in ("2026.11.9", "2026.11.10", "2026.12.0", "notes", "2026.11.x"):
        (tmp_path / name).mkdir()
    assert next_version(tmp_path, "2026.11") == "2026.11.11"


def test_a_latest_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "latest").write_text("2026.11.7\n")
    with pytest.raises(ReleaseError, match=r"names '2026\.11\.7', which is no release here"):
        latest_release(tmp_path)


def test_metadata_counts_what_is_there(tmp_path: Path) -> None:
    data = read_metadata(made.release(tmp_path).folder)
    assert data["counts"] == {
        "sources": 3,
        "reports": 2,
        "refused": 1,
        "facts": 3,
        "corrected": 0,
        "regions": 1,
        "pages": 1,
    }
    assert data["tables"]["indicators"] == {"rows": 2, "columns": 22}
    assert json.dumps(data).count("2026") == 1, "the version, and no time of a clock"


def test_the_digest_of_code_sees_every_file_and_no_byte_code(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("a")
    first = code_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/x.pyc").write_text("b")
    assert code_digest(tmp_path) == first
    (tmp_path / "templates/page.html").write_text("b")
    assert code_digest(tmp_path) != first
    assert code_digest(tmp_path, libraries=["polars"]) != code_digest(tmp_path)
