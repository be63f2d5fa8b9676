"""Once a month a run removes what no run needs any more, and never fails for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows import upkeep
from flows.last_published import FOLDER
from flows.upkeep import EVERY, FILE, keep_small
from tasks.kept_readings import FOLDER as READINGS

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """What was read by other code, below a home."""
    folder = tmp_path / READINGS / "other-code"
    folder.mkdir(parents=True)
    return folder


def test_a_month_after_the_last_time(tmp_path: Path, old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_small(tmp_path, NOW)
    keep_small(tmp_path, NOW + EVERY - timedelta(seconds=1))
    assert old.is_dir()
    keep_small(tmp_path, NOW + EVERY)
    assert not old.exists()
    assert "1 folder or file removed" in capsys.readouterr().err
    old.mkdir()
    keep_small(tmp_path, NOW + 2 * EVERY - timedelta(seconds=1))
    assert old.is_dir()


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-22T03:30:00", "2036-11-22T03:30:00+00:00"])
def test_a_time_that_is_none_counts_from_now(tmp_path: Path, old: Path, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_text(text, encoding="utf-8")
    keep_small(tmp_path, NOW)
    assert old.is_dir()
    keep_small(tmp_path, NOW + EVERY)
    assert not old.exists()


def test_a_disk_that_fails_fails_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "readings")

    keep_small(tmp_path, NOW)
    monkeypatch.setattr(upkeep, "prune", fail)
    keep_small(tmp_path, NOW + EVERY)
    assert "stays for now" in capsys.readouterr().err
    monkeypatch.undo()
    (old := tmp_path / READINGS / "other-code").mkdir(parents=True)
    keep_small(tmp_path, NOW + EVERY)
    assert not old.exists(), "it is tried again by the next run"
