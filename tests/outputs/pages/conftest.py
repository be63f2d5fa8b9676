"""A made-up release and its site, written once for all tests of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from outputs.pages.published import Release, read_release
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
def site(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the release."""
    folder = tmp_path_factory.mktemp("site")
    render_site(release_folder, folder, VERSION)
    return folder
