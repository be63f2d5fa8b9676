"""Where files go, and that what a person has set is left as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.settings import (
    QUIET,
    data_home,
    fetch_allowed,
    fetch_contact,
    keep_prefect_quiet,
    open_store,
    s3_settings,
    store_address,
    this_month,
    use_home,
)
from indicators.errors import SourceError, StoreError


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


def test_under_a_server_of_the_operator_its_logs_and_files_stay_as_they_are(tmp_path: Path) -> None:
    server = {"PREFECT_API_URL": "http://127.0.0.1:4200/api"}
    environment = dict(server)
    keep_prefect_quiet(environment)
    assert environment["DO_NOT_TRACK"] == "1"
    assert not [name for name in environment if "LOGGING" in name]
    use_home(tmp_path / "a", environment)
    assert "PREFECT_HOME" not in environment
    assert (tmp_path / "a").is_dir()


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


def test_the_store_is_the_one_of_the_environment_or_none() -> None:
    assert store_address({}) is None
    assert store_address({"COUNTY_EDUCATION_STORE": ""}) is None
    assert store_address({"COUNTY_EDUCATION_STORE": "s3://bucket/a"}) == "s3://bucket/a"


SOMEBODY = [{"AWS_SKIP_SIGNATURE": "true"}, {"AWS_METADATA_ENDPOINT": "http://x"}]
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}


@pytest.mark.parametrize(
    ("set_by_a_person", "endpoint"),
    [
        ({}, None),
        ({"AWS_ENDPOINT_URL": "http://one"}, "http://one"),
        ({"AWS_ENDPOINT_URL": "http://one", "AWS_ENDPOINT_URL_S3": "http://two"}, "http://two"),
        ({"AWS_ENDPOINT_URL": "", "AWS_ENDPOINT": "http://three"}, "http://three"),
    ],
)
def test_a_store_is_where_the_usual_variables_say(
    set_by_a_person: dict[str, str], endpoint: str | None
) -> None:
    other = {"AWS_CA_BUNDLE": "x", "HOME": "/root", "AWS_REGION": "eu-west-1", "AWS_SESSION_TOKEN": ""}
    settings = s3_settings(KEYS | set_by_a_person | other)
    assert settings.pop("AWS_ENDPOINT", None) == endpoint
    assert settings == KEYS | {"AWS_REGION": "eu-west-1"}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "the environment: it has no keys of a store; expected AWS_ACCESS_KEY_ID and"),
        ({"AWS_SECRET_ACCESS_KEY": "b"}, "it has no keys of a store"),
        ({"AWS_ACCESS_KEY_ID": "a"}, "it has AWS_ACCESS_KEY_ID alone; expected AWS_SECRET_ACCESS_KEY beside"),
    ],
)
def test_a_store_without_keys_is_refused_before_anybody_is_asked(
    environment: dict[str, str], said: str
) -> None:
    with pytest.raises(StoreError, match=said):
        open_store("s3://bucket/a", environment)


@pytest.mark.parametrize(
    "more", [{"AWS_SKIP_SIGNATURE": "true"}, {"AWS_METADATA_ENDPOINT": "http://x"}, KEYS]
)
def test_a_store_is_opened_without_asking_it(more: dict[str, str]) -> None:
    assert open_store("s3://bucket/a/", more).name == "s3://bucket/a"


def test_a_setting_that_is_wrong_is_said() -> None:
    with pytest.raises(StoreError, match="s3://bucket: cannot be used"):
        open_store("s3://bucket", KEYS | {"AWS_SKIP_SIGNATURE": "perhaps"})


def test_whom_a_site_may_write_to_and_what_points_inside_come_from_the_environment() -> None:
    assert (fetch_contact({}), fetch_allowed({})) == (None, [])
    assert fetch_contact({"COUNTY_EDUCATION_CONTACT": ""}) is None
    assert fetch_contact({"COUNTY_EDUCATION_CONTACT": "data@a.example"}) == "data@a.example"
    assert fetch_allowed({"COUNTY_EDUCATION_ALLOW": "10.0.0.0/8, file:"}) == ["10.0.0.0/8", "file:"]
