"""How a chosen figure changed on the year before."""

from __future__ import annotations

import polars as pl

from indicators.derive import DIGITS, bound_of

OF_FACT = ("region_code", "indicator", "status", "year")


def with_changes(chosen: pl.DataFrame) -> pl.DataFrame:
    """The frame with change, change_bound and change_from: each value minus that of the year before.

    `chosen` has a row a place, year, indicator and status, with value, bound (as text), from_year, made_from
    and sound. Between two sound figures of what was or is, each of its year alone: a change between plans is
    none, nor is one between sums of years. It has the bound that follows from the two, and is null where none
    does: between two figures of at least so much it could be anything.
    """
    of_year = chosen.filter(
        "sound",
        pl.col("status").cast(pl.String) == "actual",
        pl.col("from_year").is_null() | (pl.col("from_year") >= pl.col("year")),
    ).select(*OF_FACT, "value", "bound", "made_from")
    before = of_year.select(
        "region_code",
        "indicator",
        "status",
        pl.col("year") + 1,
        value_before="value",
        bound_before=pl.col("bound").cast(pl.String),
        change_from="made_from",
    )
    changes = (
        of_year.join(before, on=list(OF_FACT), how="inner")
        .with_columns(change_bound=bound_of([pl.col("bound").cast(pl.String)], [pl.col("bound_before")]))
        .filter(pl.col("change_bound").is_not_null())
        .select(
            *OF_FACT,
            "change_bound",
            "change_from",
            change=(pl.col("value") - pl.col("value_before")).round(DIGITS),
        )
    )
    return chosen.join(changes, on=list(OF_FACT), how="left").with_columns(
        pl.col("change_from").fill_null(pl.lit([], pl.List(pl.String)))
    )
