"""Where files go, and that what a person has set is left as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.settings import QUIET, data_home, keep_prefect_quiet, this_month, use_home
from indicators.errors import SourceError


def test_the_data_home_is_the_one_of_the_environment_or_data_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_home({}) == tmp_path / "data"
    assert data_home({"COUNTY_EDUCATION_HOME": ""}) == tmp_path / "data"
    assert data_home({"COUNTY_EDUCATION_HOME": "there"}) == tmp_path / "there"
    assert list(tmp_path.iterdir()) == [], "to ask makes nothing"


def test_prefect_is_told_to_be_quiet_unless_a_person_said_otherwise() -> None:
    environment = {"PREFECT_LOGGING_LEVEL": "DEBUG"}
    keep_prefect_quiet(environment)
    assert environment == QUIET | {"PREFECT_LOGGING_LEVEL": "DEBUG"}
    assert QUIET["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert QUIET["DO_NOT_TRACK"] == "1"


@pytest.mark.parametrize("own", [None, "elsewhere"])
def test_prefect_keeps_its_files_below_the_home_unless_it_has_its_own(
    tmp_path: Path, own: str | None
) -> None:
    environment = {} if own is None else {"PREFECT_HOME": str(tmp_path / own)}
    use_home(tmp_path / "a/b", environment)
    assert environment["COUNTY_EDUCATION_HOME"] == str(tmp_path / "a/b")
    expected = tmp_path / (own or "a/b/prefect")
    assert environment["PREFECT_HOME"] == str(expected)
    assert expected.is_dir()


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="file/home: cannot be made"):
        use_home(tmp_path / "file/home", {})


def test_the_month_is_written_as_versions_are() -> None:
    assert re.fullmatch(r"20[0-9]{2}\.(0[1-9]|1[0-2])", this_month())
