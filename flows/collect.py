"""Collect: from sources to snapshots on disk and the manifest that says which is which."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from flows.artifacts import show_sources
from flows.say import tell
from tasks.fetch.from_web import Shelf
from tasks.fetch.registry import read_all
from tasks.fetch.source_table import refuse_no_answer
from tasks.steps import collect_pages, fetch_pages


@flow(name="collect")
def collect(
    sources: list[Path],
    home: Path,
    fetch: bool = False,
    contact: str | None = None,
    allow: Sequence[str] = (),
) -> Path:
    """Put the pages of registries, folders and files into the store. The manifest's path.

    Only with `fetch` are sites asked; `contact` tells them whom to write to, `allow` names addresses that
    point inside and may be asked all the same. Without it what was fetched before counts. Raises SourceError
    where no site ever gave a page and nothing lies here.
    """
    if fetch:
        tell("fetching…")
        for line in fetch_pages(sources, home, contact, allow):
            tell(line)
    tell("collecting…")
    manifest = collect_pages(sources, home)
    found, shelf = read_all(sources), Shelf.below(home)
    if found.away:
        show_sources(found.away, shelf)  # now: a run that fails later has it too
        if not found.sources:
            refuse_no_answer(found.away, shelf.ledger.standings())
    return manifest
