"""When `county-education serve` runs: daily in China's time, or every so often. Pure: the clock is given."""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

CHINA = "Asia/Shanghai"
ZONE = ZoneInfo(CHINA)
UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
SHORTEST = 5
"""Seconds. Prefect looks for what is due every few seconds; anything shorter is a mistake."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When runs begin: `every` so many seconds, or (null) daily at `hour`:`minute` in China."""

    hour: int = 3
    minute: int = 30
    every: int | None = None

    @property
    def text(self) -> str:
        """As an operator reads it."""
        if self.every is None:
            return f"daily at {self.hour:02}:{self.minute:02} ({CHINA})"
        unit = next(each for each in "dhms" if self.every % UNITS[each] == 0 and self.every >= UNITS[each])
        return f"every {self.every // UNITS[unit]:,} {unit}"

    @property
    def apart(self) -> timedelta:
        """How far runs are apart."""
        return timedelta(days=1) if self.every is None else timedelta(seconds=self.every)

    @property
    def cron(self) -> str | None:
        """As cron has it, null where runs are so many seconds apart."""
        return None if self.every is not None else f"{self.minute} {self.hour} * * *"

    def last_before(self, now: datetime) -> datetime:
        """The newest time, not after now, at which a run should have begun had one been served until then."""
        if self.every is not None:
            return now - timedelta(seconds=self.every)
        today = now.astimezone(ZONE).replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return today if today <= now else today - timedelta(days=1)

    def due(self, began: datetime | None, now: datetime) -> bool:
        """Is a run due that was missed? `began` is when the last one done began, null: there was none."""
        return began is None or began < self.last_before(now)

    def as_json(self) -> dict[str, Any]:
        """What JSON can hold; `Schedule(**…)` makes the same of it."""
        return asdict(self)


def at(text: str) -> Schedule:
    """A time of the day, HH:MM."""
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no time of the day, expected HH:MM as in 03:30")
    return Schedule(int(match[1]), int(match[2]))


def every(text: str) -> Schedule:
    """A length of time: seconds, or a number with m, h or d."""
    match = re.fullmatch(r"([0-9]{1,7})([smhd]?)", text)
    seconds = int(match[1]) * UNITS[match[2]] if match else 0
    if seconds < SHORTEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time, expected 3600, 90m, 6h or 1d")
    return Schedule(every=seconds)
