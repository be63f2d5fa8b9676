"""Reading files without a store and without Prefect: what `county-education extract` does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from indicators.errors import SourceError
from indicators.refusals import load_remedies
from tasks.batches import frames_of, read_one
from tasks.fetch.registry import pages_below
from tasks.fetch.store import TooLargeError, read_page
from tasks.reading import PageReading
from tasks.records import Snapshot, Source

FAULTS = frozenset({"unreadable", "unsupported form", "no text layer", "damaged", "empty", "too large"})
"""Reasons that lie with the file. A page refused for what it says was read all the same."""

Say = Callable[[str], object]


def extract_files(paths: Sequence[Path], output: Path, say: Say, complain: Say) -> bool:
    """Read pages and write their observations as Parquet, sorted as they stand in the pages.

    A page that cannot be used, or is refused, is told to `complain` in a line, and the others are read
    all the same; what was done is told to `say`. `source` of an observation is the path as it was given.
    True where every file could be used. Raises SourceError where none could, or `output` cannot be
    written.
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
                detail = f" ({row['detail']})" if row["detail"] else ""
                tell(f"{row['source']}: refused, {row['reason']}{detail}. {load_remedies()[row['reason']]}")
    if not any(row["reason"] not in FAULTS for page in readings for row in page.reports):
        raise SourceError("extract", "no page that could be read", "one at least", "Nothing was written.")
    observations, reports = frames_of(readings)
    _write(observations, output)
    read = [row for row in reports.to_dicts() if row["state"] == "read"]
    sources = len({row["source"] for row in read})
    say(f"{sources} pages read, {len(read)} reports, {observations.height} facts: {output}")
    return not told


def _snapshots(paths: Sequence[Path], fault: Say, note: Say) -> Iterator[Snapshot]:
    """The pages that paths name, each once; what cannot be read, or is there twice, is said."""
    seen: dict[str, Path] = {}
    for path in paths:
        try:
            files = pages_below(path) if path.is_dir() else [path]
        except SourceError as error:
            fault(str(error))
            continue
        for file in files:
            try:
                content = read_page(file)
            except SourceError as error:
                reason = "too large" if isinstance(error, TooLargeError) else "unreadable"
                fault(f"{error}. {load_remedies()[reason]}" if file.exists() else str(error))
                continue
            sha256 = hashlib.sha256(content).hexdigest()
            twin = seen.setdefault(sha256, file)
            if twin is file:
                yield Snapshot(Source(id=file.stem, location=str(file)), sha256, content)
            else:
                note(f"{file}: the same bytes as {twin}, read once")


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
