"""A Chromium and a web server for the tests of pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.outputs.pages.browser.chromium import executable, lacking
from tests.outputs.pages.browser.kinds import Sample, samples
from tests.website import website


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A Chromium without a window. For one module at a time: while Playwright runs, asyncio cannot."""
    reason = lacking()
    if reason is not None:
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site lies behind a web server, the rest of its release beside it as on a disk."""
    with website(site.parent) as root:
        yield f"{root}/{site.name}"


@pytest.fixture(scope="session")
def sampled(site: Path) -> list[Sample]:
    """Pages of every kind."""
    return samples(site)
