"""Runs of the steps of reading, each in a process of its own that is killed at one of its writes.

    python -m tests.tasks.killed_run PAGES FOLDER MOMENT…

A moment counts what the process asks of the disk: files opened for writing, renamed, removed, folders made,
waits for the disk. At that one it is killed; 0 lets it run to its end, and gives the count. Its home is
FOLDER/MOMENT, and FOLDER/MOMENT.log says for what the disk was waited: what a power cut cannot take.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tasks import batches, reading, steps
from tasks.fetch import collection
from tests import fake_reader

DIGEST = "d" * 64
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
ASKING = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")


def use_fake_reader(put: Callable[[object, str, object], None]) -> None:
    """Have pages read by the fake reader, in small batches; `put` sets an attribute.

    Pages are put away one after the other: of two with the same bytes that are put away side by side both may
    be written or one, and a moment would not be the same one in each run.
    """
    put(batches, "BATCH_BYTES", 60)
    put(collection, "AT_ONCE", 1)
    put(reading, "read_snapshot", fake_reader.read_snapshot)
    put(steps, "reading_digest", lambda: DIGEST)
    put(steps, "reading_lines", lambda: ("the code of a test",))


def run(pages: Path, home: Path) -> dict[str, bytes]:
    """What the flows do up to the part. Its bytes."""
    manifest = steps.collect_pages.fn([pages], home)
    digest, _, _, planned = steps.plan_batches.fn(manifest, home)
    for batch in planned:
        steps.read_batch.fn(batch, home, digest)
    part = steps.gather_readings.fn(manifest, home, digest)
    return {path.name: path.read_bytes() for path in part.glob("*.parquet")}


class Dying:
    """Counts what is asked of the disk below a home, and kills the process at a moment."""

    def __init__(self, home: Path, moment: int, log: Path) -> None:
        self.home, self.moment, self.count = str(home), moment, 0
        self.log = log.open("a", encoding="utf-8", buffering=1)
        self._fsync = os.fsync
        vars(os)["fsync"] = self.fsync

    def fsync(self, handle: int) -> None:
        """Wait for the disk, and note for which file."""
        self.asked()
        self._fsync(handle)
        self.log.write(f"kept {Path(f'/proc/self/fd/{handle}').readlink()}\n")

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What Python says of every call to the system (PEP 578)."""
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str) and path.startswith(self.home) and flags & WRITING:
                self.asked()
        elif event in ASKING and str(arguments[0]).startswith(self.home):
            self.asked()
            if event == "os.rename":
                self.log.write(f"moved {arguments[0]}\t{arguments[1]}\n")

    def asked(self) -> None:
        """Once more; at the moment it is the last time."""
        self.count += 1
        if self.count == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)


def kept_by_the_disk(log: Path) -> set[str]:
    """The files that a power cut cannot take, by the names that they have now."""
    kept: set[str] = set()
    for line in log.read_text(encoding="utf-8").splitlines():
        what, _, rest = line.partition(" ")
        if what == "kept":
            kept.add(rest)
        else:
            before, after = rest.split("\t")
            kept = (kept - {before, after}) | ({after} if before in kept else set())
    return kept


def run_forked(pages: Path, folder: Path, moment: int) -> int:
    """A run in a fork of this process, which has loaded all and begun nothing. Its exit code, or -signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        home = folder / str(moment)
        dying = Dying(home, moment, folder / f"{moment}.log")
        sys.addaudithook(dying.heard)
        run(pages, home)
        (folder / "writes").write_text(str(dying.count))
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    use_fake_reader(setattr)
    for each in sys.argv[3:]:
        print(each, run_forked(Path(sys.argv[1]), Path(sys.argv[2]), int(each)), flush=True)
