"""Publish: from parts to tables to an immutable release with its pages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from prefect import flow

from indicators.catalogue import load_catalogue
from indicators.errors import ReleaseError
from indicators.gazetteer import load_gazetteer
from indicators.reference import regions_frame
from outputs.pages.site import render_site
from outputs.release import publication
from outputs.release.contents import code_digest, release_tables
from outputs.release.publication import Published
from outputs.release.summary import reasons_text
from tasks.batches import join_parts


@flow(name="publish")
def publish(parts: list[Path], home: Path, month: str) -> Published:
    """Make a release of what was read, unless the latest one says the same.

    Raises ReleaseError where no page gave a fact: an empty release must not become the latest.
    """
    observations, reports = join_parts(parts)
    if observations.is_empty():
        raise ReleaseError(
            "release",
            f"no page gave a fact ({reasons_text(reports)})",
            "one fact at least",
            "`county-education extract` says of each page why.",
        )
    regions = regions_frame(load_gazetteer().divisions)
    tables = release_tables(observations, reports, regions, load_catalogue())
    return publication.publish(tables, home / "releases", month, code_digest(files("outputs")), render_site)
