"""Collect: from sources to snapshots on disk and the manifest that says which is which."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows.say import tell
from tasks.steps import collect_pages


@flow(name="collect")
def collect(sources: list[Path], home: Path) -> Path:
    """Put the pages of registries, folders and files into the store. The manifest's path."""
    tell("collecting…")
    return collect_pages(sources, home)
