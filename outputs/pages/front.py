"""The front page: what this is, the newest release, what is covered, and one comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import polars as pl

from outputs.pages.comparison import compare
from outputs.pages.coverage import coverage
from outputs.pages.parts import Kind, only
from outputs.pages.published import Release
from outputs.pages.ranking import striking
from outputs.pages.writer import Page, Writer


def inputs(release: Release, _: str) -> Iterable[object]:
    """Everything: it counts all that there is."""
    yield release.version
    yield release.facts
    yield release.statements
    yield release.reports


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The front page."""
    reasons = Counter(row["reason"] for row in release.refused)
    yield writer.page(
        "index.html",
        "front.html.j2",
        comparisons=[
            compare(release, domain, writer.language) for domain in release.domains if domain.compared
        ],
        coverage=coverage(release),
        ranking=striking(release, writer.language),
        stated=_stated(release),
        reasons=sorted(reasons.items(), key=lambda item: (-item[1], item[0] or "")),
    )


def _stated(release: Release) -> dict[str, int]:
    """How many facts were read, how many have no year or no place, and how many figures are derived."""
    masked = pl.col("region_code").is_null()
    counts = release.statements.select(
        all=pl.len(), undated=(pl.col("year").is_null() & ~masked).sum(), masked=masked.sum()
    )
    derived = int(release.facts["formula"].is_not_null().sum())
    return {name: int(number) for name, number in counts.row(0, named=True).items()} | {"derived": derived}


KIND = Kind("front", only, inputs, pages)
