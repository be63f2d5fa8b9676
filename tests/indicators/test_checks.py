"""Checks: what passes, what fails, and of what nobody can say."""

from __future__ import annotations

import random
from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from indicators.check_rules import load_check_rules
from indicators.checks import check
from indicators.findings_schemas import Checks
from indicators.schemas import Indicators, validated
from indicators.tables import choose
from tests.frames import observation, observations, regions, report, reports
from tests.stated import true_statement

REPORTS = reports(report("r1"), report("r2", year=2020), report("r3", year=2021))
REGIONS = regions(("450222", "柳城县", 1981, None))
PUBLIC, PRIVATE, ALL = "public_kindergartens", "private_kindergartens", "kindergartens"
SHARE = "public_kindergarten_share"
BY_OWNER, SHARE_OF_COUNTS = "kindergartens_recomputed", "public_kindergarten_share_recomputed"
WITHIN = "public_kindergartens_within_all"

Row = dict[str, Any]


def fact(indicator: str, value: float, bound: str = "exact", **changes: Any) -> Row:
    """A fact; its id is the indicator's unless told."""
    unit = load_catalogue().by_id[indicator].unit
    stated = f"{value:.6f}".rstrip("0").rstrip(".")
    row = {"observation_id": indicator, "indicator": indicator, "value": value, "unit": unit, "bound": bound}
    return observation(0, **row | {"value_stated": stated} | changes)


def checks(*rows: Row) -> dy.DataFrame[Checks]:
    found = observations(*rows)
    return check(found, choose(found, REPORTS, REGIONS), load_catalogue(), load_check_rules())


def of_rule(rule: str, *rows: Row) -> list[Row]:
    return checks(*rows).filter(rule=rule).to_dicts()


@pytest.mark.parametrize(
    ("whole", "public", "private", "verdict", "difference"),
    [
        ((85, "exact"), (58, "exact"), (27, "exact"), "passed", 0.0),
        ((86, "exact"), (58, "exact"), (27, "exact"), "failed", 1.0),
        ((80, "exact"), (58, "exact"), (27, "exact"), "failed", -5.0),
        # A bound of the whole: what it says holds, or does not.
        ((80, "at_least"), (58, "exact"), (27, "exact"), "passed", -5.0),
        ((90, "at_least"), (58, "exact"), (27, "exact"), "failed", 5.0),
        ((90, "at_most"), (58, "exact"), (27, "exact"), "passed", 5.0),
        ((80, "at_most"), (58, "exact"), (27, "exact"), "failed", -5.0),
        # A bound of a part: only too much or too little can be told.
        ((85, "exact"), (50, "at_least"), (27, "exact"), "not comparable", None),
        ((70, "exact"), (50, "at_least"), (27, "exact"), "failed", -7.0),
        ((85, "exact"), (60, "at_most"), (27, "exact"), "not comparable", None),
        ((90, "exact"), (60, "at_most"), (27, "exact"), "failed", 3.0),
        ((20, "exact"), (60, "at_most"), (27, "exact"), "failed", -67.0),
        ((80, "at_least"), (50, "at_least"), (27, "exact"), "not comparable", None),
        # About: a twentieth of each figure.
        ((88, "approx"), (58, "exact"), (27, "exact"), "passed", 3.0),
        ((90, "approx"), (58, "exact"), (27, "exact"), "failed", 5.0),
        ((85, "exact"), (60, "approx"), (27, "exact"), "passed", -2.0),
    ],
)
def test_a_sum(
    whole: tuple[float, str],
    public: tuple[float, str],
    private: tuple[float, str],
    verdict: str,
    difference: float | None,
) -> None:
    (row,) = of_rule(BY_OWNER, fact(ALL, *whole), fact(PUBLIC, *public), fact(PRIVATE, *private))
    assert (row["verdict"], row["difference"]) == (verdict, difference)
    assert (row["observed"], row["expected"]) == (whole[0], public[0] + private[0])
    assert row["observation_ids"] == [ALL, PUBLIC, PRIVATE]
    assert (row["indicator"], row["status"], row["year"]) == (ALL, "actual", 2019)


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        ((85, "exact"), (85, "exact"), "passed"),
        ((86, "exact"), (85, "exact"), "failed"),
        ((10, "exact"), (85, "at_least"), "passed"),
        ((90, "exact"), (85, "at_least"), "not comparable"),
        ((90, "exact"), (85, "at_most"), "failed"),
        ((80, "exact"), (85, "at_most"), "not comparable"),
        ((0, "exact"), (85, "at_most"), "passed"),
        ((80, "at_most"), (85, "exact"), "passed"),
        ((90, "at_most"), (85, "exact"), "not comparable"),
        ((90, "at_least"), (85, "exact"), "failed"),
        ((80, "at_least"), (85, "exact"), "not comparable"),
        ((88, "approx"), (85, "exact"), "passed"),
        ((95, "approx"), (85, "exact"), "failed"),
    ],
)
def test_a_part_within_its_whole(part: tuple[float, str], whole: tuple[float, str], verdict: str) -> None:
    (row,) = of_rule(WITHIN, fact(PUBLIC, *part), fact(ALL, *whole))
    assert (row["verdict"], row["observation_ids"]) == (verdict, [PUBLIC, ALL])


@pytest.mark.parametrize(
    ("share", "bound", "part", "whole", "verdict"),
    [
        (85.5, "exact", (65, "exact"), (76, "exact"), "passed"),  # 85.526…
        (85.6, "exact", (65, "exact"), (76, "exact"), "passed"),  # rounded up where it should be down
        (85.8, "exact", (65, "exact"), (76, "exact"), "failed"),
        (85, "exact", (65, "exact"), (76, "exact"), "passed"),  # cut off
        (86, "exact", (65, "exact"), (76, "exact"), "passed"),  # rounded
        (84, "exact", (65, "exact"), (76, "exact"), "failed"),
        # A share under a bound that its parts break, or keep.
        (85, "at_least", (65, "exact"), (76, "exact"), "passed"),
        (90, "at_least", (65, "exact"), (76, "exact"), "failed"),
        (90, "at_most", (65, "exact"), (76, "exact"), "passed"),
        (80, "at_most", (65, "exact"), (76, "exact"), "failed"),
        # Bounds of the counts.
        (85, "exact", (60, "at_least"), (76, "exact"), "not comparable"),
        (70, "exact", (60, "at_least"), (76, "exact"), "failed"),
        (85, "exact", (65, "exact"), (76, "at_least"), "not comparable"),
        (95, "exact", (65, "exact"), (76, "at_least"), "failed"),
        (70, "exact", (65, "exact"), (76, "at_most"), "failed"),
        (85, "exact", (65, "approx"), (76, "exact"), "passed"),
        (95, "exact", (65, "approx"), (76, "exact"), "failed"),
        (0, "exact", (0, "exact"), (76, "exact"), "passed"),
    ],
)
def test_a_share_recomputed(
    share: float, bound: str, part: tuple[float, str], whole: tuple[float, str], verdict: str
) -> None:
    (row,) = of_rule(SHARE_OF_COUNTS, fact(SHARE, share, bound), fact(PUBLIC, *part), fact(ALL, *whole))
    assert row["verdict"] == verdict
    assert row["expected"] == pytest.approx(100 * part[0] / whole[0], abs=1e-6)


def test_nothing_is_a_share_of_nothing() -> None:
    assert of_rule(SHARE_OF_COUNTS, fact(SHARE, 50), fact(PUBLIC, 0), fact(ALL, 0)) == []


@pytest.mark.parametrize(
    ("stated", "value", "verdict"),
    [
        ("1.7", 17000.0, "passed"),  # 1.7万: 17000 give or take 1000
        ("1.5", 15000.0, "failed"),
        ("17000", 17000.0, "failed"),  # counted, and 500 are missing
        ("17500", 17500.0, "passed"),
    ],
)
def test_what_is_rounded_leaves_its_last_digit_open(stated: str, value: float, verdict: str) -> None:
    (row,) = of_rule(
        "preschool_enrolment_recomputed",
        fact("preschool_enrolment", value, value_stated=stated),
        fact("public_preschool_enrolment", 10000),
        fact("private_preschool_enrolment", 7500),
    )
    assert row["verdict"] == verdict


def test_a_corrected_figure_is_as_exact_as_it_was_put_right() -> None:
    right = fact("preschool_enrolment", 17500, value_stated="1.7", method="corrected")
    others = (fact("public_preschool_enrolment", 10000), fact("private_preschool_enrolment", 7400))
    (row,) = of_rule("preschool_enrolment_recomputed", right, *others)
    assert (row["verdict"], row["tolerance"]) == ("failed", 0.0)


@pytest.mark.parametrize(
    "changes",
    [{"year": 2018}, {"status": "planned"}, {"region_code": "450223"}, {"from_year": 2017}, {"year": None}],
)
def test_only_figures_of_one_place_time_and_status_are_compared(changes: Row) -> None:
    assert of_rule(WITHIN, fact(PUBLIC, 90), fact(ALL, 85, **changes)) == []


def test_plans_are_compared_with_plans() -> None:
    (row,) = of_rule(WITHIN, fact(PUBLIC, 90, status="planned"), fact(ALL, 85, status="planned"))
    assert (row["verdict"], row["status"]) == ("failed", "planned")


def test_what_one_report_says_is_held_against_itself() -> None:
    rows = [
        fact(PUBLIC, 90),
        fact(ALL, 85),
        fact(PUBLIC, 80, report_id="r2", observation_id="p2"),
        fact(ALL, 85, report_id="r2", observation_id="a2"),
    ]
    found = of_rule(WITHIN, *rows)
    assert [(row["observation_ids"], row["verdict"]) for row in found] == [
        ([PUBLIC, ALL], "failed"),
        (["p2", "a2"], "passed"),
    ]
    assert not any("several reports" in row["message_en"] for row in found)


def test_figures_of_several_reports_are_compared_where_none_has_them_all() -> None:
    (row,) = of_rule(WITHIN, fact(PUBLIC, 90), fact(ALL, 85, report_id="r2"))
    assert row["verdict"] == "failed"
    assert "不同报告" in row["message_zh"]
    assert "several reports" in row["message_en"]


def test_of_a_masked_place_only_one_report_is_compared() -> None:
    masked: Row = {"region_code": None, "region_name": None}
    assert of_rule(WITHIN, fact(PUBLIC, 90, **masked), fact(ALL, 85, report_id="r2", **masked)) == []
    (row,) = of_rule(WITHIN, fact(PUBLIC, 90, **masked), fact(ALL, 85, **masked))
    assert (row["verdict"], row["region_code"]) == ("failed", None)


def test_of_several_statements_in_a_report_the_plainest_is_taken() -> None:
    about = fact(ALL, 100, "approx", observation_id="about")
    doubtful = fact(ALL, 10, doubt=0.9, observation_id="doubtful")
    (row,) = of_rule(WITHIN, fact(PUBLIC, 90), about, doubtful, fact(ALL, 95, doubt=0.1))
    assert row["observation_ids"] == [PUBLIC, ALL]


def test_derived_figures_are_not_checked() -> None:
    found = observations(fact(PUBLIC, 90), fact(ALL, 85, report_id="r2"))
    nothing = pl.lit(None, pl.String)
    derived = choose(found, REPORTS, REGIONS).with_columns(
        method=pl.lit("derived"),
        observation_id=nothing,
        report_id=nothing,
        formula=pl.lit("sum(a, b)"),
        statements=0,
    )
    frame = validated(Indicators, derived, "test")
    assert check(found, frame, load_catalogue(), load_check_rules()).filter(rule=WITHIN).is_empty()


@pytest.mark.parametrize(
    ("stated", "verdict"), [(15.0, "passed"), (17.0, "passed"), (18.0, "failed"), (12.0, "failed")]
)
def test_pupils_per_teacher_have_some_leeway(stated: float, verdict: str) -> None:
    rows = (fact("student_teacher_ratio", stated), fact("students", 15000), fact("full_time_teachers", 1000))
    (row,) = of_rule("student_teacher_ratio_recomputed", *rows)
    assert (row["verdict"], row["expected"]) == (verdict, 15.0)


def test_recruits_of_three_stages_are_no_more_than_all() -> None:
    parts = (
        "special_post_teachers_recruited",
        "kindergarten_teachers_recruited",
        "senior_teachers_recruited",
    )
    rows = [fact(id_, 10) for id_ in parts]
    for total, verdict in ((29, "failed"), (30, "passed"), (31, "passed")):
        (row,) = of_rule("teachers_recruited_recomputed", fact("teachers_recruited", total), *rows)
        assert (row["verdict"], row["observed"], row["expected"]) == (verdict, 30, total)


@pytest.mark.parametrize(("value", "expected"), [(0.0, 1.0), (2001.0, 2000.0)])
def test_out_of_the_range(value: float, expected: float) -> None:
    (row,) = of_rule("range", fact(ALL, value, year=None, region_code=None))
    assert (row["verdict"], row["observed"], row["expected"]) == ("failed", value, expected)
    assert (row["difference"], row["check_id"]) == (value - expected, f"range/{ALL}")
    assert row["message_zh"] == f"幼儿园数 {value:g}，可信范围为 1 至 2000"


@pytest.mark.parametrize("value", [1.0, 2000.0])
def test_what_lies_within_the_range_has_no_row(value: float) -> None:
    assert checks(fact(ALL, value)).is_empty()


@pytest.mark.parametrize(
    ("indicator", "before", "now", "years", "verdict"),
    [
        (ALL, 100, 60, 1, "passed"),
        (ALL, 100, 59, 1, "failed"),
        (ALL, 60, 100, 1, "passed"),
        (ALL, 59, 100, 1, "failed"),
        (ALL, 100, 40, 2, "passed"),
        (ALL, 100, 35, 2, "failed"),
        (ALL, 3, 18, 1, "passed"),  # no more than 15
        ("inclusive_coverage_rate", 50, 80, 1, "passed"),
        ("inclusive_coverage_rate", 50, 83, 1, "failed"),
        ("inclusive_coverage_rate", 20, 79, 2, "passed"),
        ("primary_dropout_rate", 0.1, 6.5, 1, "failed"),
        ("students", 10000, 20000, 1, "failed"),
    ],
)
def test_a_jump(indicator: str, before: float, now: float, years: int, verdict: str) -> None:
    rows = (
        fact(indicator, before, year=2021 - years, observation_id="before"),
        fact(indicator, now, year=2021, report_id="r3"),
    )
    (row,) = [row for row in checks(*rows).to_dicts() if row["rule"].startswith("jump")]
    assert (row["verdict"], row["year"], row["expected"]) == (verdict, 2021, before)
    assert row["observation_ids"] == [indicator, "before"]


def test_a_jump_is_judged_by_bounds() -> None:
    rows = (fact(ALL, 100, year=2018, observation_id="before"), fact(ALL, 90, "at_least", year=2019))
    (row,) = of_rule("jump_of_institutions", *rows)
    assert row["verdict"] == "passed"
    rows = (fact(ALL, 90, "at_least", year=2018, observation_id="before"), fact(ALL, 100, year=2019))
    (row,) = of_rule("jump_of_institutions", *rows)
    assert row["verdict"] == "not comparable"


@pytest.mark.parametrize(
    "changes",
    [{"year": 2014}, {"status": "planned"}, {"from_year": 2015}, {"region_code": "450223"}],
)
def test_what_is_no_jump(changes: Row) -> None:
    before: Row = {"year": 2018, "observation_id": "before"}
    rows = (fact(ALL, 10, **before | changes), fact(ALL, 500))
    assert of_rule("jump_of_institutions", *rows) == []


def test_of_flows_there_are_no_jumps() -> None:
    rows = (
        fact("teachers_recruited", 3, year=2018, observation_id="before"),
        fact("teachers_recruited", 900),
    )
    assert checks(*rows).is_empty()


def test_messages_say_what_was_held_against_what() -> None:
    (row,) = of_rule(BY_OWNER, fact(ALL, 86), fact(PUBLIC, 58, "approx"), fact(PRIVATE, 20))
    assert row["message_zh"] == "幼儿园数 86；公办幼儿园数 ≈58 + 民办幼儿园数 20 = 78：相差 8，多于容许的 2.9"
    assert row["message_en"] == (
        "Kindergartens 86; Public kindergartens ≈58 + Private kindergartens 20 = 78: "
        "off by 8, more than the 2.9 allowed"
    )
    (row,) = of_rule(SHARE_OF_COUNTS, fact(SHARE, 50), fact(PUBLIC, 40, "at_least"), fact(ALL, 80))
    assert row["message_zh"] == (
        "公办幼儿园占比 50%；公办幼儿园数 ≥40 ÷ 幼儿园数 80 = 50%：所述的界限不足以比较"
    )
    (row,) = of_rule(SHARE_OF_COUNTS, fact(SHARE, 50), fact(PUBLIC, 40), fact(ALL, 80))
    assert (row["message_zh"], row["message_en"]) == ("相符", "they agree")


def test_no_observations_no_checks() -> None:
    assert checks().is_empty()


@given(st.integers(0, 900), st.integers(0, 900), st.data())
def test_true_statements_never_fail(public: int, private: int, data: st.DataObject) -> None:
    total = public + private
    rows = [
        fact(**{"indicator": id_} | data.draw(true_statement(float(truth), whole=True)))
        for id_, truth in ((PUBLIC, public), (PRIVATE, private), (ALL, total))
    ]
    if total:
        digits = data.draw(st.integers(0, 2))
        rows.append(fact(SHARE, round(100 * public / total, digits)))
    found = checks(*rows).filter(pl.col("rule") != "range")  # a stated 0 or 2001 may be out of it
    assert found.filter(pl.col("verdict").cast(pl.String) == "failed").is_empty()
    rules = {BY_OWNER, WITHIN, "private_kindergartens_within_all"}
    assert rules <= set(found["rule"])


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 2000))
def test_exact_counts_are_always_told_apart(public: int, private: int, total: int) -> None:
    (row,) = of_rule(BY_OWNER, fact(PUBLIC, public), fact(PRIVATE, private), fact(ALL, total))
    assert row["verdict"] == ("passed" if public + private == total else "failed")
    assert row["difference"] == total - public - private


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_no_matter(order: random.Random) -> None:
    rows = [
        fact(ALL, 86),
        fact(ALL, 86, report_id="r2", observation_id="again"),
        fact(PUBLIC, 58),
        fact(PUBLIC, 57, observation_id="other"),
        fact(PRIVATE, 20, "at_least"),
        fact(SHARE, 50, report_id="r2"),
        fact(ALL, 10, year=2018, observation_id="before"),
    ]
    before = checks(*rows)
    order.shuffle(rows)
    assert checks(*rows).equals(before)
    assert before["check_id"].is_unique().all()
