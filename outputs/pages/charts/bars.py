"""A bar in a row of a table, and the axis above: what a bounded figure leaves open is drawn as open.

They repeat what the row says in figures, so they are hidden from those who listen to the page.
"""

from __future__ import annotations

from collections.abc import Iterable

import svg
from markupsafe import Markup, escape

from outputs.pages.charts.axis import Axis
from outputs.pages.figures import digits

HEIGHT = 20
THICK = 12
AXIS_HEIGHT = 16
SILENT = {"aria-hidden": "true", "focusable": "false"}


def bar(value: float, bound: str, axis: Axis, marks: Iterable[float] = ()) -> Markup:
    """A bar from zero to a value, with upright lines at the marks.

    `at_least` goes on as open to the end of the axis, of `at_most` all is open: it may be anything below.
    """
    end = axis.share(value)
    y = (HEIGHT - THICK) / 2
    drawn: list[svg.Element] = [_rect("track", 0, 1, y)]
    if bound == "at_most":
        drawn.append(_rect("maybe", 0, end, y))
    else:
        drawn.append(_rect("value", 0, end, y))
    if bound == "at_least":
        drawn.append(_rect("maybe", end, 1, y))
    for mark in marks:
        x = _percent(axis.share(mark))
        drawn.append(svg.Line(x1=x, x2=x, y1=-1, y2=HEIGHT + 1))
    return _drawing(drawn, HEIGHT)


def axis_head(axis: Axis) -> Markup:
    """The ticks of an axis as figures; those that have to go where there is no room are `inner`."""
    last = len(axis.ticks) - 1
    texts: list[svg.Element] = []
    for n, tick in enumerate(axis.ticks):
        middle = 2 * n == last
        classes = ["inner"] if n not in (0, last) and not middle else []
        classes += ["end"] if n == last else ["mid"] if n else []
        text = str(escape(digits(tick)))
        texts.append(svg.Text(text=text, x=_percent(axis.share(tick)), y=12, class_=classes or None))
    return _drawing(texts, AXIS_HEIGHT)


def _rect(name: str, start: float, end: float, y: float) -> svg.Rect:
    return svg.Rect(
        x=_percent(start), width=_percent(max(end - start, 0.0)), y=y, height=THICK, class_=[name]
    )


def _percent(share: float) -> svg.Length:
    return svg.Length(round(100 * share, 2), "%")


def _drawing(elements: list[svg.Element], height: int) -> Markup:
    drawing = svg.SVG(
        width=svg.Length(100, "%"), height=height, xmlns=None, extra=dict(SILENT), elements=elements
    )
    return Markup(drawing.as_str())
