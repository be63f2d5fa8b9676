"""The command `readings`: what was read is kept below the data home, and removed only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flows.say import counted
from outputs.release.durable import locked
from tasks.kept_readings import FOLDER
from tasks.pruning import prune
from tasks.reading_code import reading_digest


def prune_readings(home: Path, say: Callable[[str], object]) -> int:
    """Remove what this code cannot use, and what killed runs left; merge small files. The exit code.

    Raises ReleaseError where a release is being made here.
    """
    if not (home / FOLDER).is_dir():
        say(f"{home / FOLDER}: nothing is kept here")
        return 0
    with locked(home, wait=False):
        done = prune(home, reading_digest())
    for path in done.removed:
        say(f"removed {path}")
    if done.merged:
        say(f"merged {counted(done.merged, 'file')} of readings into {done.made:,}")
    what = counted(len(done.removed), "folder or file", "folders and files")
    say(f"{what} removed; what this version has read of late stays")
    return 0
