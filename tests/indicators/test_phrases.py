"""The notation of phrases: what a phrase stands for, and phrases that are none."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.phrases import SPELLINGS, PhraseError, expand


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("幼儿园", ("幼儿园",)),
        ("普惠性?", ("普惠性", "普惠")),
        ("公办(园|幼儿园)", ("公办园", "公办幼儿园")),
        ("公办(园|幼儿园)数?", ("公办园数", "公办园", "公办幼儿园数", "公办幼儿园")),
        ("(公|民)办?", ("公办", "公", "民办", "民")),
        ("甲|乙", ("甲", "乙")),
        ("甲(乙|)", ("甲乙", "甲")),
        ("(新|改(扩|造)?)建", ("新建", "改扩建", "改造建", "改建")),
        ("(甲|甲)乙", ("甲乙",)),
        ("(全|各)?校", ("全校", "各校", "校")),
        ("56人及?以上", ("56人及以上", "56人以上")),
        ("（含）", ("（含）",)),  # only ASCII brackets are notation
    ],
)
def test_a_phrase_stands_for_its_words_in_order(phrase: str, words: tuple[str, ...]) -> None:
    assert expand(phrase) == words


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("(甲", "not closed"),
        ("甲(乙(丙)", "not closed"),
        ("甲)", "character 1 that was not opened"),
        ("甲)乙(", "character 1"),
        ("", "nothing at all"),
        ("甲?", "nothing at all"),
        ("(甲|乙)?", "nothing at all"),
        ("甲|", "nothing at all"),
        ("()", "nothing at all"),
        ("(甲|乙)" * 12, f"more than {SPELLINGS}"),
        ("甲?" * 60, f"more than {SPELLINGS}"),
    ],
)
def test_a_phrase_that_is_none(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError, match=message):
        expand(phrase)


WORDS = st.text("甲乙丙丁0", min_size=1, max_size=4)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_groups_in_a_row_stand_for_every_way_through_them(groups: list[list[str]]) -> None:
    phrase = "".join(f"({'|'.join(group)})" for group in groups)
    assert set(expand(phrase)) == {"".join(way) for way in product(*groups)}


@given(st.text("甲乙(|)?", max_size=14))
def test_any_text_is_a_phrase_or_an_error_and_agrees_with_regular_expressions(phrase: str) -> None:
    try:
        words = expand(phrase)
    except PhraseError:
        return
    assert len(set(words)) == len(words) <= SPELLINGS
    assert not any(char in word for word in words for char in "(|)")
    # ?? is a question mark in the notation and laziness in regular expressions
    if "??" not in phrase and not re.search(r"(^|[(|])\?", phrase):
        pattern = re.compile(phrase)
        assert all(pattern.fullmatch(word) for word in words)
