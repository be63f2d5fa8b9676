"""The reports that speak of a place, as its pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from outputs.pages.links import anchor_of_report, report_of, web_address
from outputs.pages.place_record import PlaceRecord
from outputs.pages.published import Row


@dataclass(frozen=True)
class ReportEntry:
    """A report of a place. `anchor` is its id on the place's profile, `href` that from the language's root.

    `number` counts the reports of the place from 1, the newest first; `lang` is the script of its text;
    `facts` counts the statements that were read from it; `link` is its address where that may be one;
    `fetched` is the day on which its bytes came first from there, `gone_since` that since which it is gone.
    """

    report_id: str
    anchor: str
    href: str
    number: int
    title: str
    lang: str
    year: int | None
    publisher: str | None
    published: str | None
    fetched: str | None
    gone_since: str | None
    address: str | None
    link: str | None
    source: str
    snapshot: str | None
    restated: bool
    facts: int


def report_entries(record: PlaceRecord) -> dict[str, ReportEntry]:
    """The reports of a place that were read, by their ids, the newest first."""
    said: dict[str, int] = {}
    for row in record.statements.values():
        said[row["report_id"]] = said.get(row["report_id"], 0) + 1
    return {
        row["report_id"]: ReportEntry(
            report_id=row["report_id"],
            anchor=anchor_of_report(row["report_id"]),
            href=report_of(record.code, row["report_id"]),
            number=number,
            title=row["title"] or row["source"] or row["report_id"],
            lang=lang_of(row),
            year=row["year"],
            publisher=row["publisher"],
            published=row["published"],
            fetched=row["fetched"],
            gone_since=row["gone_since"],
            address=row["address"],
            link=web_address(row["address"]),
            source=row["source"],
            snapshot=row["snapshot"],
            restated=bool(row["restated"]),
            facts=said.get(row["report_id"], 0),
        )
        for number, row in enumerate(record.reports, start=1)
    }


def lang_of(report: Row | Mapping[str, object]) -> str:
    """The language tag of a report's text: Chinese, in the script that it is written in."""
    script = str(report.get("script") or "").lower()
    return "zh-Hant" if "hant" in script or "trad" in script else "zh-Hans"


def named(entries: Iterable[ReportEntry]) -> tuple[ReportEntry, ...]:
    """Reports, each once, in the order of their numbers."""
    return tuple(sorted(set(entries), key=lambda entry: entry.number))
