"""The site of a release: a folder of pages that open from disk and ask nothing of anybody."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

from indicators.errors import ReleaseError
from outputs.pages.kinds import KINDS
from outputs.pages.language import Language
from outputs.pages.parts import Kind, digest_of
from outputs.pages.places import search_script
from outputs.pages.published import Release, read_release
from outputs.pages.writer import Writer
from outputs.release.checksums import read_checksums
from outputs.release.contents import SITE, file_digest

STATIC = "static"
VERSION_STYLE = f"{STATIC}/release.css"
"""Says the version at the foot of every page, so that a new version alone changes none of them."""

PLACES_SCRIPT = f"{STATIC}/places.js"
"""The list of places for the search in the pages, which no page holds itself."""

PARTS = "parts.json"
"""What each part of the site was made of, and its pages: what the next release need not write again."""

FEW_PARTS = 200
"""Up to so many parts one process is faster than several, which have to start and read the release."""

PARTS_AT_ONCE = 16

PAGE_ADDRESS = r"^([a-z0-9_-]+/)*[a-z0-9_-]+\.html$"
"""What the address of a page looks like: nothing in it can lead out of the site."""

PartKey = tuple[int, str]
"""The number of a kind in KINDS, and the key of one of its parts."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part that stands in the site: what it was made of, its pages, and whether they were copied."""

    name: str
    digest: str
    pages: tuple[str, ...]
    reused: bool


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: pages in all, and those that were copied because nothing in them changed."""

    pages: int
    reused: int


def render_site(release_folder: Path, site_folder: Path, version: str) -> int:
    """Write the pages of a release, each anew, and return how many they are (see `build_site`)."""
    return build_site(release_folder, site_folder, version).pages


def build_site(
    release_folder: Path,
    site_folder: Path,
    version: str,
    *,
    code: str = "",
    previous: Path | None = None,
    processes: int | None = None,
) -> Site:
    """Write the pages of a release, those of its parts that are not in the release before.

    Reads the release's files and nothing else; the same files and version give the same bytes, with
    however many `processes` (None: one, or one a core where there is much to write), and with or without
    a `previous` release, whose pages are copied where nothing changed that they are made of: neither
    data nor the `code` that makes pages (its digest; without one nothing is copied). Raises ReleaseError
    where a file is missing or names what the release does not hold.
    """
    release = read_release(release_folder, version)
    work = [(n, key) for n, kind in enumerate(KINDS) for key in kind.keys(release)]
    if processes is None:
        processes = (os.cpu_count() or 1) if len(work) > FEW_PARTS else 1
    settings = (site_folder, code, previous if code else None)
    if processes == 1:
        builder = Builder(release, *settings)
        done = [builder.build(part) for part in work]
    else:
        done = list(_in_processes(work, (release_folder, version, *settings), processes))
    _write_statics(site_folder, release)
    parts = {part.name: {"digest": part.digest, "pages": part.pages} for part in done}
    text = json.dumps(
        {"code": code, "parts": parts}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    (site_folder / PARTS).write_text(text + "\n", encoding="utf-8", newline="\n")
    return Site(
        pages=sum(len(part.pages) for part in done),
        reused=sum(len(part.pages) for part in done if part.reused),
    )


class Builder:
    """Writes parts of the site of a release, one after the other."""

    def __init__(
        self,
        release: Release,
        site_folder: Path,
        code: str,
        previous: Path | None,
    ) -> None:
        self._release = release
        self._site = site_folder
        self._writers = [Writer(release, language) for language in Language]
        self._shared = hashlib.sha256(repr((code, release.shared)).encode()).hexdigest()
        self._before = Before(previous) if previous else None

    def build(self, part: PartKey) -> Written:
        """Write a part's pages in both languages, or copy them where they would come out the same."""
        kind, key = KINDS[part[0]], part[1]
        name = f"{kind.name}/{key}" if key else kind.name
        digest = digest_of(kind, key, self._release, self._shared)
        pages = self._before.copy(name, digest, self._site) if self._before else None
        if pages is not None:
            return Written(name, digest, pages, reused=True)
        return Written(name, digest, tuple(self._write(kind, key)), reused=False)

    def _write(self, kind: Kind, key: str) -> Iterator[str]:
        for writer in self._writers:
            for address, text in kind.pages(self._release, key, writer):
                file = self._site / writer.language.folder / address
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
                yield f"{writer.language.folder}{address}"


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

    def copy(self, name: str, digest: str, site: Path) -> tuple[str, ...] | None:
        """Copy the pages of a part that was made of the same; None where there is none, or it is damaged."""
        part = self._parts.get(name)
        if part is None or part.digest != digest:
            return None
        pages = tuple(part.pages)
        for page in pages:
            file = self._site / page
            if not file.is_file() or file_digest(file) != self._sums.get(f"{SITE}/{page}"):
                return None
        for page in pages:
            (site / page).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._site / page, site / page)
        return pages


def _in_processes(work: list[PartKey], settings: Any, processes: int) -> Iterator[Written]:
    # spawned, not forked: Polars' threads do not survive a fork
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_start, initargs=settings) as pool:
        yield from pool.map(_build, work, chunksize=PARTS_AT_ONCE)


_builder: Builder | None = None
"""The builder of a worker process."""


def _start(release_folder: Path, version: str, site_folder: Path, code: str, previous: Path | None) -> None:
    global _builder  # noqa: PLW0603  a worker process has no other place to keep what it read
    _builder = Builder(read_release(release_folder, version), site_folder, code, previous)


def _build(part: PartKey) -> Written:
    assert _builder is not None
    return _builder.build(part)


def _write_statics(site_folder: Path, release: Release) -> None:
    (site_folder / STATIC).mkdir(parents=True, exist_ok=True)
    for file in (files("outputs.pages") / STATIC).iterdir():
        (site_folder / STATIC / file.name).write_bytes(file.read_bytes())
    style = f'.version::after {{ content: "{release.version}"; }}\n'
    made = {VERSION_STYLE: style, PLACES_SCRIPT: search_script(release)}
    for name, text in made.items():
        (site_folder / name).write_text(text, encoding="utf-8", newline="\n")
