"""The distribution: a dot for each place or columns, all of it inside, its words escaped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from outputs.pages.charts.distribution import WIDTH, Mark, Point, distribution

POINTS = st.lists(
    st.builds(Point, st.floats(min_value=0, max_value=1e6).map(lambda v: round(v, 4)), st.booleans()),
    min_size=1,
    max_size=300,
)


def drawn(markup: str) -> LexborNode:
    node = LexborHTMLParser(markup).css_first("svg")
    assert node is not None
    return node


def numbers(node: LexborNode, *names: str) -> list[float]:
    return [float(node.attributes[name] or "") for name in names]


def test_there_is_a_dot_for_each_place() -> None:
    points = [Point(value) for value in (80, 80, 85, 97.5)] + [Point(90, certain=False)]
    chart = drawn(distribution(points, [], "five places"))
    assert len(chart.css("circle.certain")) == 4
    assert len(chart.css("circle.maybe")) == 1
    assert chart.css("rect") == []


def test_equal_figures_stand_one_above_the_other() -> None:
    chart = drawn(distribution([Point(80), Point(80), Point(90)], [], ""))
    dots = [numbers(dot, "cx", "cy") for dot in chart.css("circle")]
    first, second, other = dots
    assert first[0] == second[0] != other[0]
    assert first[1] > second[1]
    assert first[1] == other[1]


def test_too_many_places_for_dots_are_columns_of_their_numbers() -> None:
    points = [Point(80.0)] * 60 + [Point(80.0, certain=False)] * 20 + [Point(95.0)] * 40
    chart = drawn(distribution(points, [], ""))
    assert chart.css("circle") == []
    heights: dict[str, list[float]] = {}
    for rect in chart.css("rect"):
        heights.setdefault(rect.attributes["class"] or "", []).extend(numbers(rect, "height"))
    (solid, other), (pale,) = heights["certain"], heights["maybe"]
    assert solid / pale == pytest.approx(3, rel=0.02)
    assert solid / other == pytest.approx(1.5, rel=0.02)


def test_a_figure_on_an_edge_belongs_to_the_bin_above_it() -> None:
    chart = drawn(distribution([Point(0.5), Point(0.6), Point(0.599), Point(0.9)], [], ""))
    xs = [numbers(dot, "cx")[0] for dot in chart.css("circle")]
    assert len(set(xs)) == 4
    assert xs == sorted(xs)


def test_marks_have_a_line_and_a_label() -> None:
    marks = [Mark(80, "national bar ≥80", "bar"), Mark(84.5, "median 84.5", "median")]
    chart = drawn(distribution([Point(80), Point(89)], marks, ""))
    assert [node.text() for node in chart.css("text.bar, text.median")] == [mark.label for mark in marks]
    assert len(chart.css("line.bar")) == len(chart.css("line.median")) == 1
    ys = [numbers(node, "y")[0] for node in chart.css("text.bar, text.median")]
    assert len(set(ys)) == 2


def test_words_cannot_become_markup() -> None:
    evil = '"><script>alert(1)</script>'
    markup = distribution([Point(1), Point(2)], [Mark(1, evil, "bar")], evil)
    assert "<script" not in markup
    chart = drawn(markup)
    assert chart.attributes["aria-label"] == evil
    assert chart.attributes["role"] == "img"
    label = chart.css_first("text.bar")
    assert label is not None
    assert label.text() == evil


@given(POINTS, st.lists(st.floats(min_value=0, max_value=1e6), max_size=3))
def test_everything_lies_within_the_picture(points: list[Point], marks: list[float]) -> None:
    markup = distribution(points, [Mark(value, f"{value:g}", "bar") for value in marks], "")
    assert re.search(r"nan|inf|style=", markup, re.IGNORECASE) is None
    chart = drawn(markup)
    left, top, width, height = (float(each) for each in (chart.attributes["viewBox"] or "").split())
    assert (left, top, width) == (0, 0, WIDTH)
    assert sum(1 for _ in chart.css("circle")) in (0, len(points))
    for dot in chart.css("circle"):
        x, y, r = numbers(dot, "cx", "cy", "r")
        assert r > 0
        assert min(x - r, y - r) >= 0
        assert x + r <= width
        assert y + r <= height
    for rect in chart.css("rect"):
        x, y, w, h = numbers(rect, "x", "y", "width", "height")
        assert min(w, h) > 0
        assert min(x, y) >= 0
        assert x + w <= width
        assert y + h <= height
    for line in chart.css("line"):
        assert all(0 <= each <= width for each in numbers(line, "x1", "x2"))
        assert all(0 <= each <= height for each in numbers(line, "y1", "y2"))
    for text in chart.css("text"):
        x, y = numbers(text, "x", "y")
        assert 0 <= x <= width
        assert 0 < y <= height
