"""What the release covers: places × years with the number of facts in each."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from outputs.pages.links import evidence_of_year, evidence_page
from outputs.pages.published import Release

MOST_PLACES = 120
"""With more places than this the grid has a row for each province instead."""

STEPS = (1, 5, 10, 20, 40)
"""From how many facts on a cell takes the next tint."""


@dataclass(frozen=True)
class CoverageCell:
    """The facts of a place and year; the step of its tint from 1, 0 where there is none."""

    facts: int
    step: int
    href: str | None


@dataclass(frozen=True)
class CoverageRow:
    """A place, or a province where there are too many places."""

    name: str
    parent: str | None
    href: str | None
    cells: tuple[CoverageCell, ...]
    facts: int


@dataclass(frozen=True)
class Coverage:
    """The grid, its rows in groups by province (one group without a name where rows are provinces)."""

    years: tuple[int, ...]
    groups: tuple[tuple[str | None, tuple[CoverageRow, ...]], ...]
    of_places: bool


def coverage(release: Release) -> Coverage:
    """Count the chosen facts of each place (or province) and year."""
    years = tuple(release.years)
    of_places = len(release.places) <= MOST_PLACES
    counts: dict[tuple[str, int], int] = {}
    for code, year, count in release.facts.group_by("region_code", "year").agg(pl.len()).iter_rows():
        key = code if of_places else release.by_code[code].province
        counts[key, year] = counts.get((key, year), 0) + count
    if not of_places:
        provinces = list(dict.fromkeys(place.province for place in release.places))
        rows = tuple(_row(name, None, None, name, years, counts, linked=False) for name in provinces)
        return Coverage(years, ((None, rows),), of_places)
    groups: dict[str, list[CoverageRow]] = {}
    for place in release.places:
        row = _row(
            place.name, place.prefecture, evidence_page(place.code), place.code, years, counts, linked=True
        )
        groups.setdefault(place.province, []).append(row)
    return Coverage(years, tuple((name, tuple(rows)) for name, rows in groups.items()), of_places)


def _row(
    name: str,
    parent: str | None,
    href: str | None,
    key: str,
    years: tuple[int, ...],
    counts: dict[tuple[str, int], int],
    *,
    linked: bool,
) -> CoverageRow:
    cells = tuple(
        CoverageCell(
            facts=count,
            step=sum(count >= step for step in STEPS),
            href=evidence_of_year(key, year) if linked and count else None,
        )
        for year in years
        for count in (counts.get((key, year), 0),)
    )
    return CoverageRow(name, parent, href, cells, sum(cell.facts for cell in cells))
