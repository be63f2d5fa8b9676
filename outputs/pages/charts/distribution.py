"""How the figures of many places are spread: a dot for each place, or columns where they are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import svg
from markupsafe import Markup, escape

from outputs.pages.charts.axis import Axis, axis
from outputs.pages.figures import digits

WIDTH = 400
EDGE = 14
"""Room to the left and right, for half of the first and last tick's figure."""
LABEL_ROW = 15
PLOT = 110
TICKS = 22
PARTS_OF_STEP = 5
"""How many bins lie between two ticks."""
MOST_DOT, LEAST_DOT = 9.0, 4.0
"""The widest and the narrowest a dot may be; where it would be narrower, columns stand instead."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place's figure; not `certain` where it is only known to be at least or at most that."""

    value: float
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line with its label: a national bar, or the median."""

    value: float
    label: str
    kind: Literal["bar", "median"]


def distribution(points: Sequence[Point], marks: Sequence[Mark], label: str) -> Markup:
    """The spread of the figures with lines at the marks; `label` says in words what is seen.

    Each bin takes figures from its lower end up to below its upper one, the last one both.
    """
    scale = axis([*(p.value for p in points), *(m.value for m in marks)], parts=5, from_zero=False)
    top = LABEL_ROW * len(marks) + 6
    certain = Counter(_bin(p.value, scale) for p in points if p.certain)
    maybe = Counter(_bin(p.value, scale) for p in points if not p.certain)
    highest = max((certain + maybe).values(), default=1)
    step = (WIDTH - 2 * EDGE) / _bins(scale)
    dot = min(MOST_DOT, step, PLOT / highest)
    dots = dot >= LEAST_DOT
    plot = max(dot * highest, 4 * dot) if dots else PLOT * axis([highest], parts=2).high / highest
    base = top + plot
    drawn: list[svg.Element] = [] if dots else _heights(highest, base)
    for n in sorted({*certain, *maybe}):
        x = EDGE + n * step
        if dots:
            drawn += _dots(x + step / 2, base, dot, certain[n], maybe[n])
        else:
            drawn += _columns(x, step, base, PLOT / highest, certain[n], maybe[n])
    drawn += _ticks(scale, base)
    rows = [
        (mark, LABEL_ROW * (row + 1) - 4)
        for row, mark in enumerate(sorted(marks, key=lambda mark: (mark.value, mark.label)))
    ]
    drawn += [_mark_line(mark, scale, y, base) for mark, y in rows]
    drawn += [_mark_label(mark, scale, y) for mark, y in rows]  # above all lines
    drawing = svg.SVG(
        xmlns=None,
        class_=["spread"],
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, round(base + TICKS)),
        extra={"role": "img", "aria-label": str(escape(label)), "focusable": "false"},
        elements=drawn,
    )
    return Markup(drawing.as_str())


def _bins(scale: Axis) -> int:
    return PARTS_OF_STEP * (len(scale.ticks) - 1)


def _bin(value: float, scale: Axis) -> int:
    # by decimals: 0.3 / 0.1 is 3 there, and the figure falls into its own bin
    low, high = Decimal(repr(scale.low)), Decimal(repr(scale.high))
    number = (Decimal(repr(float(value))) - low) * _bins(scale) / (high - low)
    return min(int(number), _bins(scale) - 1)


def _dots(x: float, base: float, dot: float, certain: int, maybe: int) -> list[svg.Element]:
    return [
        svg.Circle(
            cx=_round(x),
            cy=_round(base - dot * (n + 0.5)),
            r=_round(dot / 2 - 0.6),
            class_=["certain" if n < certain else "maybe"],
        )
        for n in range(certain + maybe)
    ]


def _columns(x: float, width: float, base: float, unit: float, certain: int, maybe: int) -> list[svg.Element]:
    solid, open_ = unit * certain, unit * maybe
    rows = ((base - solid, solid, "certain"), (base - solid - open_, open_, "maybe"))
    return [
        svg.Rect(
            x=_round(x + 0.5), y=_round(y), width=_round(width - 1), height=_round(height), class_=[name]
        )
        for y, height, name in rows
        if height
    ]


def _heights(highest: int, base: float) -> list[svg.Element]:
    """Thin lines across columns, with the number of places that they stand for."""
    drawn: list[svg.Element] = []
    for tick in axis([highest], parts=2).ticks[1:]:
        y = _round(base - PLOT * tick / highest)
        drawn += [
            svg.Line(x1=EDGE, x2=WIDTH - EDGE, y1=y, y2=y, class_=["height"]),
            svg.Text(text=str(escape(digits(tick))), x=WIDTH - EDGE, y=_round(y - 3), text_anchor="end"),
        ]
    return drawn


def _ticks(scale: Axis, base: float) -> list[svg.Element]:
    drawn: list[svg.Element] = [
        svg.Line(x1=EDGE, x2=WIDTH - EDGE, y1=_round(base), y2=_round(base), class_=["base"])
    ]
    every = 2 if len(scale.ticks) > 7 else 1
    for tick in scale.ticks[::every]:
        x = _x(tick, scale)
        drawn += [
            svg.Line(x1=x, x2=x, y1=_round(base), y2=_round(base + 4), class_=["tick"]),
            svg.Text(text=str(escape(digits(tick))), x=x, y=_round(base + 16), text_anchor="middle"),
        ]
    return drawn


def _mark_line(mark: Mark, scale: Axis, y: int, base: float) -> svg.Element:
    x = _x(mark.value, scale)
    return svg.Line(x1=x, x2=x, y1=y - 9, y2=_round(base), class_=[mark.kind])


def _mark_label(mark: Mark, scale: Axis, y: int) -> svg.Element:
    """A label stands to the side of its line where there is more room, so that none is cut off."""
    x = _x(mark.value, scale)
    right = x < WIDTH / 2
    return svg.Text(
        text=str(escape(mark.label)),
        x=_round(x + (4 if right else -4)),
        y=y,
        text_anchor="start" if right else "end",
        class_=[mark.kind],
    )


def _x(value: float, scale: Axis) -> float:
    return _round(EDGE + scale.share(value) * (WIDTH - 2 * EDGE))


def _round(number: float) -> float:
    return round(number, 2) + 0.0
