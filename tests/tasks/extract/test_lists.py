"""Lists before their figures: 分别 gives each its own, 均 gives all the same one."""

from __future__ import annotations

import pytest

from tasks.extract.lexicon import load_lexicon
from tasks.extract.lists import listed_frame, shared_frames
from tasks.extract.tokens import cut_sentence

LEXICON = load_lexicon()


def listed(text: str) -> list[str | None]:
    """The noun that each figure of a clause belongs to."""
    tokens = cut_sentence(LEXICON, text, 0, len(text)).tokens
    frames = [listed_frame(LEXICON, tokens, i) for i, t in enumerate(tokens) if t.kind == "figure"]
    return [frame.head.text if frame else None for frame in frames]


def shared(text: str) -> list[str]:
    """The nouns that share the only figure of a clause."""
    tokens = cut_sentence(LEXICON, text, 0, len(text)).tokens
    (at,) = [i for i, t in enumerate(tokens) if t.kind == "figure"]
    return [frame.head.text for frame in shared_frames(LEXICON, tokens, 0, at)]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("小学、初中入学率分别为100%、99.5%", ["小学入学率", "初中入学率"]),
        ("小学和初中辍学率分别为0.02%和0.4%", ["小学辍学率", "初中辍学率"]),
        ("幼儿园、小学、初中分别有85所、121所、30所", ["幼儿园", "小学", "初中"]),
        ("公办、民办分别为32所、53所", ["公办", "民办"]),
        ("小学入学率、九年义务教育巩固率分别达100%、97%", ["小学入学率", "九年义务教育巩固率"]),
        ("小学、初中差异系数分别为0.41和0.36", ["小学差异系数", "初中差异系数"]),
        ("小学、初中分别有121所、30所、5所", ["小学", "初中", None]),
        ("小学、初中入学率为100%", [None]),
        ("小学入学率分别为100%、99%", [None, None]),
        ("图书、仪器分别为12册、40台", [None, None]),
    ],
)
def test_each_figure_has_the_noun_of_its_place(text: str, nouns: list[str | None]) -> None:
    assert listed(text) == nouns


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("初中入学率和九年义务教育巩固率均为100%", ["初中入学率", "九年义务教育巩固率"]),
        ("小学入学率、初中入学率都达到99.9%", ["小学入学率", "初中入学率"]),
        ("小学入学率达到100%", []),
        ("小学入学率均为100%", []),
        ("小学入学率和毕业合格率均为100%", []),
        ("小学入学率和合格率均为100%", ["小学入学率"]),
        ("小学、初中入学率均达100%", ["小学入学率", "初中入学率"]),
    ],
)
def test_all_nouns_share_the_figure(text: str, nouns: list[str]) -> None:
    assert shared(text) == nouns


def test_only_nouns_since_the_figure_before_share() -> None:
    text = "高中阶段毛入学率92%、小学入学率和初中入学率均为100%"
    tokens = cut_sentence(LEXICON, text, 0, len(text)).tokens
    at = max(i for i, t in enumerate(tokens) if t.kind == "figure")
    first = min(i for i, t in enumerate(tokens) if t.kind == "figure")
    heads = [frame.head.text for frame in shared_frames(LEXICON, tokens, first + 1, at)]
    assert "高中阶段毛入学率" not in heads
