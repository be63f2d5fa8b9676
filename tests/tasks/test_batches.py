"""Batches cover every page once, and a page on which something fails does not stop the others."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import reading
from tasks.batches import join_parts, plan_batches, read_entries, write_part
from tasks.fetch.collection import Collected, collect_pages
from tasks.fetch.registry import read_sources
from tasks.fetch.store import SnapshotStore
from tasks.reading import PageReading
from tasks.records import Snapshot, Source
from tests.frames import observation, report


@given(sizes=st.lists(st.integers(0, 30), max_size=30), cap=st.integers(1, 40))
def test_every_entry_is_in_one_batch_and_only_a_single_one_may_exceed_the_cap(
    sizes: list[int], cap: int
) -> None:
    entries = [Collected(Source(str(n), str(n)), "a" * 64, size) for n, size in enumerate(sizes)]
    batches = plan_batches(entries, cap)
    assert [n for start, stop in batches for n in range(start, stop)] == list(range(len(sizes)))
    assert all(stop - start == 1 or sum(sizes[start:stop]) <= cap for start, stop in batches)
    # as few as go in order: no two neighbours would have fitted into one
    for (start, middle), _ in pairwise(batches):
        assert sum(sizes[start : middle + 1]) > cap


def fake_reader(snapshot: Snapshot) -> PageReading:
    """Reads `KIND id`: a page of one fact, or one on which something goes wrong."""
    kind, id_ = snapshot.content.decode().split()
    page = {"source": snapshot.source.location, "snapshot": snapshot.sha256}
    row = observation(1, observation_id=f"o-{id_}", report_id=id_, **page)
    if kind == "fails":
        raise ZeroDivisionError("what a fault")
    if kind == "breaks":
        row["end"] = 999
    return PageReading((row,), (report(id_, **page),))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reading, "read_snapshot", fake_reader)
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in {
        "a.txt": "good a",
        "b.txt": "fails b",
        "c.txt": "breaks c",
        "d.txt": "good d",
        "e.txt": "good a",
        "f.txt": "good and far too large",
    }.items():
        (pages / name).write_text(text)
    return pages


def collected(folder: Path) -> tuple[tuple[Collected, ...], SnapshotStore]:
    store = SnapshotStore(folder.parent / "snapshots")
    sources = read_sources([folder])
    (folder / "d.txt").unlink()
    (folder / "d.txt").mkdir()
    return collect_pages(sources, store, max_bytes=10), store


def test_a_page_that_fails_does_not_stop_the_others(folder: Path) -> None:
    entries, store = collected(folder)
    part = write_part(read_entries(entries, store), folder.parent / "parts/0")
    observations, reports = join_parts([part])
    assert observations["observation_id"].to_list() == ["o-a"]
    found = {row["source"]: (row["state"], row["reason"], row["detail"]) for row in reports.to_dicts()}
    assert found.keys() == {f"pages/{name}.txt" for name in "abcdef"}
    assert found["pages/a.txt"] == ("read", None, None)
    expected: dict[str, tuple[str, str]] = {
        "b": ("unreadable", "the reader failed on it: ZeroDivisionError: what a fault"),
        "c": ("unreadable", "quote_has_its_length"),
        "d": ("unreadable", "Is a directory"),
        "e": ("duplicate", "the same bytes as pages/a.txt"),
        "f": ("too large", "more than 10 bytes"),
    }
    for name, (reason, detail) in expected.items():
        state, why, what = found[f"pages/{name}.txt"]
        assert (state, why) == ("refused", reason)
        assert detail in str(what)
