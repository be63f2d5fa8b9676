"""The comparison tables: which year and figure a row shows, and what the table's markup is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.comparison import compare, place_rows
from outputs.pages.published import Domain, Release
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE, HOSTILE_PREFECTURE, HOSTILE_PROVINCE

SNAPSHOTS = Path(__file__).parent / "snapshots"


def fact(
    code: str, year: int, indicator: str, value: float, status: str = "actual", **other: Any
) -> dict[str, Any]:
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
        "report_id": "r",
    } | other


def with_facts(release: Release, *facts: dict[str, Any]) -> Release:
    frame = pl.DataFrame(facts, schema=release.facts.schema)
    return replace(release, facts=frame.sort("region_code", "year", "indicator", "status"))


def domain(release: Release, id_: str = "preschool_access") -> Domain:
    return next(domain for domain in release.domains if domain.id == id_)


def shown(release: Release) -> list[tuple[str, int, dict[str, tuple[float, str, int]]]]:
    rows = place_rows(release, release.of_domain("preschool_access"))
    return [
        (row.place.code, row.year, {k: (f["value"], f["status"], f["year"]) for k, f in row.cells.items()})
        for row in rows
    ]


def test_a_row_is_the_latest_year_with_an_actual_figure_and_mixes_no_years(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2018, "kindergartens", 70),
        fact("450222", 2018, "inclusive_coverage_rate", 80),
        fact("450222", 2019, "kindergartens", 76),
    )
    assert shown(made) == [("450222", 2019, {"kindergartens": (76, "actual", 2019)})]


def test_a_plan_stands_only_where_no_actual_figure_does_and_the_nearest_first(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2019, "kindergartens", 80, "planned"),
        fact("450222", 2018, "inclusive_coverage_rate", 75, "planned"),
        fact("450222", 2020, "inclusive_coverage_rate", 85, "planned"),
        fact("450222", 2025, "inclusive_coverage_rate", 95, "planned"),
        fact("450222", 2019, "preschool_places_added", 300, "planned"),
        fact("450222", 2020, "preschool_places_added", 900, "planned"),
    )
    assert shown(made) == [
        (
            "450222",
            2019,
            {
                "kindergartens": (76, "actual", 2019),
                "inclusive_coverage_rate": (85, "planned", 2020),
                "preschool_places_added": (300, "planned", 2019),
            },
        )
    ]


def test_a_place_with_nothing_but_plans_has_a_row_in_its_first_year(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2021, "kindergartens", 80, "planned"),
        fact("450222", 2025, "kindergartens", 90, "planned"),
    )
    assert shown(made) == [("450222", 2021, {"kindergartens": (80, "planned", 2021)})]


def test_figures_of_several_years_are_none_of_the_year(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2020, "preschool_places_added", 2400, from_year=2018),
    )
    assert shown(made) == [("450222", 2019, {"kindergartens": (76, "actual", 2019)})]


def test_other_domains_do_not_decide_the_year(release: Release) -> None:
    made = with_facts(
        release, fact("450222", 2018, "kindergartens", 70), fact("450222", 2020, "full_time_teachers", 900)
    )
    assert [row[:2] for row in shown(made)] == [("450222", 2018)]


def test_places_of_a_province_stand_together(release: Release) -> None:
    codes = ("620102", "141124", "450222", "141129", "450225")
    made = with_facts(release, *(fact(code, 2019, "kindergartens", 1) for code in codes))
    assert [row[0] for row in shown(made)] == ["141124", "141129", "450222", "450225", "620102"]


def test_only_indicators_with_a_value_are_columns_and_the_others_are_named(release: Release) -> None:
    made = with_facts(release, fact("450222", 2019, "kindergartens", 76))
    comparison = compare(made, domain(made))
    assert [i.id for i in comparison.shown] == ["kindergartens"]
    assert len(comparison.without) == len(made.of_domain("preschool_access")) - 1
    assert (comparison.places, comparison.figures, comparison.planned) == (1, 1, 0)


def test_a_domain_without_figures_has_no_table(release: Release) -> None:
    made = with_facts(release, fact("450222", 2019, "kindergartens", 76))
    assert compare(made, domain(made, "school_safety")).markup is None


@pytest.fixture
def small(release: Release) -> Release:
    """Two provinces and every mark a cell can bear."""
    return with_facts(
        release,
        fact("450222", 2019, "inclusive_coverage_rate", 86.42, spread=1.5),
        fact("450222", 2019, "kindergartens", 1122, bound="approx"),
        fact("450222", 2019, "preschool_places_added", 0),
        fact("450225", 2018, "inclusive_coverage_rate", 70, bound="at_least"),
        fact("450225", 2019, "kindergartens", 80, "planned"),
        fact(HOSTILE_CODE, 2020, "inclusive_coverage_rate", 79.9, bound="at_most"),
        fact(HOSTILE_CODE, 2020, "kindergartens", 76, method="corrected"),
    )


def test_table_markup(small: Release) -> None:
    expected = (SNAPSHOTS / "comparison_table.html").read_text(encoding="utf-8")
    assert f"{compare(small, domain(small)).markup}\n" == expected


def test_the_table_has_a_caption_scopes_and_no_style(small: Release) -> None:
    tree = LexborHTMLParser(str(compare(small, domain(small)).markup))
    assert tree.css_first("table > caption") is not None
    assert all(th.attributes.get("scope") for th in tree.css("th"))
    assert not tree.css("[style], [headers], style, script, img")
    assert [th.text(strip=True) for th in tree.css("th.group")] == ["广西壮族自治区", HOSTILE_PROVINCE]
    place = tree.css("th.place")[-1]
    assert [part.text() for part in place.css("a, small")] == [HOSTILE_PLACE, HOSTILE_PREFECTURE]


def test_the_same_table_twice(small: Release) -> None:
    assert compare(small, domain(small)).markup == compare(small, domain(small)).markup
