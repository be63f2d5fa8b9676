"""What was chosen when: the tables of chosen figures and of their vintages, with what is derived from them.

A figure changes as reports come in: a later one restates it, or states at last what had been derived. Of
every day on which something of a place, year and status became known, the choice is made anew from what was
known by then, and so are the derived figures. The last vintage is the figure of today.
"""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from indicators.catalogue import Catalogue
from indicators.changes import with_changes
from indicators.derive import derive
from indicators.reference import Regions
from indicators.schemas import Indicators, Observations, Reports, Vintages, validated
from indicators.tables import DERIVED, KEY, names_of, pick, statements

TOGETHER = ("region_code", "year", "status")
"""Figures that agree in these are derived from one another, so that one may change when another does."""

NO_DAY = "9999-12-31"
"""Stands for no day while days are put in order: what has none may have come last, for all we know."""

SAME = ("value", "bound", "from_year", "method")
"""What a vintage differs in from the one before. The same said once more is no revision."""


def tabulate(
    observations: dy.DataFrame[Observations],
    reports: dy.DataFrame[Reports],
    regions: dy.DataFrame[Regions],
    catalogue: Catalogue,
) -> tuple[dy.DataFrame[Indicators], dy.DataFrame[Vintages]]:
    """The chosen and derived figures, and what they were as reports came in, each sorted by its key.

    Raises CountyEducationError where a table breaks its schema.
    """
    rows = statements(observations, reports)
    names = names_of(rows, regions)
    now = _figures(rows, catalogue)
    dated = _of_several_days(rows)
    first = pl.lit(0, pl.UInt32)
    if dated.is_empty():
        now = with_changes(now).sort(KEY)
        when = now.with_columns(revision=first)
    else:
        revised = _revised(dated, catalogue)
        # The same value may have been known, and chosen, from an earlier report on.
        last = revised.filter(pl.col("revision") == pl.col("revision").max().over(KEY)).select(
            *KEY, day="known_since", is_dated=pl.lit(True)
        )
        now = with_changes(
            now.join(last, on=list(KEY), how="left").with_columns(
                known_since=pl.when("is_dated").then("day").otherwise("known_since")
            )
        ).sort(KEY)
        still = now.join(dated.select(TOGETHER).unique(), on=list(TOGETHER), how="anti")
        when = pl.concat([still.with_columns(revision=first), revised], how="diagonal")
    tables = (
        frame.join(names, on=["region_code", "year"], how="left").select(schema.column_names())
        for frame, schema in ((now, Indicators), (when, Vintages))
    )
    indicators, vintages = tables
    return (
        validated(Indicators, indicators.sort(KEY), "tables"),
        validated(Vintages, vintages.sort(*KEY, "revision"), "vintages"),
    )


def _figures(rows: pl.DataFrame, catalogue: Catalogue, more: Sequence[str] = ()) -> pl.DataFrame:
    """The chosen figures of some statements and what is derived from them, by `more` keys and `KEY`."""
    chosen = pick(rows, (*more, *KEY))
    derived = derive(chosen, rows, catalogue, more).with_columns(
        pl.col("bound").cast(chosen.schema["bound"]),
        method=pl.lit("derived").cast(chosen.schema["method"]),
        statements=pl.lit(0, chosen.schema["statements"]),
        reports=pl.lit(0, chosen.schema["reports"]),
        spread=pl.lit(0.0),
        chosen_by=pl.lit(DERIVED),
        sound=pl.lit(True),
    )
    return pl.concat(
        [chosen.with_columns(made_from=pl.concat_list("observation_id")), derived], how="diagonal"
    )


def _of_several_days(rows: pl.DataFrame) -> pl.DataFrame:
    """The statements of places, years and statuses of which something became known on several days."""
    day = rows.with_columns(pl.col("known_since").fill_null(NO_DAY))
    days = day.group_by(TOGETHER).agg(first=pl.col("known_since").min(), last=pl.col("known_since").max())
    return day.join(days.filter(pl.col("first") < pl.col("last")), on=list(TOGETHER), how="semi")


def _revised(dated: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """Every vintage of what became known on several days: the columns of `Vintages` but for the names."""
    days = dated.select(*TOGETHER, as_of="known_since").unique()
    known = dated.join(days, on=list(TOGETHER)).filter(pl.col("known_since") <= pl.col("as_of"))
    figures = _figures(known, catalogue, ("as_of",))
    # A derived figure may go again: from its first day on it has a row a day, an empty one where it is gone.
    first = figures.group_by(KEY).agg(pl.col("as_of").min().alias("first"), pl.col("unit").first())
    every_day = first.join(days, on=list(TOGETHER)).filter(pl.col("as_of") >= pl.col("first")).drop("first")
    each_day = (
        every_day.join(figures.drop("unit"), on=[*KEY, "as_of"], how="left")
        .with_columns(pl.col("method").fill_null("derived"))
        .sort(*KEY, "as_of")
    )
    changed = pl.any_horizontal(*(pl.col(name).ne_missing(pl.col(name).shift().over(KEY)) for name in SAME))
    return (
        each_day.filter(changed | (pl.col("as_of") == pl.col("as_of").min().over(KEY)))
        .with_columns(
            pl.col("made_from").fill_null(pl.lit([], pl.List(pl.String))),
            known_since=pl.when(pl.col("as_of") != NO_DAY).then("as_of"),
            revision=pl.int_range(pl.len(), dtype=pl.UInt32).over(KEY),
        )
        .drop("as_of")
    )
