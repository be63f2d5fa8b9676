"""National bars: which figure meets the bar that a regulation sets, by how much, in which year."""

from __future__ import annotations

import re

import dataframely as dy
import polars as pl

from indicators.bounds import DIGITS, least, most
from indicators.catalogue import Bar, Catalogue
from indicators.errors import CatalogueError
from indicators.findings_schemas import Bars
from indicators.schemas import Indicators, validated

ISSUED = re.compile(r"〔(\d{4})〕")
KEY = ("region_code", "year", "indicator", "bar")


def bars(indicators: dy.DataFrame[Indicators], catalogue: Catalogue) -> dy.DataFrame[Bars]:
    """Hold the chosen actual figures of single years against the bars of the catalogue.

    Met, or not met, only where everything that the bound of the figure leaves open is on that side:
    `at_least 85` meets a bar of 85, of `at_most 90` nobody can say whether it reaches 85. A figure of
    several years is held against none. `in_force` is false for years before the regulation's own, in
    which the bar tells how far a place was from it, not whether it kept a rule. Sorted by its key.
    """
    value, bound = pl.col("value"), pl.col("bound")
    wanted = pl.col("bar_bound") == "at_least"
    good = (
        pl.when(wanted)
        .then(least(value, bound) >= pl.col("bar_value"))
        .otherwise(most(value, bound) <= pl.col("bar_value"))
    )
    bad = (
        pl.when(wanted)
        .then(most(value, bound) < pl.col("bar_value"))
        .otherwise(least(value, bound) > pl.col("bar_value"))
    )
    frame = (
        indicators.filter(
            pl.col("status").cast(pl.String) == "actual",
            pl.col("from_year").is_null() | (pl.col("from_year") >= pl.col("year")),
        )
        .join(_bars(catalogue), on="indicator")
        .with_columns(
            in_force=pl.col("year") >= pl.col("issued"),
            verdict=pl.when(good)
            .then(pl.lit("met"))
            .when(bad)
            .then(pl.lit("not met"))
            .otherwise(pl.lit("unknown")),
        )
        .with_columns(
            margin=pl.when(pl.col("verdict") != "unknown").then((value - pl.col("bar_value")).round(DIGITS))
        )
        .select(Bars.column_names())
        .sort(KEY)
    )
    return validated(Bars, frame, "bars")


def issued(bar: Bar) -> int:
    """The year of a regulation, from its number: 2020 of 教督〔2020〕1号."""
    found = ISSUED.search(bar.number)
    if found is None:
        raise CatalogueError(f"bar {bar.name}", f"number {bar.number!r}", "a year in it: 教督〔2020〕1号")
    return int(found.group(1))


def _bars(catalogue: Catalogue) -> pl.DataFrame:
    rows = [
        (indicator.id, bar.name, bar.regulation, bar.number, issued(bar), bar.value, bar.bound)
        for indicator in catalogue.indicators
        for bar in indicator.bar
    ]
    schema = {
        "indicator": pl.String,
        "bar": pl.String,
        "regulation": pl.String,
        "number": pl.String,
        "issued": pl.Int32,
        "bar_value": pl.Float64,
        "bar_bound": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
