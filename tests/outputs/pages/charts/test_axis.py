"""Axes: round ticks, everything inside, exact ends."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.pages.charts.axis import axis

FIGURES = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda value: round(value, 6))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([99, 61.06, 85, 100], (0, 25, 50, 75, 100)),
        ([0.4, 0.828, 0.65], (0, 0.25, 0.5, 0.75, 1)),
        ([232], (0, 100, 200, 300)),
        ([108.3, 100], (0, 50, 100, 150)),
        ([0, 0], (0, 0.25, 0.5, 0.75, 1)),
        ([], (0, 0.25, 0.5, 0.75, 1)),
        ([-3, 5], (-4, -2, 0, 2, 4, 6)),
    ],
)
def test_ticks_are_round_and_start_from_zero(values: list[float], ticks: tuple[float, ...]) -> None:
    assert axis(values).ticks == ticks


def test_an_axis_of_positions_starts_where_the_figures_do() -> None:
    assert axis([93.4, 99.1], parts=5, from_zero=False).ticks == (92, 94, 96, 98, 100)


@given(st.lists(FIGURES, min_size=1), st.booleans())
def test_every_figure_lies_between_the_ends(values: list[float], from_zero: bool) -> None:
    scale = axis(values, from_zero=from_zero)
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert scale.low < scale.high
    assert not from_zero or scale.low <= 0 <= scale.high
    assert scale.ticks == tuple(sorted(set(scale.ticks)))
    assert (scale.ticks[0], scale.ticks[-1]) == (scale.low, scale.high)
    assert len(scale.ticks) <= 8
    shares = [scale.share(value) for value in sorted(values)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_what_lies_beyond_stands_at_the_end() -> None:
    scale = axis([100])
    assert (scale.share(120), scale.share(-5)) == (1, 0)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_has_no_place(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        axis([1, value])
