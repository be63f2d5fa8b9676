"""The steps that Prefect runs, and the only file of @task. Paths go in and out, never a frame.

What a step does stands in plain functions elsewhere. Here: what is tried again, and where files lie
below the data home:

    snapshots/            the store of pages as fetched
    ledger/, fetching/    what sites answered, and when they were asked (docs/fetching.md)
    collected/*.json      manifests: which source has which snapshot
    parts/MANIFEST/START/ what was read from one batch of a manifest
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import batches
from tasks.fetch import collection, from_web
from tasks.fetch.fetcher import open_fetcher
from tasks.fetch.guard import parse_allowed
from tasks.fetch.registry import read_all
from tasks.fetch.store import SnapshotStore


@task(name="fetch pages", cache_policy=NO_CACHE)
def fetch_pages(sources: list[Path], home: Path, contact: str | None, allow: Sequence[str]) -> list[str]:
    """Ask the sites of the sources for what is due. What came of it, a line each."""
    entries, shelf = read_all(sources).away, from_web.Shelf.below(home)
    with open_fetcher(home, allowed=parse_allowed(allow), contact=contact) as fetcher:
        asked = from_web.ask_web(entries, fetcher, shelf, datetime.now(UTC))
    return [*from_web.told(asked), *from_web.troubles(entries, shelf)]


@task(name="collect pages", cache_policy=NO_CACHE)
def collect_pages(sources: list[Path], home: Path) -> Path:
    """Put every file of the sources into the store, beside what was fetched; the manifest of both."""
    found, shelf = read_all(sources), from_web.Shelf.below(home)
    files = collection.collect_pages(found.sources, shelf.store)
    collected = collection.mark_twins((*files, *from_web.collect_web(found.away, shelf)))
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
