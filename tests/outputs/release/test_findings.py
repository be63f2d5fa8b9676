"""Verification finds checks, targets, bars and silence that rest on nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import polars as pl
import pytest

from indicators.catalogue import load_catalogue
from outputs.release.contents import release_tables
from outputs.release.findings import loose_findings
from tests.frames import observation, observations, report, reports, stated_change, stated_changes
from tests.outputs.release import made

COVERAGE: dict[str, Any] = {"indicator": "inclusive_coverage_rate", "unit": "%", "year": 2020}
PLAN: dict[str, Any] = {"report_id": "r1", "status": "planned"}
SHARE: dict[str, Any] = {"indicator": "public_kindergarten_share", "unit": "%", "year": 2020}


@cache
def tables() -> dict[str, pl.DataFrame]:
    """A plan of 2019 and what became of it in 2020; one that a derived figure meets; a part and its whole."""
    rows = [
        observation(1, **COVERAGE, value=85.0, **PLAN),
        observation(2, **COVERAGE, value=83.0, report_id="r2"),
        observation(3, value=80.0, year=2020, report_id="r2"),
        observation(4, indicator="public_kindergartens", value=40.0, year=2020, report_id="r2"),
        observation(5, **SHARE, value=50.0, **PLAN),
    ]
    pages = reports(report("r1"), report("r2", year=2020))
    return release_tables(observations(*rows), pages, made.REGIONS, load_catalogue())


def with_row(table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return tables() | {table: change(tables()[table])}


def test_what_was_tabulated_rests_on_what_is_there() -> None:
    found = tables()
    assert loose_findings(found) == []
    assert found["targets"].select("verdict", "actual_value", "actual_observation_id").rows() == [
        ("missed", 83.0, "o002"),
        ("kept", 50.0, None),
    ]
    assert found["bars"].select("verdict", "margin").rows() == [("met", 3.0)]
    assert found["checks"].select("rule", "verdict").rows() == [("public_kindergartens_within_all", "passed")]


WRONG: list[tuple[str, Callable[[pl.DataFrame], pl.DataFrame], str]] = [
    (
        "checks",
        lambda f: f.with_columns(observation_ids=pl.concat_list(pl.lit("o999"))),
        "rests on observation o999, which is not there",
    ),
    ("targets", lambda f: f.with_columns(planned_value=1.0), "the plan o001 is not stated so"),
    ("targets", lambda f: f.with_columns(planned_observation_id=pl.lit("o002")), "the plan o002 is not"),
    ("targets", lambda f: f.with_columns(actual_value=84.0), "rests on observation o002, which does not"),
    (
        "targets",
        lambda f: f.with_columns(actual_value=84.0),
        "the outcome of o005 is no figure that was derived",
    ),
    ("bars", lambda f: f.with_columns(value=84.0), "inclusive_coverage_rate 普及普惠县 is of a figure that"),
    (
        "silence",
        lambda f: f.with_columns(silence=pl.lit("stated")),
        "2020 students counts as stated, but no observation states it",
    ),
    (
        "silence",
        lambda f: f.with_columns(silence=pl.lit("no report")),
        "2020 kindergartens is stated by an observation, but does not count as stated",
    ),
]


def with_change(**of_fact: Any) -> dict[str, pl.DataFrame]:
    """Tables of two facts and a change of 9 since 2018 that the first one states."""
    facts = [observation(1, **of_fact), observation(2, year=2018, value=76.0, report_id="r2")]
    pages = reports(report("r1"), report("r2", year=2018))
    return release_tables(
        observations(*facts),
        pages,
        made.REGIONS,
        load_catalogue(),
        changes=stated_changes(stated_change(9.0)),
    )


def test_a_change_of_a_fact_is_in_the_release_and_held_against_the_figures() -> None:
    found = with_change()
    assert found["changes"]["change_id"].to_list() == ["c001"]
    assert found["checks"].filter(rule="stated_change")["verdict"].to_list() == ["passed"]
    assert loose_findings(found) == []


@pytest.mark.parametrize(
    "of_fact",
    [{"observation_id": "o009"}, {"year": 2020}, {"region_code": "450223"}, {"status": "planned"}],
)
def test_a_change_whose_fact_was_withdrawn_or_put_elsewhere_is_left_out(of_fact: dict[str, Any]) -> None:
    assert with_change(**of_fact)["changes"].is_empty()


def test_a_change_of_a_fact_that_is_not_there_is_told() -> None:
    found = with_change()
    found["changes"] = found["changes"].with_columns(observation_id=pl.lit("o999"))
    assert loose_findings(found) == ["changes: c001 is of o999, which is no such actual fact"]


@pytest.mark.parametrize(("table", "altered", "said"), WRONG)
def test_what_rests_on_nothing_is_told(
    table: str, altered: Callable[[pl.DataFrame], pl.DataFrame], said: str
) -> None:
    assert any(said in line for line in loose_findings(with_row(table, altered)))
