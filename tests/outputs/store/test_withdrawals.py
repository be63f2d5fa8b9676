"""A release that was withdrawn is so in the home and in the store, whoever was told first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indicators.errors import ReleaseError
from outputs.release.history import latest_release, stands
from outputs.release.withdrawal import withdrawal_of
from outputs.release.withdrawing import withdraw
from outputs.store.addresses import parse_address
from outputs.store.reading import kept_copy, verify_address
from tests.outputs.store.stores import everything, faults, latest, memory, publish

DAY = date(2026, 11, 22)
WORD = "2026.11.1.withdrawn.toml"


def test_what_is_withdrawn_here_is_withdrawn_in_the_store_by_the_next_run(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path / "a", objects, 85.0)
    publish(tmp_path / "a", objects, 86.0)
    withdraw(tmp_path / "a", "2026.11.1", "The figures of one page were wrong.", DAY)
    before = everything(objects)
    result = publish(tmp_path / "a", objects, 87.0)
    assert result.version == latest(objects) == "2026.11.2"
    assert (result.folder / "CHANGELOG.md").read_text() == "since 2026.11.0\n"
    there = everything(objects)
    assert there[WORD] == (tmp_path / "a" / WORD).read_bytes()
    assert {path: there[path] for path in before if path != "latest"} == {
        path: content for path, content in before.items() if path != "latest"
    }, "the release itself stays as it was"
    assert faults(objects) == []

    # Another home hears of it before it makes anything.
    other = publish(tmp_path / "b", objects, 88.0)
    assert other.version == "2026.11.3"
    assert not stands(tmp_path / "b/2026.11.1")


def test_a_latest_that_names_a_withdrawn_release_moves_though_nothing_is_made(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path, objects, 85.0)
    publish(tmp_path, objects, 86.0)
    withdraw(tmp_path, "2026.11.1", "Wrong.", DAY)
    with pytest.raises(ReleaseError, match=r"this would say all that 2026\.11\.1 says"):
        publish(tmp_path, objects, 86.0)
    assert latest(objects) == "2026.11.0"
    assert latest_release(tmp_path) == tmp_path / "2026.11.0"


def test_whoever_reads_a_withdrawn_release_is_told(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path / "a", objects, 85.0)
    publish(tmp_path / "a", objects, 86.0)
    address = parse_address("s3://memory/2026.11.1")
    copy = kept_copy(objects, address, tmp_path / "copies")
    assert withdrawal_of(copy) is None
    withdraw(tmp_path / "a", "2026.11.1", "Wrong.", DAY)
    publish(tmp_path / "a", objects, 85.0)
    findings, withdrawal = verify_address(objects, address, tmp_path / "verified")
    assert findings == []
    assert withdrawal is not None
    assert withdrawal.reason == "Wrong."
    again = kept_copy(objects, address, tmp_path / "copies")
    assert (again, withdrawal_of(again)) == (copy, withdrawal), "also where the copy is older"
    objects.delete([WORD])
    assert withdrawal_of(kept_copy(objects, address, tmp_path / "copies")) is None


def test_a_word_that_is_none_stops_the_run(tmp_path: Path) -> None:
    objects = memory()
    publish(tmp_path / "a", objects)
    objects.overwrite("2026.11.0.withdrawn.toml", b"version = 1\n")
    with pytest.raises(ReleaseError, match=r"2026\.11\.0\.withdrawn\.toml: cannot be read"):
        publish(tmp_path / "b", objects, 86.0)
    assert latest(objects) == "2026.11.0"
