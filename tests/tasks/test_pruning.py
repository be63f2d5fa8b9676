"""Pruning: what is kept stays small over years, and nothing that a run of today can use is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tasks.fetch.collection import Collected, write_manifest
from tasks.kept_readings import KeptReadings, missing
from tasks.pruning import Pruned, prune
from tests.tasks.test_kept_readings import DIGEST, page, read, run

KEPT = ("readings", DIGEST)


def collected(home: Path, entries: list[Collected], day: int) -> Path:
    """A manifest that was written on some day."""
    path = write_manifest(entries, home / "collected")
    os.utime(path, (day * 86400, day * 86400))
    return path


def test_what_this_code_can_use_stays(tmp_path: Path) -> None:
    manifest = [page(n) for n in range(4)]
    expected, _ = run(tmp_path, manifest, 4)
    KeptReadings.below(tmp_path, "e" * 64).keep(manifest, [read(each) for each in manifest])
    left = tmp_path / "readings" / DIGEST / ".abc"
    left.write_bytes(b"half")
    assert prune(tmp_path, DIGEST) == Pruned([tmp_path / "readings" / ("e" * 64), left])
    assert run(tmp_path, manifest, 4) == (expected, 0)
    assert prune(tmp_path, DIGEST) == Pruned()


def test_many_small_files_become_few_and_give_the_same_bytes(tmp_path: Path) -> None:
    manifest = [page(n) for n in range(30)]
    expected, _ = run(tmp_path, manifest, 1)
    store = KeptReadings.below(tmp_path, DIGEST)
    before = store.sizes()
    store.keep(manifest[:2], [read(each) for each in manifest[:2]])  # two that are there already
    assert prune(tmp_path, DIGEST) == Pruned([], 31, 1)
    after = store.sizes()
    assert len(after) == 1
    assert sum(after.values()) < sum(before.values()) / 5
    assert run(tmp_path, manifest, 1) == (expected, 0)
    assert prune(tmp_path, DIGEST) == Pruned()


def test_a_file_is_full_at_some_size_and_left_alone(tmp_path: Path) -> None:
    manifest = [page(n) for n in range(12)]
    expected, _ = run(tmp_path, manifest, 2)
    store = KeptReadings.below(tmp_path, DIGEST)
    full = 2 * max(store.sizes().values())
    done = prune(tmp_path, DIGEST, full=full)
    assert (done.merged, done.made) == (6, 3)
    assert prune(tmp_path, DIGEST, full=min(store.sizes().values())) == Pruned()
    assert run(tmp_path, manifest, 2) == (expected, 0)


def test_what_is_of_no_manifest_of_late_goes(tmp_path: Path) -> None:
    days = [[page(n) for n in range(day, day + 4)] for day in range(6)]
    paths = [collected(tmp_path, entries, day) for day, entries in enumerate(days)]
    for entries in days:
        run(tmp_path, entries, 4)
    parts = [tmp_path / "parts" / path.stem for path in paths]
    for part in parts:
        part.mkdir(parents=True)
    done = prune(tmp_path, DIGEST, manifests=2)
    assert set(done.removed) == {*paths[:4], *parts[:4]}
    store = KeptReadings.below(tmp_path, DIGEST)
    assert missing(days[5], store) == missing(days[4], store) == []
    assert missing(days[0], store) == days[0]


def test_where_no_manifest_is_known_nothing_that_was_read_goes(tmp_path: Path) -> None:
    manifest = [page(n) for n in range(4)]
    run(tmp_path, manifest, 2)
    (tmp_path / "collected").mkdir()
    torn = tmp_path / "collected" / "torn.json"
    torn.write_text("[")
    assert prune(tmp_path, DIGEST).removed == [torn]
    assert missing(manifest, KeptReadings.below(tmp_path, DIGEST)) == []


def test_a_damaged_file_goes_and_takes_no_other_with_it(tmp_path: Path) -> None:
    manifest = [page(n) for n in range(6)]
    run(tmp_path, manifest, 2)
    store = KeptReadings.below(tmp_path, DIGEST)
    hurt = list(store.sizes())[1]
    hurt.write_bytes(hurt.read_bytes()[:-9])
    assert prune(tmp_path, DIGEST) == Pruned([], 3, 1)
    assert len(missing(manifest, store)) == 2


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_killed_merge_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    manifest = [page(n) for n in range(6)]
    expected, _ = run(tmp_path, manifest, 2)
    unlink, count = Path.unlink, 0

    def dying(path: Path, missing_ok: bool = False) -> None:
        nonlocal count
        count += 1
        if count == moment:
            raise KeyboardInterrupt
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", dying)
    with pytest.raises(KeyboardInterrupt):
        prune(tmp_path, DIGEST)
    monkeypatch.undo()
    assert run(tmp_path, manifest, 2) == (expected, 0)
    assert prune(tmp_path, DIGEST).made == 1
    assert run(tmp_path, manifest, 2) == (expected, 0)
