"""Promises and outcomes: what was missed, kept or cannot be told, and why; each with both its sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from indicators.findings_schemas import SILENCES, TARGET_VERDICTS
from outputs.pages import targets
from outputs.pages.language import Language
from outputs.pages.outcomes import OF_SILENCE, VERDICTS, WHY_UNKNOWN, goal_of, promises
from outputs.pages.published import Release
from outputs.pages.targets import MOST_ROWS, margin, table
from outputs.pages.writer import Writer
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE

CODE = "450222"
PLAN = {
    "region_code": CODE,
    "region_name": "柳城县",
    "indicator": "kindergartens",
    "unit": "所",
    "planned_year": 2020,
    "planned_from_year": None,
    "planned_value": 80.0,
    "planned_bound": "exact",
    "planned_observation_id": "plan",
    "planned_report_id": "450222-2019",
    "planned_said_in": 2019,
    "actual_value": None,
    "actual_bound": None,
    "actual_observation_id": None,
    "verdict": "unknown",
    "margin": None,
}


def with_plans(release: Release, *plans: dict[str, Any]) -> Release:
    """A release of these promises, each like PLAN but for what it names."""
    rows = [PLAN | {"planned_observation_id": f"plan-{n}"} | plan for n, plan in enumerate(plans)]
    return replace(release, targets=pl.DataFrame(rows, schema=release.targets.schema))


def silent(release: Release, said: str) -> pl.DataFrame:
    row = {"region_code": CODE, "year": 2020, "indicator": "kindergartens", "silence": said}
    return pl.DataFrame([row], schema=release.silence.schema)


def reached(value: float, bound: str = "exact", **other: Any) -> dict[str, Any]:
    return {"actual_value": value, "actual_bound": bound, "actual_observation_id": "outcome"} | other


def written(release: Release, language: Language = Language.CHINESE, key: str = "") -> LexborHTMLParser:
    ((_, text),) = targets.pages(release, key, Writer(release, language))
    return LexborHTMLParser(text)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("no report", "no report"),
        ("refused page", "refused page"),
        ("masked", "masked"),
        ("not stated", "not stated"),
        ("stated", "other period"),
    ],
)
def test_without_an_outcome_the_silence_says_why(release: Release, said: str, why: str) -> None:
    made = replace(with_plans(release, {}), silence=silent(release, said))
    assert [promise.why for promise in promises(made)] == [why]


def test_a_year_beyond_all_reports_has_no_report(release: Release) -> None:
    made = with_plans(release, {"planned_year": 2099})
    assert [promise.why for promise in promises(made)] == ["no report"]


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        # more or fewer kindergartens than planned is neither better nor worse
        (reached(85, margin=5.0), "either way"),
        (reached(81, "approx"), "bounds"),
        (reached(120, "approx"), "either way"),
        (reached(70, "at_least"), "bounds"),
        (reached(90, "at_least"), "either way"),
        (reached(70, "at_most"), "either way"),
        # 普惠率 80% at the least, and it is at least 70
        (reached(70, "at_least", indicator="inclusive_coverage_rate"), "bounds"),
        # a plan for at most so much of what is better
        (reached(70, indicator="inclusive_coverage_rate", planned_bound="at_most"), "against"),
        (reached(85, margin=5.0, verdict="kept"), None),
    ],
)
def test_with_an_outcome_the_figures_say_why(release: Release, plan: dict[str, Any], why: str | None) -> None:
    assert [promise.why for promise in promises(with_plans(release, plan))] == [why]


@pytest.mark.parametrize(
    ("published", "report", "why"),
    [
        ("2020-11-01", "450222-2019", "not ended"),
        ("2021-02-01", "450222-2019", "bounds"),
        (None, "450222-2019", "not ended"),
        ("2020-11-01", "another report", "bounds"),
    ],
)
def test_an_outcome_of_the_planning_report_counts_only_after_the_year(
    release: Release, published: str | None, report: str, why: str
) -> None:
    statement = release.statements.head(1).with_columns(
        observation_id=pl.lit("outcome"), report_id=pl.lit(report), region_code=pl.lit(CODE)
    )
    plan = reached(70, "at_least", indicator="inclusive_coverage_rate")
    rows = {"report_id": "450222-2019", "published": published, "year": None, "state": "read"}
    made = replace(with_plans(release, plan), statements=statement, reports={"450222-2019": rows})
    assert [promise.why for promise in promises(made)] == [why]


def test_every_open_promise_of_a_release_has_a_reason_and_no_other_has(release: Release) -> None:
    found = promises(release)
    assert len(found) == release.targets.height > 0
    assert all((promise.why in WHY_UNKNOWN) == (promise.verdict == "unknown") for promise in found)
    assert set(VERDICTS) == set(TARGET_VERDICTS)
    assert set(OF_SILENCE) == set(SILENCES)


@pytest.mark.parametrize(
    ("bound", "indicator", "goal"),
    [
        ("exact", "inclusive_coverage_rate", "at_least"),
        ("approx", "large_class_share", "at_most"),
        ("at_most", "inclusive_coverage_rate", None),
        ("at_least", "large_class_share", None),
        ("at_most", "kindergartens", "at_most"),
        ("exact", "kindergartens", "equal"),
        ("exact", "kindergartens_built", "at_least"),
    ],
)
def test_the_goal_is_that_of_the_bound_or_of_the_better_side(
    release: Release, bound: str, indicator: str, goal: str | None
) -> None:
    assert goal_of(bound, release.indicators[indicator]) == goal


def test_the_missed_come_first_and_each_row_leads_to_both_its_sentences(release: Release) -> None:
    made = with_plans(
        release,
        {},
        reached(85, margin=5.0, verdict="kept"),
        reached(60, margin=-20.0, verdict="missed", planned_bound="at_least", planned_from_year=2018),
    )
    page = written(made)
    assert [h2.attributes["id"] for h2 in page.css("section h2")] == ["missed", "kept", "unknown"]
    row = page.css_first("table tbody tr")
    assert row is not None
    cells = [cell.text() for cell in row.css("th, td")]
    assert cells[2:] == ["2018–2020", "≥80 所", "2019 年报告", "60 所", "−20", "✗ 未达到"]
    links = [a.attributes["href"] for a in row.css("a")]
    assert f"evidence/{CODE}/2020.html#obs-plan-2" in links
    assert f"evidence/{CODE}/2020.html#obs-outcome" in links
    assert f"places/{CODE}.html#report-450222-2019" in links
    assert f"places/{CODE}.html" in links
    assert "indicators/kindergartens.html" in links


def test_a_derived_outcome_leads_to_how_it_was_derived(release: Release) -> None:
    made = with_plans(release, reached(85, margin=5.0, verdict="kept") | {"actual_observation_id": None})
    row = written(made, Language.ENGLISH).css_first("table tbody tr")
    assert row is not None
    assert row.css_first('sup[aria-label="derived from other figures"]') is not None
    assert row.css_first(f'a[href="evidence/{CODE}/2020.html#derived-kindergartens-2020-actual"]') is not None


@pytest.mark.parametrize(
    ("language", "said", "none"),
    [
        (
            Language.CHINESE,
            "1 个地区的 2 项承诺中，0 项未达到，1 项达到，1 项无法判断。",
            "没有一项可以判定为未达到",
        ),
        (
            Language.ENGLISH,
            "Of 2 promises of 1 place, 0 were missed and 1 kept; of 1 nobody can say.",
            "None can be told to have been missed",
        ),
    ],
)
def test_the_page_counts_and_says_plainly_that_none_was_missed(
    release: Release, language: Language, said: str, none: str
) -> None:
    page = written(with_plans(release, {}, reached(85, margin=5.0, verdict="kept")), language)
    lead = page.css_first(".lead")
    assert lead is not None
    assert said in lead.text()
    assert none in lead.text()
    missed = with_plans(release, reached(60, verdict="missed", planned_bound="at_least"))
    assert none not in (written(missed, language).css_first(".lead") or page).text()


def test_a_release_without_plans_says_so(release: Release) -> None:
    page = written(replace(release, targets=release.targets.clear()), Language.ENGLISH)
    assert page.css_first(".nothing") is not None
    assert page.css("table") == []


def test_too_many_promises_are_split_by_province(release: Release, tmp_path: Path) -> None:
    many = [{"region_code": code} for code in (CODE, "620122") for _ in range(MOST_ROWS // 2 + 1)]
    made = with_plans(release, *many)
    assert list(targets.keys(made)) == ["", "45", "62"]
    overview = written(made, Language.ENGLISH)
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in overview.css("tbody tr")]
    assert [row[1:] for row in rows] == [["101", "0", "0", "101"]] * 2
    assert [a.attributes["href"] for a in overview.css("tbody a")] == ["targets-45.html", "targets-62.html"]
    province = written(made, key="45")
    assert len(province.css("table.outcomes tbody tr")) == MOST_ROWS // 2 + 1
    assert "广西壮族自治区" in (province.css_first("h1") or overview).text()


def test_a_province_depends_on_its_own_promises_only(release: Release) -> None:
    many = [{"region_code": code} for code in (CODE, "620122") for _ in range(MOST_ROWS)]
    made, other = with_plans(release, *many), with_plans(release, *many, {"region_code": "620122"})
    assert repr(list(targets.inputs(made, "45"))) == repr(list(targets.inputs(other, "45")))
    assert repr(list(targets.inputs(made, "62"))) != repr(list(targets.inputs(other, "62")))


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (23.0, "所", "+23", "+23"),
        (-1.5, "%", "−1.5 百分点", "−1.5 points"),
        (0.0, "人", "±0", "±0"),
        (None, "人", "·", "·"),
    ],
)
def test_a_margin_bears_its_sign(value: float | None, unit: str, zh: str, en: str) -> None:
    assert (margin(value, unit, Language.CHINESE), margin(value, unit, Language.ENGLISH)) == (zh, en)


@pytest.mark.parametrize(
    ("value", "derived", "text"),
    [(5.526316, True, "+5.53"), (5.526, False, "+5.526"), (-0.004, True, "−0.004")],
)
def test_a_margin_is_rounded_where_the_outcome_is_and_never_to_nothing(
    value: float, derived: bool, text: str
) -> None:
    assert margin(value, "人", Language.CHINESE, derived=derived) == text


def test_a_hostile_place_name_is_text(release: Release) -> None:
    made = with_plans(release, {"region_code": HOSTILE_CODE})
    markup = str(table("unknown", promises(made), Language.CHINESE))
    assert "<script>" not in markup
    assert HOSTILE_PLACE in LexborHTMLParser(markup).css("th.place")[0].text()
