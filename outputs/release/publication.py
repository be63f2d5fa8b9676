"""Publishing: tables become an immutable folder `releases/YYYY.MM.N/`, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.errors import ReleaseError
from outputs.release.changelog import write_changelog
from outputs.release.checksums import write_checksums
from outputs.release.contents import (
    DICTIONARY,
    METADATA,
    SITE,
    TABLES,
    Tables,
    content_digest,
    inputs_digest,
    write_tables,
)
from outputs.release.descriptions.writing import write_descriptions
from outputs.release.dictionary import dictionary_text
from outputs.release.durable import locked, sync, sync_tree
from outputs.release.formats.forms import write_forms
from outputs.release.history import next_version, release_of_content, set_latest
from outputs.release.quality import QUALITY, measured_quality
from outputs.release.withdrawal import withdrawal_file, withdrawal_of

PARTIAL = ".partial-"

RenderSite = Callable[[Path, Path, str], int]
"""Renders the pages of a release's folder into a folder, for a version; the number of pages."""

WriteForms = Callable[[Tables, Path, str], None]
"""Writes the tables into a release's folder in other forms than Parquet, for a version."""


@dataclass(frozen=True, slots=True)
class Published:
    """A release, and whether this run made it (`new`) or found that it says the same already."""

    folder: Path
    version: str
    new: bool


def publish(
    tables: Tables,
    releases: Path,
    month: str,
    pages_digest: str,
    render_site: RenderSite,
    write_forms: WriteForms = write_forms,
) -> Published:
    """Write a release of the tables and move it into place, unless one that is there says the same.

    `tables` holds every table of `contents.TABLES`; `month` is `YYYY.MM`, from the caller's clock;
    `pages_digest` is the digest of the code that makes the pages. Everything is written into a folder
    beside the others, synced to the disk and renamed: at no moment is there half a release. What a
    killed run left is removed by the next. Either way `latest` names the release of this run: where an
    older one says the same, no second one is made of it, and `latest` goes back to that one. What changed
    since the release before goes into its changelog, and nowhere else (see `changelog`).

    Raises ReleaseError for a month that is none, and where a release says the same that was withdrawn;
    whatever `render_site` raises passes through. Then nothing is left.
    """
    releases.mkdir(parents=True, exist_ok=True)
    with locked(releases):
        # Only the holder of the lock writes here, so whatever is partial now was left by a killed run.
        for left in releases.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        version = next_version(releases, month)
        partial = releases / f"{PARTIAL}{version}-{os.getpid()}"
        partial.mkdir()
        try:
            write_tables(tables, partial)
            content = content_digest(partial, pages_digest)
            same = release_of_content(releases, content)
            if same is not None:
                refuse_withdrawn(same)
                # `latest` may name another: of other sources, or because a run was killed before it said.
                set_latest(releases, same.name)
                return Published(same, same.name, new=False)
            _write_texts(partial, tables)
            write_forms(tables, partial, version)
            write_descriptions(tables, partial, version)
            write_changelog(tables, partial, version, releases)
            (partial / SITE).mkdir()
            pages = render_site(partial, partial / SITE, version)
            _write_metadata(partial, metadata(tables, version, content, pages))
            write_checksums(partial)
            sync_tree(partial)
            folder = releases / version
            partial.rename(folder)
            sync(releases)
            set_latest(releases, version)
            return Published(folder, version, new=True)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def refuse_withdrawn(same: Path) -> None:
    """Raise ReleaseError where a release is withdrawn: what it says is not published a second time."""
    withdrawal = withdrawal_of(same)
    if withdrawal is not None:
        raise ReleaseError(
            "release",
            f"this would say all that {same.name} says, and {withdrawal.text}",
            "something else",
            "Put right what was wrong with it; or, where the withdrawal was the mistake, remove "
            f"{withdrawal_file(same)} and run it again.",
        )


def metadata(tables: Tables, version: str, content: str, pages: int) -> dict[str, Any]:
    """What `release.json` says: the version, the digests and the counts. No time of any clock."""
    reports = tables["reports"]
    states = dict(reports["state"].cast(str).value_counts().rows())
    return {
        "name": "county-education-indicators",
        "version": version,
        "content": content,
        "inputs": inputs_digest(reports),
        "tables": {
            name: {"rows": tables[name].height, "columns": len(tables[name].columns)} for name in TABLES
        },
        "counts": {
            "sources": reports["source"].n_unique(),
            "reports": states.get("read", 0),
            "refused": states.get("refused", 0),
            "facts": tables["observations"].height,
            "corrected": int((tables["observations"]["method"].cast(str) == "corrected").sum()),
            "regions": tables["indicators"]["region_code"].n_unique(),
            "pages": pages,
        },
    }


def _write_texts(folder: Path, tables: Tables) -> None:
    """The figures of how well pages are read, and the dictionary."""
    (folder / QUALITY).write_text(measured_quality(), encoding="utf-8", newline="\n")
    (folder / DICTIONARY).write_text(dictionary_text(tables), encoding="utf-8")


def _write_metadata(folder: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / METADATA).write_text(f"{text}\n", encoding="utf-8")
