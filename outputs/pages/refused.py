"""The reports that no figure was taken from, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from outputs.pages.parts import Kind, only
from outputs.pages.published import Release
from outputs.pages.writer import Page, Writer


def inputs(release: Release, _: str) -> Iterable[object]:
    """The refused reports, and those without a usable figure."""
    yield release.refused
    yield release.factless


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The list of refused reports."""
    reasons = Counter(row["reason"] for row in release.refused)
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0] or ""))
    yield writer.page("refused.html", "refused.html.j2", reasons=ordered)


KIND = Kind("refused", only, inputs, pages)
