"""The registry of bureaus that ships: real places, public hosts, and nothing claimed that was not seen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.sources_command import shipped
from indicators.gazetteer import load_gazetteer
from tasks.fetch.checking import Check, check_registry

ROOT = Path(__file__).parents[2]
BUREAU = ("教育", "教体", "教委")


@pytest.fixture(scope="module")
def bureaus() -> Check:
    return check_registry(shipped(), load_gazetteer())


def test_it_lies_where_the_readme_of_the_folder_says() -> None:
    assert shipped() == ROOT / "deployments/sources.toml"


def test_nothing_is_wrong_or_odd_in_it(bureaus: Check) -> None:
    assert bureaus.findings == ()


def test_every_region_is_a_county_of_today(bureaus: Check) -> None:
    for each in bureaus.away:
        assert each.region is not None, each.id
        (county,) = (d for d in load_gazetteer().by_code(each.region) if d.valid_until is None)
        assert county.level == "county", each.id


def test_there_are_forty_bureaus_in_all_parts_of_the_country(bureaus: Check) -> None:
    by_bureaus = [each for each in bureaus.away if any(word in (each.publisher or "") for word in BUREAU)]
    assert len({each.region for each in by_bureaus}) >= 40
    assert len({(each.region or "")[:2] for each in by_bureaus}) >= 20


def test_every_address_is_of_a_government(bureaus: Check) -> None:
    for each in bureaus.away:
        assert (urlsplit(each.address).hostname or "").endswith(".gov.cn"), each.id


def test_none_is_said_to_have_been_fetched(bureaus: Check) -> None:
    assert [each.id for each in bureaus.away if each.fetched] == []
    assert bureaus.registry.sources == ()


def test_what_was_not_seen_is_explained(bureaus: Check) -> None:
    for page in bureaus.registry.pages:
        assert (page.title and page.publisher) or page.note, page.id
