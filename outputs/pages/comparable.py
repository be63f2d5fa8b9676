"""Which figures places are compared by: of one year, and of a report that says what year it is of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import polars as pl


def comparable_facts(
    chosen: pl.DataFrame, statements: pl.DataFrame, years: Collection[tuple[str, int]]
) -> pl.DataFrame:
    """Those of the chosen facts that stand for a place in a comparison, by place, year, indicator, status.

    `years` are the places and years of reports. The answer has one more column, `own_year`: whether the
    year is that of a report of the place. Left out are:

    - figures of several years together (2016–2019), which are none of the year;
    - places whose reports have no year: what they say of today is undated, and only what they say
      of the past would be left to stand for the place;
    - the "then" of a then-and-now pair whose "now" is undated (in 2000 there were 275, now 85), and what
      is derived from it.
    """
    own = pl.DataFrame(
        sorted(years),
        schema={"region_code": pl.String, "year": chosen.schema["year"]},
        orient="row",
    )
    facts = (
        chosen.filter(~of_several_years())
        .join(own.select("region_code").unique(), on="region_code", how="semi")
        .join(own.with_columns(own_year=pl.lit(True)), on=["region_code", "year"], how="left")
        .with_columns(pl.col("own_year").fill_null(False))
    )
    undated = statements.filter(pl.col("year").is_null(), pl.col("status") == "actual")
    key = ["region_code", "year", "indicator", "status"]
    behind = statements.select("report_id", "indicator", made_from="observation_id")
    then = (
        facts.filter(~pl.col("own_year"), pl.col("status") == "actual")
        .select(*key, "made_from")
        .explode("made_from")
        # a derived figure is of the past when one of those is that it was made from
        .join(behind, on="made_from", suffix="_behind")
        .join(
            undated,
            left_on=["region_code", "report_id", "indicator_behind"],
            right_on=["region_code", "report_id", "indicator"],
            how="semi",
        )
    )
    return facts.join(then, on=key, how="anti").sort(key)


def report_years(reports: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, int]]:
    """The places whose reports say what year they are of, each with every such year."""
    return frozenset(
        (row["region_code"], row["year"])
        for row in reports
        if row["state"] == "read" and row["region_code"] is not None and row["year"] is not None
    )


def of_several_years() -> pl.Expr:
    """Whether a fact sums up more than its year."""
    return (pl.col("from_year") < pl.col("year")).fill_null(False)
