"""What a stated figure leaves open."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.bounds import HIGHEST, least, load_bounds, most, width
from indicators.catalogue import load_catalogue
from indicators.schemas import BOUNDS


def ends(value: float | None, bound: str | None) -> tuple[float | None, float | None]:
    frame = pl.DataFrame({"v": [value], "b": [bound]}, schema={"v": pl.Float64, "b": pl.Enum(BOUNDS)})
    low, high = frame.select(low=least(pl.col("v"), pl.col("b")), high=most(pl.col("v"), pl.col("b"))).row(0)
    return low, high


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("exact", (80.0, 80.0)),
        ("approx", (76.0, 84.0)),
        ("at_least", (80.0, HIGHEST)),
        ("at_most", (0.0, 80.0)),
    ],
)
def test_what_a_bound_leaves_open(bound: str, expected: tuple[float, float]) -> None:
    assert ends(80.0, bound) == pytest.approx(expected)


def test_no_value_leaves_nothing_open() -> None:
    assert ends(None, None) == (None, None)


@given(st.floats(0, 1e9), st.sampled_from(BOUNDS))
def test_a_figure_is_among_what_it_leaves_open(value: float, bound: str) -> None:
    low, high = ends(value, bound)
    assert low is not None
    assert high is not None
    assert low <= value <= high


@pytest.mark.parametrize(("bound", "expected"), [("exact", 0.0), ("approx", 4.0), ("at_least", 0.0)])
def test_only_approximate_figures_have_a_width(bound: str, expected: float) -> None:
    frame = pl.DataFrame({"v": [80.0], "b": [bound]}, schema={"v": pl.Float64, "b": pl.Enum(BOUNDS)})
    assert frame.select(width(pl.col("v"), pl.col("b"))).item() == pytest.approx(expected)
    assert load_bounds().approx.share == 0.05


def test_nothing_that_is_measured_goes_below_nothing() -> None:
    assert all(indicator.valid[0] >= 0 for indicator in load_catalogue().indicators)
