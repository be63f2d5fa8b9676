"""What follows from stated figures by the formulas of the catalogue, and what does not."""

from __future__ import annotations

import math
import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from indicators.derive import bound_of
from indicators.tables import DERIVED, domain_table
from indicators.vintages import tabulate
from tests.frames import observation, observations, regions, report, reports

CATALOGUE = load_catalogue()
UNITS = {each.id: each.unit for each in CATALOGUE.indicators}
REPORTS = reports(report("r1"), report("r2", year=2020, published="2020-12-20"))
REGIONS = regions(("450222", "柳城县", 1981, None))

Given = tuple[str, float] | tuple[str, float, dict[str, Any]]


def said(*given: Given) -> list[dict[str, Any]]:
    """Observations of 柳城县 in 2019, the first one o000, each as (indicator, value[, what differs])."""
    rows = []
    for number, (indicator, value, *more) in enumerate(given):
        fact = {"indicator": indicator, "value": value, "unit": UNITS[indicator]} | (more[0] if more else {})
        rows.append(observation(number, **fact))
    return rows


def derived(*given: Given) -> dict[str, dict[str, Any]]:
    """What is derived from some statements, by indicator."""
    frame, _ = tabulate(observations(*said(*given)), REPORTS, REGIONS, CATALOGUE)
    rows = frame.filter(pl.col("formula").is_not_null()).to_dicts()
    assert len({row["indicator"] for row in rows}) == len(rows)
    return {row["indicator"]: row for row in rows}


def values(*given: Given) -> dict[str, float]:
    return {indicator: row["value"] for indicator, row in derived(*given).items()}


ALL, PUBLIC, PRIVATE = (
    ("kindergartens", 76.0),
    ("public_kindergartens", 65.0),
    ("private_kindergartens", 11.0),
)
SHARE = "public_kindergarten_share"


def test_a_share_from_counts_is_marked_and_names_what_it_was_made_from() -> None:
    row = derived(ALL, PUBLIC)[SHARE]
    assert row == {
        "region_code": "450222",
        "region_name": "柳城县",
        "year": 2019,
        "indicator": SHARE,
        "status": "actual",
        "value": pytest.approx(65 / 76 * 100, abs=1e-9),
        "unit": "%",
        "bound": "exact",
        "from_year": None,
        "method": "derived",
        "statements": 0,
        "reports": 0,
        "spread": 0.0,
        "chosen_by": DERIVED,
        "observation_id": None,
        "report_id": None,
        "formula": "share(public_kindergartens, kindergartens)",
        "made_from": ["o001", "o000"],
        "known_since": "2019-12-25",
        "change": None,
        "change_bound": None,
        "change_from": [],
    }


def at(bound: str) -> dict[str, Any]:
    return {"bound": bound}


CASES: list[tuple[list[Given], dict[str, float]]] = [
    ([ALL, PUBLIC], {"private_kindergartens": 11, SHARE: 85.526315789}),
    ([ALL, PRIVATE], {"public_kindergartens": 65, SHARE: 85.526315789}),
    ([PUBLIC, PRIVATE], {"kindergartens": 76, SHARE: 85.526315789}),
    (
        [PUBLIC, ("inclusive_private_kindergartens", 5.0), ALL],
        {
            "private_kindergartens": 11,
            "inclusive_kindergartens": 70,
            "inclusive_kindergarten_share": 92.105263158,
            SHARE: 85.526315789,
        },
    ),
    ([PUBLIC, ("inclusive_kindergartens", 70.0)], {"inclusive_private_kindergartens": 5}),
    (
        [("preschool_enrolment", 1000.0), ("public_preschool_enrolment", 400.0)],
        {"private_preschool_enrolment": 600, "public_enrolment_share": 40},
    ),
    ([("students", 15210.0), ("full_time_teachers", 1000.0)], {"student_teacher_ratio": 15.21}),
    ([("hazards_found", 80.0), ("hazards_rectified", 60.0)], {"hazard_rectification_rate": 75}),
    ([("hazards_found", 0.0), ("hazards_rectified", 0.0)], {}),
    (
        [("special_post_teachers_recruited", 60.0), ("senior_teachers_recruited", 31.0)],
        {"teachers_recruited": 91},
    ),
    ([("special_post_teachers_recruited", 60.0)], {}),
    # who is recruited for primary schools may hold a special post
    ([("special_post_teachers_recruited", 60.0), ("general_primary_teachers_recruited", 40.0)], {}),
    ([ALL, PUBLIC, (SHARE, 85.5)], {"private_kindergartens": 11}),
    # a part larger than its whole, and a result that no county has
    ([("kindergartens", 60.0), PUBLIC], {}),
    ([("students", 100000.0), ("full_time_teachers", 100.0)], {}),
    # a report whose whole and parts do not go together is the ground of nothing
    ([("kindergartens", 80.0), PUBLIC, PRIVATE], {}),
    ([("kindergartens", 80.0, at("approx")), PUBLIC, PRIVATE], {SHARE: 81.25}),
    # nor one whose share is not that of its counts
    ([ALL, PUBLIC, (SHARE, 84.5)], {}),
    ([ALL, PUBLIC, (SHARE, 84.6)], {"private_kindergartens": 11}),
    ([ALL, PUBLIC, (SHARE, 70.0, at("approx"))], {"private_kindergartens": 11}),
]


@pytest.mark.parametrize(("given_figures", "expected"), CASES)
def test_what_is_derived_from_what(given_figures: list[Given], expected: dict[str, float]) -> None:
    assert values(*given_figures) == expected


BELOW: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("another year", {}, {"year": 2018}),
    ("another status", {}, {"status": "planned"}),
    ("another period", {}, {"from_year": 2017}),
    ("another place", {}, {"region_code": "450223", "region_name": "鹿寨县"}),
    ("another report", {}, {"report_id": "r2"}),
    ("no year", {}, {"year": None}),
    ("out of range", {}, {"flags": ["out of range"]}),
    ("stated otherwise", {}, {"flags": ["stated otherwise in the report"]}),
    ("unsure", {}, {"flags": ["read by OCR", "OCR unsure"]}),
    ("unclear place", {}, {"flags": ["柳城县 is several places: 1, 2"]}),
    ("more likely misread", {"doubt": 0.5}, {}),
    ("bounds that allow no answer", at("at_most"), at("at_most")),
    ("bounds that allow no answer", at("at_least"), at("at_least")),
    ("about and a bound", at("approx"), at("at_least")),
]


@pytest.mark.parametrize(("why", "whole", "part"), BELOW)
def test_nothing_is_derived_over(why: str, whole: dict[str, Any], part: dict[str, Any]) -> None:
    assert SHARE not in derived((*ALL, whole), (*PUBLIC, part)), why


@pytest.mark.parametrize("both", [{"status": "planned"}, {"from_year": 2017}, {"doubt": 0.49}])
def test_what_is_alike_in_both_allows_it(both: dict[str, Any]) -> None:
    row = derived((*ALL, both), (*PUBLIC, both))[SHARE]
    assert (row["status"], row["from_year"]) == (both.get("status", "actual"), both.get("from_year"))


@pytest.mark.parametrize(
    "flags", [["read by OCR"], ["corrected: The table says 65."], ["read by OCR", "corrected: 65"]]
)
def test_a_corrected_figure_is_sound_and_one_that_ocr_was_sure_of(flags: list[str]) -> None:
    assert SHARE in derived(ALL, (*PUBLIC, {"flags": flags}))


BOUNDS = [
    ("exact", "exact", "exact"),
    ("at_most", "exact", "at_most"),
    ("at_least", "exact", "at_least"),
    ("exact", "at_most", "at_least"),
    ("exact", "at_least", "at_most"),
    ("at_least", "at_most", "at_least"),
    ("at_most", "at_least", "at_most"),
    ("approx", "exact", "approx"),
    ("exact", "approx", "approx"),
    ("approx", "approx", "approx"),
]


@pytest.mark.parametrize(("part", "whole", "bound"), BOUNDS)
def test_a_share_has_the_bound_that_follows(part: str, whole: str, bound: str) -> None:
    assert derived((*ALL, at(whole)), (*PUBLIC, at(part)))[SHARE]["bound"] == bound


@pytest.mark.parametrize(
    ("part", "whole"),
    [((76.0, "at_most"), (76.0, "exact")), ((0.0, "at_least"), (76.0, "exact"))],
)
def test_a_bound_that_says_nothing_is_none(part: tuple[float, str], whole: tuple[float, str]) -> None:
    made = derived(("kindergartens", whole[0], at(whole[1])), ("public_kindergartens", part[0], at(part[1])))
    assert SHARE not in made


def test_parts_recruited_bound_the_sum_from_below_and_what_is_no_lower_bound_is_left_out() -> None:
    row = derived(
        ("special_post_teachers_recruited", 60.0),
        ("senior_teachers_recruited", 31.0, at("at_least")),
        ("kindergarten_teachers_recruited", 9.0, at("at_most")),
    )["teachers_recruited"]
    assert (row["value"], row["bound"], row["made_from"]) == (91.0, "at_least", ["o000", "o001"])


def test_the_figures_that_are_chosen_go_in_even_where_another_report_was_chosen() -> None:
    # r2 restates the whole, and r1 has both
    made = derived(ALL, PUBLIC, (*ALL, {"report_id": "r2"}))
    assert made[SHARE]["made_from"] == ["o001", "o000"]
    # r2 revises the whole: what r1 says of the part is of another count
    assert derived(ALL, PUBLIC, ("kindergartens", 80.0, {"report_id": "r2"})) == {}


def test_domain_tables_name_what_is_derived_or_bounded() -> None:
    frame, _ = tabulate(observations(*said(ALL, (*PUBLIC, at("approx")))), REPORTS, REGIONS, CATALOGUE)
    row = domain_table(frame, CATALOGUE, "preschool_access").row(0, named=True)
    assert (row["kindergartens"], row["private_kindergartens"]) == (76.0, 11.0)
    assert row["derived"] == ["private_kindergartens", SHARE]
    assert row["bounded"] == ["private_kindergartens", SHARE, "public_kindergartens"]


INPUTS = sorted({id_ for each in CATALOGUE.indicators if each.formula for id_ in each.formula.inputs})


@st.composite
def some_statements(draw: st.DrawFn) -> list[Given]:
    count = draw(st.integers(2, 10))
    return [
        (
            draw(st.sampled_from(INPUTS)),
            float(draw(st.integers(0, 40))),
            {
                "bound": draw(st.sampled_from(["exact", "exact", "approx", "at_least", "at_most"])),
                "report_id": draw(st.sampled_from(["r1", "r1", "r2"])),
                "year": draw(st.sampled_from([2019, 2019, 2018])),
            },
        )
        for _ in range(count)
    ]


@given(some=some_statements(), seed=st.integers(0, 99))
@settings(max_examples=25)  # each makes two pairs of tables
def test_the_order_of_rows_changes_nothing_and_derived_never_replaces_stated(
    some: list[Given], seed: int
) -> None:
    rows = said(*some)
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    figures, when = tabulate(observations(*rows), REPORTS, REGIONS, CATALOGUE)
    again, when_again = tabulate(observations(*shuffled), REPORTS, REGIONS, CATALOGUE)
    assert figures.equals(again)
    assert when.equals(when_again)
    stated = {(row["year"], row["indicator"]) for row in rows}
    by_id = {row["observation_id"]: row for row in rows}
    for row in figures.iter_rows(named=True):
        is_derived = row["formula"] is not None
        assert is_derived == ((row["year"], row["indicator"]) not in stated)
        if is_derived:
            behind = [by_id[id_] for id_ in row["made_from"]]
            assert {each["year"] for each in behind} == {row["year"]}
            assert len({each["report_id"] for each in behind}) == 1


def interval(value: float, bound: str) -> tuple[float, float]:
    """What a bounded figure leaves possible; about is within a tenth."""
    if bound == "approx":
        return value * 0.9, value * 1.1
    return (0.0 if bound == "at_most" else value), (math.inf if bound == "at_least" else value)


bounded = st.tuples(st.floats(1, 1000), st.sampled_from(["exact", "approx", "at_least", "at_most"]))


@given(rising=st.lists(bounded, min_size=1, max_size=3), falling=st.lists(bounded, max_size=2))
def test_a_bound_holds_for_everything_that_its_inputs_leave_possible(
    rising: list[tuple[float, str]], falling: list[tuple[float, str]]
) -> None:
    frame = pl.DataFrame({"unused": [0]})
    bound = frame.select(
        bound_of([pl.lit(each) for _, each in rising], [pl.lit(each) for _, each in falling])
    ).item()
    value = sum(v for v, _ in rising) - sum(v for v, _ in falling)
    low = sum(interval(*each)[0] for each in rising) - sum(interval(*each)[1] for each in falling)
    high = sum(interval(*each)[1] for each in rising) - sum(interval(*each)[0] for each in falling)
    if bound == "exact":
        assert low == pytest.approx(value)
        assert high == pytest.approx(value)
    elif bound == "at_least":
        assert low == pytest.approx(value)
    elif bound == "at_most":
        assert high == pytest.approx(value)
    elif bound == "approx":
        assert math.isfinite(low)
        assert math.isfinite(high)
    else:
        assert bound is None
        about = any(each == "approx" for _, each in (*rising, *falling))
        assert about or (low < value < high)
