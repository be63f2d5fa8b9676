"""The pages of a domain: its places side by side, in their latest year and in each year.

Where a domain has more places than a table can show, its own part has a row a province, and each
province is a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import polars as pl

from outputs.pages.comparison import Comparison, compare
from outputs.pages.comparison_table import caption_of, comparison_table
from outputs.pages.domain_figures import DomainFigures, domain_figures, provinces_of
from outputs.pages.legend import bar_notes, formulas, legend
from outputs.pages.links import domain_page
from outputs.pages.parts import Kind
from outputs.pages.place_rows import years_of
from outputs.pages.province_table import province_table
from outputs.pages.published import Domain, Release
from outputs.pages.writer import Page, Writer, root_of


@dataclass(frozen=True)
class YearLink:
    """One of the tables that a domain or province has: the year (None: the latest), its places, its page."""

    year: int | None
    places: int
    address: str
    here: bool


def keys(release: Release) -> Iterable[str]:
    """The compared domains, and DOMAIN/45 for each province of one whose places are too many."""
    for domain in release.domains:
        if domain.compared:
            yield domain.id
            yield from (f"{domain.id}/{province}" for province in provinces_of(release, domain))


def inputs(release: Release, key: str) -> Iterable[object]:
    """The figures and statements of the domain or province, and why there are none."""
    figures = _figures(release, key)
    yield figures.comparable
    yield figures.facts
    yield figures.statements
    yield figures.silence
    yield figures.places
    yield sorted(figures.reported)
    yield _by_province(release, figures)


def pages(release: Release, key: str, writer: Writer) -> Iterator[Page]:
    """A table of the latest years, and one of each year."""
    figures = _figures(release, key)
    by_province = _by_province(release, figures)
    listed = figures
    if by_province:
        # what the tables of the provinces have no cell for stands beside them; here only the masked
        masked = figures.statements.filter(pl.col("region_code").is_null())
        listed = replace(figures, facts=figures.facts.clear(), statements=masked)
    for year in (None, *years_of(figures.comparable)):
        comparison = compare(figures, writer.language, year, listed=listed)
        address = domain_page(figures.domain.id, year, figures.province)
        root = root_of(address)
        table = None
        if comparison.rows:
            make = province_table if by_province else comparison_table
            table = make(comparison, writer.language, root)
        yield writer.page(
            address,
            "domain.html.j2",
            comparison=comparison,
            caption=caption_of(comparison, writer.language),
            by_province=by_province,
            table=table,
            years=_years(comparison),
            marks=[] if by_province else legend(comparison, writer.language),
            bars=bar_notes(comparison.shown),
            formulas=[] if by_province else formulas(comparison, release),
        )


def _figures(release: Release, key: str) -> DomainFigures:
    id_, _, province = key.partition("/")
    return domain_figures(release, _domain(release, id_), province or None)


def _domain(release: Release, id_: str) -> Domain:
    (domain,) = (domain for domain in release.domains if domain.id == id_)
    return domain


def _by_province(release: Release, figures: DomainFigures) -> bool:
    """Whether a page shows provinces instead of places."""
    return figures.province is None and bool(provinces_of(release, figures.domain))


def _years(comparison: Comparison) -> list[YearLink]:
    """The tables of a comparison's domain and province, the latest years first."""
    counts = [(None, comparison.of_latest), *comparison.of_year.items()]
    return [
        YearLink(
            year,
            places,
            domain_page(comparison.domain.id, year, comparison.province),
            here=year == comparison.year,
        )
        for year, places in counts
    ]


KIND = Kind("domain", keys, inputs, pages)
