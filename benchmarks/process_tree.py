"""What a command costs with all processes that it starts: seconds, processor seconds, memory, its steps.

The command tells of its steps on stdout, by the two functions below; steps may lie within one another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
BEGIN, END = "step begins: ", "step ends: "
EVERY = 0.2
"""So many seconds lie between two looks at the memory."""


@dataclass(slots=True)
class Step:
    """What a step took: seconds, processor seconds of the process that tells of it alone, and the most memory
    that all processes held in it; bytes."""

    seconds: float = 0.0
    processor: float = 0.0
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds, processor seconds of it and all below it, bytes of memory at the most."""

    seconds: float
    processor: float
    peak: int
    steps: Mapping[str, Step] = field(default_factory=dict)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Tell `measured` that a step begins, and how long it took when it ends."""
    print(f"{BEGIN}{name}", flush=True)
    start, used = time.perf_counter(), time.process_time()
    yield
    took, used = time.perf_counter() - start, time.process_time() - used
    print(f"{END}{name} {took:.3f} {used:.3f}", flush=True)


def measured(command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, what it says into `log`. Ends this process where it fails.

    Memory is looked at where the system has /proc, else it is 0.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    before = os.times()
    start = time.perf_counter()
    peaks: dict[str, int] = {}
    with log.open("wb") as stream:
        child = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=environment)
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child.pid, log, peaks, over))
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
    return Cost(seconds, used, max(peaks.values(), default=0), _steps(said, peaks))


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


def _watch(root: int, log: Path, peaks: dict[str, int], over: threading.Event) -> None:
    """Note the most memory of each step, under its name, and under no name between steps."""
    within = [""]
    with log.open(encoding="utf-8", errors="replace") as stream:
        while not over.wait(EVERY):
            for line in stream:
                if line.startswith(BEGIN):
                    within.append(line.removeprefix(BEGIN).strip())
                elif line.startswith(END):
                    within.pop()
            held = resident(root)
            for name in within:
                peaks[name] = max(peaks.get(name, 0), held)


def _steps(said: str, peaks: Mapping[str, int]) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    for line in said.splitlines():
        if line.startswith(END):
            name, seconds, processor = line.removeprefix(END).rsplit(" ", 2)
            one = steps.setdefault(name, Step(peak=peaks.get(name, 0)))
            one.seconds += float(seconds)
            one.processor += float(processor)
    return steps
