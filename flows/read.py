"""Read: from a manifest to parts on disk, batch by batch, and only what was not read before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows.runner_choice import RunnerChoice, parse_runner
from flows.runners import started
from flows.say import counted, tell
from tasks.steps import gather_readings, plan_batches, read_batch

MANY = 4
"""From so many batches on processes earn more than the seconds and the memory that they start with."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a run has read: the folders of the parts, and how many pages were read anew, how many known."""

    parts: list[Path]
    anew: int
    known: int


@flow(name="read")
def read(manifest: Path, home: Path, runner: str | None = None) -> Read:
    """Read the pages of a manifest that were not read before, a task run for a batch of them.

    `runner` is what reads them (see `parse_runner`); without one it is processes where there is much to
    read, else threads of this process.
    """
    choice = parse_runner(runner)
    digest, pages, new, batches = plan_batches(manifest, home)
    if known := pages - new:
        tell(f"{counted(known, 'page')} known from an earlier run")
    if batches:
        tell(f"reading, in {counted(len(batches), 'batch', 'batches')}…")
        with started(choice or RunnerChoice("processes" if len(batches) >= MANY else "threads")) as where:
            _read_batches(where, [{"batch": each, "home": home, "digest": digest} for each in batches], new)
    return Read([gather_readings(manifest, home, digest)], new, known)


def _read_batches(where: Any, batches: list[dict[str, Any]], pages: int) -> None:
    """Have a runner read batches, and show how far it has come."""
    shown: Any = create_progress_artifact(0.0, "annual-reading", f"{pages:,} pages to read")
    runs = [where.submit(read_batch, each) for each in batches]
    for number, run in enumerate(runs, start=1):
        run.result()
        if len(runs) > 1:
            tell(f"read {number} of {len(runs)} batches")
        if _worth_showing(number, len(runs)):
            update_progress_artifact(shown, 100.0 * number / len(runs))


def _worth_showing(number: int, whole: int) -> bool:
    """Has the progress reached another percent? Each update is a question to the server."""
    return 100 * number // whole > 100 * (number - 1) // whole
