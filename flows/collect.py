"""Collect: from sources to snapshots on disk and the manifest that says which is which."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from flows.say import tell
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
    point inside and may be asked all the same. Without it what was fetched before counts.
    """
    if fetch:
        tell("fetching…")
        for line in fetch_pages(sources, home, contact, allow):
            tell(line)
    tell("collecting…")
    return collect_pages(sources, home)
