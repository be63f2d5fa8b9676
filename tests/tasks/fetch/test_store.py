"""Bytes come back as they went in, or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import SourceError
from tasks.fetch import store
from tasks.fetch.store import SnapshotStore, TooLargeError, read_page


@given(content=st.binary(max_size=200))
def test_bytes_come_back_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    kept = SnapshotStore(tmp_path_factory.mktemp("store"))
    sha256 = kept.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert kept.put(content) == sha256
    assert kept.get(sha256) == content
    assert kept.path(sha256).parts[-2:] == (sha256[:2], sha256[2:])
    assert sum(path.is_file() for path in kept.folder.rglob("*")) == 1


def test_damage_is_seen_and_mended_by_collecting_again(tmp_path: Path) -> None:
    kept = SnapshotStore(tmp_path)
    sha256 = kept.put(b"page")
    kept.path(sha256).write_bytes(b"pagE")
    with pytest.raises(SourceError, match=r"the bytes are not those of its name.*Collect again"):
        kept.get(sha256)
    kept.put(b"page")
    assert kept.get(sha256) == b"page"


@pytest.mark.parametrize("sha256", ["0" * 64, "../../etc/passwd", "A" * 64, ""])
def test_what_is_not_there_is_an_error(tmp_path: Path, sha256: str) -> None:
    with pytest.raises(SourceError, match=r"expected (one that was collected|a sha256)"):
        SnapshotStore(tmp_path).get(sha256)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        SnapshotStore(tmp_path).put(b"page")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("size", "fits"), [(0, True), (10, True), (11, False)])
def test_a_page_above_the_cap_is_too_large(tmp_path: Path, size: int, fits: bool) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"x" * size)
    if fits:
        assert read_page(page, max_bytes=10) == b"x" * size
    else:
        with pytest.raises(TooLargeError, match="more than 10 bytes"):
            read_page(page, max_bytes=10)
    assert store.MAX_BYTES == 50_000_000


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.html: no such file"):
        read_page(tmp_path / "gone.html")
    with pytest.raises(SourceError, match=r"cannot be read \(Is a directory\)"):
        read_page(tmp_path)
