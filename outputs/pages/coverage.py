"""What the release covers: places × years, the newest first, with the number of facts in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from outputs.pages.links import evidence_page, place_page
from outputs.pages.published import Release

MOST_PLACES = 120
"""With more places than this the grid has a row for each province instead."""

STEPS = (1, 5, 10, 20, 40)
"""From how many facts on a place's cell takes the next tint."""

STEPS_OF_MOST = (8, 4, 2, 1.25)
"""The same for provinces, after the first: one such part of the fullest cell."""

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
    steps: Sequence[float] = STEPS
    if not of_places:
        fullest = max(counts.values(), default=1)
        steps = (1, *(fullest / part for part in STEPS_OF_MOST))
        provinces = dict.fromkeys(place.province for place in release.places)
        rows = tuple(_row(name, None, None, _cells(name, years, counts, steps, None)) for name in provinces)
        return Coverage(years, ((None, rows),), of_places, undated)
    groups: dict[str, list[CoverageRow]] = {}
    for place in release.places:
        cells = _cells(place.code, years, counts, steps, place.code)
        row = _row(place.name, place.prefecture, place_page(place.code), cells)
        groups.setdefault(place.province, []).append(row)
    by_province = tuple((name, tuple(rows)) for name, rows in groups.items())
    return Coverage(years, by_province, of_places, undated)


def _row(name: str, parent: str | None, href: str | None, cells: list[CoverageCell]) -> CoverageRow:
    *of_years, undated = cells
    return CoverageRow(name, parent, href, tuple(of_years), undated, sum(cell.facts for cell in cells))


def _cells(
    key: str, years: tuple[int, ...], counts: Counts, steps: Sequence[float], code: str | None
) -> list[CoverageCell]:
    """A cell for each year and one for none; they lead to the evidence of the place with this code."""
    cells = []
    for year in (*years, None):
        count = counts.get((key, year), 0)
        href = evidence_page(code, year) if code and count else None
        cells.append(CoverageCell(count, sum(count >= step for step in steps), href))
    return cells
