"""What the tests of fetching ask for: a site, a clock that stands still, a fetcher."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.fetch.client import Limits
from tasks.fetch.fetcher import Fetcher, open_fetcher
from tasks.fetch.guard import parse_allowed
from tests.local_site import Clock, Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(tmp_path: Path, clock: Clock) -> Iterator[Fetcher]:
    """One that may ask this machine, and whose pauses take no time. No test with it asks a secure site."""
    with open_fetcher(
        tmp_path,
        limits=Limits(whole=5, step=2, size=100_000, redirects=4),
        allowed=parse_allowed(["127.0.0.0/8"]),
        clock=clock,
        sleep=clock.sleep,
        trust=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        resolver=lambda *_: ["127.0.0.1"],
    ) as opened:
        yield opened
