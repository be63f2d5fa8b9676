"""What was carried over says the same as the ledger, or does not count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.answers import Answer
from tasks.fetch.carried import NAME
from tasks.fetch.ledger import Ledger
from tasks.fetch.standings import Standing

ONE, TWO = "1" * 64, "2" * 64


def answer(month: int, snapshot: str | None) -> Answer:
    address = "http://a.example/x"
    reason = None if snapshot else "gone"
    return Answer(address, address, f"2026-{month:02}-01T08:00:00Z", snapshot=snapshot, reason=reason)


def afresh(folder: Path) -> dict[str, Standing]:
    """What the ledger says by itself."""
    (folder / NAME).unlink(missing_ok=True)
    return Ledger(folder).standings()


STEPS = st.tuples(st.sampled_from("abc"), st.integers(1, 4), st.sampled_from([ONE, TWO, None]))


@given(months=st.lists(st.lists(STEPS, max_size=4), min_size=1, max_size=6))
def test_whenever_it_is_read_it_says_the_same(
    months: list[list[tuple[str, int, str | None]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Lines may come late, in a month that is closed: then it is read anew."""
    folder = tmp_path_factory.mktemp("ledger")
    kept = Ledger(folder)
    for lines in months:
        kept.append(*[(source, answer(month, snapshot)) for source, month, snapshot in lines])
        cold = Ledger(folder).standings()
        again = Ledger(folder).standings()
        assert kept.standings() == cold == again == afresh(folder)
        Ledger(folder).standings()


def test_closed_months_are_not_read_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append(("a", answer(1, ONE)), ("a", answer(2, TWO)), ("a", answer(3, None)))
    whole = ledger.standings()
    first = tmp_path / "2026-01.jsonl"
    first.write_bytes(b"#" * first.stat().st_size)  # of the same size: nobody looks into it
    assert Ledger(tmp_path).standings() == whole
    ledger.append(("a", answer(3, ONE)), ("b", answer(3, ONE)))
    assert Ledger(tmp_path).standings() == ledger.standings()


def test_a_ledger_that_is_read_month_after_month_carries_over_what_it_should(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for month in range(1, 7):
        ledger.append(("a", answer(month, (ONE, TWO)[month % 2])))
        assert ledger.standings() == Ledger(tmp_path).standings()
    assert ledger.standings() == afresh(tmp_path)


def damaged(text: str) -> str:
    return text.replace(ONE, TWO)


def of_another_version(text: str) -> str:
    return text.replace('"form": 1', '"form": 2')


def torn(text: str) -> str:
    return text[: len(text) // 2]


def empty(text: str) -> str:
    return text[:0]


@pytest.mark.parametrize("harm", [damaged, of_another_version, torn, empty])
def test_what_is_damaged_does_not_count(harm: Callable[[str], str], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append(("a", answer(1, ONE)), ("b", answer(2, TWO)))
    whole = ledger.standings()
    path = tmp_path / NAME
    text = path.read_text(encoding="utf-8")
    assert harm(text) != text
    path.write_text(harm(text), encoding="utf-8")
    assert Ledger(tmp_path).standings() == whole
    assert path.read_text(encoding="utf-8") == text  # and it is written anew
