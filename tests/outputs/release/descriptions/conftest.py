"""A release in all its forms, described, and no network to look anything up in."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from outputs.release.formats.forms import write_forms
from outputs.release.publication import publish
from tests.outputs.release import corrected, made


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a few facts with corrections, a plan and a page that was refused."""
    tables = corrected.tables(corrected.RIGHT, corrected.NOT_READ)
    releases = tmp_path_factory.mktemp("releases")
    return publish(tables, releases, "2026.11", made.PAGES_DIGEST, made.render_site, write_forms).folder


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("these tests have no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
