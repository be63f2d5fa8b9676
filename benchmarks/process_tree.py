"""What a command costs with all processes that it starts: seconds, processor seconds, memory, its steps."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
STEP = "step "
"""A line of this beginning on stdout is a name and its seconds."""
EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds, processor seconds of it and all below it, bytes of memory at the most."""

    seconds: float
    processor: float
    peak: int
    steps: Mapping[str, float]


def measured(command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, what it says into `log`. Ends this process where it fails.

    Memory is looked at ten times a second where the system has /proc, else it is 0.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    before = os.times()
    start = time.perf_counter()
    with log.open("wb") as stream:
        child = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=environment)
        peaks: list[int] = [0]
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child.pid, peaks, over))
        watcher.start()
        code = child.wait()
        seconds = time.perf_counter() - start
        over.set()
        watcher.join()
    after = os.times()
    said = log.read_text(encoding="utf-8", errors="replace")
    if code:
        sys.exit(f"{' '.join(command)} failed, so its time says nothing:\n{said[-4000:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, used, max(peaks), _steps(said))


def resident(root: int) -> int:
    """The bytes of memory that a process and all below it hold; 0 where the system cannot say."""
    sizes: dict[int, int] = {}
    parents: dict[int, int] = {}
    page = os.sysconf("SC_PAGE_SIZE")
    for folder in PROC.glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):  # it may end while it is looked at
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[1])
            sizes[int(folder.name)] = int(fields[21]) * page
    family, grown = {root}, True
    while grown:
        more = {each for each, parent in parents.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return sum(sizes.get(each, 0) for each in family)


def _watch(root: int, peaks: list[int], over: threading.Event) -> None:
    while not over.wait(EVERY):
        peaks[0] = max(peaks[0], resident(root))


def _steps(said: str) -> dict[str, float]:
    steps: dict[str, float] = {}
    for line in said.splitlines():
        if line.startswith(STEP):
            name, _, seconds = line.removeprefix(STEP).rpartition(" ")
            steps[name] = steps.get(name, 0.0) + float(seconds)
    return steps
