"""The steps that Prefect runs, and the only file of @task. Paths go in and out, never a frame.

What a step does stands in plain functions elsewhere. Here: what is tried again, and where files lie
below the data home:

    snapshots/            the store of pages as fetched
    collected/*.json      manifests: which source has which snapshot
    parts/MANIFEST/START/ what was read from one batch of a manifest
"""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import batches
from tasks.fetch import collection
from tasks.fetch.registry import read_sources
from tasks.fetch.store import SnapshotStore


@task(name="collect pages", cache_policy=NO_CACHE)
def collect_pages(sources: list[Path], home: Path) -> Path:
    """Put every page of the sources into the store; the manifest that says which is which."""
    collected = collection.collect_pages(read_sources(sources), SnapshotStore.below(home))
    return collection.write_manifest(collected, home / "collected")


@task(name="plan batches", cache_policy=NO_CACHE)
def plan_batches(manifest: Path) -> list[tuple[int, int]]:
    """Runs of the manifest's entries that are worth a task run each."""
    return batches.plan_batches(collection.read_manifest(manifest), batches.BATCH_BYTES)


@task(name="read a batch", task_run_name="read entries {start} to {stop}", cache_policy=NO_CACHE)
def read_batch(manifest: Path, start: int, stop: int, home: Path) -> Path:
    """Read the entries `[start, stop)` of a manifest; the folder of the part that holds what they gave."""
    entries = collection.read_manifest(manifest)[start:stop]
    readings = batches.read_entries(entries, SnapshotStore.below(home))
    return batches.write_part(readings, home / "parts" / manifest.stem / f"{start:06}")
