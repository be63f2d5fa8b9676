"""Overdue runs, for who serves: seen from outside of Prefect, so also when its server is down."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from flows.completed import last_completed
from flows.notice_rules import notice_rules
from flows.notices import RUN_OVERDUE, overdue
from flows.serving_schedule import Schedule
from flows.telling import give

BETWEEN = timedelta(minutes=1)


class OverdueWatch:
    """Looks once a minute whether a run was done in time. `since` is when it began to be served."""

    def __init__(self, home: Path, schedule: Schedule, since: datetime) -> None:
        self.home, self.schedule, self.since = home, schedule, since
        self._looked = since

    def look(self, now: datetime) -> None:
        """Give a notice where a run is overdue, once; what was given is known by its words."""
        if now - self._looked < BETWEEN:
            return
        self._looked = now
        last = last_completed(self.home)
        found = overdue(
            None if last is None else last.ended, self.since, now, self.schedule.apart, notice_rules()
        )
        if found is not None:
            give([found], [RUN_OVERDUE], self.home, now)
