"""The front page: what this is, the newest release, a search, what is covered, and one comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import polars as pl

from outputs.pages.coverage import coverage
from outputs.pages.domain_cards import domain_cards
from outputs.pages.parts import Kind, only
from outputs.pages.published import Release
from outputs.pages.ranking import latest_figures, rank, striking
from outputs.pages.words import Words
from outputs.pages.writer import Page, Writer

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def inputs(release: Release, _: str) -> Iterable[object]:
    """Everything: it counts all that there is."""
    yield release.version
    yield release.facts
    yield release.statements
    yield release.reports
    yield release.places


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The front page."""
    latest = latest_figures(release.comparable)
    best = striking(release, latest)
    yield writer.page(
        "index.html",
        "front.html.j2",
        month=month_of(release.version),
        cards=domain_cards(release, latest, writer.language),
        coverage=coverage(release),
        ranking=rank(release, best, latest, writer.language) if best else None,
        stated=_stated(release),
    )


def month_of(version: str) -> Words | None:
    """The month that a release is of, 2026 年 11 月 of 2026.11.0; None for a version that names none."""
    found = re.match(r"(\d{4})\.(\d{1,2})(\.|$)", version)
    if found is None or not 1 <= int(found.group(2)) <= len(MONTHS):
        return None
    year, month = int(found.group(1)), int(found.group(2))
    return Words(f"{year} 年 {month} 月", f"{MONTHS[month - 1]} {year}")


def _stated(release: Release) -> dict[str, int]:
    """How many facts were read, how many have no year or no place, and how many figures are derived."""
    masked = pl.col("region_code").is_null()
    counts = release.statements.select(
        all=pl.len(), undated=(pl.col("year").is_null() & ~masked).sum(), masked=masked.sum()
    )
    derived = int(release.facts["formula"].is_not_null().sum())
    return {name: int(number) for name, number in counts.row(0, named=True).items()} | {"derived": derived}


KIND = Kind("front", only, inputs, pages)
