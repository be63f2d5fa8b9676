"""The comparison tables: which year and figure a row shows, and what the table's markup is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.comparison import Comparison, compare
from outputs.pages.comparison_table import comparison_table
from outputs.pages.domain_figures import domain_figures
from outputs.pages.language import Language
from outputs.pages.published import Domain, Release
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE, HOSTILE_PREFECTURE, HOSTILE_PROVINCE

OTHER_CODE = "620122"
SNAPSHOTS = Path(__file__).parent / "snapshots"


def fact(
    code: str, year: int | None, indicator: str, value: float, status: str = "actual", **other: Any
) -> dict[str, Any]:
    """A chosen figure, or without a year a statement that nothing is chosen of.

    It is of a report of its year, a plan of one of the year before, or of one of `report_year`.
    """
    own = year - (status == "planned") if year is not None else None
    report_year = other.pop("report_year", own)
    return {
        "region_code": code,
        "region_name": "",
        "year": year,
        "indicator": indicator,
        "status": status,
        "value": value,
        "unit": "",
        "bound": "exact",
        "from_year": None,
        "method": "stated",
        "statements": 1,
        "spread": 0.0,
        "chosen_by": "only statement",
        "observation_id": f"{indicator}-{year}-{status}",
        "made_from": [f"{indicator}-{year}-{status}"],
        "report_id": f"{code}-{report_year}",
        "report_year": report_year,
    } | other


def with_facts(release: Release, *facts: dict[str, Any]) -> Release:
    """A release of these facts, each with its one statement and its report."""
    columns = release.statements.schema
    plain = {
        "snapshot": "a" * 64,
        "doubt": 0.0,
        "quote": "",
        "start": 0,
        "end": 0,
        "sentence": "",
        "flags": [],
    }
    rows = [{name: each.get(name, plain.get(name, "")) for name in columns} for each in facts]
    chosen = [{name: each.get(name) for name in release.facts.columns} for each in facts if each["year"]]
    reports = {
        each["report_id"]: {
            "report_id": each["report_id"],
            "state": "read",
            "region_code": each["region_code"],
            "year": each["report_year"],
        }
        for each in facts
    }
    key = ("region_code", "year", "indicator", "status")
    return replace(
        release,
        facts=pl.DataFrame(chosen, schema=release.facts.schema).sort(key),
        statements=pl.DataFrame(rows, schema=columns),
        reports=reports,
        silence=release.silence.clear(),
    )


def domain(release: Release, id_: str = "preschool_access") -> Domain:
    return next(domain for domain in release.domains if domain.id == id_)


def compared(
    release: Release, language: Language = Language.CHINESE, of: str = "preschool_access"
) -> Comparison:
    """The places of a domain, each in its latest year."""
    return compare(domain_figures(release, domain(release, of)), language)


def parsed(comparison: Comparison, language: Language = Language.CHINESE, root: str = "") -> LexborHTMLParser:
    return LexborHTMLParser(str(comparison_table(comparison, language, root)))


def of_year(release: Release, year: int, language: Language = Language.CHINESE) -> Comparison:
    return compare(domain_figures(release, domain(release)), language, year)


def body(table: LexborHTMLParser) -> list[list[str]]:
    """What the cells of the rows of places say."""
    rows = [row for row in table.css("tbody:not(.median) tr") if row.css("td")]
    return [[cell.text(separator="|", strip=True) for cell in row.css("th, td")] for row in rows]


def test_a_row_of_plans_says_so_and_claims_no_year_with_actual_figures(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2025, "kindergartens", 80, "planned"),
        fact("450225", 2019, "kindergartens", 70),
        fact("450225", 2025, "kindergartens", 75, "planned"),
    )
    comparison = compared(made)
    assert (comparison.places, comparison.plans_only, comparison.years) == (2, 1, (2019,))
    assert [row[1] for row in body(parsed(comparison))] == ["2025|仅计划", "2019"]
    assert [row[1] for row in body(parsed(comparison, Language.ENGLISH))] == ["2025|plans only", "2019"]


def test_only_indicators_with_a_value_are_columns_and_the_others_are_named(release: Release) -> None:
    made = with_facts(release, fact("450222", 2019, "kindergartens", 76))
    comparison = compared(made)
    assert [i.id for i in comparison.shown] == ["kindergartens"]
    assert len(comparison.without) == len(made.of_domain("preschool_access")) - 1
    assert (comparison.places, comparison.figures, comparison.planned) == (1, 1, 0)


def test_a_domain_without_figures_has_no_table(release: Release) -> None:
    made = with_facts(release, fact("450222", 2019, "kindergartens", 76))
    comparison = compared(made, of="school_safety")
    assert (comparison.rows, comparison.shown, comparison.of_latest) == ((), (), 0)


@pytest.fixture
def small(release: Release) -> Release:
    """Two provinces of two places each and every mark a cell can bear."""
    made = with_facts(
        release,
        fact("450222", 2019, "inclusive_coverage_rate", 86.42, spread=1.5),
        fact("450222", 2019, "kindergartens", 1122, bound="approx"),
        fact("450222", 2019, "preschool_places_added", 0),
        fact("450225", 2018, "inclusive_coverage_rate", 70, bound="at_least"),
        fact("450225", 2019, "kindergartens", 80, "planned"),
        fact(HOSTILE_CODE, 2020, "inclusive_coverage_rate", 79.9, bound="at_most"),
        fact(HOSTILE_CODE, 2020, "kindergartens", 76, method="corrected"),
        fact(OTHER_CODE, 2021, "kindergartens", 80, "planned"),
    )
    # a second place of the hostile province
    hostile = made.by_code[HOSTILE_CODE]
    places = [
        replace(place, province=hostile.province) if place.code == OTHER_CODE else place
        for place in made.places
    ]
    return replace(made, places=tuple(places))


def test_table_markup(small: Release) -> None:
    expected = (SNAPSHOTS / "comparison_table.html").read_text(encoding="utf-8")
    chinese = Language.CHINESE
    assert f"{comparison_table(compared(small), chinese, '')}\n" == expected


@pytest.mark.parametrize("language", Language)
def test_the_table_has_a_caption_scopes_and_no_style(small: Release, language: Language) -> None:
    tree = parsed(compared(small, language), language)
    assert tree.css_first("table.sortable > caption") is not None
    assert all(th.attributes.get("scope") for th in tree.css("th"))
    assert not tree.css("[style], [headers], style, script, img")
    groups = [th.text(strip=True) for th in tree.css("th.group")]
    assert groups == [language.place("广西壮族自治区"), HOSTILE_PROVINCE]
    place = next(place for place in tree.css("th.place") if HOSTILE_PLACE in place.text())
    assert [part.text() for part in place.css("a, small")] == [HOSTILE_PLACE, HOSTILE_PREFECTURE]


def test_a_table_is_in_one_language(small: Release) -> None:
    kept = re.compile("|".join(re.escape(place.name) for place in small.places))
    texts = {
        language: kept.sub("", parsed(compared(small, language), language).html or "")
        for language in Language
    }
    assert "学前教育：各地最近年度" in texts[Language.CHINESE]
    assert "Inclusive coverage" not in texts[Language.CHINESE]
    heads = LexborHTMLParser(texts[Language.ENGLISH])
    assert "Inclusive coverage" in heads.css_first("thead").text()  # type: ignore[union-attr]
    assert not re.search("[\u4e00-\u9fff]", heads.css_first("thead").text())  # type: ignore[union-attr]


def test_with_few_places_a_province_each_place_names_its_province_and_there_are_no_groups(
    small: Release,
) -> None:
    made = replace(small, facts=small.facts.filter(pl.col("region_code") != "450225"))
    comparison = compared(made)
    assert comparison.places == 3
    tree = parsed(comparison)
    assert tree.css("th.group") == []
    places = tree.css("tbody:not(.median) th.place")
    assert [[part.text() for part in place.css("a, small > span")] for place in places] == [
        ["柳城县", "广西壮族自治区", "柳州市"],
        ["皋兰县", HOSTILE_PROVINCE, "兰州市"],
        [HOSTILE_PLACE, HOSTILE_PROVINCE, HOSTILE_PREFECTURE],
    ]


def test_heads_lead_to_indicators_places_to_profiles_and_figures_to_their_sentences(
    small: Release,
) -> None:
    tree = parsed(of_year(small, 2019), root="../")
    heads = {a.text(): a.attributes["href"] for a in tree.css("thead a")}
    assert heads["普惠率"] == "../indicators/inclusive_coverage_rate.html"
    assert [a.attributes["href"] for a in tree.css("tbody a")][:2] == [
        "../places/450222.html",
        "../evidence/450222/2019.html#obs-inclusive_coverage_rate-2019-actual",
    ]


def test_the_table_of_a_year_has_no_column_of_years_and_marks_what_is_only_planned(
    small: Release,
) -> None:
    assert body(parsed(of_year(small, 2019))) == [
        ["柳城县|柳州市", "✓|※|86.42", "≈1,122", "0"],
        ["融水苗族自治县|柳州市|仅计划", "–", "计划▹|80", "–"],
    ]


def test_the_medians_stand_above_the_places_with_their_number(release: Release) -> None:
    made = with_facts(
        release,
        *(
            fact(code, 2019, "kindergartens", n)
            for code, n in (("450222", 10), ("450225", 20), ("620102", 60))
        ),
        *(fact(code, 2019, "preschool_enrolment", 900) for code in ("450222", "450225")),
    )
    median = parsed(of_year(made, 2019)).css_first("tbody.median tr")
    assert median is not None
    assert [cell.text(separator="|") for cell in median.css("th, td")] == ["各地中位数", "20|3 地", ""]
    few = with_facts(release, fact("450222", 2019, "kindergartens", 10))
    assert parsed(of_year(few, 2019)).css("tbody.median") == []


def test_a_cell_without_a_figure_says_why_where_the_release_knows(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2019, "preschool_places_added", 960, from_year=2016),
        fact("450225", 2019, "inclusive_coverage_rate", 80),
        fact("450225", 2018, "preschool_places_added", 10),
        fact("620102", 2019, "kindergartens", 5),
        fact("620102", 2019, "inclusive_coverage_rate", 50),
        fact("620102", 2019, "preschool_places_added", 50),
    )
    why = [
        ("450222", "inclusive_coverage_rate", "not stated"),
        ("450222", "preschool_places_added", "stated"),
        ("450225", "kindergartens", "masked"),
        ("450225", "preschool_places_added", "no report"),
        ("620102", "kindergartens", "stated"),
    ]
    rows = [
        {"region_code": code, "year": 2019, "indicator": indicator, "silence": said}
        for code, indicator, said in why
    ]
    made = replace(made, silence=pl.DataFrame(rows, schema=made.silence.schema))
    tree = parsed(of_year(made, 2019))
    assert [row[1:] for row in body(tree)] == [["·", "76", "…"], ["✓|80", "□", "–"], ["✗|50", "5", "50"]]
    signs = {gap.text(): gap.attributes.get("aria-label") for gap in tree.css("td .gap")}
    assert signs == {
        "·": None,
        "…": "有不能比较的数字",
        "□": "这一年的报告隐去了数字",
        "–": "没有这一年的报告",
    }
    link = tree.css_first("td a.gap")
    assert link is not None
    assert link.attributes["href"] == "evidence/450222/2019.html"


def test_a_line_of_three_years_stands_beside_a_ratio_of_the_latest_year_only(release: Release) -> None:
    made = with_facts(
        release,
        *(fact("450222", year, "inclusive_coverage_rate", year - 1940) for year in (2018, 2019, 2020)),
        *(fact("450222", year, "kindergartens", 70) for year in (2018, 2019, 2020)),
        *(fact("450225", year, "inclusive_coverage_rate", 80) for year in (2019, 2020)),
    )
    (line,) = parsed(compared(made, Language.ENGLISH), Language.ENGLISH).css("td > svg.trend")
    assert line.attributes["aria-label"] == "Inclusive coverage 2018–2020: 78 → 80"
    assert parsed(of_year(made, 2020)).css("svg") == []


def test_the_same_table_twice(small: Release) -> None:
    first, second = (
        comparison_table(compared(small, Language.ENGLISH), Language.ENGLISH, "") for _ in range(2)
    )
    assert first == second
