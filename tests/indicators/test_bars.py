"""National bars: met, not met, by how much, in which year."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.bars import bars, issued
from indicators.catalogue import Bar, load_catalogue
from indicators.errors import CatalogueError
from indicators.findings_schemas import Bars
from indicators.tables import choose
from tests.frames import observation, observations, regions, report, reports
from tests.stated import true_statement

REPORTS = reports(report("r1", year=2021))
REGIONS = regions(("450222", "柳城县", 1981, None))
COVERAGE = {"indicator": "inclusive_coverage_rate", "unit": "%", "year": 2021}
"""Its bar: at least 80, of 2020."""
SPREAD = {"indicator": "cv_primary", "unit": "1", "year": 2021}
"""Its bars: at most 0.65, of 2012, and at most 0.5, of 2017."""


def held(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of bars of some observations."""
    chosen = choose(observations(*rows), REPORTS, REGIONS)
    return bars(chosen, load_catalogue()).to_dicts()


@pytest.mark.parametrize(
    ("value", "bound", "verdict", "margin"),
    [
        (80.0, "exact", "met", 0.0),
        (85.3, "exact", "met", 5.3),
        (79.9, "exact", "not met", -0.1),
        (80.0, "at_least", "met", 0.0),
        (85.0, "at_least", "met", 5.0),
        (70.0, "at_least", "unknown", None),
        (90.0, "at_most", "unknown", None),
        (80.0, "at_most", "unknown", None),
        (79.0, "at_most", "not met", -1.0),
        (85.0, "approx", "met", 5.0),
        (82.0, "approx", "unknown", None),
        (78.0, "approx", "unknown", None),
        (75.0, "approx", "not met", -5.0),
    ],
)
def test_a_bar_to_be_reached(value: float, bound: str, verdict: str, margin: float | None) -> None:
    (row,) = held(observation(1, **COVERAGE, value=value, bound=bound))
    assert (row["verdict"], row["margin"]) == (verdict, margin)
    assert (row["bar"], row["bar_value"], row["bar_bound"]) == ("普及普惠县", 80.0, "at_least")


@pytest.mark.parametrize(
    ("value", "bound", "verdicts"),
    [
        (0.5, "exact", ["met", "met"]),
        (0.6, "exact", ["not met", "met"]),
        (0.7, "exact", ["not met", "not met"]),
        (0.5, "at_most", ["met", "met"]),
        (0.6, "at_most", ["unknown", "met"]),
        (0.6, "at_least", ["not met", "unknown"]),
        (0.51, "approx", ["unknown", "met"]),
    ],
)
def test_bars_not_to_be_passed(value: float, bound: str, verdicts: list[str]) -> None:
    rows = sorted(
        held(observation(1, **SPREAD, value=value, bound=bound)), key=lambda row: float(row["bar_value"])
    )
    assert [(row["bar"], row["bar_value"]) for row in rows] == [("优质均衡县", 0.5), ("基本均衡县", 0.65)]
    assert [row["verdict"] for row in rows] == verdicts


@pytest.mark.parametrize(("year", "in_force"), [(2019, False), (2020, True), (2021, True)])
def test_a_bar_is_in_force_from_the_year_of_its_regulation(year: int, in_force: bool) -> None:
    (row,) = held(observation(1, **COVERAGE | {"year": year}, value=85.0))
    assert (row["year"], row["in_force"], row["verdict"]) == (year, in_force, "met")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "planned"},
        {"from_year": 2018},
        {"indicator": "kindergartens", "unit": "所"},
        {"year": None},
        {"region_code": None},
    ],
)
def test_what_is_held_against_no_bar(changes: dict[str, Any]) -> None:
    assert held(observation(1, **COVERAGE | {"value": 85.0} | changes)) == []


def test_a_span_of_one_year_is_of_that_year() -> None:
    assert len(held(observation(1, **COVERAGE, value=85.0, from_year=2021))) == 1


def test_every_bar_of_the_catalogue_has_its_year() -> None:
    found = {issued(bar) for indicator in load_catalogue().indicators for bar in indicator.bar}
    assert found == {2012, 2017, 2020}
    bar = Bar(value=1, bound="at_least", name="某县", regulation="办法", number="无号")
    with pytest.raises(CatalogueError, match="a year in it"):
        issued(bar)


@given(st.floats(0, 100).map(lambda v: round(v, 2)), st.data())
def test_no_verdict_is_wrong_of_what_was_truly_so(truth: float, data: st.DataObject) -> None:
    stated = data.draw(true_statement(truth))
    (row,) = held(observation(1, **COVERAGE, **stated))
    assert row["verdict"] in ({"met", "unknown"} if truth >= 80 else {"not met", "unknown"})
    if stated["bound"] == "exact":
        assert row["verdict"] != "unknown"
    assert set(row) == set(Bars.column_names())
