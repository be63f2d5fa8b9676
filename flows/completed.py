"""When the last run with fetching was done below a data home: a file that each one writes at its end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from outputs.release.durable import replace_text

COMPLETED = "completed.json"


@dataclass(frozen=True, slots=True)
class Completed:
    """The last run with fetching that was done: when it began and ended, in UTC."""

    began: datetime
    ended: datetime


def note_completed(home: Path, began: datetime, ended: datetime) -> None:
    """Write down that a run is done."""
    replace_text(
        home / COMPLETED, json.dumps({"began": began.isoformat(), "ended": ended.isoformat()}) + "\n"
    )


def last_completed(home: Path) -> Completed | None:
    """The last run that was done, null where none is known of."""
    try:
        said = json.loads((home / COMPLETED).read_text(encoding="utf-8"))
        return Completed(*(datetime.fromisoformat(said[name]).astimezone(UTC) for name in ("began", "ended")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
