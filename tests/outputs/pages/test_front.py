"""The front page's comparison and its grid."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from outputs.pages import coverage as grid
from outputs.pages.coverage import coverage
from outputs.pages.language import Language
from outputs.pages.published import Place, Release
from outputs.pages.ranking import MOST_ROWS, rank, striking
from tests.outputs.pages.test_comparison import fact, with_facts

CODES = ("141124", "141125", "450222", "450225", "620102")


def test_the_striking_comparison_is_a_share_with_a_national_bar(release: Release) -> None:
    made = with_facts(
        release,
        *(fact(code, 2019, "closed_campus_rate", 100) for code in CODES),
        *(fact(code, 2019, "inclusive_coverage_rate", 70 + 5 * n) for n, code in enumerate(CODES[:4])),
        *(fact(code, 2019, "cv_primary", 0.5) for code in CODES),
    )
    ranking = striking(made, Language.CHINESE)
    assert ranking is not None
    assert ranking.indicator.id == "inclusive_coverage_rate"
    assert [(entry.place.code, entry.width) for entry in ranking.first] == [
        ("450225", "85"),
        ("450222", "80"),
        ("141125", "75"),
        ("141124", "70"),
    ]
    assert (ranking.met, ranking.short, ranking.median) == (2, 2, "77.5")


def test_it_takes_the_latest_actual_figure_of_each_place(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2018, "inclusive_coverage_rate", 90),
        fact("141124", 2019, "inclusive_coverage_rate", 60),
        fact("141124", 2020, "inclusive_coverage_rate", 99, "planned"),
    )
    (entry,) = rank(made, made.indicators["inclusive_coverage_rate"], Language.CHINESE).first
    assert (entry.year, entry.width, entry.met) == (2019, "60", False)


def test_too_few_places_make_no_comparison(release: Release) -> None:
    made = with_facts(release, *(fact(code, 2019, "inclusive_coverage_rate", 90) for code in CODES[:2]))
    assert striking(made, Language.CHINESE) is None


def test_equal_figures_have_equal_ranks(release: Release) -> None:
    made = with_facts(
        release,
        *(
            fact(code, 2019, "inclusive_coverage_rate", v)
            for code, v in zip(CODES, (90, 80, 80, 70, 60), strict=True)
        ),
    )
    ranking = rank(made, made.indicators["inclusive_coverage_rate"], Language.CHINESE)
    assert [entry.rank for entry in ranking.first] == [1, 2, 2, 4, 5]


def many_places(release: Release, number: int) -> Release:
    places = tuple(Place(f"{100000 + n}", f"县{n}", f"省{n % 7}", None) for n in range(number))
    facts = [fact(place.code, 2019, "inclusive_coverage_rate", n % 101) for n, place in enumerate(places)]
    return replace(with_facts(release, *facts), places=places)


def test_many_places_are_cut_in_the_middle(release: Release) -> None:
    ranking = striking(many_places(release, 300), Language.CHINESE)
    assert ranking is not None
    assert (len(ranking.first), ranking.cut, len(ranking.last)) == (
        MOST_ROWS // 2,
        300 - MOST_ROWS,
        MOST_ROWS // 2,
    )
    assert ranking.places == 300


def test_the_grid_counts_facts_by_place_and_year(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2017, "kindergartens", 1),
        fact("141124", 2019, "kindergartens", 1),
        fact("141124", 2019, "inclusive_coverage_rate", 1),
        fact("141124", 2019, "inclusive_coverage_rate", 2, "planned"),
    )
    table = coverage(made)
    assert table.years == (2019, 2017)
    row = table.groups[0][1][0]
    assert [(cell.facts, cell.step) for cell in row.cells] == [(3, 1), (1, 1)]
    assert [cell.href for cell in row.cells] == [
        "evidence/141124.html#y2019",
        "evidence/141124.html#y2017",
    ]
    assert (row.facts, row.undated.facts, row.undated.href, table.undated) == (4, 0, None, 0)


def test_the_grid_has_a_cell_for_what_is_undated(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2017, "kindergartens", 1),
        fact("141124", None, "kindergartens", 2),
        fact("141124", None, "primary_schools", 3, from_year=2004),
        fact("141125", 2019, "kindergartens", 1),
    )
    table = coverage(made)
    assert table.undated == 2
    first, second = table.groups[0][1][:2]
    assert (first.undated.facts, first.undated.href) == (2, "evidence/141124.html#no-year")
    assert [(cell.facts, cell.href) for cell in first.cells] == [(0, None), (1, "evidence/141124.html#y2017")]
    assert (first.facts, second.facts, second.undated.facts) == (3, 1, 0)


def test_a_past_figure_whose_now_is_undated_is_not_ranked(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2000, "inclusive_coverage_rate", 10, report_year=2019),
        fact("141124", None, "inclusive_coverage_rate", 90, report_year=2019),
        fact("141125", 2017, "inclusive_coverage_rate", 60, report_year=2019),
    )
    ranked = rank(made, made.indicators["inclusive_coverage_rate"], Language.CHINESE).first
    assert [(entry.place.code, entry.year) for entry in ranked] == [("141125", 2017)]


def test_the_grid_counts_every_fact_of_the_release(release: Release) -> None:
    undated = release.statements.filter(pl.col("year").is_null(), pl.col("region_code").is_not_null()).height
    counted = sum(row.facts for _, rows in coverage(release).groups for row in rows)
    assert (coverage(release).undated, counted) == (undated, release.facts.height + undated)
    assert undated > 0


def test_a_grid_of_many_places_is_one_of_provinces(release: Release) -> None:
    made = many_places(release, grid.MOST_PLACES + 1)
    table = coverage(made)
    assert not table.of_places
    ((_, rows),) = table.groups
    assert [row.name for row in rows] == [f"省{n}" for n in range(7)]
    assert sum(row.facts for row in rows) == grid.MOST_PLACES + 1


def test_a_release_without_facts_has_no_years(release: Release) -> None:
    made = replace(release, facts=pl.DataFrame(schema=release.facts.schema))
    assert coverage(made).years == ()
    assert coverage(made).undated > 0  # a place may have nothing but these
    assert striking(made, Language.CHINESE) is None
