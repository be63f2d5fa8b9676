"""Read: from a manifest to parts on disk, batch by batch."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows.say import counted, tell
from tasks.steps import plan_batches, read_batch

# Prefect's own types do not agree on what a runner of threads is, hence Any.
THREADS: Any = ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1)


@flow(name="read", task_runner=THREADS)
def read(manifest: Path, home: Path) -> list[Path]:
    """Read every page of a manifest, a task run for a batch of them. The folders of the parts, in order."""
    batches = plan_batches(manifest)
    tell(f"reading, in {counted(len(batches), 'batch', 'batches')}…")
    runs = [read_batch.submit(manifest, start, stop, home) for start, stop in batches]
    parts: list[Path] = []
    for number, run in enumerate(runs, start=1):
        parts.append(run.result())
        if len(runs) > 1:
            tell(f"read {number} of {len(runs)} batches")
    return parts
