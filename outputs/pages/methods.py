"""How figures are read, chosen and put right, how well that goes, and what each indicator means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indicators.tables import DERIVED
from outputs.pages.corrected import corrections
from outputs.pages.parts import Kind, only
from outputs.pages.published import Release
from outputs.pages.words import CHOICES, KINDS
from outputs.pages.writer import Page, Writer


def inputs(release: Release, _: str) -> Iterable[object]:
    """The measured quality, the corrections, and how many figures each indicator has."""
    yield release.quality
    yield release.corrections
    yield release.corrected
    yield sorted(release.facts.group_by("indicator").len().iter_rows())


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The page of methods and definitions."""
    yield writer.page(
        "methods.html",
        "methods.html.j2",
        facts=dict(release.facts.group_by("indicator").len().iter_rows()),
        choices=[words for step, words in CHOICES.items() if step != DERIVED],
        kinds=KINDS,
        corrections=corrections(release, writer.language),
    )


KIND = Kind("methods", only, inputs, pages)
