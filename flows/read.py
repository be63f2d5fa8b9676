"""Read: from a manifest to parts on disk, batch by batch, and only what was not read before."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows.say import counted, tell
from tasks.steps import gather_readings, plan_batches, read_batch

# Prefect's own types do not agree on what a runner of threads is, hence Any.
THREADS: Any = ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Read:
    """What a run has read: the folders of the parts, and how many pages were read anew, how many known."""

    parts: list[Path]
    anew: int
    known: int


@flow(name="read", task_runner=THREADS)
def read(manifest: Path, home: Path) -> Read:
    """Read the pages of a manifest that were not read before, a task run for a batch of them."""
    digest, pages, new, batches = plan_batches(manifest, home)
    if known := pages - new:
        tell(f"{counted(known, 'page')} known from an earlier run")
    if batches:
        tell(f"reading, in {counted(len(batches), 'batch', 'batches')}…")
    shown: Any = create_progress_artifact(0.0, "annual-reading", f"{new:,} pages to read") if new else None
    runs = [read_batch.submit(batch, home, digest) for batch in batches]
    for number, run in enumerate(runs, start=1):
        run.result()
        if len(runs) > 1:
            tell(f"read {number} of {len(runs)} batches")
        if shown is not None and _worth_showing(number, len(runs)):
            update_progress_artifact(shown, 100.0 * number / len(runs))
    return Read([gather_readings(manifest, home, digest)], new, known)


def _worth_showing(number: int, whole: int) -> bool:
    """Has the progress reached another percent? Each update is a question to the server."""
    return 100 * number // whole > 100 * (number - 1) // whole
