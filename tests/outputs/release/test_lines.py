"""Lines end where a terminal does, wide characters counted twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.release.lines import width, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", "-"),
        ("ab cd", "- ab cd"),
        ("ab cd ef gh", "- ab cd\n  ef gh"),
        ("全县有幼儿园", "- 全县有\n  幼儿园"),
        ("全县，有", "- 全县，\n  有"),
        ("全县有，园", "- 全县\n  有，园"),
        ("全【85所】园", "- 全【85\n  所】园"),
        ("a averylongword b", "- a\n  averylongword\n  b"),
        ("averylongword", "- averylongword"),
    ],
)
def test_a_text_is_broken_between_words_and_wide_characters(text: str, lines: str) -> None:
    assert wrapped(text, "- ", columns=8) == lines


@given(st.text(alphabet="ab 全县，。【】5\n", max_size=60))
def test_nothing_is_lost_and_short_pieces_fit(text: str) -> None:
    lines = wrapped(text, columns=40).splitlines()
    assert "".join("".join(lines).split()) == "".join(text.split())
    pieces = max((len(word) for word in text.split()), default=0)
    assert all(width(line) <= 40 for line in lines) or pieces > 15
