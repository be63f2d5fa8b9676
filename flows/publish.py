"""Publish: from parts to tables to an immutable release with its pages."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import polars as pl
from prefect import flow

from flows.settings import open_store
from indicators.catalogue import load_catalogue
from indicators.correcting import apply_corrections
from indicators.corrections import load_corrections
from indicators.errors import ReleaseError
from indicators.gazetteer import load_gazetteer
from indicators.reference import regions_frame
from indicators.refusals import load_remedies
from indicators.schemas import NOT_FETCHED
from outputs.pages.site import build_site
from outputs.release import publication
from outputs.release.contents import code_digest, pages_code, release_tables
from outputs.release.history import newest_standing
from outputs.release.publication import Published
from outputs.release.summary import reasons_text
from tasks.batches import join_changes, join_parts


@flow(name="publish")
def publish(
    parts: list[Path],
    home: Path,
    month: str,
    corrections: Path | None = None,
    store: str | None = None,
) -> Published:
    """Put right what was read and make a release of it, unless one that is there says the same.

    `corrections` is a file to use in place of the package's, `store` the address of one that the release is
    put into; its keys are in the environment, because Prefect keeps what flows are given. Raises
    CorrectionError where a correction does not fit what was read, StoreError where the store fails,
    ReleaseError where no page gave a fact: an empty release must not become the latest.
    """
    catalogue = load_catalogue()
    regions = regions_frame(load_gazetteer().divisions)
    observations, reports, corrected = apply_corrections(
        *join_parts(parts), load_corrections(corrections, catalogue), catalogue, regions
    )
    if observations.is_empty():
        # of a page that is not here `extract` can say nothing
        away = bool(reports.height) and bool((reports["reason"].cast(pl.String) == NOT_FETCHED).all())
        raise ReleaseError(
            "release",
            f"no page gave a fact ({reasons_text(reports)})",
            "one fact at least",
            load_remedies()[NOT_FETCHED] if away else "`county-education extract` says of each page why.",
        )
    tables = release_tables(observations, reports, regions, catalogue, corrected, join_changes(parts))
    del observations, reports, corrected  # the tables have copies of their own, in another order
    releases = home / "releases"

    def render(release: Path, site: Path, version: str) -> int:
        # pages in which nothing changed since the newest release that stands are copied from there
        code = pages_code() + code_digest(files("indicators"), libraries=())
        return build_site(release, site, version, code=code, previous=newest_standing(releases)).pages

    return publication.publish(
        tables,
        releases,
        month,
        pages_code(),
        render,
        store=open_store(store) if store else None,
    )
