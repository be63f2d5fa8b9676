"""Pages are read once; what is known, how it came to be so and in which order make no difference."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.errors import CountyEducationError
from tasks import batches, reading
from tasks.batches import read_entries
from tasks.fetch.collection import Collected
from tasks.fetch.store import SnapshotStore
from tasks.gathering import gather
from tasks.kept_readings import KeptReadings, keep_readings, key_of, missing
from tasks.reading import PageReading
from tasks.records import Snapshot, Source
from tests.frames import observation, report, stated_change

DIGEST = "d" * 64
ROOT = Path(__file__).parents[2]


def page(number: int) -> Collected:
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    return Collected(Source(f"s{number}", f"pages/{number}.txt"), sha256, 10)


def read(entry: Collected) -> PageReading:
    """Page n has n % 4 facts and n % 3 changes; it may have no row of reports, too."""
    number = int(entry.source.id[1:])
    whose: dict[str, Any] = {
        "source": entry.source.location,
        "snapshot": entry.snapshot,
        "report_id": f"r{number}",
    }
    facts = tuple(observation(n, observation_id=f"o{number}-{n}", **whose) for n in range(number % 4))
    changes = tuple(stated_change(9.0, change_id=f"c{number}-{n}", **whose) for n in range(number % 3))
    rows = () if number % 7 == 6 else (report(id_=f"r{number}", source=whose["source"]),)
    return PageReading(facts, rows, changes)


def bytes_of(part: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in part.iterdir()}


def run(home: Path, manifest: list[Collected], batch: int) -> tuple[dict[str, bytes], int]:
    """A run over a manifest in batches of some pages: the bytes of its part, and how many it has read."""
    kept, passing = KeptReadings.below(home, DIGEST), KeptReadings(home / "passing")
    new = missing(manifest, kept)
    for start in range(0, len(new), batch):
        some = new[start : start + batch]
        keep_readings(some, [read(each) for each in some], kept, passing)
    return bytes_of(gather(manifest, [kept, passing], home / "part")), len(new)


@settings(max_examples=25)  # each writes a dozen files, and waits for the disk
@given(
    numbers=st.lists(st.integers(0, 30), unique=True, max_size=12),
    before=st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), max_size=3),
    sizes=st.lists(st.integers(1, 6), min_size=5, max_size=5),
)
def test_cold_warm_and_half_warm_runs_give_the_same_bytes(
    numbers: list[int], before: list[list[int]], sizes: list[int]
) -> None:
    manifest = [page(n) for n in numbers]
    with TemporaryDirectory() as cold, TemporaryDirectory() as warm:
        expected, read_cold = run(Path(cold), manifest, sizes[0])
        assert read_cold == len(manifest)
        seen: set[int] = set()
        for others, size in zip(before, sizes[1:], strict=False):
            _, count = run(Path(warm), [page(n) for n in others], size)
            assert count == len(set(others) - seen)
            seen |= set(others)
        assert run(Path(warm), manifest, sizes[4]) == (expected, len(set(numbers) - seen))
        assert run(Path(warm), manifest, 1) == (expected, 0)


def test_batches_that_end_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    manifest = [page(n) for n in range(9)]
    parts = []
    for name, order in (("a", (0, 3, 6)), ("b", (6, 0, 3))):
        kept = KeptReadings(tmp_path / name)
        for start in order:
            some = manifest[start : start + 3]
            kept.keep(some, [read(each) for each in some])
        parts.append(bytes_of(gather(manifest, [kept], tmp_path / f"part {name}")))
    assert parts[0] == parts[1]


@pytest.mark.parametrize(
    "other",
    [
        replace(page(1), snapshot="b" * 64),
        replace(page(1), source=replace(page(1).source, title="另一个")),
        replace(page(1), source=replace(page(1).source, restated=True)),
        replace(page(1), source=replace(page(1).source, publisher="教育局")),
        replace(page(1), reason="duplicate", detail="the same bytes as a.txt"),
    ],
)
def test_a_page_of_which_anything_changed_is_not_known(tmp_path: Path, other: Collected) -> None:
    run(tmp_path, [page(1), page(2)], 2)
    kept = KeptReadings.below(tmp_path, DIGEST)
    assert missing([other, page(2)], kept) == [other]
    assert missing([page(1)], KeptReadings.below(tmp_path, "e" * 64)) == [page(1)]


def damages() -> Iterator[tuple[str, bytes | None]]:
    yield "cut", None
    yield "empty", b""
    yield "other", b"PK\x03\x04 no archive"


@pytest.mark.parametrize(("name", "content"), list(damages()))
def test_a_damaged_file_is_read_again(tmp_path: Path, name: str, content: bytes | None) -> None:
    manifest = [page(n) for n in range(6)]
    expected, _ = run(tmp_path, manifest, 3)
    hurt = sorted((tmp_path / "readings" / DIGEST).iterdir())[0]
    hurt.write_bytes(hurt.read_bytes()[:-20] if content is None else content)
    assert run(tmp_path, manifest, 3) == (expected, 3), name
    assert run(tmp_path, manifest, 3) == (expected, 0)


def test_one_flipped_bit_anywhere_is_seen(tmp_path: Path) -> None:
    manifest = [page(3)]
    run(tmp_path, manifest, 1)
    kept = KeptReadings.below(tmp_path, DIGEST)
    (path,) = kept.folder.iterdir()
    content = path.read_bytes()
    for place in range(0, len(content), 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert missing(manifest, kept) == manifest
    path.write_bytes(content)
    assert missing(manifest, kept) == []


def test_what_goes_missing_under_a_run_is_an_error_and_no_gap(tmp_path: Path) -> None:
    run(tmp_path, [page(1)], 1)
    with pytest.raises(CountyEducationError, match="readings of 1 pages are gone or damaged"):
        gather([page(1), page(2)], [KeptReadings.below(tmp_path, DIGEST)], tmp_path / "part")


def test_what_lies_with_the_machine_is_believed_for_this_run_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short_of_memory(snapshot: Snapshot) -> PageReading:
        raise MemoryError("none left")

    store = SnapshotStore(tmp_path / "snapshots")
    content = "幼儿园85所".encode()
    entry = Collected(Source("a", "a.txt"), store.put(content), len(content))
    kept, passing = KeptReadings(tmp_path / "kept"), KeptReadings(tmp_path / "passing")
    monkeypatch.setattr(reading, "read_snapshot", short_of_memory)
    keep_readings([entry], read_entries([entry], store), kept, passing)
    assert b"none left" in bytes_of(gather([entry], [kept, passing], tmp_path / "part"))["reports.parquet"]
    assert missing([entry], kept) == [entry]
    monkeypatch.undo()
    keep_readings([entry], read_entries([entry], store), kept, passing)
    assert missing([entry], kept) == []
    again = bytes_of(gather([entry], [kept, passing], tmp_path / "part"))
    assert b"none left" not in again["reports.parquet"]


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.tasks import test_kept_readings as t
home, moment = Path(sys.argv[1]), int(sys.argv[2])
count = 0
def dying(call):
    def instead(*arguments, **named):
        global count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)
    return instead
os.fsync = dying(os.fsync)
Path.replace = dying(Path.replace)
t.run(home, [t.page(n) for n in range(6)], 3)
"""


@pytest.mark.parametrize("moment", range(1, 7))
def test_killed_between_two_writes_the_next_run_ends_with_the_same_bytes(tmp_path: Path, moment: int) -> None:
    manifest = [page(n) for n in range(6)]
    expected, _ = run(tmp_path / "whole", manifest, 3)
    home = tmp_path / "killed"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(home), str(moment)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    for path in (home / "readings" / DIGEST).glob("*.zip"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    # writes of a file: fsync, rename, fsync of the folder; the first batch stands from the third on
    assert run(home, manifest, 3) == (expected, 6 if moment < 3 else 3 if moment < 6 else 0)


def test_a_disk_that_is_full_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    kept = KeptReadings(tmp_path / "kept")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        kept.keep([page(1)], [read(page(1))])
    assert list(kept.folder.iterdir()) == []


def test_an_empty_manifest_gives_an_empty_part(tmp_path: Path) -> None:
    _, count = run(tmp_path, [], 1)
    observations, reports = batches.join_parts([tmp_path / "part"])
    assert (count, observations.height, reports.height) == (0, 0, 0)


def test_keys_are_the_same_in_every_process() -> None:
    assert key_of(page(1)) == key_of(page(1))
    assert len({key_of(page(n)) for n in range(20)}) == 20
