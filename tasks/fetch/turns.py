"""One question a host at a time, and a pause between two: across threads and processes of one data home.

A host has a file below the data home. Who holds its lock may ask; in it stands when the host was asked last
and until when it wants to be left alone. The lock goes with the process that held it, however that ended.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

from tasks.fetch.places import file_name


class NotYetError(Exception):
    """The host wants to be left alone for longer than a run waits."""

    def __init__(self, host: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"{host} wants to be left alone for {seconds:,.0f} seconds more")


@dataclass(slots=True)
class Turn:
    """The lock of a host. `take` waits until it may be asked; without it nothing was asked."""

    turns: Turns
    host: str
    handle: int
    taken: bool = False
    rest: float = 0.0
    """How long the host wants to be left alone afterwards, in seconds."""

    def take(self, pause: float) -> None:
        """Wait until `pause` seconds after the last question, and until the host's rest is over.

        Raises NotYetError, without waiting, where that is further off than the patience of the turns.
        """
        now = self.turns.clock()
        asked, rest = _read(self.handle, now)
        gap = max(pause, rest)
        # a clock that was set back is no reason to wait for the old time to come round again
        seconds = min(asked + gap - now, gap)
        if seconds > self.turns.patience:
            raise NotYetError(self.host, seconds)
        if seconds > 0:
            self.turns.sleep(seconds)
        self.taken = True
        self.write(0.0)  # for whoever comes when this process was killed while it asked

    def write(self, rest: float) -> None:
        """Note that the host was asked just now, and for how long it wants to be left alone."""
        now = self.turns.clock()
        os.ftruncate(self.handle, 0)
        os.pwrite(self.handle, json.dumps({"asked": now, "rest": rest}).encode(), 0)


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of all hosts, kept below `folder`.

    clock     seconds since 1970, the same for all processes of the machine
    sleep     waits so many seconds
    patience  the longest wait, in seconds, that a turn is worth
    """

    folder: Path
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    patience: float = 120.0

    @contextmanager
    def of(self, host: str) -> Iterator[Turn]:
        """Hold the lock of a host. Waits for other holders as long as they take; each has its own limits."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / file_name(host.lower(), ".json"), os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            turn = Turn(self, host, handle)
            try:
                yield turn
            finally:
                if turn.taken:
                    turn.write(turn.rest)
        finally:
            os.close(handle)


def _read(handle: int, now: float) -> tuple[float, float]:
    """When the host was asked last, and for how long it wanted to be left alone then."""
    written = os.pread(handle, 1000, 0)
    if not written:
        return float("-inf"), 0.0
    try:
        state = json.loads(written)
        return float(state["asked"]), float(state["rest"])
    except (ValueError, TypeError, KeyError):
        return now, 0.0  # torn by a power cut: it was asked at a time unknown


def retry_after(header: str | None, now: float) -> float | None:
    """The seconds that a header Retry-After asks for, as seconds or as a date; null where it says nothing.

    `now` is in seconds since 1970. A date that is over asks for nothing: 0.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    # a date without a zone is in UTC (RFC 9110, 5.6.7)
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now)
