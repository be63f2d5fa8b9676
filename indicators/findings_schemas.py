"""The frames of what follows from the figures: checks, targets, bars, and why there is no figure."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from indicators.schemas import BOUNDS, METHODS, STATUSES

CHECK_VERDICTS = ("passed", "failed", "not comparable")
TARGET_VERDICTS = ("kept", "missed", "unknown")
BAR_VERDICTS = ("met", "not met", "unknown")
BAR_BOUNDS = ("at_least", "at_most")
SILENCES = ("stated", "not stated", "masked", "refused page", "no report")
"""Why a place has a figure of a year or none. The first that applies is the one that is given."""


class Checks(dy.Schema):
    """One row a rule and the figures that it was held against (see `indicators.checks`).

    `observed` is the figure that is checked, `expected` what it is held against, both in the unit of the
    indicator; `tolerance` is how far they may lie apart: that of the rule, and what the figures themselves
    leave open. Where no verdict can be given, there is no difference. The place is null where the report
    masks it. A failed check removes no figure.
    """

    check_id = dy.String(primary_key=True)
    rule = dy.String()
    region_code = dy.String(nullable=True, regex=r"^[0-9]{6}$")
    region_name = dy.String(nullable=True)
    year = dy.Int32(nullable=True)
    indicator = dy.String()
    status = dy.Enum(STATUSES)
    observed = dy.Float64(nullable=True)
    expected = dy.Float64(nullable=True)
    difference = dy.Float64(nullable=True)
    tolerance = dy.Float64(min=0)
    verdict = dy.Enum(CHECK_VERDICTS)
    message_zh = dy.String()
    message_en = dy.String()
    observation_ids = dy.List(dy.String())

    @dy.rule()
    def of_something(cls) -> pl.Expr:
        return pl.col("observation_ids").list.len() > 0

    @dy.rule()
    def difference_where_comparable(cls) -> pl.Expr:
        return (pl.col("verdict") != "not comparable") | pl.col("difference").is_null()


class Targets(dy.Schema):
    """One row a planned figure, with the actual one of the year it was planned for.

    `margin` is the actual value minus the planned one; null without one, or where a bound leaves it open.
    """

    region_code = dy.String(regex=r"^[0-9]{6}$")
    region_name = dy.String()
    indicator = dy.String()
    unit = dy.String()
    planned_year = dy.Int32()
    planned_from_year = dy.Int32(nullable=True)
    planned_value = dy.Float64()
    planned_bound = dy.Enum(BOUNDS)
    planned_observation_id = dy.String(primary_key=True)
    planned_report_id = dy.String()
    planned_said_in = dy.Int32(nullable=True)
    actual_value = dy.Float64(nullable=True)
    actual_bound = dy.Enum(BOUNDS, nullable=True)
    actual_observation_id = dy.String(nullable=True)
    verdict = dy.Enum(TARGET_VERDICTS)
    margin = dy.Float64(nullable=True)

    @dy.rule()
    def verdict_of_an_outcome(cls) -> pl.Expr:
        return pl.col("actual_value").is_not_null() | (pl.col("verdict") == "unknown")


class Bars(dy.Schema):
    """One row an actual figure of a year and a national bar of its indicator.

    `margin` is the value minus the bar; null where the bound of the value does not allow a verdict.
    `in_force`: the regulation was issued in the year of the figure or before.
    """

    region_code = dy.String(primary_key=True, regex=r"^[0-9]{6}$")
    region_name = dy.String()
    year = dy.Int32(primary_key=True)
    indicator = dy.String(primary_key=True)
    bar = dy.String(primary_key=True)
    regulation = dy.String()
    number = dy.String()
    in_force = dy.Bool()
    bar_value = dy.Float64()
    bar_bound = dy.Enum(BAR_BOUNDS)
    value = dy.Float64()
    bound = dy.Enum(BOUNDS)
    method = dy.Enum(METHODS)
    verdict = dy.Enum(BAR_VERDICTS)
    margin = dy.Float64(nullable=True)


class Silence(dy.Schema):
    """One row a place, year and indicator: whether an actual figure is stated, and if not, why.

    Every place that a report or a figure names, every year from its first to its last, every indicator.
    """

    region_code = dy.String(primary_key=True, regex=r"^[0-9]{6}$")
    year = dy.Int32(primary_key=True)
    indicator = dy.String(primary_key=True)
    silence = dy.Enum(SILENCES)
