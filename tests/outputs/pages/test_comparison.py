"""The comparison tables: which year and figure a row shows, and what the table's markup is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.comparison import compare, place_rows
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
    )


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


def test_a_row_of_plans_says_so_and_claims_no_year_with_actual_figures(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2025, "kindergartens", 80, "planned"),
        fact("450225", 2019, "kindergartens", 70),
        fact("450225", 2025, "kindergartens", 75, "planned"),
    )
    comparison = compare(made, domain(made), Language.CHINESE)
    assert (comparison.places, comparison.plans_only, comparison.years) == (2, 1, (2019,))
    tree = LexborHTMLParser(str(comparison.markup))
    years = [row.css("td")[0].text(separator="|") for row in tree.css("tbody tr") if row.css("td")]
    assert years == ["2025|仅计划 |plans only", "2019"]


def test_the_year_of_a_report_goes_before_a_year_that_a_report_looks_back_to(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2018, "kindergartens", 70),
        fact("450222", 2019, "kindergartens", 76, report_year=2018),
    )
    assert [row[:2] for row in shown(made)] == [("450222", 2018)]
    only_past = with_facts(release, fact("450222", 2016, "kindergartens", 70, report_year=2018))
    assert [row[:2] for row in shown(only_past)] == [("450222", 2016)]


def test_the_then_of_a_pair_whose_now_is_undated_never_makes_a_row(release: Release) -> None:
    now = fact("450222", None, "kindergartens", 85, report_year=2019)
    then = fact("450222", 2000, "kindergartens", 275, report_year=2019)
    made = with_facts(release, then, now)
    assert shown(made) == []
    other = fact("450222", 2017, "private_kindergartens", 9, report_year=2019)
    assert shown(with_facts(release, then, now, other)) == [
        ("450222", 2017, {"private_kindergartens": (9, "actual", 2017)})
    ]


def test_what_is_derived_from_such_a_then_makes_none_either(release: Release) -> None:
    now = fact("450222", None, "kindergartens", 85, report_year=2019)
    then = fact("450222", 2000, "kindergartens", 275, report_year=2019)
    public = fact("450222", 2000, "public_kindergartens", 55, report_year=2019)
    behind = [*public["made_from"], *then["made_from"]]
    share = fact("450222", 2000, "public_kindergarten_share", 20, report_year=2019) | {
        "observation_id": None,
        "report_id": None,
        "method": "derived",
        "made_from": behind,
    }
    cells = {"public_kindergartens": (55, "actual", 2000)}
    assert shown(with_facts(release, then, now, public, share)) == [("450222", 2000, cells)]
    # without the undated one it stands
    cells |= {"kindergartens": (275, "actual", 2000), "public_kindergarten_share": (20, "actual", 2000)}
    assert shown(with_facts(release, then, public, share)) == [("450222", 2000, cells)]


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
    comparison = compare(made, domain(made), Language.CHINESE)
    assert [i.id for i in comparison.shown] == ["kindergartens"]
    assert len(comparison.without) == len(made.of_domain("preschool_access")) - 1
    assert (comparison.places, comparison.figures, comparison.planned) == (1, 1, 0)


def test_a_domain_without_figures_has_no_table(release: Release) -> None:
    made = with_facts(release, fact("450222", 2019, "kindergartens", 76))
    assert compare(made, domain(made, "school_safety"), Language.CHINESE).markup is None


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
    assert f"{compare(small, domain(small), Language.CHINESE).markup}\n" == expected


def test_the_table_has_a_caption_scopes_and_no_style(small: Release) -> None:
    tree = LexborHTMLParser(str(compare(small, domain(small), Language.CHINESE).markup))
    assert tree.css_first("table > caption") is not None
    assert all(th.attributes.get("scope") for th in tree.css("th"))
    assert not tree.css("[style], [headers], style, script, img")
    assert [th.text(strip=True) for th in tree.css("th.group")] == ["广西壮族自治区", HOSTILE_PROVINCE]
    place = next(place for place in tree.css("th.place") if HOSTILE_PLACE in place.text())
    assert [part.text() for part in place.css("a, small")] == [HOSTILE_PLACE, HOSTILE_PREFECTURE]


def test_with_few_places_a_province_each_place_names_its_province_and_there_are_no_groups(
    small: Release,
) -> None:
    made = replace(small, facts=small.facts.filter(pl.col("region_code") != "450225"))
    assert compare(made, domain(made), Language.CHINESE).places == 3
    tree = LexborHTMLParser(str(compare(made, domain(made), Language.CHINESE).markup))
    assert tree.css("th.group") == []
    assert [[part.text() for part in place.css("a, small > span")] for place in tree.css("th.place")] == [
        ["柳城县", "广西壮族自治区", "柳州市"],
        ["皋兰县", HOSTILE_PROVINCE, "兰州市"],
        [HOSTILE_PLACE, HOSTILE_PROVINCE, HOSTILE_PREFECTURE],
    ]
    assert not tree.css("[style], [headers], style, script, img")


def test_the_same_table_twice(small: Release) -> None:
    assert (
        compare(small, domain(small), Language.CHINESE).markup
        == compare(small, domain(small), Language.CHINESE).markup
    )
