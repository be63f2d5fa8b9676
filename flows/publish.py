"""Publish: from parts to tables to an immutable release with its pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from prefect import flow

from flows.last_published import FOLDER
from flows.release_inputs import inputs_of
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
from outputs.release.contents import StoredTables, code_digest, made_tables, pages_code, store_tables
from outputs.release.history import newest_standing
from outputs.release.made_of import FILE as MADE_OF
from outputs.release.made_of import keep, recall
from outputs.release.publication import Published
from outputs.release.summary import reasons_text
from tasks.batches import join_changes, join_parts

MAKING = ".tables-"
"""How the name of the folder of tables begins that a release is being made of, below the data home."""


@flow(name="publish")
def publish(
    parts: list[Path],
    home: Path,
    month: str,
    corrections: Path | None = None,
    store: str | None = None,
) -> Published:
    """Put right what was read and make a release of it, unless one that is there says the same.

    Where a release stands that was made of the very same, nothing is made to find that out.

    `corrections` is a file to use in place of the package's, `store` the address of one that the release is
    put into; its keys are in the environment, because Prefect keeps what flows are given. Raises
    CorrectionError where a correction does not fit what was read, StoreError where the store fails,
    ReleaseError where no page gave a fact: an empty release must not become the latest.
    """
    releases, kept = home / "releases", home / FOLDER / MADE_OF
    shelf = open_store(store) if store else None
    inputs = inputs_of(parts, corrections)
    made = recall(kept, inputs) if inputs else None
    if made is not None and (found := publication.publish_again(made, releases, shelf)) is not None:
        return found

    def render(release: Path, site: Path, version: str, beside: Callable[[], None]) -> Mapping[str, str]:
        # pages in which nothing changed since the newest release that stands are taken from there
        code, previous = (
            pages_code() + code_digest(files("indicators"), libraries=()),
            newest_standing(releases),
        )
        return build_site(release, site, version, code=code, previous=previous, beside=beside).pages

    releases.mkdir(parents=True, exist_ok=True)
    for left in home.glob(f"{MAKING}*"):  # one run at a time works in a home: it is a killed one's
        shutil.rmtree(left)
    with TemporaryDirectory(dir=home, prefix=MAKING) as folder:
        tables = make_tables(parts, corrections, Path(folder))
        release = publication.publish(tables, releases, month, pages_code(), render, store=shelf)
    if inputs:
        keep(kept, inputs, release.folder, new=release.new)
    return release


def make_tables(parts: Sequence[Path], corrections: Path | None, folder: Path) -> StoredTables:
    """Put right what was read and write all tables of a release into a folder, one after the other."""
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
    made = made_tables(observations, reports, regions, catalogue, corrected, join_changes(parts))
    del observations, reports, corrected
    return store_tables(made, catalogue, folder)
