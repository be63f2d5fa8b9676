"""Why there is no figure."""

from __future__ import annotations

import random
from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from indicators.findings_schemas import Silence
from indicators.silence import silence
from tests.frames import observation, observations, report, reports

ANOTHER = "students"


def frame(facts: list[dict[str, Any]], pages: list[dict[str, Any]]) -> dy.DataFrame[Silence]:
    return silence(observations(*facts), reports(*pages), load_catalogue())


def said(found: pl.DataFrame, year: int, indicator: str = "kindergartens") -> str | None:
    rows = found.filter(region_code="450222", year=year, indicator=indicator)["silence"].to_list()
    return rows[0] if rows else None


def refused(id_: str, reason: str, **changes: Any) -> dict[str, Any]:
    return report(id_, state="refused", reason=reason, facts=0, **changes)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([report("r2")], "not stated"),
        ([refused("r2", "digits lost")], "masked"),
        ([refused("r2", "no text layer")], "refused page"),
        ([refused("r2", "no text layer"), refused("r3", "digits lost")], "masked"),
        ([report("r2"), refused("r3", "digits lost")], "not stated"),
        ([refused("r2", "duplicate")], "no report"),
        ([], "no report"),
    ],
)
def test_why_another_indicator_has_no_figure(pages: list[dict[str, Any]], expected: str) -> None:
    around = [report("r0", year=2018), report("r9", year=2020)]
    found = frame([], [*around, *pages])
    assert [said(found, year, ANOTHER) for year in (2018, 2019, 2020)] == [
        "not stated",
        expected,
        "not stated",
    ]


def test_what_is_stated_is_stated() -> None:
    found = frame([observation(1, report_id="r9")], [report("r9", year=2021)])
    assert [said(found, year) for year in range(2018, 2023)] == [
        None,
        "stated",
        "no report",
        "not stated",
        None,
    ]
    assert said(found, 2019, ANOTHER) == "no report"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "planned"}, "not stated"),
        ({"from_year": 2015}, "stated"),
        ({"year": None}, "not stated"),
        ({"region_code": None}, "not stated"),
        ({"bound": "at_least"}, "stated"),
        ({"method": "corrected"}, "stated"),
    ],
)
def test_what_counts_as_a_figure(changes: dict[str, Any], expected: str) -> None:
    assert said(frame([observation(1, **changes)], [report("r1")]), 2019) == expected


def test_the_span_runs_over_reports_and_actual_figures() -> None:
    facts = [observation(1, year=2012), observation(2, year=2025, status="planned")]
    found = frame(facts, [report("r1", year=2016), report("r2", year=None)])
    assert sorted(set(found["year"])) == list(range(2012, 2017))


def test_a_place_without_a_year_is_not_told_of() -> None:
    assert frame([observation(1, year=None)], [report("r1", year=None)]).is_empty()


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Some facts and reports of two places over a few years."""
    year, place = st.integers(2015, 2019), st.sampled_from(["450222", "450223"])
    ids = st.sampled_from(["kindergartens", "students"])
    facts = [
        observation(n, year=y, region_code=p, indicator=i)
        for n, (y, p, i) in enumerate(draw(st.lists(st.tuples(year, place, ids), max_size=6)))
    ]
    pages = [
        report(f"r{n}", year=y, region_code=p) if fine else refused(f"r{n}", "damaged", year=y, region_code=p)
        for n, (y, p, fine) in enumerate(draw(st.lists(st.tuples(year, place, st.booleans()), max_size=6)))
    ]
    return facts, pages


@given(worlds(), st.randoms(use_true_random=False))
def test_every_place_year_and_indicator_has_one_answer(
    world: tuple[list[dict[str, Any]], list[dict[str, Any]]], order: random.Random
) -> None:
    facts, pages = world
    found = frame(facts, pages)
    spans: dict[str, list[int]] = {}
    for row in (*facts, *pages):
        spans.setdefault(row["region_code"], []).append(row["year"])
    years = sum(max(each) - min(each) + 1 for each in spans.values())
    assert found.height == years * len(load_catalogue().indicators)
    stated = {(row["region_code"], row["year"], row["indicator"]) for row in facts}
    rows = found.filter(pl.col("silence").cast(pl.String) == "stated")
    assert set(rows.select("region_code", "year", "indicator").rows()) == stated
    order.shuffle(facts)
    order.shuffle(pages)
    assert frame(facts, pages).equals(found)


@given(at_once=st.integers(1, 4))
def test_how_many_places_are_taken_at_a_time_makes_no_difference(at_once: int) -> None:
    codes = ("450223", "110101", "450222")
    facts = [observation(n, region_code=code, year=2015 + n) for n, code in enumerate(codes)]
    pages = [report(f"r{n}", region_code=code, year=2019) for n, code in enumerate(codes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indicators.silence.PLACES_AT_ONCE", at_once)
        found = frame(facts, pages)
    assert found.equals(frame(facts, pages))
    assert set(found["region_code"]) == set(codes)
    assert found.equals(found.sort("region_code", "year", "indicator"))
    assert frame([], []).is_empty()
