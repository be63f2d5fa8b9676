"""Killed at any write, or the power off after it: the next run goes on and ends with the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tasks import killed_run

ROOT = Path(__file__).parents[2]
LEFT = ("all", "empty", "half", "gone")
"""What is left of a file for which the disk was not waited: a process that is killed loses nothing of it,
a power cut may take what was in it, some of it, or its name as well."""


def write_pages(folder: Path) -> Path:
    folder.mkdir()
    for number in (10, 11):
        text = f"柳城县 450222 20{number}\n幼儿园{number}所"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "20.txt").write_bytes((folder / "10.txt").read_bytes())
    return folder


def run_apart(pages: Path, folder: Path, moments: Iterable[int]) -> dict[int, int]:
    """Runs in processes of their own, each killed at its moment: what they ended with."""
    command = [sys.executable, "-m", "tests.tasks.killed_run", str(pages), str(folder), *map(str, moments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {int(moment): int(code) for moment, code in map(str.split, done.stdout.splitlines())}


def power_off(home: Path, kept: set[str], left: str) -> None:
    """What a power cut leaves of files that the disk was not waited for: nothing of them, or a piece."""
    for path in sorted(home.rglob("*")):
        if path.is_file() and str(path) not in kept:
            size = path.stat().st_size
            if left == "gone":
                path.unlink()
            else:
                os.truncate(path, {"empty": 0, "half": size // 2}[left])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int]:
    """Pages, the home of an unbroken run over them, and how often it asks the disk for something."""
    folder = tmp_path_factory.mktemp("whole")
    pages = write_pages(folder / "pages")
    assert run_apart(pages, folder, [0]) == {0: 0}
    return pages, folder / "0", int((folder / "writes").read_text())


def bytes_of(home: Path) -> dict[str, bytes]:
    (part,) = (home / "parts").iterdir()
    return {path.name: path.read_bytes() for path in part.glob("*.parquet")}


@pytest.mark.parametrize("left", LEFT)
def test_a_run_that_is_killed_at_a_write_is_made_good_by_the_next(
    tmp_path: Path, whole: tuple[Path, Path, int], left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_run.use_fake_reader(monkeypatch.setattr)
    pages, home, writes = whole
    expected = bytes_of(home)
    assert set(expected) == {"observations.parquet", "reports.parquet", "changes.parquet"}
    assert writes > 30
    # All of them for a kill; of a power cut each kind has a third of them, and together they have all
    moments = range(max(1, LEFT.index(left)), writes + 1, 1 if left == "all" else len(LEFT) - 1)
    assert run_apart(pages, tmp_path, moments) == dict.fromkeys(moments, -signal.SIGKILL)
    for moment in moments:
        home = tmp_path / str(moment)
        if left != "all" and home.is_dir():
            power_off(home, killed_run.kept_by_the_disk(tmp_path / f"{moment}.log"), left)
        assert killed_run.run(pages, home) == expected, moment
        assert list((home / "batches").iterdir()) == []


@pytest.mark.parametrize("left", LEFT[1:])
def test_a_power_cut_after_a_run_takes_nothing_that_counts(
    tmp_path: Path, whole: tuple[Path, Path, int], left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_run.use_fake_reader(monkeypatch.setattr)
    pages, home, _ = whole
    expected = bytes_of(home)
    assert run_apart(pages, tmp_path, [0]) == {0: 0}
    kept = killed_run.kept_by_the_disk(tmp_path / "0.log")
    for room in ("readings", "collected", "snapshots"):
        assert any(f"/{room}/" in path for path in kept)
    power_off(tmp_path / "0", kept, left)
    assert killed_run.run(pages, tmp_path / "0") == expected
