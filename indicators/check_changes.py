"""Stated changes held against the figures: 85 schools, 9 more than the year before, when there were 76?"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from indicators.bounds import DIGITS, HIGHEST, LOWEST, width
from indicators.catalogue import Catalogue
from indicators.check_figures import SIGNS, figures, last_digit, written
from indicators.check_rules import ChangeRule
from indicators.check_verdicts import Cases
from indicators.schemas import Indicators, Observations, StatedChanges

CHANGED, BEFORE = "_0", "_1"


def changes_held(
    rule: ChangeRule,
    changes: dy.DataFrame[StatedChanges],
    observations: dy.DataFrame[Observations],
    indicators: dy.DataFrame[Indicators],
    catalogue: Catalogue,
) -> Cases:
    """Each stated change is observed; expected is its fact minus the chosen figure of the year before.

    The year before is the one that the change names. A change in % of the earlier figure is held against
    the two in %. A change of which no stated actual figure of the earlier year is chosen has no case; nor
    has one in % of what may be nothing.
    """
    of_facts = figures(observations.join(changes, on="observation_id", how="semi"))
    chosen = indicators.filter(
        pl.col("method").cast(pl.String) != "derived", pl.col("status").cast(pl.String) == "actual"
    )
    then = figures(observations.join(chosen, on="observation_id", how="semi")).filter(
        pl.col("from_year").is_null()
    )
    rows = (
        changes.join(_numbered(of_facts, CHANGED), on="observation_id")
        .join(
            _numbered(then, BEFORE).rename({"observation_id": "observation_id_1"}),
            left_on=("region_code", "indicator", "against_year"),
            right_on=("region_code_1", "indicator_1", "year_1"),
        )
        .filter((pl.col("change_unit") != "%") | (pl.col("value_1") > pl.col("margin_1")))
    )
    bound, change = pl.col("bound").cast(pl.String), pl.col("change")
    relative = pl.col("change_unit") == "%"
    difference = pl.col("value_0") - pl.col("value_1")
    off = pl.col("margin_0") + pl.col("margin_1")
    share = 100 * difference / pl.col("value_1")
    least = pl.col("value_1") - pl.col("margin_1")
    share_off = 100 * (pl.col("value_0") + pl.col("margin_0")) / least - 100 * pl.col("value_0") / pl.col(
        "value_1"
    )
    names = {i.id: (i.name_zh, i.name_en) for i in catalogue.indicators}
    name_zh, name_en = (
        pl.col("indicator").replace_strict({k: v[n] for k, v in names.items()}, return_dtype=pl.String)
        for n in (0, 1)
    )
    said = pl.concat_str(bound.replace_strict(SIGNS, return_dtype=pl.String), written(change), "change_unit")
    told = ("said_0", "year", "said_1", "against_year")
    cases = rows.with_columns(
        check_id=pl.format("{}/{}", pl.lit(rule.id), "change_id"),
        rule=pl.lit(rule.id),
        status=pl.lit("actual"),
        observed=change,
        observed_low=pl.when(bound == "at_most").then(-HIGHEST).otherwise(change),
        observed_high=pl.when(bound == "at_least").then(HIGHEST).otherwise(change),
        expected=pl.when(relative).then(share).otherwise(difference).round(DIGITS),
        expected_low=pl.when(relative)
        .then(100 * pl.col("low_0") / pl.col("high_1") - 100)
        .otherwise(pl.col("low_0") - pl.col("high_1"))
        .round(DIGITS),
        expected_high=pl.when(~relative)
        .then(pl.col("high_0") - pl.col("low_1"))
        .when(pl.col("low_1") > LOWEST)
        .then(100 * pl.col("high_0") / pl.col("low_1") - 100)
        .otherwise(HIGHEST)
        .round(DIGITS),
        allowed=pl.max_horizontal(
            pl.lit(rule.tolerance), rule.share_off * pl.max_horizontal("value_0", "value_1")
        ),
        margin=width(change, bound)
        + last_digit(change, rounded=relative | (pl.col("change_unit") == "百分点"))
        + pl.when(~relative).then(off).otherwise(share_off),
        one_sided=pl.lit(False),
        # One report or two: a change is between years, as a jump is.
        apart=pl.lit(False),
        observation_ids=pl.concat_list("observation_id", "observation_id_1"),
    )
    return Cases(
        cases,
        pl.format("{}变化 {}，{}（{} 年），{}（{} 年）", name_zh, said, *told),
        pl.format("{} changed by {}, {} in {}, {} in {}", name_en, said, *told),
    )


def _numbered(found: pl.DataFrame, suffix: str) -> pl.DataFrame:
    """Figures with all but their id renamed, so that two of them stand beside each other."""
    return found.drop("report_id", "status", "from_year").rename(
        lambda name: name if name == "observation_id" else f"{name}{suffix}"
    )
