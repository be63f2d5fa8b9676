"""What was read is kept, so that a page is read once for as long as nothing changes that decides it.

    readings/DIGEST/SHA256.zip

DIGEST is that of the code and data that read (`tasks.reading_code`), SHA256 that of the file itself: a file
that is torn or damaged is not what its name says and is not believed. Each is what one batch gave: a ZIP
archive, nothing in it packed twice, with `entries.json`, the keys of the entries (see `key_of`), and
`observations.parquet`, `reports.parquet` and `changes.parquet`, whose first column `entry` is the place of
the row's entry among them. One file a batch: forty thousand small files take longer to open than to read.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from indicators.errors import CountyEducationError
from tasks.batches import DAYS, changes_of, frames_of, write_frames
from tasks.fetch.collection import Collected
from tasks.reading import PageReading

logger = logging.getLogger(__name__)

FOLDER = "readings"
TABLES = ("observations", "reports", "changes")
KEYS = "entries.json"
SEAL = "sealed"
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
        _write(path, content)
        return path

    def frames(self, positions: Mapping[str, Sequence[int]]) -> tuple[set[str], list[list[pl.DataFrame]]]:
        """The rows of the entries with these keys, and which keys were found, each taken once.

        A list of frames for each of TABLES, with the column `position` in the place of `entry`: an
        entry's rows come once for each of its positions.
        """
        found: set[str] = set()
        frames: list[list[pl.DataFrame]] = [[] for _ in TABLES]
        for _, keys, archive in self._whole():
            here = {key: n for n, key in enumerate(keys) if key in positions and key not in found}
            if not here:
                continue
            found |= here.keys()
            pairs = [(n, position) for key, n in here.items() for position in positions[key]]
            wanted = pl.DataFrame(pairs, schema={ENTRY: pl.UInt32, POSITION: pl.UInt32}, orient="row")
            for table, into in zip(TABLES, frames, strict=True):
                rows = pl.read_parquet(io.BytesIO(archive.read(f"{table}.parquet")))
                into.append(rows.join(wanted, on=ENTRY, maintain_order="left").drop(ENTRY))
        return found, frames

    def _whole(self) -> Iterator[tuple[Path, list[str], zipfile.ZipFile]]:
        """The files that are what their names say, in the order of these, with their keys."""
        for path in sorted(self.folder.glob("[0-9a-f]*.zip")):
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


def gather(entries: Sequence[Collected], stores: Sequence[KeptReadings], part: Path) -> Path:
    """Write the part that holds all that the entries of a manifest gave, in their order.

    Each entry's reading is that of the first of the stores that has it; how it came there, and beside
    which others, makes no difference. Raises CountyEducationError where one is in none.
    """
    positions: dict[str, list[int]] = {}
    for position, each in enumerate(entries):
        positions.setdefault(key_of(each), []).append(position)
    frames: list[list[pl.DataFrame]] = [[] for _ in TABLES]
    for store in stores:
        found, rows = store.frames(positions)
        for into, more in zip(frames, rows, strict=True):
            into.extend(more)
        for key in found:
            del positions[key]
    if positions:
        number = len(positions)
        raise CountyEducationError(
            stores[0].folder, f"the readings of {number} pages are gone or damaged", "all", "Run it again."
        )
    empty = [*frames_of(()), changes_of(())]
    observations, reports, changes = (
        pl.concat(each).sort(POSITION, maintain_order=True).drop(POSITION) if each else nothing
        for each, nothing in zip(frames, empty, strict=True)
    )
    return write_frames(observations, reports, changes, part)


def seal(part: Path, entries: Sequence[Collected], digest: str) -> None:
    """Say of a part that it is what code of this digest read in these entries, all of it to be believed."""
    _write(part / SEAL, _seal(part, entries, digest))


def sealed(part: Path, entries: Sequence[Collected], digest: str) -> bool:
    """Whether a part was sealed as that, and none of its files is missing or has changed since."""
    try:
        return (part / SEAL).read_bytes() == _seal(part, entries, digest)
    except OSError:
        return False


def _seal(part: Path, entries: Sequence[Collected], digest: str) -> bytes:
    lines = [hashlib.sha256((part / f"{table}.parquet").read_bytes()).hexdigest() for table in TABLES]
    return "\n".join([digest, *lines, *map(key_of, entries), ""]).encode()


def prune(home: Path, digest: str) -> list[Path]:
    """Remove what no code but another one can use, and what killed runs left. What was removed, sorted.

    `digest` is that of the code whose readings stay. Nobody else may be writing below this home.
    """
    removed: list[Path] = []
    others = [path for path in (home / FOLDER).glob("*") if path.name != digest]
    for path in sorted([*others, *(home / "batches").glob("*")]):
        shutil.rmtree(path)
        removed.append(path)
    for path in sorted((home / FOLDER / digest).glob(".*")):
        path.unlink()
        removed.append(path)
    return removed


def _packed(keys: list[str], readings: Sequence[PageReading]) -> bytes:
    """The bytes of a file of readings: the same for the same readings."""
    observations, reports = frames_of(readings)
    counts = (
        [len(page.observations) for page in readings],
        [len(page.reports) for page in readings],
        [len(page.changes) for page in readings],
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        # ZipInfo without a time says 1980; Parquet is packed already
        archive.writestr(zipfile.ZipInfo(KEYS), json.dumps(keys))
        frames = (observations, reports, changes_of(readings))
        for table, frame, count in zip(TABLES, frames, counts, strict=True):
            owners = [n for n, rows in enumerate(count) for _ in range(rows)]
            owned = frame.select(pl.Series(ENTRY, owners, dtype=pl.UInt32), pl.all())
            written = io.BytesIO()
            owned.write_parquet(written)
            archive.writestr(zipfile.ZipInfo(f"{table}.parquet"), written.getvalue())
    return stream.getvalue()


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place whole; it and its name are on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
