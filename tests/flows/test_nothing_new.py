"""A run with nothing new knows so by its inputs, and does what it would have done by the tables."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows import release_inputs
from flows.release_inputs import inputs_of
from indicators.errors import ReleaseError
from outputs.pages.site import Site
from outputs.release import publication
from outputs.release.made_of import FILE, keep, recall, sizes_of
from outputs.release.publication import Published
from outputs.release.withdrawing import withdraw
from outputs.store.shelf import Shelf
from tasks.batches import changes_of, write_frames
from tests.frames import observation, observations, report, reports
from tests.outputs.store.stores import everything, memory, states

MADE_OF = Path("published") / FILE


def write_part(part: Path, **changes: object) -> Path:
    pages = reports(report("r1", facts=1, **changes))
    return write_frames(observations(observation(1)), pages, changes_of(()), part)


@pytest.fixture(scope="module")
def flow() -> Any:
    from flows import publish  # noqa: PLC0415, it imports Prefect

    return publish


def page(_: Path, site: Path, version: str, *, beside: Callable[[], None], **__: Any) -> Site:
    """A site of one line."""
    beside()
    (site / "index.html").write_text(version)
    return Site({"index.html": hashlib.sha256(version.encode()).hexdigest()}, 0)


@pytest.fixture
def slow(flow: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for every time that tables are made; the pages are of one line."""
    times: list[str] = []
    make = flow.make_tables

    def counted(*arguments: Any) -> Any:
        times.append("made")
        return make(*arguments)

    monkeypatch.setattr(flow, "make_tables", counted)
    monkeypatch.setattr(flow, "build_site", page)
    return times


@pytest.fixture(scope="module")
def kept_home(flow: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, which the tests have copies of."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "build_site", page)
        assert publish(flow, home, write_part(home / "part")).new
    return home


@pytest.fixture
def home(kept_home: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept_home, tmp_path / "home")
    return tmp_path / "home"


def publish(flow: Any, home: Path, *parts: Path, month: str = "2026.11", **how: Any) -> Published:
    result = flow.publish.fn([*(parts or [home / "part"])], home, month, **how)
    assert isinstance(result, Published)
    return result


def every_byte(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != FILE
    }


@pytest.mark.parametrize("month", ["2026.11", "2026.12"])
def test_nothing_new_is_found_without_tables_and_is_the_same(
    home: Path, flow: Any, slow: list[str], month: str
) -> None:
    other = home.with_name("other")
    shutil.copytree(home, other)
    (other / MADE_OF).unlink()
    for each in (home, other):  # another release is the latest, and a killed run left something
        (each / "releases/latest").write_text("2026.10.3\n")
        (each / "releases/.partial-77").mkdir()
        (each / "releases/.latest.77").write_text("half")
    quick = publish(flow, home, month=month)
    assert slow == []
    found = publish(flow, other, month=month)
    assert slow == ["made"]
    assert (quick.version, quick.new) == (found.version, found.new) == ("2026.11.0", False)
    assert quick.folder == home / "releases/2026.11.0"
    assert every_byte(home) == every_byte(other)
    assert (home / "releases/latest").read_text() == "2026.11.0\n"
    # what was found by the tables is kept for the next time
    assert (other / MADE_OF).read_bytes() == (home / MADE_OF).read_bytes()
    publish(flow, other, month=month)
    assert slow == ["made"]


def days(home: Path, _: Any) -> dict[str, Any]:
    """A page was seen to be gone: the manifest's day, which no reading knows."""
    file = home / "part/reports.parquet"
    pl.read_parquet(file).with_columns(gone_since=pl.lit("2026-11-03")).write_parquet(file)
    return {}


def figure(home: Path, _: Any) -> dict[str, Any]:
    file = home / "part/observations.parquet"
    pl.read_parquet(file).with_columns(value=pl.lit(86.0)).write_parquet(file)
    return {}


def other_bytes(home: Path, _: Any) -> dict[str, Any]:
    """The same rows, packed otherwise."""
    file = home / "part/observations.parquet"
    pl.read_parquet(file).write_parquet(file, compression="uncompressed")
    return {}


def corrections(home: Path, _: Any) -> dict[str, Any]:
    (home / "mine.toml").write_text("# none\n")
    return {"corrections": home / "mine.toml"}


def code(_: Path, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    patch.setattr(release_inputs, "CODE", "0" * 64)
    return {}


def library(_: Path, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    real = version
    patch.setattr(release_inputs, "version", lambda name: "99" if name == "polars" else real(name))
    return {}


def unknown(_: Path, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    def missing(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    patch.setattr(release_inputs, "requires", missing)
    return {}


def gone(home: Path, _: Any) -> dict[str, Any]:
    shutil.rmtree(home / "releases/2026.11.0")
    return {}


def shorter(home: Path, _: Any) -> dict[str, Any]:
    (home / "releases/2026.11.0/csv/reports.csv").write_bytes(b"")
    return {}


def missing_file(home: Path, _: Any) -> dict[str, Any]:
    (home / "releases/2026.11.0/USE.md").unlink()
    return {}


def stray_file(home: Path, _: Any) -> dict[str, Any]:
    (home / "releases/2026.11.0/site/notes.txt").write_text("")
    return {}


def other_sums(home: Path, _: Any) -> dict[str, Any]:
    file = home / "releases/2026.11.0/SHA256SUMS"
    file.write_bytes(file.read_bytes().replace(b"a", b"b"))
    return {}


def other_metadata(home: Path, _: Any) -> dict[str, Any]:
    """Of the same size, and of another content."""
    file = home / "releases/2026.11.0/release.json"
    said = json.loads(file.read_text())
    file.write_text(file.read_text().replace(said["content"], "0" * 64))
    return {}


def newer(home: Path, _: Any) -> dict[str, Any]:
    """Another release of the same content came beside: the rule takes the newest."""
    shutil.copytree(home / "releases/2026.11.0", home / "releases/2026.11.1")
    return {}


def damaged_note(home: Path, _: Any) -> dict[str, Any]:
    (home / MADE_OF).write_text('[{"inputs": 1}]')
    return {}


MAKES = [days, figure, gone, other_metadata]
FINDS = [other_bytes, corrections, code, library, unknown, shorter, missing_file, stray_file, other_sums]


@pytest.mark.parametrize("change", [*MAKES, *FINDS, newer, damaged_note])
def test_whatever_changes_is_found_out_by_the_tables(
    home: Path,
    flow: Any,
    slow: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, pytest.MonkeyPatch], dict[str, Any]],
) -> None:
    result = publish(flow, home, **change(home, monkeypatch))
    assert slow == ["made"]
    assert result.new == (change in MAKES)
    assert result.version == (
        "2026.11.1" if change in (*MAKES, newer) and change is not gone else "2026.11.0"
    )


def test_what_is_withdrawn_is_refused_as_before(home: Path, flow: Any, slow: list[str]) -> None:
    withdraw(home / "releases", "2026.11.0", "wrong", date(2026, 11, 3))
    with pytest.raises(ReleaseError, match=r"all that 2026\.11\.0 says, and .* withdrawn"):
        publish(flow, home)
    assert slow == ["made"]


def test_a_damaged_release_is_not_kept_as_what_the_inputs_make(
    home: Path, flow: Any, slow: list[str]
) -> None:
    (home / MADE_OF).unlink()
    (home / "releases/2026.11.0/USE.md").write_text("changed")
    for _ in range(2):
        assert publish(flow, home).version == "2026.11.0"
    assert slow == ["made", "made"]
    assert not (home / MADE_OF).exists()


def test_parts_in_another_order_are_other_inputs(home: Path) -> None:
    write_part(home / "other", title="another")
    both = [home / "part", home / "other"]
    assert inputs_of(both, None) != inputs_of(both[::-1], None)
    assert inputs_of(both, None) == inputs_of(both, None)
    assert inputs_of([home / "none"], None) is None
    assert inputs_of(both, home / "none.toml") is None


def test_several_registries_on_a_home_do_not_forget_one_another(
    home: Path, flow: Any, slow: list[str]
) -> None:
    other = write_part(home / "other", title="another")
    assert publish(flow, home, other).version == "2026.11.1"
    for part, expected in ((home / "part", "2026.11.0"), (other, "2026.11.1")) * 2:
        assert publish(flow, home, part).version == expected
        assert (home / "releases/latest").read_text() == f"{expected}\n"
    assert slow == ["made"]


def test_only_the_newest_inputs_are_kept(home: Path) -> None:
    file, release = home / "many.json", home / "releases/2026.11.0"
    for number in range(103):
        keep(file, str(number), release, new=True)
    assert recall(file, "2") is None
    found = recall(file, "3")
    assert found is not None
    assert found.version == "2026.11.0"
    assert found.is_whole(release)
    assert not found.is_whole(home / "part")
    keep(file, "4", home / "part", new=True)  # no release: nothing is kept of it, and nothing is lost
    assert recall(file, "4") is not None


def test_the_sizes_are_those_of_every_file(tmp_path: Path) -> None:
    def written(**contents: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        (folder / "below").mkdir(parents=True)
        for name, content in contents.items():
            (folder / "below" / name).write_text(content)
        return sizes_of(folder)

    assert written(a="1", b="22") == written(a="3", b="44")
    assert len({written(a="1", b="22"), written(a="11", b="2"), written(a="1"), written(a="1", c="22")}) == 4


def test_a_store_is_brought_up_to_date_as_before(
    home: Path, flow: Any, slow: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = memory()
    monkeypatch.setattr(flow, "open_store", lambda _: Shelf(objects))
    # a store that does not hold it yet gets it by the slow way, for its version has to be claimed
    assert publish(flow, home, store="s3://x").version == "2026.11.0"
    assert slow == ["made"]
    before = everything(objects)
    objects.overwrite("latest", b"2026.10.3\n")
    again = publish(flow, home, store="s3://x")
    assert (again.version, again.new, slow) == ("2026.11.0", False, ["made"])
    assert everything(objects) == before
    # withdrawn by another home: the store tells, and the run refuses
    withdraw(home / "releases", "2026.11.0", "wrong", date(2026, 11, 3))
    Shelf(objects).prepare(home / "releases")
    (home / "releases/2026.11.0.withdrawn.toml").unlink()
    with pytest.raises(ReleaseError, match="withdrawn"):
        publish(flow, home, store="s3://x")
    assert slow == ["made", "made"]


def test_a_release_that_the_store_holds_unfinished_is_finished(
    home: Path, flow: Any, slow: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = memory()
    monkeypatch.setattr(flow, "open_store", lambda _: Shelf(objects))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(publication, "_put", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(flow, home, store="s3://x")
    assert states(objects) == {"2026.11.0": "writing"}
    assert publish(flow, home, store="s3://x").version == "2026.11.0"
    assert slow == ["made"]
    assert states(objects) == {"2026.11.0": "complete"}
