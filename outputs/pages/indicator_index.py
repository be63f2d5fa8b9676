"""The list of all indicators, domain by domain, with how many places say anything of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from outputs.pages.links import definition_of, indicator_page
from outputs.pages.parts import Kind, only
from outputs.pages.published import Indicator, Release
from outputs.pages.writer import Page, Writer

ADDRESS = "indicators/index.html"


@dataclass(frozen=True)
class IndexRow:
    """An indicator, its places and years with actual figures; without any it leads to its definition."""

    indicator: Indicator
    href: str
    figures: int
    places: int
    years: tuple[int, int] | None


def inputs(release: Release, _: str) -> Iterable[object]:
    """How many figures there are of each indicator, of how many places and of which years."""
    yield sorted(_counts(release).items())


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The list."""
    counts = _counts(release)
    groups = [(domain, [_row(i, counts) for i in release.of_domain(domain.id)]) for domain in release.domains]
    yield writer.page(ADDRESS, "indicators.html.j2", groups=[(d, rows) for d, rows in groups if rows])


def _row(indicator: Indicator, counts: dict[str, tuple[int, int, int | None, int | None]]) -> IndexRow:
    figures, places, first, last = counts.get(indicator.id, (0, 0, None, None))
    return IndexRow(
        indicator=indicator,
        href=indicator_page(indicator.id) if figures else definition_of(indicator.id),
        figures=figures,
        places=places,
        years=(first, last) if first is not None and last is not None else None,
    )


def _counts(release: Release) -> dict[str, tuple[int, int, int | None, int | None]]:
    """By indicator: its figures, their places, and the first and the last year of the actual ones."""
    actual = pl.col("year").filter(pl.col("status").cast(pl.String) == "actual")
    rows = release.facts.group_by("indicator").agg(
        pl.len(), pl.col("region_code").n_unique(), actual.min().alias("first"), actual.max().alias("last")
    )
    return {id_: (figures, places, first, last) for id_, figures, places, first, last in rows.iter_rows()}


KIND = Kind("indicators", only, inputs, pages)
