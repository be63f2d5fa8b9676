"""Small lines over the years (sparklines) as SVG that needs no style of its own and works in the dark.

great-tables' nanoplots carry inline styles, which the pages' Content-Security-Policy forbids, and weigh
8 KB each; these are drawn with svg.py, get their colours from the stylesheet and weigh a few hundred bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

import svg
from markupsafe import Markup, escape

WIDTH, HEIGHT = 84, 22
EDGE = 3.0
"""Room around the line, so that dots are not cut."""


def sparkline(points: Iterable[tuple[int, float]], first: int, last: int, label: str) -> Markup:
    """A line through the figures of several years; years without a figure break nothing, but have no dot.

    `points` are years with values, one a year; `first` and `last` the years at the left and right edge;
    `label` says in words what the line shows. Fewer than two points give nothing: one is no line.
    """
    rows = sorted(points)
    if len(rows) < 2:
        return Markup("")
    low, high = min(value for _, value in rows), max(value for _, value in rows)
    years, span = max(last - first, 1), high - low
    places = [
        (
            round(EDGE + (year - first) / years * (WIDTH - 2 * EDGE), 1),
            round(HEIGHT / 2 if span == 0 else EDGE + (high - value) / span * (HEIGHT - 2 * EDGE), 1),
        )
        for year, value in rows
    ]
    line = svg.Polyline(points=[svg.Point(x, y) for x, y in places], class_=["line"])
    # dots are strokes of no length with round ends: one element for all of them
    strokes: list[svg.PathData] = []
    for x, y in places[:-1]:
        strokes += [svg.MoveTo(x, y), svg.HorizontalLineToRel(0)]
    dots = svg.Path(d=strokes, class_=["dots"])
    end = svg.Circle(cx=places[-1][0], cy=places[-1][1], r=2.2, class_=["end"])
    # svg.py escapes nothing, so what goes in as text is escaped here
    drawing = svg.SVG(
        class_=["sparkline"],
        width=WIDTH,
        height=HEIGHT,
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, HEIGHT),
        extra={"role": "img", "aria-label": str(escape(label)), "focusable": "false"},
        elements=[line, dots, end],
    )
    return Markup(drawing.as_str())
