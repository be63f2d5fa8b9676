"""The steps of reading, called as plain functions: each page is read once, and a run leaves no scraps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from indicators.errors import CountyEducationError
from tasks import batches, gathering, reading, steps
from tasks.fetch.collection import Collected, read_manifest, write_manifest
from tasks.kept_readings import KeptReadings
from tasks.reading import PageReading
from tasks.records import Snapshot
from tests import fake_reader


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that the reader was asked to read, in order."""
    read: list[str] = []

    def counting(snapshot: Snapshot) -> PageReading:
        read.append(snapshot.source.id)
        return fake_reader.read_snapshot(snapshot)

    monkeypatch.setattr(reading, "read_snapshot", counting)
    monkeypatch.setattr(batches, "BATCH_BYTES", 60)
    monkeypatch.setattr(steps, "reading_digest", lambda: "d" * 64)
    return read


def release(pages: Path, home: Path, *, backwards: bool = False) -> tuple[int, int, dict[str, bytes]]:
    """What the flow does: how many entries there were, how many were new, and the bytes of the part."""
    manifest = steps.collect_pages.fn([pages], home)
    digest, entries, new, planned = steps.plan_batches.fn(manifest, home)
    for batch in reversed(planned) if backwards else planned:
        steps.read_batch.fn(batch, home, digest)
    part = steps.gather_readings.fn(manifest, home, digest)
    assert list((home / "batches").glob("*")) == []
    return entries, new, {path.name: path.read_bytes() for path in part.glob("*.parquet")}


def write_pages(folder: Path, kindergartens: dict[str, int]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, number in kindergartens.items():
        (folder / f"{name}.txt").write_text(f"柳城县 450222 20{number}\n幼儿园{number}所", encoding="utf-8")
    return folder


def test_only_what_changed_is_read_and_the_bytes_are_those_of_a_cold_run(
    tmp_path: Path, calls: list[str]
) -> None:
    home = tmp_path / "home"
    pages = write_pages(tmp_path / "pages", {"a": 10, "b": 11, "c": 12, "d": 13})
    (pages / "twin.txt").write_bytes((pages / "a.txt").read_bytes())
    entries, new, first = release(pages, home)
    assert (entries, new, len(calls)) == (5, 5, 4)
    assert release(pages, home) == (5, 0, first)
    assert len(calls) == 4, "nothing new, nothing read"

    write_pages(pages, {"c": 14})
    entries, new, second = release(pages, home)
    assert (entries, new, len(calls)) == (5, 1, 5)
    assert second != first
    assert release(pages, tmp_path / "cold", backwards=True) == (5, 5, second)

    write_pages(pages, {"c": 12})
    assert release(pages, home) == (5, 0, first), "what was known once is known"


def test_a_page_on_which_the_reader_fails_is_tried_in_every_run(tmp_path: Path, calls: list[str]) -> None:
    home = tmp_path / "home"
    pages = write_pages(tmp_path / "pages", {"a": 10})
    (pages / "b.txt").write_text("!")
    first = release(pages, home)
    assert first[:2] == (2, 2)
    assert release(pages, home) == (2, 1, first[2])
    assert len(calls) == 3
    reports = pl.read_parquet(next((home / "parts").glob("*/reports.parquet")))
    assert reports["reason"].to_list() == [None, "unreadable"]


@pytest.mark.parametrize("name", ["observations.parquet", "reports.parquet", "changes.parquet", "sealed"])
def test_a_part_is_taken_as_it_lies_only_where_it_is_whole(
    tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    home = tmp_path / "home"
    pages = write_pages(tmp_path / "pages", {"a": 10, "b": 11})
    expected = release(pages, home)[2]
    gathered: list[Path] = []
    gather = gathering.gather

    def counting(entries: Sequence[Collected], stores: Sequence[KeptReadings], part: Path) -> Path:
        gathered.append(part)
        return gather(entries, stores, part)

    monkeypatch.setattr(gathering, "gather", counting)
    assert release(pages, home) == (2, 0, expected)
    assert gathered == []
    (hurt,) = (home / "parts").glob(f"*/{name}")
    hurt.write_bytes(hurt.read_bytes()[:-9])
    assert release(pages, home) == (2, 0, expected)
    hurt.unlink()
    assert release(pages, home) == (2, 0, expected)
    monkeypatch.setattr(steps, "reading_digest", lambda: "e" * 64)
    assert release(pages, home) == (2, 2, expected)
    assert (len(gathered), len(calls)) == (3, 4)


def test_what_a_stopped_run_has_read_is_not_read_again(tmp_path: Path, calls: list[str]) -> None:
    home = tmp_path / "home"
    pages = write_pages(tmp_path / "pages", {"a": 10, "b": 11, "c": 12, "d": 13})
    manifest = steps.collect_pages.fn([pages], home)
    digest, _, new, planned = steps.plan_batches.fn(manifest, home)
    assert (new, len(planned)) == (4, 4)
    steps.read_batch.fn(planned[1], home, digest)
    _, left, part = release(pages, home)
    assert (left, len(calls)) == (3, 4)
    assert release(pages, tmp_path / "cold")[2] == part


def test_a_worker_with_other_code_is_refused(
    tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = write_pages(tmp_path / "pages", {"a": 10})
    digest, _, _, planned = steps.plan_batches.fn(steps.collect_pages.fn([pages], tmp_path), tmp_path)
    monkeypatch.setattr(steps, "reading_digest", lambda: "e" * 64)
    with pytest.raises(CountyEducationError, match="reads with other code"):
        steps.read_batch.fn(planned[0], tmp_path, digest)
    assert calls == []


def test_days_stand_beside_what_was_read_and_nothing_is_read_again_for_them(
    tmp_path: Path, calls: list[str]
) -> None:
    home = tmp_path / "home"
    release(write_pages(tmp_path / "pages", {"a": 10, "b": 11}), home)
    (manifest,) = (home / "collected").glob("*.json")
    entries = [*read_manifest(manifest)]

    def days(*fetched: tuple[str | None, str | None]) -> tuple[int, list[tuple[str | None, str | None]]]:
        dated = [
            replace(each, fetched=first, gone_since=gone)
            for each, (first, gone) in zip(entries, fetched, strict=True)
        ]
        path = write_manifest(dated, home / "collected")
        digest, _, new, _ = steps.plan_batches.fn(path, home)
        part = steps.gather_readings.fn(path, home, digest)
        rows = pl.read_parquet(part / "reports.parquet").sort("source").select("fetched", "gone_since").rows()
        return new, rows

    gone = [("2026-11-22", None), ("2026-11-20", "2026-12-01")]
    assert days(*gone) == (0, gone)
    assert days((None, None), (None, None)) == (0, [(None, None)] * 2)
    assert len(calls) == 2
