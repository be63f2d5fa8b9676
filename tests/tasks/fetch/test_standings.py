"""How a source stands follows from all that it answered."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.answers import GONE, REASONS, Answer
from tasks.fetch.standings import Standing, after, from_json, to_json

ONE, TWO = "1" * 64, "2" * 64
TOLD = st.lists(st.sampled_from([ONE, TWO, *sorted(REASONS)]), min_size=1, max_size=12)


def answer(day: int, snapshot: str | None = None, reason: str | None = None) -> Answer:
    address = "http://a.example/x"
    return Answer(address, address, f"2026-11-{day:02}T08:00:00Z", snapshot=snapshot, reason=reason)


def stood(told: list[str]) -> Standing:
    standing: Standing | None = None
    for day, what in enumerate(told, start=1):
        page = what in (ONE, TWO)
        standing = after(standing, "a", answer(day, what if page else None, None if page else what))
    assert standing is not None
    return standing


@given(TOLD)
def test_a_page_that_is_gone_stays_in_the_data(told: list[str]) -> None:
    standing = stood(told)
    pages = [what for what in told if what in (ONE, TWO)]
    assert standing.snapshot == (pages[-1] if pages else None)
    last = max((place for place, what in enumerate(told) if what in (ONE, TWO)), default=-1)
    since = told[last + 1 :]
    assert (standing.failing_since is not None) == bool(since)
    assert (standing.gone_since is not None) == any(what in GONE for what in since)
    assert set(standing.snapshots) == set(pages)


@given(TOLD)
def test_json_keeps_all_of_a_standing(told: list[str]) -> None:
    standing = stood(told)
    assert from_json(json.loads(json.dumps(to_json(standing)))) == standing


@pytest.mark.parametrize("changes", [{"last": None}, {"last": {}}, {"colour": "red"}, {"snapshots": None}])
def test_what_is_no_standing_is_an_error(changes: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        from_json(to_json(stood([ONE])) | changes)
