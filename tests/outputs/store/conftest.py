"""A server of S3 for the tests of this folder, empty for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.outputs.release.quick import quicken
from tests.outputs.store.stores import Server, serving


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a release is made is tested elsewhere."""
    quicken(monkeypatch)


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    running.empty()
    return running
