"""The catalogue's words in the lexicon: every spelling of every reading is known, and cut as one word."""

from __future__ import annotations

import pytest

from indicators.catalogue import load_catalogue
from tasks.extract.lexicon import Rule, load_lexicon
from tasks.extract.tokens import cut_sentence

LEXICON = load_lexicon()
RULES: dict[str, Rule] = {rule.name: rule for rule in LEXICON.rules}

NEUTRAL = {"学校"}
"""Both a thing and a neutral word."""


def rules(failing: dict[str, str]) -> list[object]:
    """Every reading, those that fail today marked with the reason."""
    return [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=failing[name]))
        if name in failing
        else pytest.param(name)
        for name in sorted(RULES)
    ]


def test_every_reading_of_every_indicator_has_its_rule() -> None:
    readings = {f"{i.id}.{n}" for i in load_catalogue().indicators for n in range(1, len(i.reading) + 1)}
    assert set(RULES) == readings
    assert len({name.split(".")[0] for name in RULES}) == 87


@pytest.mark.parametrize("name", rules({}))
def test_every_spelling_is_found_as_its_thing(name: str) -> None:
    for word in RULES[name].reading.things:
        assert LEXICON.thing(word) == word
        assert RULES[name] in LEXICON.things[word]


@pytest.mark.parametrize("name", rules({}))
def test_no_spelling_of_a_thing_is_a_plain_neutral_word(name: str) -> None:
    neutral = {word for word in RULES[name].reading.things if LEXICON.kind(word) == "neutral"}
    assert neutral <= NEUTRAL


@pytest.mark.parametrize(
    "name",
    rules({}),
)
def test_every_spelling_is_cut_as_one_word_of_its_reading(name: str) -> None:
    broken = []
    for word in RULES[name].reading.things:
        tokens = cut_sentence(LEXICON, word, 0, len(word)).tokens
        if len(tokens) != 1 or RULES[name] not in tokens[0].rules:
            broken.append(word)
    assert broken == []


@pytest.mark.parametrize(
    ("word", "thing"),
    [
        ("幼儿园数", "幼儿园"),
        ("幼儿园总数", "幼儿园"),
        ("专任教师人数", "专任教师"),
        ("幼儿园", "幼儿园"),
        ("幼儿园所长", None),
        ("总数", None),
        ("", None),
    ],
)
def test_the_word_for_a_count_is_left_out(word: str, thing: str | None) -> None:
    assert LEXICON.thing(word) == thing


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("学前教育和小学", {"preschool", "primary"}),
        ("义务教育阶段", {"compulsory"}),
        ("普通高中", {"senior"}),
        ("初中、职业教育", {"junior", "vocational"}),
        ("教师培训", set()),
    ],
)
def test_stages_that_a_text_names(text: str, stages: set[str]) -> None:
    assert LEXICON.stages_in(text) == stages
