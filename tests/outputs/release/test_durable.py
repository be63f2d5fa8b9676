"""A run that is killed, or whose disk fails, at any use of a file leaves releases that are whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.errors import ReleaseError
from outputs.release import publication
from outputs.release.checksums import compare_checksums
from outputs.release.durable import locked, replace_text
from outputs.release.history import latest_release, versions
from outputs.release.verification import verify
from tests.outputs.release import made
from tests.outputs.release.disk import WRITING, files_of_at_most, watched
from tests.outputs.release.quick import publish, quicken, tables

ROOT = Path(__file__).parents[3]


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken(monkeypatch)


def every_byte(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != ".lock")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, int]:
    """A folder with a release, and how many uses of files the next one takes."""
    releases = tmp_path / "releases"
    publish(releases, 85.0)
    publish(shutil.copytree(releases, tmp_path / "first"), 86.0)  # from now on the same uses every time
    copy = shutil.copytree(releases, tmp_path / "count")
    with watched(copy) as disk:
        publish(copy, 86.0)
    assert len(disk.uses) > 60
    return releases, len(disk.uses)


def sound(releases: Path, before: dict[str, bytes], at: int) -> None:
    """Check that what was there stands, and that everything that looks like a release is one."""
    after = every_byte(releases)
    assert {path: after[path] for path in before if path != "latest"} == {
        path: content for path, content in before.items() if path != "latest"
    }, at
    for month, number in versions(releases):
        assert compare_checksums(releases / f"{month}.{number}") == [], at
    assert latest_release(releases) is not None, at


def test_a_run_killed_at_any_use_of_a_file(begun: tuple[Path, int], tmp_path: Path) -> None:
    releases, uses = begun
    before = every_byte(releases)
    wanted = every_byte(tmp_path / "count")
    for at in range(uses):
        folder = shutil.copytree(releases, tmp_path / f"{at}")

        def killed(number: int, event: str, at: int = at) -> Killed | None:
            # From there on nothing happens: what would be cleaned up is not.
            return Killed() if number >= at else None

        with watched(folder, killed), pytest.raises(Killed):
            publish(folder, 86.0)
        sound(folder, before, at)
        assert publish(folder, 86.0).version == "2026.11.1", at
        assert every_byte(folder) == wanted, f"{at}: nothing is left over, and nothing lost"


@pytest.mark.parametrize("once", [True, False])
def test_a_disk_that_fails_at_any_use(begun: tuple[Path, int], tmp_path: Path, once: bool) -> None:
    releases, uses = begun
    before = every_byte(releases)
    wanted = every_byte(tmp_path / "count")
    for at in range(uses):
        folder = shutil.copytree(releases, tmp_path / f"{at}")

        def full(number: int, event: str, at: int = at) -> OSError | None:
            stopped = number == at if once else number >= at
            return OSError(28, "No space left on device", "x") if stopped and event in WRITING else None

        failed = False
        with watched(folder, full) as disk:
            try:
                publish(folder, 86.0)
            except OSError:
                failed = True
        sound(folder, before, at)
        assert not list(folder.glob(".partial-*")), f"{at}: what was begun is removed at once"
        assert not list(folder.glob(".latest*")), at
        # The first use makes a folder that is there already, whose failure says nothing.
        assert failed or at == 0 or disk.uses[at][0] not in WRITING, at
        assert publish(folder, 86.0).version == "2026.11.1", at
        assert every_byte(folder) == wanted, at


@pytest.mark.parametrize("size", [0, 9, 1000, 3000, 8000, 20_000])
def test_a_disk_that_is_full_in_the_middle_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    releases = tmp_path / "releases"
    publish(releases, 85.0)
    before = every_byte(releases)
    monkeypatch.undo()  # with what really writes the files

    def publish_all() -> None:
        publication.publish(tables(86.0), releases, "2026.11", made.PAGES_DIGEST, made.render_site)

    tables(86.0)
    with files_of_at_most(size), pytest.raises((OSError, ReleaseError)) as caught:
        publish_all()
    assert re.search("(?i)file too large|is the disk full", str(caught.value))
    assert every_byte(releases) == before
    publish_all()
    assert verify(releases / "2026.11.1") == []


def test_what_is_named_is_on_the_disk_before_it_is_named(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    publish(releases, 85.0)
    with watched(releases) as disk:
        folder = publish(releases, 86.0).folder
    moved = next(n for n, (event, paths) in enumerate(disk.uses) if paths[1:] == (str(folder),))
    partial = Path(disk.uses[moved][1][0])
    synced = [paths[0] for event, paths in disk.uses[:moved] if event == "fsync"]
    wanted = {str(partial / path.relative_to(folder)) for path in [folder, *folder.rglob("*")]}
    assert wanted <= set(synced), "every file and folder of the release, before it has its name"
    written = [n for n, (e, paths) in enumerate(disk.uses[:moved]) if e in {"open", "os.mkdir"}]
    first_sync = next(n for n, (event, _) in enumerate(disk.uses) if event == "fsync")
    assert max(written) < first_sync, "nothing is written into it after it was synced"
    after = [
        (event, *paths) for event, paths in disk.uses[moved + 1 :] if event not in {"read", "os.scandir"}
    ]
    beside = str(releases / f".latest.{os.getpid()}")
    assert after[:6] == [
        ("fsync", str(releases)),
        ("open", beside),
        ("fsync", beside),
        ("os.rename", beside, str(releases / "latest")),
        ("fsync", str(releases)),
        *after[5:6],
    ]
    assert {event for event, *_ in after[5:]} <= {"shutil.rmtree", "fcntl.flock"}


KILLED = """
import os, sys
from pathlib import Path
from tests.outputs.release import made
from tests.outputs.release.disk import watched
folder = Path(sys.argv[1])
def gone(number, event):
    # After the release was moved into place, before `latest` is written beside.
    if "os.rename" in [use[0] for use in disk.uses[:-1]]:
        os._exit(9)

with watched(folder, gone) as disk:
    made.release(folder, {"value": 86.0})
"""


def test_a_process_that_is_gone_at_once(begun: tuple[Path, int]) -> None:
    releases, _ = begun
    before = every_byte(releases)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(releases)], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == 9, done.stderr
    sound(releases, before, 0)
    with locked(releases, wait=False):
        pass  # the lock went with the process
    again = publish(releases, 86.0)
    assert (again.version, again.new, latest_release(releases)) == ("2026.11.1", False, again.folder)
    assert verify(releases / "2026.11.1") == []


def test_a_text_is_replaced_whole_or_stays(tmp_path: Path) -> None:
    file = tmp_path / "latest"
    replace_text(file, "old\n")
    with files_of_at_most(2), pytest.raises(OSError, match="File too large"):
        replace_text(file, "new\n")
    assert every_byte(tmp_path) == {"latest": b"old\n"}
