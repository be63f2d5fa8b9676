"""Targets and outcomes: a planned figure meets the actual one of the year that it was planned for."""

from __future__ import annotations

from functools import cache
from typing import Literal

import dataframely as dy
import polars as pl
from pydantic import Field

from indicators.bounds import DIGITS, least, most, width
from indicators.catalogue import Catalogue, Indicator, Kind
from indicators.errors import CatalogueError
from indicators.findings_schemas import Targets
from indicators.frozen import Frozen
from indicators.knowing import known_since
from indicators.reference import Regions
from indicators.rule_files import once, rule_file
from indicators.schemas import Indicators, Observations, Reports, validated
from indicators.tables import choose
from indicators.toml_files import read_model

FACT = ("region_code", "year", "indicator")

Goal = Literal["at_least", "at_most", "equal"]
BY_SIDE: dict[str, Goal] = {"better": "at_least", "worse": "at_most"}
"""The goal of a plan for an indicator, by what the catalogue says that more of it is."""


class Direction(Frozen):
    """When a plan for an indicator without a better side is kept, by the kind of the indicator.

    kept       as much as planned or more, or less; or as much, up to `tolerance` in the indicator's unit
    """

    kind: Kind
    kept: Goal
    tolerance: float = Field(default=0, ge=0)
    why: str
    why_zh: str = ""


class TargetRules(Frozen):
    """The file `rules/targets.toml`."""

    direction: tuple[Direction, ...]


@cache
def load_target_rules() -> TargetRules:
    """The rules of targets that ship with the package. Raises CatalogueError where a kind is missing."""
    rules = read_model(TargetRules, rule_file("targets.toml"))
    kinds = [direction.kind for direction in rules.direction]
    once(kinds, "targets.toml")
    if set(kinds) != {"stock", "flow", "ratio"}:
        raise CatalogueError("targets.toml", f"directions of {sorted(kinds)}", "one of stock, flow and ratio")
    return rules


def targets(
    observations: dy.DataFrame[Observations],
    indicators: dy.DataFrame[Indicators],
    reports: dy.DataFrame[Reports],
    regions: dy.DataFrame[Regions],
    catalogue: Catalogue,
) -> dy.DataFrame[Targets]:
    """Hold every planned figure of a known place and year against the actual one of that place and year.

    The goal is what the bound of the plan says (`at_least`, `at_most`), else the better side of the
    indicator, else what `rules/targets.toml` says of its kind. A plan whose bound runs against the better
    side has no goal that anybody could know. A plan is kept, or missed, only where that holds for everything
    that the bound of the actual figure leaves open; a plan that is itself approximate (90%左右) is kept from
    as far off as `rules/bounds.toml` lets it be. A plan for several years meets only a figure of the same.

    The actual figure is the chosen one of `indicators`. Where reports that do not plan for that very year
    have none, a report that does may have: it says how far things are, which is not always how they ended.
    So a plan for so much or more that is reached there is kept, and anything else unknown, unless the report
    came out after the year. A plan is never held against a plan. Sorted by place, indicator, year and plan.
    """
    planned = observations.filter(
        pl.col("status").cast(pl.String) == "planned",
        pl.col("region_code").is_not_null(),
        pl.col("year").is_not_null(),
    ).with_columns(from_year=_period())
    names = indicators.select("region_code", "year", "region_name").unique()
    outcomes = _outcomes(planned, observations, indicators, reports, regions)
    joined = (
        planned.drop("region_name")
        .join(names, on=["region_code", "year"])
        .join(reports.select("report_id", planned_said_in="year"), on="report_id", how="left")
        .join(outcomes, on=[*FACT, "from_year"], how="left", nulls_equal=True)
        .join(_goals(catalogue), on="indicator")
        .with_columns(goal=_goal())
        .with_columns(verdict=_verdict())
        .with_columns(verdict=pl.when(_not_ended()).then(pl.lit("unknown")).otherwise("verdict"))
    )
    exact = _exact("bound") & _exact("actual_bound") & ~_not_ended()
    comparable = (pl.col("verdict") != "unknown") | exact
    difference = (pl.col("actual_value") - pl.col("value")).round(DIGITS)
    frame = (
        joined.with_columns(margin=pl.when(comparable).then(difference))
        .rename(
            {
                "year": "planned_year",
                "from_year": "planned_from_year",
                "value": "planned_value",
                "bound": "planned_bound",
                "observation_id": "planned_observation_id",
                "report_id": "planned_report_id",
            }
        )
        .select(Targets.column_names())
        .sort("region_code", "indicator", "planned_year", "planned_said_in", "planned_observation_id")
    )
    return validated(Targets, frame, "targets")


def default_goal(indicator: Indicator) -> tuple[Goal, float]:
    """The goal of a plan whose bound says none, and how far off still counts, in the indicator's unit."""
    if indicator.higher_is in BY_SIDE:
        return BY_SIDE[indicator.higher_is], 0.0
    direction = next(d for d in load_target_rules().direction if d.kind == indicator.kind)
    return direction.kept, direction.tolerance


def _goals(catalogue: Catalogue) -> pl.DataFrame:
    rows = [(i.id, i.higher_is, *default_goal(i)) for i in catalogue.indicators]
    schema = {"indicator": pl.String, "side": pl.String, "default": pl.String, "off": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _goal() -> pl.Expr:
    """What the plan asks for; null where its bound runs against the better side."""
    bound = pl.col("bound").cast(pl.String)
    against = ((bound == "at_least") & (pl.col("side") == "worse")) | (
        (bound == "at_most") & (pl.col("side") == "better")
    )
    return (
        pl.when(against)
        .then(None)
        .when(bound.is_in(["at_least", "at_most"]))
        .then(bound)
        .otherwise("default")
    )


def _verdict() -> pl.Expr:
    goal, plan, bound = pl.col("goal"), pl.col("value"), pl.col("bound")
    value, of_value = pl.col("actual_value"), pl.col("actual_bound")
    off = width(plan, bound) + pl.when(goal == "equal").then("off").otherwise(0.0)
    low, high = least(value, of_value), most(value, of_value)
    above, below = low >= plan - off, high <= plan + off
    kept = (
        ((goal == "at_least") & above) | ((goal == "at_most") & below) | ((goal == "equal") & above & below)
    )
    missed = ((goal == "at_least") & (high < plan - off)) | ((goal == "at_most") & (low > plan + off))
    return pl.when(kept).then(pl.lit("kept")).when(missed).then(pl.lit("missed")).otherwise(pl.lit("unknown"))


def _not_ended() -> pl.Expr:
    """Whether what was done by then does not say how it ended: 全年计划招聘120名，目前已招聘80名."""
    reached = (pl.col("goal") == "at_least") & (pl.col("verdict") == "kept")
    return pl.col("still_planned").fill_null(False) & ~reached


def _outcomes(
    planned: pl.DataFrame,
    observations: dy.DataFrame[Observations],
    indicators: dy.DataFrame[Indicators],
    reports: dy.DataFrame[Reports],
    regions: dy.DataFrame[Regions],
) -> pl.DataFrame:
    """At most one actual figure of each fact that was planned, its columns as in `Targets`.

    `still_planned`: it is of a report that plans for that very year and did not come out after it.
    """
    actual = pl.col("status").cast(pl.String) == "actual"
    wanted = planned.select(FACT).unique()
    came_out = known_since(reports).join(planned.select(*FACT, "report_id").unique(), on="report_id")
    in_time = pl.col("known_since").str.slice(0, 4).cast(pl.Int32) <= pl.col("year")
    still = came_out.filter(in_time.fill_null(True)).select(*FACT, "report_id")
    chosen = indicators.filter(actual).join(wanted, on=FACT, how="semi")
    settled = chosen.join(still, on=[*FACT, "report_id"], how="anti")
    said = observations.filter(actual).join(wanted, on=FACT, how="semi")
    names = ("value", "bound", "observation_id")
    found = [settled.with_columns(still_planned=pl.lit(False))]
    for more, of_planning in ((said.join(still, on=[*FACT, "report_id"], how="anti"), False), (said, True)):
        left = more.join(pl.concat([each.select(FACT) for each in found]), on=FACT, how="anti")
        if left.is_empty():
            continue
        rest = choose(validated(Observations, left, "targets"), reports, regions)
        found.append(rest.with_columns(still_planned=pl.lit(of_planning)))
    return pl.concat(
        each.select(
            *FACT,
            _period().alias("from_year"),
            *(pl.col(n).alias(f"actual_{n}") for n in names),
            "still_planned",
        )
        for each in found
    )


def _period() -> pl.Expr:
    """The first of several years; null for a figure of one."""
    return pl.when(pl.col("from_year") < pl.col("year")).then("from_year")


def _exact(bound: str) -> pl.Expr:
    return pl.col(bound).cast(pl.String) == "exact"
