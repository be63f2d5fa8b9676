"""The grid of what is covered: every figure is counted once, and leads to its evidence."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from outputs.pages import coverage as grid
from outputs.pages.coverage import coverage
from outputs.pages.links import evidence_page, place_page
from outputs.pages.published import Release
from tests.outputs.pages.test_comparison import fact, with_facts
from tests.outputs.pages.test_ranking import many_places


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
    assert row.href == place_page("141124")
    assert [(cell.facts, cell.step) for cell in row.cells] == [(3, 1), (1, 1)]
    assert [cell.href for cell in row.cells] == [evidence_page("141124", 2019), evidence_page("141124", 2017)]
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
    assert (first.undated.facts, first.undated.href) == (2, evidence_page("141124", None))
    assert [(cell.facts, cell.href) for cell in first.cells] == [
        (0, None),
        (1, evidence_page("141124", 2017)),
    ]
    assert (first.facts, second.facts, second.undated.facts) == (3, 1, 0)


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
    assert all(cell.href is None for row in rows for cell in row.cells)


def test_the_fullest_province_has_the_darkest_tint(release: Release) -> None:
    made = many_places(release, grid.MOST_PLACES + 1)
    few = with_facts(
        made,
        *(fact(place.code, 2019, "kindergartens", 1) for place in made.places),
        fact(made.places[0].code, 2018, "kindergartens", 1),
    )
    ((_, rows),) = coverage(replace(few, places=made.places)).groups
    assert {cell.step for row in rows for cell in row.cells[:1]} == {5}
    assert [row.cells[1].step for row in rows] == [1, 0, 0, 0, 0, 0, 0]


def test_a_release_without_facts_has_no_years(release: Release) -> None:
    made = replace(release, facts=pl.DataFrame(schema=release.facts.schema))
    assert coverage(made).years == ()
    assert coverage(made).undated > 0  # a place may have nothing but these
