"""A server of S3 for the tests of this folder, empty for each."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.outputs.store.stores import Server, serving


@pytest.fixture(autouse=True)
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of the time of a small release is fsync; what it is for is tested with the folder's releases."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    running.empty()
    return running
