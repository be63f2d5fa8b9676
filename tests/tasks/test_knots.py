"""Markup that would cost the square of its length is known by its tags, before a tree is built."""

from __future__ import annotations

import pytest

from tasks.knots import knot_in


@pytest.mark.parametrize(
    ("markup", "knotted"),
    [
        ("", False),
        ("<p>幼儿园" * 5_000, False),  # a paragraph ends where the next begins
        ("<ul>" + "<li><a href=x>总结</a></li>" * 20_000 + "</ul>", False),
        ("<div>" * 30_000, True),
        ("<b>" * 2_000 + "<div></div>" * 1_000, True),
    ],
)
def test_only_what_is_left_open_knots(markup: str, knotted: bool) -> None:
    assert (knot_in(markup) is not None) == knotted


def test_a_knot_says_how_deep_it_is() -> None:
    assert knot_in("<div>" * 30_000) == "tags left open up to 30,000 deep: a tree without bound"
