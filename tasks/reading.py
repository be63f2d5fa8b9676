"""One page, from bytes to observations: parse → standardize → extract, in one pure function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import Lexicon, load_lexicon
from tasks.extract.observe import observations_and_changes
from tasks.heard import HEARD, mark_of
from tasks.parse.document import parse
from tasks.records import Refusal, Report, Snapshot, Source
from tasks.standardize.refused_pages import whose
from tasks.standardize.reports import standardize

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page gave: rows of the schemas `Observations`, `Reports` and `StatedChanges`.

    `passing`: it was refused for what may lie with the machine, so another try may end otherwise.
    `mark`: of all that words were looked for in (see `tasks.heard`); null where that is not known.
    """

    observations: tuple[Row, ...]
    reports: tuple[Row, ...]
    changes: tuple[Row, ...] = ()
    passing: bool = False
    mark: bytes | None = None


def read_snapshot(snapshot: Snapshot, lexicon: Lexicon | None = None) -> PageReading:
    """Read a page. A page that cannot be read gives one row of reports with its reason, never an error.

    lexicon   another one than that of the package, to measure what words earn
    """
    with HEARD.listening() as texts:
        page = _read_snapshot(snapshot, lexicon)
    return replace(page, mark=mark_of(texts))


def _read_snapshot(snapshot: Snapshot, lexicon: Lexicon | None) -> PageReading:
    document = parse(snapshot)
    if isinstance(document, Refusal):
        place, year = whose(snapshot.source)
        row = _refused(replace(document, place=place, year=year), snapshot.source, 0)
        return PageReading((), (row,), passing=document.passing)
    found = standardize(document, load_vocabulary())
    lexicon = lexicon or load_lexicon()
    observations: list[Row] = []
    reports: list[Row] = []
    changes: list[Row] = []
    for report in found.reports:
        rows, stated = observations_and_changes(report, lexicon)
        observations += rows
        changes += stated
        reports.append(_read(report, len(rows)))
    reports += [_refused(refusal, snapshot.source, n) for n, refusal in enumerate(found.refusals)]
    return PageReading(tuple(observations), tuple(reports), tuple(changes))


def _read(report: Report, facts: int) -> Row:
    source = report.document.source
    return {
        "report_id": report.id,
        "source": source.location,
        "snapshot": report.document.snapshot,
        "address": source.address,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "restated": source.restated,
        "script": report.script,
        "region_code": report.place.code if report.place else None,
        "region_name": report.place.name if report.place else None,
        "year": report.year,
        "start": report.start,
        "end": report.end,
        "state": "read",
        "reason": None,
        "detail": "; ".join(report.flags) or None,
        "facts": facts,
    }


def _refused(refusal: Refusal, source: Source, number: int) -> Row:
    return {
        "report_id": f"{(refusal.snapshot or source.id)[:12]}-{number}",
        "source": source.location,
        "snapshot": refusal.snapshot,
        "address": source.address,
        "title": source.title,
        "publisher": source.publisher,
        "published": None,
        "restated": source.restated,
        "script": None,
        "region_code": refusal.place.code if refusal.place else None,
        "region_name": refusal.place.name if refusal.place else None,
        "year": refusal.year,
        "start": refusal.start,
        "end": refusal.end,
        "state": "refused",
        "reason": refusal.reason,
        "detail": refusal.detail,
        "facts": 0,
    }
