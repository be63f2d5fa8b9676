"""The pages of a domain: its places side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from outputs.pages.comparison import compare
from outputs.pages.links import domain_page
from outputs.pages.parts import Kind
from outputs.pages.published import Release
from outputs.pages.writer import Page, Writer


def keys(release: Release) -> Iterable[str]:
    """The compared domains."""
    return (domain.id for domain in release.domains if domain.compared)


def inputs(release: Release, key: str) -> Iterable[object]:
    """The figures and statements of the domain, and the years and places of all reports."""
    ids = [indicator.id for indicator in release.of_domain(key)]
    yield release.facts.filter(pl.col("indicator").is_in(ids))
    yield release.statements.filter(pl.col("indicator").is_in(ids))
    yield [(row["region_code"], row["year"], row["state"]) for row in release.reports.values()]
    yield release.places


def pages(release: Release, key: str, writer: Writer) -> Iterator[Page]:
    """The domain's table."""
    (domain,) = (domain for domain in release.domains if domain.id == key)
    yield writer.page(
        domain_page(key), "domain.html.j2", comparison=compare(release, domain, writer.language)
    )


KIND = Kind("domain", keys, inputs, pages)
