"""Bars in rows: what a bound leaves open is not drawn as if it were known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.charts.axis import axis
from outputs.pages.charts.bars import axis_head, bar

HUNDRED = axis([100])


def rects(markup: str) -> list[tuple[str, float, float]]:
    """The class, start and end of each rectangle, in per cent of the axis."""
    found = []
    for node in LexborHTMLParser(markup).css("rect"):
        start, width = (float((node.attributes[name] or "").rstrip("%")) for name in ("x", "width"))
        found.append((node.attributes["class"] or "", start, round(start + width, 6)))
    return found


@pytest.mark.parametrize(
    ("bound", "drawn"),
    [
        ("exact", [("track", 0, 100), ("value", 0, 80)]),
        ("approx", [("track", 0, 100), ("value", 0, 80)]),
        ("at_least", [("track", 0, 100), ("value", 0, 80), ("maybe", 80, 100)]),
        ("at_most", [("track", 0, 100), ("maybe", 0, 80)]),
    ],
)
def test_what_a_bound_leaves_open_is_open(bound: str, drawn: list[tuple[str, float, float]]) -> None:
    assert rects(bar(80, bound, HUNDRED)) == drawn


def test_marks_stand_where_the_axis_has_them() -> None:
    lines = LexborHTMLParser(bar(0.6, "exact", axis([1]), [0.65, 0.5])).css("line")
    assert [(line.attributes["x1"], line.attributes["x2"]) for line in lines] == [
        ("65.0%", "65.0%"),
        ("50.0%", "50.0%"),
    ]


@given(
    st.floats(min_value=-10, max_value=1e7),
    st.sampled_from(("exact", "approx", "at_least", "at_most")),
    st.floats(min_value=1, max_value=1e6),
)
def test_no_bar_goes_beyond_its_axis(value: float, bound: str, most: float) -> None:
    drawn = bar(value, bound, axis([most]), [value])
    assert "nan" not in drawn.lower()
    for _, start, end in rects(drawn):
        assert 0 <= start <= end <= 100.01


def test_those_who_listen_hear_the_figures_only() -> None:
    for drawing in (bar(80, "exact", HUNDRED), axis_head(HUNDRED)):
        assert 'aria-hidden="true"' in drawing
        assert "style=" not in drawing


def test_the_ticks_that_may_go_are_told_apart() -> None:
    texts = LexborHTMLParser(axis_head(HUNDRED)).css("text")
    assert [(node.text(), node.attributes.get("class")) for node in texts] == [
        ("0", None),
        ("25", "inner mid"),
        ("50", "mid"),
        ("75", "inner mid"),
        ("100", "end"),
    ]
