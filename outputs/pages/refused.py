"""The reports that no figure was taken from: why each was refused, what that means, and what would help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outputs.pages.links import place_page, refused_page
from outputs.pages.parts import Kind, only
from outputs.pages.published import Release, Row
from outputs.pages.words import Words, reason_help, reason_sentence, reason_words
from outputs.pages.writer import Page, Writer

MOST_ROWS = 500
"""With more refused reports than this each reason has pages of its own, of so many reports each."""

FACTLESS = "factless"
"""Stands for a reason where the reports were read, and state nothing that can be used."""


@dataclass(frozen=True)
class Group:
    """The reports that were refused for one reason (FACTLESS: read, and nothing usable in them).

    `pages` are the addresses of its own pages; none where its reports stand on the page of all.
    """

    id: str
    name: Words
    meaning: Words
    help: Words
    reports: list[Row]
    pages: tuple[str, ...] = ()


NOTHING_USABLE = Group(
    FACTLESS,
    Words("读了但没有可用数字", "Read, nothing usable"),
    Words(
        "这些报告读了，但没有哪个数字说的是全县（市、区）的某项指标。",
        "They were read, but no figure in them is of an indicator of the whole county.",
    ),
    Words("", ""),
    [],
)


def inputs(release: Release, _: str) -> Iterable[object]:
    """The refused reports, those without a usable figure, and the places that have a page."""
    yield release.refused
    yield release.factless
    yield [row["region_code"] in release.by_code for row in release.factless]


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The page of all and, where they are many, the pages of each reason."""
    apart = len(release.refused) + len(release.factless) > MOST_ROWS
    groups = refusals(release.refused, apart=apart)
    factless = _paged(
        Group(FACTLESS, NOTHING_USABLE.name, NOTHING_USABLE.meaning, NOTHING_USABLE.help, release.factless),
        apart=apart,
    )
    common = {"by_code": release.by_code, "place_page": place_page}
    yield writer.page(
        refused_page(), "refused.html.j2", groups=groups, factless=factless, apart=apart, **common
    )
    for group in (*groups, factless):
        for number, address in enumerate(group.pages, start=1):
            rows = group.reports[(number - 1) * MOST_ROWS : number * MOST_ROWS]
            yield writer.page(
                address, "refused_reason.html.j2", group=group, rows=rows, number=number, **common
            )


def refusals(reports: list[Row], *, apart: bool) -> list[Group]:
    """The refused reports by reason, the commonest first; on pages of their own where they stand `apart`."""
    counts = Counter(row["reason"] for row in reports)
    return [
        _paged(
            Group(
                reason or "",
                reason_words(reason),
                reason_sentence(reason),
                reason_help(reason),
                [row for row in reports if row["reason"] == reason],
            ),
            apart=apart,
        )
        for reason, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))
    ]


def _paged(group: Group, *, apart: bool) -> Group:
    if not apart or not group.reports:
        return group
    parts = range(1, -(-len(group.reports) // MOST_ROWS) + 1)
    addresses = tuple(refused_page(group.id, part) for part in parts)
    return Group(group.id, group.name, group.meaning, group.help, group.reports, addresses)


KIND = Kind("refused", only, inputs, pages)
