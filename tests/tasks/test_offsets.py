"""Changed texts keep the place of every character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.offsets import MappedText

TEXTS = st.text("甲乙丙 1,2“”", max_size=30)
CHANGES = st.lists(
    st.sampled_from([re.compile(p) for p in (" ", ",", "[“”]", "甲乙", "1+", "(?=丙)", "丙$", "^.", "\\d,")]),
    max_size=4,
)


@pytest.mark.parametrize(
    ("text", "pattern", "group", "left", "places"),
    [
        ("1,122所", ",", 0, "1122所", (0, 2, 3, 4, 5)),
        ("优(yōu)化", r"\(\w+\)", 0, "优化", (0, 6)),
        ("a1b2", r"[a-z](\d)", 1, "ab", (0, 2)),
        ("，，", "，", 0, "", ()),
    ],
)
def test_what_is_left_out_leaves_the_places_of_the_rest(
    text: str, pattern: str, group: int, left: str, places: tuple[int, ...]
) -> None:
    mapped = MappedText.of(text).without(re.compile(pattern), group)
    assert (mapped.text, tuple(mapped.places)) == (left, places)


def test_a_span_leads_back_to_all_that_stood_between_its_ends() -> None:
    mapped = MappedText.of("共1,122所", start=100).without(re.compile(","))
    assert mapped.original(1, 5) == (101, 106)
    assert mapped.original(0, 1) == (100, 101)


def test_nothing_left_out_is_the_same_text() -> None:
    mapped = MappedText.of("幼儿园")
    assert mapped.without(re.compile("x")) is mapped
    assert mapped.without(re.compile("x?")) is mapped


def test_a_character_stands_for_a_character() -> None:
    mapped = MappedText.of("１２所").translate({0xFF11: "1", 0xFF12: "2"})
    assert (mapped.text, mapped.original(0, 2)) == ("12所", (0, 2))
    with pytest.raises(ValueError, match="4 characters cannot stand for 3"):
        mapped.translate({ord("所"): "所所"})
    with pytest.raises(ValueError, match="2 characters cannot stand for 3"):
        mapped.replaced("12")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 4), (3, 4)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"no span {start}:{end} in a text of 3"):
        MappedText.of("幼儿园").original(start, end)


@given(TEXTS, CHANGES, st.integers(0, 1000))
def test_every_character_is_found_where_it_came_from(
    text: str, changes: list[re.Pattern[str]], start: int
) -> None:
    mapped = MappedText.of(text, start)
    expected = text
    for pattern in changes:
        mapped = mapped.without(pattern)
        expected = pattern.sub("", expected)
    assert mapped.text == expected
    assert [text[place - start] for place in mapped.places] == list(mapped.text)
    assert all(a < b for a, b in zip(mapped.places, mapped.places[1:], strict=False))
    for end in range(1, len(mapped.text) + 1):
        first, last = mapped.original(0, end)
        assert (text[first - start], text[last - 1 - start]) == (mapped.text[0], mapped.text[end - 1])
