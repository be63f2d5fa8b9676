"""The steps that Prefect runs, and the only file of @task. Paths go in and out, never a frame.

What a step does stands in plain functions elsewhere. Here: what is tried again, and where files lie
below the data home:

    snapshots/            the store of pages as fetched
    ledger/, fetching/    what sites answered, and when they were asked (docs/fetching.md)
    collected/*.json      manifests: which source has which snapshot
    readings/DIGEST/      what was read, kept for the runs to come (see `tasks.kept_readings`)
    batches/MANIFEST/     the batches of a run, and what only this run believes; gone when it is over
    parts/MANIFEST/       what the pages of a manifest gave; sealed where it holds for the runs to come
    published/            what was counted in the runs that were published (see `flows.last_published`), and
                          of which inputs the releases were made (see `outputs.release.made_of`)
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from indicators.catalogue import load_catalogue
from indicators.digests import digest_of
from indicators.errors import CountyEducationError
from tasks import batches, carried_readings, gathering, kept_readings, run_counts
from tasks.fetch import collection, from_web
from tasks.fetch.client import Limits
from tasks.fetch.fetcher import open_fetcher
from tasks.fetch.guard import parse_allowed
from tasks.fetch.ledger import Ledger
from tasks.fetch.registry import read_all
from tasks.fetch.store import SnapshotStore
from tasks.kept_readings import KeptReadings, key_of
from tasks.reading_code import reading_digest, reading_lines, word_files
from tasks.run_counts import RunCounts

PASSING = "passing"


@task(name="fetch pages", cache_policy=NO_CACHE)
def fetch_pages(sources: list[Path], home: Path, contact: str | None, allow: Sequence[str]) -> list[str]:
    """Ask the sites of the sources for what is due. What came of it, a line each."""
    found, shelf = read_all(sources), from_web.Shelf.below(home)
    limits = Limits() if found.pause is None else Limits(pause=found.pause)
    with open_fetcher(home, limits=limits, allowed=parse_allowed(allow), contact=contact) as fetcher:
        asked = from_web.ask_web(found.away, fetcher, shelf, datetime.now(UTC))
    return [*from_web.told(asked), *from_web.troubles(found.away, shelf)]


@task(name="collect pages", cache_policy=NO_CACHE)
def collect_pages(sources: list[Path], home: Path) -> Path:
    """Put every file of the sources into the store, beside what was fetched; the manifest of both."""
    found, shelf = read_all(sources), from_web.Shelf.below(home)
    files = collection.collect_pages(found.sources, shelf.store)
    collected = collection.mark_twins((*files, *from_web.collect_web(found.away, shelf)))
    return collection.write_manifest(collected, home / "collected")


@task(name="plan batches", cache_policy=NO_CACHE)
def plan_batches(manifest: Path, home: Path) -> tuple[str, int, int, list[Path]]:
    """What is to be read: batches of the entries that were not read before, worth a task run each.

    An entry was read before also where only words have changed since, and its page holds none of them.

    The digest of what reads, how many entries there are and how many of them are new, and a manifest for
    each batch.
    """
    digest, lines = reading_digest(), reading_lines()
    entries = collection.read_manifest(manifest)
    kept = KeptReadings.below(home, digest)
    new = kept_readings.missing(entries, kept)
    if new and digest == digest_of(lines):
        carried_readings.keep_words(home, lines, word_files())
        if carried_readings.carry_over(home, lines, [key_of(each) for each in new]):
            new = kept_readings.missing(new, kept)
    folder = _of_run(manifest, home)
    shutil.rmtree(folder, ignore_errors=True)
    planned = [
        collection.write_manifest(new[start:stop], folder)
        for start, stop in batches.plan_batches(new, batches.BATCH_BYTES)
    ]
    return digest, len(entries), len(new), planned


@task(name="read a batch", cache_policy=NO_CACHE)
def read_batch(batch: Path, home: Path, digest: str) -> None:
    """Read the entries of a batch and keep what they gave.

    `digest` is that of the code that planned it. Raises CountyEducationError where this worker's is another:
    what it reads would be believed to be what the others read.
    """
    if reading_digest() != digest:
        raise CountyEducationError(
            "this worker",
            "it reads with other code, libraries or helpers",
            "those of the run that asks",
            "Install the same version everywhere.",
        )
    entries = collection.read_manifest(batch)
    readings = batches.read_entries(entries, SnapshotStore.below(home))
    kept = KeptReadings.below(home, digest)
    kept_readings.keep_readings(entries, readings, kept, KeptReadings(batch.parent / PASSING))


@task(name="gather what was read", cache_policy=NO_CACHE)
def gather_readings(manifest: Path, home: Path, digest: str) -> Path:
    """The folder of the part that holds what all entries of a manifest gave, new or known."""
    folder = _of_run(manifest, home)
    stores = [KeptReadings.below(home, digest), KeptReadings(folder / PASSING)]
    entries = collection.read_manifest(manifest)
    part = home / "parts" / manifest.stem
    if not gathering.sealed(part, entries, digest):
        gathering.gather(entries, stores, part)
        batches.write_days(entries, part)
        if not (folder / PASSING).exists():
            gathering.seal(part, entries, digest)
    shutil.rmtree(folder, ignore_errors=True)
    return part


@task(name="count what was read", cache_policy=NO_CACHE)
def count_run(sources: list[Path], manifest: Path, parts: list[Path], home: Path) -> RunCounts:
    """The counts by which a run is compared with the last one: of what was fetched, and of what was read."""
    standings = Ledger.below(home).standings()
    entries = {each.id for each in read_all(sources).away}
    asked = [standings[id_] for id_ in sorted(standings) if id_.partition("/")[0] in entries]
    observations, reports = (
        pl.concat([pl.read_parquet(part / f"{table}.parquet", columns=columns) for part in parts])
        for table, columns in (
            ("observations", ["source", "region_code", "indicator"]),
            ("reports", ["source", "state", "reason"]),
        )
    )
    domains = {each.id: each.domain for each in load_catalogue().by_id.values()}
    return run_counts.count_run(collection.read_manifest(manifest), asked, observations, reports, domains)


def _of_run(manifest: Path, home: Path) -> Path:
    return home / "batches" / manifest.stem
