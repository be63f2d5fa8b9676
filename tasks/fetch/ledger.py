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
from dataclasses import dataclass
from pathlib import Path

from indicators.errors import SourceError
from tasks.fetch.answers import GONE, Answer

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands, by all that it answered.

    last           its last answer, whatever that was
    page           its newest answer with a snapshot: what counts, though the page be gone since
    since          when that snapshot came first
    gone_since     the first time that the site said there was no such page, with none since; else null
    failing_since  the first answer without a page since the newest with one (or ever); else null
    snapshots      every snapshot that it had, oldest first; one that came back stands twice
    """

    source: str
    last: Answer
    page: Answer | None = None
    since: str | None = None
    gone_since: str | None = None
    failing_since: str | None = None
    snapshots: tuple[str, ...] = ()

    @property
    def snapshot(self) -> str | None:
        """The sha256 of its newest page; null where it never had one."""
        return None if self.page is None else self.page.snapshot


def after(standing: Standing | None, source: str, answer: Answer) -> Standing:
    """How a source stands after one answer more."""
    stood = Standing(source, answer) if standing is None else standing
    if answer.snapshot is None:
        failing = stood.failing_since or answer.when
        gone = stood.gone_since or (answer.when if answer.reason in GONE else None)
        return Standing(source, answer, stood.page, stood.since, gone, failing, stood.snapshots)
    if stood.snapshots[-1:] == (answer.snapshot,):
        return Standing(source, answer, answer, stood.since, snapshots=stood.snapshots)
    return Standing(source, answer, answer, answer.when, snapshots=(*stood.snapshots, answer.snapshot))


class Ledger:
    """The ledger of a folder. May be used by many threads, and by many processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._read: dict[Path, int] = {}
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
            _add(self.folder / f"{month}.jsonl", "".join(lines).encode())

    def entries(self) -> Iterator[tuple[str, Answer]]:
        """All answers in the order in which they were written, month by month.

        A line that was torn, by a power cut in the midst of it, is passed over with a warning. Raises
        SourceError for a whole line that is no answer.
        """
        for path in self._months():
            yield from _parsed(path, *_lines(path, 0))

    def standings(self) -> dict[str, Standing]:
        """How every source stands, by its id. What was read before is not read again."""
        with self._lock:
            for path in self._months():
                start = self._read.get(path, 0)
                lines, end = _lines(path, start)
                for source, answer in _parsed(path, lines, start):
                    self._standings[source] = after(self._standings.get(source), source, answer)
                self._read[path] = end
            return dict(self._standings)

    def latest_of(self, source: str) -> Standing | None:
        """How one source stands; null where it was never asked. Its `snapshot` is the newest."""
        return self.standings().get(source)

    def _months(self) -> list[Path]:
        return sorted(self.folder.glob("????-??.jsonl"))


def _add(path: Path, lines: bytes) -> None:
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


def _lines(path: Path, start: int) -> tuple[list[bytes], int]:
    """The lines from a place on, and the place behind the last whole one, while nobody writes."""
    with path.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_SH)
        stream.seek(start)
        content = stream.read()
    whole = content.rfind(b"\n") + 1
    return content.split(b"\n"), start + whole


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
