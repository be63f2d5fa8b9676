"""The ledger: every answer of every source, a line each, and nothing is ever taken out of it.

`2026-11.jsonl` holds the answers of November 2026 (UTC): JSON lines, each with its `source` and what an
`Answer` has. Lines are only ever added, by one writer at a time, and are on the disk when `append` returns.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from indicators.errors import SourceError
from tasks.fetch.answers import Answer
from tasks.fetch.carried import carried, carry
from tasks.fetch.standings import Standing, after

logger = logging.getLogger(__name__)


class Ledger:
    """The ledger of a folder. May be used by many threads, and by many processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._read: dict[Path, int] = {}
        self._sizes: dict[str, int] = {}
        self._carried: dict[str, int] = {}
        self._standings: dict[str, Standing] = {}

    @classmethod
    def below(cls, home: Path) -> Ledger:
        """The ledger below a data home."""
        return cls(home / "ledger")

    def append(self, *answers: tuple[str, Answer]) -> None:
        """Write down answers, each with the id of its source. They are on the disk when this returns."""
        months: dict[str, list[str]] = {}
        for source, answer in answers:
            line = json.dumps({"source": source} | answer.as_json(), ensure_ascii=False, sort_keys=True)
            months.setdefault(answer.when[:7], []).append(line + "\n")
        self.folder.mkdir(parents=True, exist_ok=True)
        for month, lines in sorted(months.items()):
            add_lines(self.folder / f"{month}.jsonl", "".join(lines).encode())

    def entries(self) -> Iterator[tuple[str, Answer]]:
        """All answers in the order in which they were written, month by month.

        A line that was torn, by a power cut in the midst of it, is passed over with a warning. Raises
        SourceError for a whole line that is no answer.
        """
        for path in self._months():
            yield from _parsed(path, _lines(path, 0)[0], 0)

    def standings(self) -> dict[str, Standing]:
        """How every source stands, by its id. What was read before is not read again."""
        with self._lock:
            months = self._months()
            closed = [path for path in months if any(path < read for read in self._read)]
            if any(path.stat().st_size != self._sizes.get(path.name) for path in closed):
                # a line came late into one of them: from the beginning, for the order is that of the months
                self._read, self._sizes, self._standings = {}, {}, {}
            if not self._read:
                self._begin(months)
            for number, path in enumerate(months):
                start = self._read.get(path, 0)
                lines, end, seen = _lines(path, start)
                for source, answer in _parsed(path, lines, start):
                    self._standings[source] = after(self._standings.get(source), source, answer)
                self._read[path] = end
                self._sizes[path.name] = start + seen
                last_closed = number == len(months) - 2 and months[-1] not in self._read
                if last_closed and self._sizes != self._carried:
                    carry(self.folder, self._sizes, self._standings)
                    self._carried = dict(self._sizes)
            return dict(self._standings)

    def _begin(self, months: list[Path]) -> None:
        """Take up what was carried over from the months before the newest, where that still holds."""
        sizes = {path: path.stat().st_size for path in months[:-1]}
        by_name = {path.name: size for path, size in sizes.items()}
        found = carried(self.folder, by_name)
        if found is not None:
            self._standings, self._read, self._carried = found, sizes, by_name

    def latest_of(self, source: str) -> Standing | None:
        """How one source stands; null where it was never asked. Its `snapshot` is the newest."""
        return self.standings().get(source)

    def _months(self) -> list[Path]:
        return sorted(self.folder.glob("????-??.jsonl"))


def add_lines(path: Path, lines: bytes) -> None:
    """Add lines to a file, alone and on the disk when this returns; a torn one before them stays torn."""
    fresh = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            lines = b"\n" + lines  # a torn line stays one, and takes no other with it
        while lines:
            lines = lines[os.write(handle, lines) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    if fresh:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _lines(path: Path, start: int) -> tuple[list[bytes], int, int]:
    """The lines from a place on, the place behind the last whole one, and the bytes seen; nobody writes."""
    with path.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_SH)
        stream.seek(start)
        content = stream.read()
    whole = content.rfind(b"\n") + 1
    return content.split(b"\n"), start + whole, len(content)


def _parsed(path: Path, lines: Iterable[bytes], start: int) -> Iterator[tuple[str, Answer]]:
    place = start
    for line in lines:
        at, place = place, place + len(line) + 1
        if not line:
            continue
        try:
            data = json.loads(line)
        except ValueError:
            logger.warning("%s, byte %d: a torn line is passed over", path, at)
            continue
        try:
            source = data.pop("source")
            if not isinstance(source, str):
                raise ValueError(f"source {source!r}")
            yield source, Answer.from_json(data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path}, byte {at}", f"no answer ({error})", "a line of this version's ledger"
            ) from error
