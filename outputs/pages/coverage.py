"""What the release covers: places × years, the newest first, with the number of facts in each."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from outputs.pages.links import evidence_page, place_page
from outputs.pages.published import Release

MOST_PLACES = 120
"""With more places than this the grid has a row for each province instead."""

STEPS = (1, 5, 10, 20, 40)
"""From how many facts on a cell takes the next tint."""

Counts = dict[tuple[str, int | None], int]
"""The number of facts by place or province, and year."""


@dataclass(frozen=True)
class CoverageCell:
    """The facts of a place and year; the step of its tint from 1, 0 where there is none."""

    facts: int
    step: int
    href: str | None


@dataclass(frozen=True)
class CoverageRow:
    """A place, or a province where there are too many places. `undated` counts statements without a year."""

    name: str
    parent: str | None
    href: str | None
    cells: tuple[CoverageCell, ...]
    undated: CoverageCell
    facts: int


@dataclass(frozen=True)
class Coverage:
    """The grid, its rows in groups by province (one group without a name where rows are provinces)."""

    years: tuple[int, ...]
    groups: tuple[tuple[str | None, tuple[CoverageRow, ...]], ...]
    of_places: bool
    undated: int


def coverage(release: Release) -> Coverage:
    """Count the chosen facts of each place (or province) and year, and its statements without a year."""
    years = tuple(reversed(release.years))
    of_places = len(release.places) <= MOST_PLACES
    counts: Counts = {}
    dated = release.facts.group_by("region_code", "year").agg(pl.len()).iter_rows()
    for code, year, count in (*dated, *((code, None, count) for code, count in release.undated.items())):
        key = code if of_places else release.by_code[code].province
        counts[key, year] = counts.get((key, year), 0) + count
    undated = sum(release.undated.values())
    if not of_places:
        provinces = list(dict.fromkeys(place.province for place in release.places))
        rows = tuple(_row(name, None, None, name, years, counts, linked=False) for name in provinces)
        return Coverage(years, ((None, rows),), of_places, undated)
    groups: dict[str, list[CoverageRow]] = {}
    for place in release.places:
        row = _row(
            place.name, place.prefecture, place_page(place.code), place.code, years, counts, linked=True
        )
        groups.setdefault(place.province, []).append(row)
    by_province = tuple((name, tuple(rows)) for name, rows in groups.items())
    return Coverage(years, by_province, of_places, undated)


def _row(
    name: str,
    parent: str | None,
    href: str | None,
    key: str,
    years: tuple[int, ...],
    counts: Counts,
    *,
    linked: bool,
) -> CoverageRow:
    cells = tuple(_cell(key, year, counts, linked=linked) for year in years)
    undated = _cell(key, None, counts, linked=linked)
    facts = sum(cell.facts for cell in cells) + undated.facts
    return CoverageRow(name, parent, href, cells, undated, facts)


def _cell(key: str, year: int | None, counts: Counts, *, linked: bool) -> CoverageCell:
    count = counts.get((key, year), 0)
    href = evidence_page(key, year)
    return CoverageCell(
        facts=count,
        step=sum(count >= step for step in STEPS),
        href=href if linked and count else None,
    )
