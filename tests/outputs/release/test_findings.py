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
from tests.frames import observation, observations, report, reports
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


@pytest.mark.parametrize(("table", "change", "said"), WRONG)
def test_what_rests_on_nothing_is_told(
    table: str, change: Callable[[pl.DataFrame], pl.DataFrame], said: str
) -> None:
    assert any(said in line for line in loose_findings(with_row(table, change)))
