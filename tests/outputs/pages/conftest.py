"""A made-up release and its site, written once for all tests of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.loading import read_release
from outputs.pages.published import Release
from outputs.pages.site import render_site
from tests.outputs.pages.fake_release import write_release

VERSION = "2026.11.0"


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release's Parquet files."""
    return write_release(tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def release(release_folder: Path) -> Release:
    """The release as the pages read it."""
    return read_release(release_folder, VERSION)


@pytest.fixture(scope="session")
def site(release_folder: Path) -> Path:
    """The site of the release, where a release has it."""
    folder = release_folder / "site"
    folder.mkdir()
    render_site(release_folder, folder, VERSION)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page of the site, parsed, by its address from the root."""
    return {
        file.relative_to(site).as_posix(): LexborHTMLParser(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


def text_of(page: LexborHTMLParser, separator: str = " ") -> str:
    """What a page shows."""
    assert page.body is not None
    return page.body.text(separator=separator)
