"""The page of a release: what changed, what can be downloaded, how to load, cite and verify it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from outputs.pages.changelog_told import changelog_markup
from outputs.pages.downloads import EXCEL, FORMS, LATE, downloads, read_citation, size
from outputs.pages.parts import Kind, only
from outputs.pages.published import Release
from outputs.pages.writer import Page, Writer
from outputs.release.changelog import CHANGELOG
from outputs.release.descriptions.citation import CITATION

ADDRESS = "releases.html"


def inputs(release: Release, _: str) -> Iterable[object]:
    """The version, every file with its size and SHA-256, and the changelog."""
    yield release.version
    yield release.files
    yield _text(release.folder / CHANGELOG)


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The page of this release."""
    names = {file.name for file in release.files} | set(LATE)
    beside = f"{writer.top_of(ADDRESS)}../"
    changelog = changelog_markup(_text(release.folder / CHANGELOG), writer.language, names, beside)
    yield writer.page(
        ADDRESS,
        "releases.html.j2",
        changelog=changelog,
        downloads=downloads(release),
        forms=list(FORMS),
        excel=next((file for file in release.files if file.name == EXCEL), None),
        citation=read_citation(_text(release.folder / CITATION)),
        size=size,
    )


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


KIND = Kind("releases", only, inputs, pages)
