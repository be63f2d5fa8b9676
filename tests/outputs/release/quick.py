"""The small release in a few milliseconds, for tests that make it hundreds of times.

What takes its time, writing Parquet and telling of every column, is done once for each set of tables and
copied from then on, byte by byte and file by file; nor is the disk waited for.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from outputs.release import publication
from outputs.release.contents import inputs_digest, write_tables
from outputs.release.descriptions.writing import write_descriptions
from outputs.release.dictionary import dictionary_text
from outputs.release.history import newest_standing
from outputs.release.publication import Elsewhere, Published
from tests.outputs.release import made

Tables = Mapping[str, pl.DataFrame]


@cache
def tables(value: float = 85.0) -> dict[str, pl.DataFrame]:
    """The tables of the small release, with another figure for another value. Do not change them."""
    return made.tables({"value": value})


def publish(releases: Path, value: float = 85.0, store: Elsewhere | None = None) -> Published:
    """Publish the small release with that value."""
    return publication.publish(
        tables(value), releases, "2026.11", made.PAGES_DIGEST, made.render_site, made.write_forms, store
    )


_FILES: dict[int, dict[str, bytes]] = {}
_DESCRIBED: dict[tuple[int, str], dict[str, bytes]] = {}
_TEXTS: dict[int, str] = {}
_DIGESTS: dict[int, str] = {}


def quicken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is always the same made once; only for `publish` of this module, whose tables stay."""

    def write(of: Tables, folder: Path) -> None:
        if id(of) not in _FILES:
            with tempfile.TemporaryDirectory() as place:
                write_tables(of, Path(place))
                _FILES[id(of)] = {file.name: file.read_bytes() for file in Path(place).iterdir()}
        for name, content in _FILES[id(of)].items():
            (folder / name).write_bytes(content)

    def text(of: Tables) -> str:
        if id(of) not in _TEXTS:
            _TEXTS[id(of)] = dictionary_text(of)
        return _TEXTS[id(of)]

    def digest(reports: pl.DataFrame) -> str:
        if id(reports) not in _DIGESTS:
            _DIGESTS[id(reports)] = inputs_digest(reports)
        return _DIGESTS[id(reports)]

    def describe(of: Tables, folder: Path, version: str) -> None:
        if (id(of), version) not in _DESCRIBED:
            there = {file.name for file in folder.iterdir()}
            write_descriptions(of, folder, version)
            made_now = [file for file in folder.iterdir() if file.name not in there]
            _DESCRIBED[id(of), version] = {file.name: file.read_bytes() for file in made_now}
        for name, content in _DESCRIBED[id(of), version].items():
            (folder / name).write_bytes(content)

    def tell_changes(of: Tables, folder: Path, version: str, releases: Path) -> None:
        before = newest_standing(releases, version)
        (folder / "CHANGELOG.md").write_text(f"since {before and before.name}\n", encoding="utf-8")

    monkeypatch.setattr(publication, "write_tables", write)
    monkeypatch.setattr(publication, "write_descriptions", describe)
    monkeypatch.setattr(publication, "write_changelog", tell_changes)
    monkeypatch.setattr(publication, "dictionary_text", text)
    monkeypatch.setattr(publication, "inputs_digest", digest)
    monkeypatch.setattr(os, "fsync", lambda _: None)
