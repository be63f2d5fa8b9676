"""What a run does for its data home once a month, so that nobody has to think of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.last_published import FOLDER
from flows.say import counted, tell
from indicators.errors import CountyEducationError
from outputs.release.durable import replace_text
from tasks.pruning import prune
from tasks.reading_code import reading_digest

FILE = "pruned.txt"
"""When a home was pruned last, below FOLDER: a moment as ISO 8601 writes it."""

EVERY = timedelta(days=30)


def keep_small(home: Path, now: datetime) -> None:
    """Prune a home (see `tasks.pruning`) that this run holds alone, a month after the last time.

    The first time is a month after the first run. A disk that fails fails no run: the release is there.
    """
    file = home / FOLDER / FILE
    last = _last(file)
    if last is not None and last > now:
        last = None  # a clock was ahead once
    if last is not None and now - last < EVERY:
        return
    try:
        if last is not None:
            done = prune(home, reading_digest())
            if done.removed:
                what = counted(len(done.removed), "folder or file", "folders and files")
                tell(f"once a month: {what} removed that no run needs any more")
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_text(file, f"{now.astimezone(UTC).isoformat(timespec='seconds')}\n")
    except (OSError, CountyEducationError) as error:
        tell(f"what no run needs any more stays for now: {error}")


def _last(file: Path) -> datetime | None:
    """The last time; None for a home that has none, or what is none."""
    with suppress(OSError, ValueError):
        last = datetime.fromisoformat(file.read_text(encoding="utf-8").strip())
        return last if last.tzinfo else None
    return None
