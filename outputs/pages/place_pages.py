"""The pages of a place: its profile, and the evidence of each of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outputs.pages.evidence import evidence_of_place
from outputs.pages.links import evidence_page, place_page
from outputs.pages.parts import Kind
from outputs.pages.place_record import data_of_place, place_record
from outputs.pages.profile import profile_of_place
from outputs.pages.published import UNPLACED, Release
from outputs.pages.writer import Page, Writer, root_of


def keys(release: Release) -> Iterable[str]:
    """The codes of all places, and UNPLACED where a report masks its own."""
    yield from (place.code for place in release.places)
    if release.of_place("statements", None).height:
        yield UNPLACED


def pages(release: Release, key: str, writer: Writer) -> Iterator[Page]:
    """The profile, and a page of evidence for each year."""
    evidence = evidence_of_place(release, key, writer.language)
    address = place_page(key)
    if key == UNPLACED:
        yield writer.page(address, "unplaced.html.j2", evidence=evidence)
    else:
        record = place_record(release, key)
        profile = profile_of_place(release, record, evidence, writer.language, root_of(address))
        yield writer.page(address, "place.html.j2", profile=profile, evidence=evidence)
    for group in evidence.years:
        yield writer.page(evidence_page(key, group.year), "evidence.html.j2", evidence=evidence, group=group)


KIND = Kind("place", keys, data_of_place, pages)
