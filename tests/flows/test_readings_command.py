"""`county-education readings prune`: only what another version has read goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.command_line import main
from outputs.release.durable import locked
from tasks.kept_readings import KeptReadings, missing
from tasks.reading_code import reading_digest
from tests.tasks.test_kept_readings import page, read


def test_prune_removes_what_other_code_has_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other, ours = (tmp_path / "readings" / digest for digest in ("e" * 64, reading_digest()))
    for folder in (other, ours):
        KeptReadings(folder).keep([page(1)], [read(page(1))])
    assert main(["readings", "prune", "--home", str(tmp_path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [f"removed {other}", "1 folder or file removed; what this version has read of late stays"]
    assert not other.exists()
    assert missing([page(1)], KeptReadings(ours)) == []


def test_prune_where_nothing_is_kept_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    assert main(["readings", "prune", "--home", str(home)]) == 0
    assert capsys.readouterr().out == f"{home / 'readings'}: nothing is kept here\n"
    assert not home.exists()


def test_prune_waits_for_no_release_and_takes_nothing_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "readings" / ("e" * 64)
    other.mkdir(parents=True)
    with locked(tmp_path):
        assert main(["readings", "prune", "--home", str(tmp_path)]) == 1
    assert "another release is being made here" in capsys.readouterr().err
    assert other.is_dir()
