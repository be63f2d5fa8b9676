"""What a stated figure leaves open: the least and the most that the thing itself can be.

A figure `at_least 85` may stand for 85 or anything above, `at_most 85` for 85 or anything from 0 on (nothing
that the catalogue measures goes below), `exact` for itself; `approx` for what lies within a share of it that
`rules/bounds.toml` sets. A verdict is only given where it holds for everything that the figures leave open.
"""

from __future__ import annotations

from functools import cache

import polars as pl
from pydantic import Field

from indicators.frozen import Frozen
from indicators.rule_files import rule_file
from indicators.toml_files import read_model

LOWEST, HIGHEST = 0.0, float("inf")
DIGITS = 6
"""Differences are rounded to so many decimals: 85.3 - 85 is 0.3."""


class Approx(Frozen):
    """How wide 约 and 左右 are: a share of the figure to either side."""

    share: float = Field(gt=0, lt=1)
    why: str
    why_zh: str = ""


class BoundRules(Frozen):
    """The file `rules/bounds.toml`."""

    approx: Approx


@cache
def load_bounds() -> BoundRules:
    """The rules of bounds that ship with the package."""
    return read_model(BoundRules, rule_file("bounds.toml"))


def width(value: pl.Expr, bound: pl.Expr) -> pl.Expr:
    """How far to either side of a value its own words (约, 左右) leave it open; 0 where they do not."""
    return pl.when(_is(bound, "approx")).then(value.abs() * load_bounds().approx.share).otherwise(0.0)


def least(value: pl.Expr, bound: pl.Expr) -> pl.Expr:
    """The least that a figure can stand for; 0 for `at_most`, null where there is no value."""
    known = pl.when(_is(bound, "at_most")).then(LOWEST).otherwise(value - width(value, bound))
    return pl.when(value.is_not_null()).then(known)


def most(value: pl.Expr, bound: pl.Expr) -> pl.Expr:
    """The most that a figure can stand for; infinity for `at_least`, null where there is no value."""
    known = pl.when(_is(bound, "at_least")).then(HIGHEST).otherwise(value + width(value, bound))
    return pl.when(value.is_not_null()).then(known)


def _is(bound: pl.Expr, name: str) -> pl.Expr:
    return bound.cast(pl.String) == name
