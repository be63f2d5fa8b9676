"""A withdrawn release is not touched, is no longer the latest, and is not published a second time."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import ReleaseError
from outputs.release.history import latest_release, newest_standing
from outputs.release.verification import verify
from outputs.release.withdrawal import Withdrawal, withdrawal_file, withdrawal_of
from outputs.release.withdrawing import withdraw
from tests.outputs.release import made

DAY = date(2026, 11, 22)
WHY = "The figures of a town were taken for those of the county."


def test_the_release_is_not_touched(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    withdraw(tmp_path, "2026.11.0", f" {WHY}\n", DAY)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert verify(folder) == []
    assert withdrawal_of(folder) == Withdrawal(version="2026.11.0", on=DAY, reason=WHY)


def test_latest_goes_to_the_newest_that_stands(tmp_path: Path) -> None:
    for value, month in ((1.0, "2026.09"), (2.0, "2026.10"), (3.0, "2026.11")):
        made.release(tmp_path, {"value": value}, month=month)
    assert withdraw(tmp_path, "2026.10.0", WHY, DAY)[1] == "2026.11.0"
    assert withdraw(tmp_path, "2026.11.0", WHY, DAY)[1] == "2026.09.0"
    assert latest_release(tmp_path) == tmp_path / "2026.09.0"
    assert withdraw(tmp_path, "2026.09.0", WHY, DAY)[1] is None
    assert not (tmp_path / "latest").exists()
    assert latest_release(tmp_path) is None


def test_a_latest_that_names_a_withdrawn_release_is_not_believed(tmp_path: Path) -> None:
    made.release(tmp_path, {"value": 1.0})
    made.release(tmp_path)
    # Somebody was stopped between the two steps.
    withdrawal = Withdrawal(version="2026.11.1", on=DAY, reason=WHY)
    withdrawal_file(tmp_path / "2026.11.1").write_text(withdrawal.toml(), encoding="utf-8")
    assert latest_release(tmp_path) == tmp_path / "2026.11.0"


def test_versions_below_one_are_told_by_number(tmp_path: Path) -> None:
    for name in ("2026.11.9", "2026.11.10", "2026.12.0"):
        (tmp_path / name).mkdir()
    assert newest_standing(tmp_path, below="2026.12.0") == tmp_path / "2026.11.10"
    assert newest_standing(tmp_path, below="2026.11.10") == tmp_path / "2026.11.9"
    assert newest_standing(tmp_path, below="2026.11.9") is None


def test_what_was_withdrawn_is_not_published_again(tmp_path: Path) -> None:
    made.release(tmp_path)
    withdraw(tmp_path, "2026.11.0", WHY, DAY)
    message = r"would say all that 2026\.11\.0 says, and 2026\.11\.0 was withdrawn on 2026-11-22: The fig"
    with pytest.raises(ReleaseError, match=message) as error:
        made.release(tmp_path, month="2026.12")
    assert f"remove {withdrawal_file(tmp_path / '2026.11.0')} and run it again" in str(error.value)
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "2026.11.0",
        "2026.11.0.withdrawn.toml",
    ]
    mended = made.release(tmp_path, {"value": 58.0})
    assert (mended.version, latest_release(tmp_path)) == ("2026.11.1", mended.folder)


def test_a_withdrawal_that_is_taken_back_leaves_the_release_as_it_was(tmp_path: Path) -> None:
    folder = made.release(tmp_path).folder
    withdraw(tmp_path, "2026.11.0", WHY, DAY)
    withdrawal_file(folder).unlink()
    again = made.release(tmp_path)
    assert (again.folder, again.new, latest_release(tmp_path)) == (folder, False, folder)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        'version = "2026.11.0"\non = 2026-11-22\nreason = " "\n',
        'version = "2026.11.1"\non = 2026-11-22\nreason = "x"\n',
        'version = "2026.11.0"\non = 2026-11-22\nreason = "x"\nby = "y"\n',
    ],
)
def test_a_file_that_is_wrong_still_withdraws_and_is_told(tmp_path: Path, text: str) -> None:
    folder = made.release(tmp_path).folder
    withdrawal_file(folder).write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"2026\.11\.0\.withdrawn\.toml: cannot be read .*Mend it"):
        withdrawal_of(folder)
    assert latest_release(tmp_path) is None


@given(st.text(min_size=1).filter(str.strip))
def test_any_reason_is_read_back(reason: str) -> None:
    withdrawal = Withdrawal(version="2026.11.0", on=DAY, reason=reason)
    assert Withdrawal.model_validate(tomllib.loads(withdrawal.toml())) == withdrawal
