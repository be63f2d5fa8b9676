"""An answer has a page or a reason, and JSON keeps all of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.answers import GONE, KEPT, PASSING, REASONS, Answer, kept, reason_of

WHEN = "2026-11-22T08:00:00Z"
SHA = "ab" * 32


def answers() -> st.SearchStrategy[Answer]:
    text = st.text(max_size=10)
    base = st.fixed_dictionaries(
        {
            "asked": text,
            "answered": text,
            "when": st.datetimes().map(lambda t: t.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
            "status": st.none() | st.integers(100, 599),
            "headers": st.dictionaries(st.sampled_from(KEPT), text).map(lambda d: tuple(sorted(d.items()))),
            "declared": st.none() | text,
            "found": st.none() | text,
            "note": text,
            "tries": st.integers(1, 9),
        }
    )
    page = st.fixed_dictionaries({"snapshot": st.just(SHA), "size": st.integers(0, 10**9)})
    reason = st.fixed_dictionaries({"reason": st.sampled_from(sorted(REASONS))})
    return st.builds(lambda one, two: Answer(**one, **two), base, page | reason)


@given(answers())
def test_json_keeps_all_of_an_answer(answer: Answer) -> None:
    assert Answer.from_json(json.loads(json.dumps(answer.as_json()))) == answer


@pytest.mark.parametrize(
    "changes",
    [
        {"snapshot": SHA},
        {"reason": None},
        {"reason": "did not like it"},
        {"reason": None, "snapshot": "ab"},
        {"when": "2026-11-22"},
        {"when": "2026-11-22T08:00:00+08:00"},
        {"asked": None},
        {"colour": "red"},
        {"headers": [["a", "b"]]},
    ],
)
def test_what_is_no_answer_is_an_error(changes: dict[str, Any]) -> None:
    whole = Answer("http://a.example", "http://a.example", WHEN, reason="gone").as_json()
    Answer.from_json(whole)
    with pytest.raises(ValueError, match=r".+"):
        Answer.from_json(whole | changes)


def test_the_lists_agree() -> None:
    assert set(REASONS) >= PASSING
    assert set(REASONS) >= GONE
    assert not PASSING & GONE
    assert {reason_of(status) for status in range(100, 600)} - {None} <= set(REASONS)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (200, None),
        (203, None),
        (206, "other status"),
        (404, "gone"),
        (403, "forbidden"),
        (502, "server failed"),
    ],
)
def test_what_a_status_says(status: int, reason: str | None) -> None:
    assert reason_of(status) == reason


def test_headers_that_say_who_asked_are_not_kept() -> None:
    sent = {"etag": '"7"', "set-cookie": "who=me", "x-request-id": "1", "date": "today"}
    assert kept(sent) == (("date", "today"), ("etag", '"7"'))
