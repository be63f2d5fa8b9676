"""Writes the parts of a site, or takes them from the release before where nothing in them changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

from indicators.errors import ReleaseError
from outputs.pages.language import Language
from outputs.pages.parts import Kind, digest_of
from outputs.pages.published import Release
from outputs.pages.writer import Writer
from outputs.release.checksums import read_checksums
from outputs.release.contents import SITE, file_digest

PARTS = "parts.json"
"""What each part of the site was made of, and its pages: what the next release need not write again."""

PAGE_ADDRESS = r"^([a-z0-9_-]+/)*[a-z0-9_-]+\.html$"
"""What the address of a page looks like: nothing in it can lead out of the site."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part that stands in the site: what it was made of, its pages, and whether they were taken over.

    `pages` has the sha256 of each by its address.
    """

    name: str
    digest: str
    pages: dict[str, str]
    reused: bool


class ListedPart(BaseModel):
    """A part as PARTS lists it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    digest: str
    pages: list[Annotated[str, StringConstraints(pattern=PAGE_ADDRESS)]]


class Before:
    """The site of the release before: a page is taken from it only where it is still what it was."""

    def __init__(self, release: Path) -> None:
        self._site = release / SITE
        self._parts: dict[str, ListedPart] = {}
        self._sums: dict[str, str] = {}
        try:
            listed = json.loads((self._site / PARTS).read_text(encoding="utf-8"))
            self._parts = TypeAdapter(dict[str, ListedPart]).validate_python(listed["parts"])
            self._sums = read_checksums(release)
        except (OSError, ValueError, KeyError, TypeError, ReleaseError):
            self._parts = {}  # made by code that left no such list, or damaged: every page is written anew

    def take(self, name: str, digest: str, site: Path) -> dict[str, str] | None:
        """Take over the pages of a part that was made of the same: each with its sha256.

        None where there is none, or it is damaged. What does not change is the same file in both releases,
        where the disk can do that: a release is never written to, and a run a day would fill the disk.
        """
        part = self._parts.get(name)
        if part is None or part.digest != digest:
            return None
        pages = {page: self._sums.get(f"{SITE}/{page}", "") for page in part.pages}
        for page, sha256 in pages.items():
            file = self._site / page
            if not file.is_file() or file.is_symlink() or file_digest(file) != sha256:
                return None
        for page in pages:
            (site / page).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(self._site / page, site / page)
            except OSError:
                shutil.copyfile(self._site / page, site / page)
        return pages


class Builder:
    """Writes parts of the site of a release, one after the other."""

    def __init__(
        self,
        release: Release,
        site_folder: Path,
        code: str,
        before: Before | None,
    ) -> None:
        self._release = release
        self._site = site_folder
        self._writers = [Writer(release, language) for language in Language]
        self._shared = hashlib.sha256(repr((code, release.shared)).encode()).hexdigest()
        self._before = before

    def build(self, kind: Kind, key: str) -> Written:
        """Write a part's pages in both languages, or take them over where they would come out the same."""
        name = f"{kind.name}/{key}" if key else kind.name
        digest = digest_of(kind, key, self._release, self._shared)
        pages = self._before.take(name, digest, self._site) if self._before else None
        if pages is not None:
            return Written(name, digest, pages, reused=True)
        return Written(name, digest, dict(self._write(kind, key)), reused=False)

    def _write(self, kind: Kind, key: str) -> Iterator[tuple[str, str]]:
        for writer in self._writers:
            for address, text in kind.pages(self._release, key, writer):
                file = self._site / writer.language.folder / address
                file.parent.mkdir(parents=True, exist_ok=True)
                content = text.encode()
                file.write_bytes(content)
                yield f"{writer.language.folder}{address}", hashlib.sha256(content).hexdigest()
