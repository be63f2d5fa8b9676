"""Publishing: tables become an immutable folder `releases/YYYY.MM.N/`, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from indicators.errors import ReleaseError, StoreError
from outputs.release.changelog import write_changelog
from outputs.release.checksums import compare_checksums, write_checksums
from outputs.release.contents import (
    DICTIONARY,
    METADATA,
    SITE,
    SUMS,
    TABLES,
    Tables,
    content_digest,
    file_digest,
    inputs_digest,
    shapes,
    write_tables,
)
from outputs.release.descriptions.writing import write_descriptions
from outputs.release.dictionary import dictionary_text
from outputs.release.durable import locked, remove_left_texts, sync, sync_tree
from outputs.release.formats.forms import write_forms
from outputs.release.history import LATEST, next_version, release_of_content, set_latest, stands
from outputs.release.made_of import MadeOf
from outputs.release.quality import QUALITY, measured_quality
from outputs.release.withdrawal import withdrawal_file, withdrawal_of

PARTIAL = ".partial-"

RenderSite = Callable[[Path, Path, str, Callable[[], None]], Mapping[str, str]]
"""Renders the pages of a release's folder into a folder, for a version; the sha256 of each by its address.

It calls its last argument, which writes what lies beside the pages, before the page that lists those files;
in another process if it likes.
"""

WriteForms = Callable[[Tables, Path, str], None]
"""Writes the tables into a release's folder in other forms than Parquet, for a version."""

CLAIMS = 20
"""How often a version is claimed in a store while others take one after another."""


class Elsewhere(Protocol):
    """A store that releases are put into besides the folder of the home; `outputs.store` has it."""

    @property
    def name(self) -> str:
        """Its address."""

    def prepare(self, releases: Path) -> None:
        """Finish or remove what earlier runs left, and bring the newest release here."""

    def taken(self) -> Collection[str]:
        """The versions that cannot be given to a new release."""

    def holding(self, content: str) -> str | None:
        """The newest release of this content."""

    def unfinished(self, content: str) -> list[str]:
        """Versions that were claimed for this content and not finished, but those that we were refused."""

    def bring(self, version: str, releases: Path) -> Path:
        """The folder of a release that the store holds, brought here unless it is here."""

    def claim(self, version: str, content: str, sums: str) -> bool:
        """Take a version for the release whose SHA256SUMS has this sha256; False where it is another's."""

    def put(self, folder: Path) -> None:
        """Put a release whose version was claimed."""

    def name_latest(self, version: str) -> None:
        """Have `latest` there name this release."""


@dataclass(frozen=True, slots=True)
class Published:
    """A release, and whether this run made it (`new`) or found that it says the same already."""

    folder: Path
    version: str
    new: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Writes what lies beside the pages of a release: other forms of its tables, descriptions, the changelog.

    Pages are made of the tables and know none of it, but for the page that lists it.
    """

    tables: Tables
    folder: Path
    version: str
    releases: Path
    write_forms: WriteForms

    def __call__(self) -> None:
        """Write it into the folder."""
        self.write_forms(self.tables, self.folder, self.version)
        write_descriptions(self.tables, self.folder, self.version)
        write_changelog(self.tables, self.folder, self.version, self.releases)


def publish(
    tables: Tables,
    releases: Path,
    month: str,
    pages_digest: str,
    render_site: RenderSite,
    write_forms: WriteForms = write_forms,
    store: Elsewhere | None = None,
) -> Published:
    """Write a release of the tables and move it into place, unless one that is there says the same.

    `tables` holds every table of `contents.TABLES`; `month` is `YYYY.MM`, from the caller's clock;
    `pages_digest` is the digest of the code that makes the pages. Everything is written into a folder
    beside the others, synced to the disk and renamed: at no moment is there half a release. What a
    killed run left is removed by the next. Either way `latest` names the release of this run: where an
    older one says the same, no second one is made of it, and `latest` goes back to that one. What changed
    since the release before goes into its changelog, and nowhere else (see `changelog`).

    With a `store` the release is put there as well, whole or not at all: what it holds counts as if it
    were in the folder, and its number is one that both have free. It is claimed before the release is
    moved into place here, and the store's `latest` is the last thing that is changed.

    Raises ReleaseError for a month that is none, and where a release says the same that was withdrawn;
    StoreError where the store fails: what was made is in the folder then, and the next run puts it.
    Whatever `render_site` raises passes through, and then nothing is left.
    """
    with _alone_in(releases):
        partial = releases / f"{PARTIAL}{os.getpid()}"
        try:
            for _ in range(CLAIMS):
                if store is not None:
                    store.prepare(releases)
                shutil.rmtree(partial, ignore_errors=True)
                partial.mkdir()
                write_tables(tables, partial)
                content = content_digest(partial, pages_digest)
                folder = _release_that_says_so(releases, content, store)
                new = folder is None
                if folder is not None:
                    break
                version = _free_version(releases, month, content, store)
                _write_texts(partial, tables)
                (partial / SITE).mkdir()
                beside = Beside(tables, partial, version, releases, write_forms)
                pages = render_site(partial, partial / SITE, version, beside)
                _write_metadata(partial, metadata(tables, version, content, len(pages)))
                known = {f"{SITE}/{page}": sha256 for page, sha256 in pages.items()}
                write_checksums(partial, known)
                # The version stands in many files: where it is lost to another publisher, all are made anew.
                if store is None or store.claim(version, content, file_digest(partial / SUMS)):
                    folder = releases / version
                    sync_tree(partial)
                    partial.rename(folder)
                    sync(releases)
                    break
            if folder is None:
                raise StoreError(
                    releases,
                    f"others took {CLAIMS} versions one after another",
                    "a free one",
                    "Run it again.",
                )
            # `latest` may name another: of other sources, or because a run was killed before it said.
            set_latest(releases, folder.name)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        if store is not None:
            _put(folder, store)
        return Published(folder, folder.name, new)


def publish_again(made: MadeOf, releases: Path, store: Elsewhere | None = None) -> Published | None:
    """What `publish` would do with the tables of inputs that made a release, where it stands and is whole.

    The same rule finds the same release, by its content, here and in a `store`, and `latest` names it in the
    end. None where it has to be found out by the tables: the release is gone, withdrawn or damaged, another
    one would be found, or the store does not hold it. Raises StoreError as `publish` does.
    """
    folder = releases / made.version
    with _alone_in(releases):
        if store is not None:
            store.prepare(releases)
            found = store.holding(made.content)
        else:
            here = release_of_content(releases, made.content)
            found = here.name if here is not None else None
        if found != made.version or not stands(folder) or not made.is_whole(folder):
            return None
        set_latest(releases, made.version)
        if store is not None:
            _put(folder, store)
        return Published(folder, made.version, new=False)


@contextmanager
def _alone_in(releases: Path) -> Iterator[None]:
    """Hold the folder of releases, free of what killed runs left."""
    releases.mkdir(parents=True, exist_ok=True)
    with locked(releases):
        # Only the holder of the lock writes here, so whatever is partial now was left by a killed run.
        for left in releases.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        remove_left_texts(releases / LATEST)
        yield


def _release_that_says_so(releases: Path, content: str, store: Elsewhere | None) -> Path | None:
    """A release that says all of this already, here and, where there is a store, there as well.

    Raises ReleaseError where it is withdrawn.
    """
    if store is not None and (version := store.holding(content)) is not None:
        there = store.bring(version, releases)
        refuse_withdrawn(there)
        return there
    here = release_of_content(releases, content)
    if here is not None:
        refuse_withdrawn(here)
    if here is None or store is None:
        return here
    # One that was made before there was a store is put there as it is, if its number is free.
    whole = not compare_checksums(here)
    return here if whole and store.claim(here.name, content, file_digest(here / SUMS)) else None


def _free_version(releases: Path, month: str, content: str, store: Elsewhere | None) -> str:
    """A version for a new release; one that a killed run claimed for this content goes before the next."""
    if store is None:
        return next_version(releases, month)
    begun = [version for version in store.unfinished(content) if not (releases / version).exists()]
    return begun[0] if begun else next_version(releases, month, store.taken())


def _put(folder: Path, store: Elsewhere) -> None:
    """Put a release whose version was claimed, and name it. Raises StoreError, saying what there is then."""
    try:
        store.put(folder)
        store.name_latest(folder.name)
    except StoreError as error:
        here = f"The release is in {folder}; run it again to put it into the store."
        remedy = error.remedy if "again" in error.remedy else f"{error.remedy} {here}".strip()
        raise StoreError(error.place, error.found, error.expected, remedy) from error


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
    reports, shape = tables["reports"], shapes(tables)
    states = dict(reports["state"].cast(str).value_counts().rows())
    return {
        "name": "county-education-indicators",
        "version": version,
        "content": content,
        "inputs": inputs_digest(reports),
        "tables": {
            name: {"rows": shape[name].height, "columns": len(shape[name].columns)} for name in TABLES
        },
        "counts": {
            "sources": reports["source"].n_unique(),
            "reports": states.get("read", 0),
            "refused": states.get("refused", 0),
            "facts": shape["observations"].height,
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
