"""Stated changes held against the figures of both years."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import pytest

from indicators.catalogue import load_catalogue
from indicators.check_rules import load_check_rules
from indicators.checks import check
from indicators.findings_schemas import Checks
from indicators.tables import choose
from tests.frames import observation, observations, regions, report, reports
from tests.frames import stated_change as change
from tests.frames import stated_changes as stated

REPORTS = reports(report("r1"), report("r2", year=2018))
REGIONS = regions(("450222", "柳城县", 1981, None))
EXACT = ("exact", "exact")
RATE_OF = {"indicator": "preschool_gross_enrolment_rate"}
RATE = {"indicator": "preschool_gross_enrolment_rate", "unit": "%", "unit_stated": "%"}
PEOPLE = {"indicator": "preschool_enrolment", "unit": "人", "unit_stated": "人"}

Row = dict[str, Any]


def held(changes: list[Row], *facts: Row) -> list[Row]:
    """The checks of stated changes, as rows."""
    found = observations(*facts)
    chosen = choose(found, REPORTS, REGIONS)
    checked: dy.DataFrame[Checks] = check(
        found, chosen, load_catalogue(), load_check_rules(), stated(*changes)
    )
    return checked.filter(rule="stated_change").to_dicts()


def two(now: float, before: float, bounds: tuple[str, str] = EXACT, **of: Any) -> list[Row]:
    """The figure of 2019 and, in another report, that of 2018."""
    values = [
        of | {"value": v, "value_stated": f"{v:g}", "bound": b}
        for v, b in zip((now, before), bounds, strict=True)
    ]
    return [observation(1, **values[0]), observation(2, year=2018, report_id="r2", **values[1])]


CASES: list[tuple[Row, list[Row], str, float | None]] = [
    (change(9.0), two(85, 76), "passed", 0.0),
    (change(-9.0), two(76, 85), "passed", 0.0),
    (change(9.0), two(85, 77), "failed", 1.0),
    # the same size, the other way
    (change(-9.0), two(85, 76), "failed", -18.0),
    # points of rates: one unit of the last digit of each of the three
    (change(1.2, "百分点", **RATE_OF), two(91.2, 90.0, EXACT, **RATE), "passed", 0.0),
    (change(1.2, "百分点", **RATE_OF), two(91.2, 89.8, EXACT, **RATE), "passed", -0.2),
    (change(1.2, "百分点", **RATE_OF), two(91.2, 87.3, EXACT, **RATE), "failed", -2.7),
    # per cent of the earlier figure
    (change(5.3, "%", indicator=PEOPLE["indicator"]), two(10530, 10000, EXACT, **PEOPLE), "passed", 0.0),
    (change(5.3, "%", indicator=PEOPLE["indicator"]), two(10800, 10000, EXACT, **PEOPLE), "failed", -2.7),
    # bounds: of the change, and of the figures
    (change(5.0, bound="at_least"), two(85, 76), "passed", -4.0),
    (change(12.0, bound="at_least"), two(85, 76), "failed", 3.0),
    (change(-5.0, bound="at_most"), two(76, 85), "passed", 4.0),
    (change(9.0), two(85, 70, ("exact", "at_least")), "not comparable", None),
    (change(20.0), two(85, 70, ("exact", "at_least")), "failed", 5.0),
    (change(9.0), two(85, 76, ("at_least", "exact")), "not comparable", None),
]


@pytest.mark.parametrize(("said", "facts", "verdict", "difference"), CASES)
def test_a_change_is_held_against_both_years(
    said: Row, facts: list[Row], verdict: str, difference: float | None
) -> None:
    (row,) = held([said], *facts)
    assert (row["verdict"], row["difference"]) == (verdict, difference)
    assert (row["check_id"], row["observed"], row["year"]) == ("stated_change/c001", said["change"], 2019)
    assert row["observation_ids"] == ["o001", "o002"]


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        (change(9.0), two(85, 76)[:1]),  # no figure of the year before
        (change(9.0, against_year=2015), two(85, 76)),
        (change(5.3, "%", indicator=PEOPLE["indicator"]), two(10, 0, EXACT, **PEOPLE)),
        (change(9.0), [two(85, 76)[0], two(85, 76)[1] | {"status": "planned"}]),
        (change(9.0), [two(85, 76)[0], two(85, 76)[1] | {"from_year": 2016}]),
    ],
)
def test_without_a_figure_of_the_earlier_year_there_is_no_check(said: Row, facts: list[Row]) -> None:
    assert held([said], *facts) == []


def test_a_message_says_what_was_held_against_what() -> None:
    (row,) = held([change(9.0)], *two(85, 77))
    assert row["message_zh"] == "幼儿园数变化 9所，85（2019 年），77（2018 年）：相差 1，多于容许的 0"
    assert (
        row["message_en"]
        == "Kindergartens changed by 9所, 85 in 2019, 77 in 2018: off by 1, more than the 0 allowed"
    )
