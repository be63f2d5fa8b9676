"""Targets and outcomes: kept, missed, or unknown."""

from __future__ import annotations

import random
from typing import Any

import dataframely as dy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from indicators.findings_schemas import Targets
from indicators.tables import choose
from indicators.targets import default_goal, load_target_rules, targets
from tests.frames import observation, observations, regions, report, reports
from tests.stated import true_statement

REPORTS = reports(*(report(f"r{year}", year=year) for year in range(2018, 2023)), report("r0", year=None))
REGIONS = regions(("450222", "柳城县", 1981, None))
BETTER = {"indicator": "inclusive_coverage_rate", "unit": "%"}
WORSE = {"indicator": "large_class_share", "unit": "%"}
FLOW = {"indicator": "teachers_recruited", "unit": "人"}
STOCK = {"indicator": "kindergartens", "unit": "所"}


def frame(*rows: dict[str, Any]) -> dy.DataFrame[Targets]:
    found = observations(*rows)
    return targets(found, choose(found, REPORTS, REGIONS), REPORTS, REGIONS, load_catalogue())


def plan(number: int, value: float, bound: str = "exact", **changes: Any) -> dict[str, Any]:
    """What the report of 2018 plans for 2020."""
    row = {"status": "planned", "year": 2020, "report_id": "r2018", "value": value, "bound": bound}
    return observation(number, **row | changes)


def outcome(number: int, value: float, bound: str = "exact", **changes: Any) -> dict[str, Any]:
    """What the report of 2020 says of 2020."""
    row = {"year": 2020, "report_id": "r2020", "value": value, "bound": bound}
    return observation(number, **row | changes)


@pytest.mark.parametrize(
    ("of", "planned", "actual", "verdict", "margin"),
    [
        # The bound of the plan says which way.
        (BETTER, (90, "at_least"), (90, "exact"), "kept", 0.0),
        (BETTER, (90, "at_least"), (90, "at_least"), "kept", 0.0),
        (BETTER, (90, "at_least"), (85, "exact"), "missed", -5.0),
        (BETTER, (90, "at_least"), (85, "at_least"), "unknown", None),
        (BETTER, (90, "at_least"), (95, "at_most"), "unknown", None),
        (BETTER, (90, "at_least"), (85, "at_most"), "missed", -5.0),
        (BETTER, (90, "at_least"), (91, "approx"), "unknown", None),
        (BETTER, (80, "at_least"), (91, "approx"), "kept", 11.0),
        (STOCK, (90, "at_least"), (95, "exact"), "kept", 5.0),
        (STOCK, (90, "at_most"), (95, "exact"), "missed", 5.0),
        (WORSE, (5, "at_most"), (5, "exact"), "kept", 0.0),
        (WORSE, (5, "at_most"), (4, "at_most"), "kept", -1.0),
        (WORSE, (5, "at_most"), (6, "exact"), "missed", 1.0),
        (WORSE, (5, "at_most"), (10, "at_most"), "unknown", None),
        # Else the better side of the indicator.
        (BETTER, (90, "exact"), (90.5, "exact"), "kept", 0.5),
        (BETTER, (90, "exact"), (89.9, "exact"), "missed", -0.1),
        (WORSE, (5, "exact"), (0, "exact"), "kept", -5.0),
        (WORSE, (5, "exact"), (7, "at_least"), "missed", 2.0),
        # A bound against the better side: nobody knows what was meant.
        (BETTER, (90, "at_most"), (80, "exact"), "unknown", None),
        (WORSE, (50, "at_least"), (60, "exact"), "unknown", None),
        # Else the kind of the indicator: as much or more was done; as many as planned.
        (FLOW, (120, "exact"), (130, "exact"), "kept", 10.0),
        (FLOW, (120, "exact"), (118, "exact"), "missed", -2.0),
        (STOCK, (90, "exact"), (90, "exact"), "kept", 0.0),
        (STOCK, (90, "exact"), (95, "exact"), "unknown", 5.0),
        (STOCK, (90, "exact"), (85, "exact"), "unknown", -5.0),
        (STOCK, (90, "exact"), (90, "at_least"), "unknown", None),
        # A plan that is approximate leaves a twentieth.
        (BETTER, (90, "approx"), (86, "exact"), "kept", -4.0),
        (BETTER, (90, "approx"), (85, "exact"), "missed", -5.0),
        (WORSE, (20, "approx"), (21, "exact"), "kept", 1.0),
        (WORSE, (20, "approx"), (22, "exact"), "missed", 2.0),
        (STOCK, (100, "approx"), (104, "exact"), "kept", 4.0),
        (STOCK, (100, "approx"), (106, "exact"), "unknown", None),
    ],
)
def test_verdicts(
    of: dict[str, Any],
    planned: tuple[float, str],
    actual: tuple[float, str],
    verdict: str,
    margin: float | None,
) -> None:
    (row,) = frame(plan(1, *planned, **of), outcome(2, *actual, **of)).to_dicts()
    assert (row["verdict"], row["margin"]) == (verdict, margin)
    assert (row["planned_observation_id"], row["actual_observation_id"]) == ("o001", "o002")
    assert (row["planned_said_in"], row["planned_year"], row["region_name"]) == (2018, 2020, "柳城县")


def test_without_an_outcome_nothing_is_known() -> None:
    (row,) = frame(plan(1, 90.0, **BETTER), outcome(2, 95.0, **BETTER, year=2019)).to_dicts()
    assert row["verdict"] == "unknown"
    assert [row[name] for name in ("actual_value", "actual_bound", "actual_observation_id", "margin")] == [
        None
    ] * 4


def test_a_plan_is_never_held_against_a_plan() -> None:
    rows = frame(plan(1, 90.0, **BETTER), plan(2, 95.0, **BETTER, report_id="r2019")).to_dicts()
    assert [(row["planned_said_in"], row["verdict"], row["actual_value"]) for row in rows] == [
        (2018, "unknown", None),
        (2019, "unknown", None),
    ]


def test_every_report_that_plans_has_its_row() -> None:
    rows = frame(
        plan(1, 90.0, **BETTER),
        plan(2, 80.0, **BETTER, report_id="r2019"),
        outcome(3, 85.0, **BETTER),
    ).to_dicts()
    assert [(row["planned_said_in"], row["verdict"], row["margin"]) for row in rows] == [
        (2018, "missed", -5.0),
        (2019, "kept", 5.0),
    ]


def test_a_report_that_still_plans_does_not_say_how_it_ended() -> None:
    halfway = outcome(2, 70.0, **BETTER, report_id="r2018")
    (row,) = frame(plan(1, 90.0, **BETTER), halfway).to_dicts()
    assert (row["verdict"], row["actual_value"], row["margin"]) == ("unknown", 70.0, None)
    (row,) = frame(plan(1, 90.0, **BETTER), halfway | {"value": 92.0}).to_dicts()
    assert (row["verdict"], row["margin"]) == ("kept", 2.0)
    # What must not be passed can still be passed.
    (row,) = frame(plan(1, 5.0, **WORSE), outcome(2, 4.0, **WORSE, report_id="r2018")).to_dicts()
    assert (row["verdict"], row["margin"]) == ("unknown", None)
    # Of what other reports say, the policy chooses.
    rounded = outcome(3, 92.0, "at_least", **BETTER, report_id="r2021")
    (row,) = frame(plan(1, 90.0, **BETTER), halfway, rounded).to_dicts()
    assert (row["verdict"], row["actual_observation_id"]) == ("kept", "o003")


@pytest.mark.parametrize(
    ("planned_from", "actual_from", "verdict"),
    [(2016, 2016, "kept"), (2016, None, "unknown"), (None, 2016, "unknown"), (2016, 2018, "unknown")],
)
def test_a_plan_for_several_years_meets_only_a_figure_of_the_same(
    planned_from: int | None, actual_from: int | None, verdict: str
) -> None:
    rows = (plan(1, 500.0, **FLOW, from_year=planned_from), outcome(2, 520.0, **FLOW, from_year=actual_from))
    (row,) = frame(*rows).to_dicts()
    assert (row["verdict"], row["planned_from_year"]) == (verdict, planned_from)


def test_a_span_of_one_year_is_that_year() -> None:
    (row,) = frame(plan(1, 100.0, **FLOW, from_year=2020), outcome(2, 120.0, **FLOW)).to_dicts()
    assert (row["verdict"], row["planned_from_year"]) == ("kept", None)


@pytest.mark.parametrize("changes", [{"year": None}, {"region_code": None}])
def test_a_plan_of_no_known_place_or_year_is_no_target(changes: dict[str, Any]) -> None:
    assert frame(plan(1, 90.0, **BETTER, **changes), outcome(2, 95.0, **BETTER)).is_empty()


def test_a_report_without_a_year_plans_as_well() -> None:
    (row,) = frame(plan(1, 90.0, **BETTER | {"report_id": "r0"}), outcome(2, 95.0, **BETTER)).to_dicts()
    assert (row["verdict"], row["planned_said_in"], row["planned_report_id"]) == ("kept", None, "r0")


def test_every_indicator_has_a_goal() -> None:
    goals = {i.id: default_goal(i)[0] for i in load_catalogue().indicators}
    assert set(goals.values()) == {"at_least", "at_most", "equal"}
    assert goals["student_teacher_ratio"] == "equal"
    assert goals["primary_dropout_rate"] == "at_most"
    assert all(direction.why for direction in load_target_rules().direction)


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([BETTER, WORSE, FLOW, STOCK]), st.data())
def test_no_verdict_is_wrong_of_what_was_truly_so(
    goal: int, truth: int, of: dict[str, Any], data: st.DataObject
) -> None:
    bound = data.draw(st.sampled_from(["exact", "at_least", "at_most"]))
    stated = data.draw(true_statement(float(truth)))
    (row,) = frame(plan(1, float(goal), bound, **of), outcome(2, **of | stated)).to_dicts()
    up = bound == "at_least" or (bound == "exact" and of in (BETTER, FLOW))
    if row["verdict"] == "unknown":
        return
    if of is STOCK and bound == "exact":
        assert (row["verdict"], truth) == ("kept", goal)
    else:
        assert (row["verdict"] == "kept") == (truth >= goal if up else truth <= goal)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_no_matter(order: random.Random) -> None:
    rows = [
        plan(1, 90.0, **BETTER),
        plan(2, 80.0, **BETTER, report_id="r2019"),
        plan(3, 5.0, "at_most", **WORSE),
        outcome(4, 85.0, **BETTER),
        outcome(5, 84.0, "approx", **BETTER, report_id="r2021"),
        outcome(6, 3.0, **WORSE),
    ]
    before = frame(*rows)
    order.shuffle(rows)
    assert frame(*rows).equals(before)
