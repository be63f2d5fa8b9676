"""What was read is kept, so that a page is read once for as long as nothing changes that decides it.

    readings/DIGEST/SHA256.zip

DIGEST is that of the code and data that read (`tasks.reading_code`), SHA256 that of the file itself: a file
that is torn or damaged is not what its name says and is not believed. Each is what one batch gave: a ZIP
archive, nothing in it packed twice, with `entries.json`, the keys of the entries (see `key_of`), and
`observations.parquet`, `reports.parquet`, `changes.parquet` and `marks.parquet`, whose first column `entry`
is the place of the row's entry among them. A mark says which words a page may hold (`tasks.heard`); where it
is null, any. One file a batch: forty thousand small files take longer to open than to read.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from tasks.batches import DAYS, changes_of, frames_of
from tasks.durable import write_whole
from tasks.fetch.collection import Collected
from tasks.reading import PageReading

logger = logging.getLogger(__name__)

FOLDER = "readings"
TABLES = ("observations", "reports", "changes")
KEYS = "entries.json"
MARK = "mark"
MEMBERS = (*TABLES, "marks")
FILES = "[0-9a-f]*.zip"
ENTRY, POSITION = "entry", "position"


def key_of(entry: Collected) -> str:
    """What a reading is known by: its entry's snapshot and all that the registry says of the source.

    The days of the entry have no part in it: they are put beside what was read (`batches.write_days`).
    """
    said = {name: value for name, value in asdict(entry).items() if name not in DAYS}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The readings in a folder. Files are added whole and never changed; many may add at once."""

    folder: Path

    @classmethod
    def below(cls, home: Path, digest: str) -> KeptReadings:
        """Those below a data home that were made by code of this digest."""
        return cls(home / FOLDER / digest)

    def known(self) -> frozenset[str]:
        """The keys of all entries whose reading is here and whole."""
        return frozenset(key for _, keys, _ in self._whole() for key in keys)

    def keep(self, entries: Sequence[Collected], readings: Sequence[PageReading]) -> Path | None:
        """Keep what the entries gave, one reading each. The file; None where there are none.

        On the disk when this returns. Raises CountyEducationError where rows do not keep their schemas.
        """
        if not entries:
            return None
        content = _packed([key_of(each) for each in entries], readings)
        path = self.folder / f"{hashlib.sha256(content).hexdigest()}.zip"
        write_whole(path, content)
        return path

    def rows_of(
        self, positions: Mapping[str, Sequence[int]]
    ) -> Iterator[tuple[list[str], list[pl.DataFrame]]]:
        """File by file the keys among these that it has, and their rows: a frame for each of TABLES.

        Where a file is done, its keys may leave `positions`: what stands in several is then taken once. The
        column `position` is in the place of `entry`: an entry's rows come once for each of its positions.
        """
        for _, keys, archive in self._whole():
            here = {key: n for n, key in enumerate(keys) if key in positions}
            if not here:
                continue
            pairs = [(n, position) for key, n in here.items() for position in positions[key]]
            wanted = pl.DataFrame(pairs, schema={ENTRY: pl.UInt32, POSITION: pl.UInt32}, orient="row")
            yield (
                list(here),
                [
                    _rows(archive, table).join(wanted, on=ENTRY, maintain_order="left").drop(ENTRY)
                    for table in TABLES
                ],
            )

    def contents(self) -> Iterator[tuple[Path, list[str]]]:
        """The files that are whole, with their keys."""
        return ((path, keys) for path, keys, _ in self._whole())

    def sizes(self) -> dict[Path, int]:
        """The files, in the order of their names, with their sizes in bytes."""
        return {path: path.stat().st_size for path in sorted(self.folder.glob(FILES))}

    def merge(self, paths: Sequence[Path], wanted: Collection[str] | None = None) -> Path | None:
        """Put what some of the files hold into one, each key once, and remove them. The new file, if any.

        Only the keys that are `wanted` go into it; None wants all. What is damaged is left out. The new file
        is on the disk before the old ones go: whoever is killed here leaves some things twice, and none out.
        """
        keys: dict[str, int] = {}
        frames: list[list[pl.DataFrame]] = [[] for _ in MEMBERS]
        for _, names, archive in self._whole(paths):
            here = {n: key for n, key in enumerate(names) if key not in keys}
            here = {n: key for n, key in here.items() if wanted is None or key in wanted}
            pairs = [(n, keys.setdefault(key, len(keys))) for n, key in here.items()]
            places = pl.DataFrame(pairs, schema={ENTRY: pl.UInt32, POSITION: pl.UInt32}, orient="row")
            for table, into in zip(MEMBERS, frames, strict=True):
                into.append(_placed(_rows(archive, table), places))
        merged = None
        if keys:
            content = _packed_rows(list(keys), [pl.concat(each) for each in frames])
            merged = self.folder / f"{hashlib.sha256(content).hexdigest()}.zip"
            write_whole(merged, content)
        for path in paths:
            if path != merged:
                path.unlink()
        return merged

    def take(self, other: KeptReadings, keys: Collection[str], unchanged: Callable[[bytes], bool]) -> int:
        """Keep what another one has of some keys, of pages whose mark is `unchanged`. How many there were."""
        taken: set[str] = set()
        for _, names, archive in other._whole():
            here = [n for n, key in enumerate(names) if key in keys and key not in taken]
            if not here:
                continue
            marks = dict(_rows(archive, "marks").iter_rows())
            here = [n for n in here if marks[n] is not None and unchanged(marks[n])]
            if not here:
                continue
            pairs = list(zip(here, range(len(here)), strict=True))
            places = pl.DataFrame(pairs, schema={ENTRY: pl.UInt32, POSITION: pl.UInt32}, orient="row")
            rows = [_placed(_rows(archive, table), places) for table in MEMBERS]
            content = _packed_rows([names[n] for n in here], rows)
            write_whole(self.folder / f"{hashlib.sha256(content).hexdigest()}.zip", content)
            taken |= {names[n] for n in here}
        return len(taken)

    def _whole(
        self, paths: Sequence[Path] | None = None
    ) -> Iterator[tuple[Path, list[str], zipfile.ZipFile]]:
        """The files (or some) that are what their names say, in the order of these, with their keys."""
        for path in sorted(self.folder.glob(FILES)) if paths is None else paths:
            try:
                content = path.read_bytes()
            except OSError as error:
                logger.warning("%s: cannot be read (%s), its pages are read again", path, error.strerror)
                continue
            if hashlib.sha256(content).hexdigest() != path.stem:
                logger.warning("%s: damaged, its pages are read again", path)
                continue
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield path, json.loads(archive.read(KEYS)), archive


def missing(entries: Sequence[Collected], kept: KeptReadings) -> list[Collected]:
    """The entries of a manifest whose reading is not kept, in their order, each once."""
    known = kept.known()
    return [each for key, each in {key_of(each): each for each in entries}.items() if key not in known]


def keep_readings(
    entries: Sequence[Collected], readings: Sequence[PageReading], kept: KeptReadings, passing: KeptReadings
) -> None:
    """Keep what a batch gave: for good, but for what another try may give otherwise; that for this run."""
    for store, is_passing in ((passing, True), (kept, False)):
        pairs = [pair for pair in zip(entries, readings, strict=True) if pair[1].passing is is_passing]
        store.keep([entry for entry, _ in pairs], [page for _, page in pairs])


def _packed_rows(keys: list[str], frames: Sequence[pl.DataFrame]) -> bytes:
    """The bytes of a file of readings: the same for the same readings."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        # ZipInfo without a time says 1980; Parquet is packed already
        archive.writestr(zipfile.ZipInfo(KEYS), json.dumps(keys))
        for table, frame in zip(MEMBERS, frames, strict=True):
            written = io.BytesIO()
            frame.write_parquet(written)
            archive.writestr(zipfile.ZipInfo(f"{table}.parquet"), written.getvalue())
    return stream.getvalue()


def _packed(keys: list[str], readings: Sequence[PageReading]) -> bytes:
    observations, reports = frames_of(readings)
    counts = (
        [len(page.observations) for page in readings],
        [len(page.reports) for page in readings],
        [len(page.changes) for page in readings],
    )
    frames: list[pl.DataFrame] = []
    for frame, count in zip((observations, reports, changes_of(readings)), counts, strict=True):
        owners = [n for n, rows in enumerate(count) for _ in range(rows)]
        frames.append(frame.select(pl.Series(ENTRY, owners, dtype=pl.UInt32), pl.all()))
    marks = pl.Series(MARK, [page.mark for page in readings], dtype=pl.Binary)
    frames.append(pl.DataFrame([pl.Series(ENTRY, range(len(readings)), dtype=pl.UInt32), marks]))
    return _packed_rows(keys, frames)


def _placed(rows: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The rows of some entries, each with the place that its entry has now."""
    placed = rows.join(places, on=ENTRY, maintain_order="left").drop(ENTRY)
    return placed.select(pl.col(POSITION).alias(ENTRY), pl.exclude(POSITION))


def _rows(archive: zipfile.ZipFile, table: str) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(archive.read(f"{table}.parquet")))
