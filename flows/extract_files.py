"""Reading files without a store and without Prefect: what `county-education extract` and `text` do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from flows.say import counted
from indicators.errors import SourceError
from indicators.refusals import load_remedies
from tasks.batches import Row, frames_of, read_one
from tasks.fetch.places import is_folder
from tasks.fetch.registry import pages_below
from tasks.fetch.store import TooLargeError, read_page
from tasks.parse.document import parse
from tasks.reading import PageReading
from tasks.records import Refusal, Snapshot, Source

FAULTS = frozenset({"unreadable", "unsupported form", "no text layer", "damaged", "empty", "too large"})
"""Reasons that lie with the file. A page refused for what it says was read all the same."""

Say = Callable[[str], object]


def extract_files(paths: Sequence[Path], output: Path, say: Say, complain: Say) -> bool:
    """Read pages and write their observations as Parquet, sorted as they stand in the pages.

    A page that cannot be used, or is refused, is told to `complain` in a line, and the others are read
    all the same; what was done is told to `say`. `source` of an observation is the path as it was given.
    True where every file could be used. Raises SourceError where no page was read, and then nothing is
    written, and where `output` cannot be written.
    """
    told: list[str] = []

    def fault(what: str) -> None:
        told.append(what)
        complain(what)

    pages = list(_snapshots(paths, fault, complain))
    readings: list[PageReading] = []
    for snapshot in pages:
        page = read_one(snapshot)
        readings.append(page)
        for row in page.reports:
            if row["state"] == "refused":
                tell = fault if row["reason"] in FAULTS else complain
                tell(_refusal(row["source"], row["reason"], row["detail"]))
    observations, reports = frames_of(readings)
    read = reports.filter(pl.col("state").cast(pl.String) == "read")
    if read.is_empty():
        raise SourceError("extract", "no page that could be read", "one at least", "Nothing was written.")
    _write(observations, output)
    number = counted(read["source"].n_unique(), "page")
    facts = counted(observations.height, "fact")
    say(f"{number} read, {counted(read.height, 'report')}, {facts}: {output}")
    return not told


def refusals_of(page: Path) -> list[str] | None:
    """Why a file gives nothing, a line for each reason; None where a report can be read in it."""
    try:
        snapshot = _snapshot(page, read_page(page))
    except SourceError as error:
        return [_unread(error)]
    rows: Sequence[Row] = read_one(snapshot).reports
    if any(row["state"] == "read" for row in rows):
        return None
    return [_refusal(row["source"], row["reason"], row["detail"]) for row in rows]


def text_of(page: Path, content: bytes) -> str:
    """The text of a page as its parser gives it: the string in which `start` and `end` count.

    Raises SourceError where the page has none.
    """
    document = parse(_snapshot(page, content))
    if isinstance(document, Refusal):
        remedy = load_remedies()[document.reason]
        raise SourceError(page, f"has no text ({document.detail})", "HTML or plain text", remedy)
    return document.text


def _snapshots(paths: Sequence[Path], fault: Say, note: Say) -> Iterator[Snapshot]:
    """The pages that paths name, each once; what cannot be read, or is there twice, is said."""
    seen: dict[str, Path] = {}
    for path in paths:
        try:
            files = pages_below(path) if is_folder(path) else [path]
        except SourceError as error:
            fault(str(error))
            continue
        for file in files:
            try:
                snapshot = _snapshot(file, read_page(file))
            except SourceError as error:
                fault(_unread(error))
                continue
            twin = seen.setdefault(snapshot.sha256, file)
            if twin is file:
                yield snapshot
            else:
                note(f"{file}: the same bytes as {twin}, read once")


def _snapshot(file: Path, content: bytes) -> Snapshot:
    return Snapshot(Source(id=file.stem, location=str(file)), hashlib.sha256(content).hexdigest(), content)


def _unread(error: SourceError) -> str:
    """What to say of a file that could not be read, with what can be done where size is the matter."""
    return f"{error}. {load_remedies()['too large']}" if isinstance(error, TooLargeError) else str(error)


def _refusal(source: str, reason: str, detail: str | None) -> str:
    said = f" ({detail})" if detail else ""
    return f"{source}: refused, {reason}{said}. {load_remedies()[reason]}"


def _write(frame: pl.DataFrame, output: Path) -> None:
    """Write a frame as Parquet, whole or not at all."""
    beside = output.with_name(f".{output.name}.partial")
    try:
        frame.write_parquet(beside)
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        found = f"cannot be written ({error.strerror or error})"
        raise SourceError(output, found, "a file in a folder that is there") from error
