"""Gathering: what all entries of a manifest gave, from the files of kept readings into one part, in pieces.

The rows of a part are never in memory as a whole. Each file of readings is opened once, and its rows are
put to the piece of the manifest that their entry is of; where many wait, they wait on the disk. Then the
pieces are put in order, one after the other. The bytes of a part know nothing of where its rows came from.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from indicators.errors import CountyEducationError
from tasks.batches import changes_of, frames_of
from tasks.durable import write_whole
from tasks.fetch.collection import Collected
from tasks.kept_readings import POSITION, TABLES, KeptReadings, key_of

SEAL = "sealed"
PIECE = 1_250
"""Entries of a piece: with some twenty facts a page a frame of 15 MB."""
WAITING = 50_000
"""Rows that wait in memory for their piece."""
ROWS_OF_A_GROUP = 1 << 16
PIECES, NUMBER = ".pieces-", "piece"


class _Pieces:
    """The rows of one table, by piece; each waits in memory or below a folder."""

    def __init__(self, folder: Path, table: str, nothing: pl.DataFrame, size: int, waiting: int) -> None:
        self._folder, self._table, self._nothing = folder, table, nothing
        self._size, self._limit = size, waiting
        self._waiting: dict[int, list[pl.DataFrame]] = {}
        self._rows = 0
        self._written: dict[int, list[Path]] = {}

    def add(self, rows: pl.DataFrame) -> None:
        """Put rows with their positions to their pieces."""
        numbered = rows.with_columns(pl.col(POSITION).floordiv(self._size).alias(NUMBER))
        for frame in numbered.partition_by(NUMBER, maintain_order=True, include_key=False):
            self._waiting.setdefault(frame[POSITION][0] // self._size, []).append(frame)
        self._rows += rows.height
        if self._rows > self._limit:
            self._put_down()

    def _put_down(self) -> None:
        for number, frames in self._waiting.items():
            written = self._written.setdefault(number, [])
            path = self._folder / f"{self._table}-{number}-{len(written)}.arrow"
            pl.concat(frames).write_ipc(path)
            written.append(path)
        self._waiting.clear()
        self._rows = 0

    def write(self, path: Path) -> None:
        """Write all rows in the order of their positions; those of one position stay in theirs."""
        self._put_down()
        pieces: list[Path] = []
        for number in sorted(self._written):
            frames = [pl.read_ipc(each) for each in self._written[number]]
            piece = self._folder / f"{self._table}-{number}.arrow"
            pl.concat(frames).sort(POSITION, maintain_order=True).drop(POSITION).write_ipc(piece)
            for each in self._written[number]:
                each.unlink()
            pieces.append(piece)
        rows = pl.scan_ipc(pieces) if pieces else self._nothing.lazy()
        rows.sink_parquet(path, row_group_size=ROWS_OF_A_GROUP)


def gather(
    entries: Sequence[Collected],
    stores: Sequence[KeptReadings],
    part: Path,
    piece: int = PIECE,
    waiting: int = WAITING,
) -> Path:
    """Write the part that holds all that the entries of a manifest gave, in their order.

    Each entry's reading is that of the first of the stores that has it; how it came there, and beside
    which others, makes no difference. `piece` entries are put in order at a time, and `waiting` rows of a
    table wait in memory. Raises CountyEducationError where an entry is in no store.
    """
    positions: dict[str, list[int]] = {}
    for position, each in enumerate(entries):
        positions.setdefault(key_of(each), []).append(position)
    part.mkdir(parents=True, exist_ok=True)
    for left in part.glob(f"{PIECES}*"):  # of a run that was killed
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=part, prefix=PIECES) as folder:
        nothing = (*frames_of(()), changes_of(()))
        tables = [
            _Pieces(Path(folder), table, frame, piece, waiting)
            for table, frame in zip(TABLES, nothing, strict=True)
        ]
        for store in stores:
            for found, frames in store.rows_of(positions):
                for into, rows in zip(tables, frames, strict=True):
                    into.add(rows)
                for key in found:
                    del positions[key]
        if positions:
            number = len(positions)
            raise CountyEducationError(
                stores[0].folder,
                f"the readings of {number} pages are gone or damaged",
                "all",
                "Run it again.",
            )
        for table, into in zip(TABLES, tables, strict=True):
            beside = Path(folder) / f"{table}.parquet"
            into.write(beside)
            beside.replace(part / f"{table}.parquet")
    return part


def seal(part: Path, entries: Sequence[Collected], digest: str) -> None:
    """Say of a part that it is what code of this digest read in these entries, all of it to be believed."""
    write_whole(part / SEAL, _seal(part, entries, digest))


def sealed(part: Path, entries: Sequence[Collected], digest: str) -> bool:
    """Whether a part was sealed as that, and none of its files is missing or has changed since."""
    try:
        return (part / SEAL).read_bytes() == _seal(part, entries, digest)
    except OSError:
        return False


def _seal(part: Path, entries: Sequence[Collected], digest: str) -> bytes:
    lines = [_sha256(part / f"{table}.parquet") for table in TABLES]
    return "\n".join([digest, *lines, *map(key_of, entries), ""]).encode()


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
