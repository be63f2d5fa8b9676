"""Nothing is taken out of a ledger, and it says how every source stands."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
from pathlib import Path

import pytest

from indicators.errors import SourceError
from tasks.fetch.answers import Answer
from tasks.fetch.ledger import Ledger
from tasks.fetch.standings import Standing

ONE, TWO = "1" * 64, "2" * 64


def answer(day: int, snapshot: str | None = None, reason: str | None = None, month: int = 11) -> Answer:
    address = "http://a.example/x"
    return Answer(address, address, f"2026-{month:02}-{day:02}T08:00:00Z", snapshot=snapshot, reason=reason)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.below(tmp_path)


def test_a_file_a_month_a_line_an_answer(ledger: Ledger) -> None:
    ledger.append(("柳城", answer(30, ONE)), ("柳城", answer(1, TWO, month=12)))
    ledger.append(("b", answer(30, reason="gone")))
    assert [path.name for path in sorted(ledger.folder.iterdir())] == ["2026-11.jsonl", "2026-12.jsonl"]
    lines = (ledger.folder / "2026-11.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["柳城", "b"]
    assert list(ledger.entries()) == [
        ("柳城", answer(30, ONE)),
        ("b", answer(30, reason="gone")),
        ("柳城", answer(1, TWO, month=12)),
    ]


def test_how_a_source_stands(ledger: Ledger) -> None:
    assert ledger.latest_of("a") is None
    ledger.append(("a", answer(1, reason="no answer")))
    never = ledger.latest_of("a")
    assert never is not None
    assert (never.snapshot, never.failing_since, never.gone_since) == (None, answer(1, ONE).when, None)
    ledger.append(("a", answer(2, ONE)), ("a", answer(3, ONE)), ("a", answer(4, TWO)), ("a", answer(5, TWO)))
    changed = ledger.latest_of("a")
    assert changed == Standing(
        "a", answer(5, TWO), answer(5, TWO), answer(4, TWO).when, None, None, (ONE, TWO)
    )
    ledger.append(("a", answer(6, reason="server failed")), ("a", answer(7, reason="gone")))
    ledger.append(("a", answer(8, reason="no answer")), ("a", answer(9, reason="gone")))
    gone = ledger.latest_of("a")
    assert gone is not None
    assert gone.snapshot == TWO
    assert gone.page == answer(5, TWO)
    assert (gone.failing_since, gone.gone_since) == (answer(6, ONE).when, answer(7, ONE).when)
    ledger.append(("a", answer(10, ONE)))
    back = ledger.latest_of("a")
    assert back is not None
    assert (back.snapshot, back.gone_since, back.failing_since) == (ONE, None, None)
    assert back.snapshots == (ONE, TWO, ONE)


def test_what_was_read_is_not_read_again_and_what_is_new_is(ledger: Ledger) -> None:
    ledger.append(("a", answer(1, ONE)))
    assert ledger.latest_of("a") == Ledger(ledger.folder).latest_of("a")
    Ledger(ledger.folder).append(("a", answer(2, TWO)), ("b", answer(1, ONE, month=12)))
    assert ledger.standings() == Ledger(ledger.folder).standings()
    path = ledger.folder / "2026-11.jsonl"
    path.write_bytes(b"\n" * path.stat().st_size)
    standing = ledger.latest_of("a")
    assert standing is not None
    assert standing.snapshot == TWO


@pytest.mark.parametrize("cut", [1, 2, 40, 150])
def test_a_torn_last_line_is_passed_over_and_takes_no_other_with_it(
    cut: int, ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    ledger.append(("a", answer(1, ONE)))
    ledger.append(("b", answer(2, ONE)))
    path = ledger.folder / "2026-11.jsonl"
    os.truncate(path, path.stat().st_size - cut)
    torn = Ledger(ledger.folder)
    whole = cut == 1  # but for its end of line it is there
    with caplog.at_level(logging.WARNING):
        assert set(torn.standings()) == ({"a", "b"} if whole else {"a"})
    assert ("a torn line is passed over" in caplog.text) == (not whole)
    torn.append(("c", answer(3, TWO)))
    expected = {"a", "b", "c"} if whole else {"a", "c"}
    assert set(torn.standings()) == set(Ledger(ledger.folder).standings()) == expected
    assert [source for source, _ in torn.entries()] == sorted(expected)


@pytest.mark.parametrize("line", ["{}", "[]", '{"source": "a"}', "7", '{"source": 7, "asked": "x"}'])
def test_a_whole_line_that_is_no_answer_is_an_error(line: str, ledger: Ledger) -> None:
    ledger.append(("a", answer(1, ONE)))
    path = ledger.folder / "2026-11.jsonl"
    start = path.stat().st_size
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"2026-11\.jsonl, byte {start}: no answer"):
        ledger.standings()


def write_many(folder: Path, name: str) -> None:
    ledger = Ledger(folder)
    for number in range(60):
        ledger.append((f"{name}-{number}", answer(1, ONE)), (f"{name}-{number}", answer(2, TWO)))


def test_two_writers_lose_nothing(ledger: Ledger) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(ledger.folder, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        ledger.standings()  # a reader sees whole lines only
    for writer in writers:
        writer.join()
    assert len(ledger.standings()) == 120
    assert len(list(ledger.entries())) == 240
    assert {standing.snapshots for standing in ledger.standings().values()} == {(ONE, TWO)}


def test_it_is_on_the_disk_when_append_returns(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        ledger.append(("a", answer(1, ONE)))
