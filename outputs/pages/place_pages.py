"""The pages of a place: its profile, and the evidence of each of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outputs.pages.evidence import evidence_of_place
from outputs.pages.links import evidence_page
from outputs.pages.parts import Kind
from outputs.pages.published import UNPLACED, Release
from outputs.pages.writer import Page, Writer

TABLES = ("facts", "statements", "vintages", "changes", "targets", "bars", "checks")


def keys(release: Release) -> Iterable[str]:
    """The codes of all places, and UNPLACED where a report masks its own."""
    yield from (place.code for place in release.places)
    if release.of_place("statements", None).height:
        yield UNPLACED


def inputs(release: Release, key: str) -> Iterable[object]:
    """What any table says of the place, its reports and its corrections."""
    code = None if key == UNPLACED else key
    yield release.by_code.get(key)
    for table in TABLES:
        yield release.of_place(table, code)
    named = set(release.of_place("statements", code)["report_id"])
    yield [row for id_, row in release.reports.items() if id_ in named or row["region_code"] == key]
    said = set(release.of_place("statements", code)["observation_id"])
    yield [row for id_, row in release.corrections.items() if id_ in said]


def pages(release: Release, key: str, writer: Writer) -> Iterator[Page]:
    """The profile, and a page of evidence for each year."""
    evidence = evidence_of_place(release, key, writer.language)
    for group in evidence.years:
        yield writer.page(evidence_page(key, group.year), "evidence.html.j2", evidence=evidence, group=group)


KIND = Kind("place", keys, inputs, pages)
