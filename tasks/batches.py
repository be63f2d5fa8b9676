"""Reading many pages: batches that are worth a task run each, and the parts that they leave on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import dataframely as dy
import polars as pl

from indicators.errors import CountyEducationError
from indicators.schemas import Observations, Reports, StatedChanges, validated
from tasks import reading
from tasks.fetch.collection import Collected
from tasks.fetch.store import SnapshotStore
from tasks.reading import PageReading
from tasks.records import Snapshot, Source
from tasks.standardize.refused_pages import whose

BATCH_BYTES = 4_000_000
"""About a million characters, read in seconds: next to that the milliseconds of a task run are nothing."""

DAYS = ("fetched", "gone_since")
"""The columns of reports that are of the manifest and not of the reading."""

Row = dict[str, Any]
S = TypeVar("S", bound=dy.Schema)


def plan_batches(collected: Sequence[Collected], batch_bytes: int = BATCH_BYTES) -> list[tuple[int, int]]:
    """Cut the manifest into runs `[start, stop)` of about `batch_bytes` each; every entry is in one."""
    batches: list[tuple[int, int]] = []
    start, size = 0, 0
    for number, each in enumerate(collected):
        if number > start and size + each.size > batch_bytes:
            batches.append((start, number))
            start, size = number, 0
        size += each.size
    return [*batches, (start, len(collected))] if collected else []


def read_entries(entries: Sequence[Collected], store: SnapshotStore) -> list[PageReading]:
    """Read the pages of some entries of a manifest, one reading each; what cannot be read says why.

    A fault of the program on one page is that page's own: it is refused, and the others are read.
    """
    readings = [read_entry(each, store) for each in entries]
    if _fault(readings):  # looked at page by page only now: the schemas cost more than the reading
        pairs = zip(entries, readings, strict=True)
        readings = [
            failed(entry.source, entry.snapshot, fault) if (fault := _fault([page])) else page
            for entry, page in pairs
        ]
    return readings


def read_entry(entry: Collected, store: SnapshotStore) -> PageReading:
    """Read the page of one entry, or say why it was not collected."""
    if entry.reason is not None or entry.snapshot is None:
        row = refused(entry.source, entry.snapshot, entry.reason or "unreadable", entry.detail or "")
        place, year = whose(entry.source)
        if place is not None:
            row |= {"region_code": place.code, "region_name": place.name, "year": year}
        return PageReading((), (row,))
    return read_one(Snapshot(entry.source, entry.snapshot, store.get(entry.snapshot), entry.charset))


def read_one(snapshot: Snapshot) -> PageReading:
    """Read a page. A fault of the program on it is its own, and the page is refused."""
    try:
        return reading.read_snapshot(snapshot)
    except Exception as error:
        page = failed(snapshot.source, snapshot.sha256, f"{type(error).__name__}: {error}")
        return replace(page, passing=True)  # no memory, no more processes: who can tell


def failed(source: Source, snapshot: str | None, fault: str) -> PageReading:
    """The reading of a page on which the reader failed."""
    row = refused(source, snapshot, "unreadable", f"the reader failed on it: {fault}")
    return PageReading((), (row,))


def _fault(readings: Sequence[PageReading]) -> str | None:
    """How the rows of some readings break their schemas, None where they do not."""
    try:
        frames_of(readings)
        changes_of(readings)
    except CountyEducationError as error:
        return str(error)
    return None


def refused(source: Source, snapshot: str | None, reason: str, detail: str) -> Row:
    """The row of reports for a page that gave nothing."""
    digest = hashlib.sha256(f"refused {source.id} {source.location}".encode()).hexdigest()
    row: Row = dict.fromkeys(Reports.column_names())
    return row | {
        "report_id": digest[:16],
        "source": source.location,
        "snapshot": snapshot,
        "address": source.address,
        "title": source.title,
        "publisher": source.publisher,
        "restated": source.restated,
        "start": 0,
        "end": 0,
        "state": "refused",
        "reason": reason,
        "detail": detail,
        "facts": 0,
    }


def frames_of(readings: Sequence[PageReading]) -> tuple[dy.DataFrame[Observations], dy.DataFrame[Reports]]:
    """All rows of some readings as frames that keep their schemas; CountyEducationError where they do not."""
    observations = [row for each in readings for row in each.observations]
    reports = [row for each in readings for row in each.reports]
    return _frame(Observations, observations), _frame(Reports, reports)


def changes_of(readings: Sequence[PageReading]) -> dy.DataFrame[StatedChanges]:
    """All stated changes of some readings; CountyEducationError where they do not keep their schema."""
    return _frame(StatedChanges, [row for each in readings for row in each.changes])


def write_days(entries: Iterable[Collected], part: Path) -> None:
    """Put the days of the manifest beside the reports of a part: a page is not read anew for them."""
    reports = pl.read_parquet(part / "reports.parquet")
    days = pl.DataFrame(
        [(each.source.location, each.fetched, each.gone_since) for each in entries],
        schema=dict.fromkeys(("source", *DAYS), pl.String),
        orient="row",
    ).unique("source", keep="first", maintain_order=True)
    dated = reports.drop(DAYS).join(days, on="source", how="left", maintain_order="left")
    _replace(dated.select(reports.columns), part / "reports.parquet")


def write_part(readings: Sequence[PageReading], part: Path) -> Path:
    """Write what was read below the folder `part`, validated; its files are replaced whole."""
    observations, reports = frames_of(readings)
    return write_frames(observations, reports, changes_of(readings), part)


def write_frames(
    observations: pl.DataFrame, reports: pl.DataFrame, changes: pl.DataFrame, part: Path
) -> Path:
    """Write the frames of a part below the folder `part`; its files are replaced whole."""
    part.mkdir(parents=True, exist_ok=True)
    for name, frame in (("observations", observations), ("reports", reports), ("changes", changes)):
        _replace(frame, part / f"{name}.parquet")
    return part


def _replace(frame: pl.DataFrame, path: Path) -> None:
    beside = path.with_name(f".{path.name}")
    frame.write_parquet(beside)
    beside.replace(path)


def join_parts(parts: Iterable[Path]) -> tuple[dy.DataFrame[Observations], dy.DataFrame[Reports]]:
    """All observations and reports of some parts. Raises CountyEducationError where ids stand twice."""
    parts = list(parts)
    observations = pl.concat([pl.read_parquet(part / "observations.parquet") for part in parts])
    reports = pl.concat([pl.read_parquet(part / "reports.parquet") for part in parts])
    return validated(Observations, observations, "parts"), validated(Reports, reports, "parts")


def join_changes(parts: Iterable[Path]) -> dy.DataFrame[StatedChanges]:
    """All stated changes of some parts. Raises CountyEducationError where ids stand twice."""
    changes = pl.concat([pl.read_parquet(part / "changes.parquet") for part in parts])
    return validated(StatedChanges, changes, "parts")


def _frame(schema: type[S], rows: Sequence[Row]) -> dy.DataFrame[S]:
    types = {name: column.dtype for name, column in schema.columns().items()}
    return validated(schema, pl.DataFrame(list(rows), schema=types, orient="row"), "reading")
