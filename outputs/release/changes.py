"""What changed between two releases, row by row, and why: the source, a correction, or the reading.

Pure: the tables of two releases in, a frame out. A row is one figure of `indicators`: a place, year,
indicator and status. Its cause is looked for in the statements that it rests on: one whose page the
other release does not have differs by its source; one that a new, other or dropped correction is of,
by that; any other one by the reading, which is the code, the catalogue, or what the registry says of
the page. Where the sentence stands word for word in a changed page and gives another value, it is the
reading that did it.
"""

from __future__ import annotations

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from indicators.schemas import BOUNDS, METHODS, STATUSES, Corrections, empty, validated
from indicators.tables import KEY

CHANGES = ("added", "gone", "changed", "evidence")
CAUSES = ("source", "correction", "reading")
"""From the outermost in: where several did it, the first one is the cause and the others are `also`."""

COMPARED = ("indicators", "observations", "reports", "corrections")
"""The tables that tell what changed."""

FIGURE = ("value", "unit", "bound", "from_year")
SHOWN = (*FIGURE, "method", "observation_id", "report_id")

SAYS = ("observation_id", "snapshot", "region_code", "indicator", *FIGURE, "status", "year", "method")
"""What a statement says. How it was read (its rule, doubt and flags) may differ, and it is the same one."""

FOLLOWS = frozenset({"change", "change_bound", "change_from"})
"""Columns that follow from a figure of another year, which is told where that one stands."""

OTHERWISE = "the same statements, chosen or put together otherwise"
READ_OTHERWISE = "the same page, read otherwise"


class Changes(dy.Schema):
    """One row a figure of `indicators` that one of two releases has otherwise than the other.

    `change`: added, gone, changed (another value, unit, bound or period), or evidence: the figure
    stands, and what it rests on is another (another statement, more of them, another rule). `differs`
    are the columns of `indicators` that differ. Columns that end in `_before` are null where the row
    was added, those in `_after` where it is gone; `by` is after minus before, where both have a unit.
    `cause` and `also` are of `CAUSES`, `why` says it in words.
    """

    region_code = dy.String(primary_key=True)
    region_name = dy.String()
    year = dy.Int32(primary_key=True)
    indicator = dy.String(primary_key=True)
    status = dy.Enum(STATUSES, primary_key=True)
    change = dy.Enum(CHANGES)
    cause = dy.Enum(CAUSES)
    also = dy.List(dy.String())
    why = dy.String()
    differs = dy.List(dy.String())
    value_before = dy.Float64(nullable=True)
    value_after = dy.Float64(nullable=True)
    by = dy.Float64(nullable=True)
    unit_before = dy.String(nullable=True)
    unit_after = dy.String(nullable=True)
    bound_before = dy.Enum(BOUNDS, nullable=True)
    bound_after = dy.Enum(BOUNDS, nullable=True)
    from_year_before = dy.Int32(nullable=True)
    from_year_after = dy.Int32(nullable=True)
    method_before = dy.Enum(METHODS, nullable=True)
    method_after = dy.Enum(METHODS, nullable=True)
    observation_id_before = dy.String(nullable=True)
    observation_id_after = dy.String(nullable=True)
    report_id_before = dy.String(nullable=True)
    report_id_after = dy.String(nullable=True)


def changes(before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]) -> dy.DataFrame[Changes]:
    """What `after` has otherwise than `before`, sorted by place, year, indicator and status.

    Both hold the tables of `COMPARED`. Columns that one of the two does not have (an older release)
    are not compared. Raises CountyEducationError where the result breaks its schema.
    """
    rows = _differing(before["indicators"], after["indicators"])
    inputs = _inputs(rows, before, "before"), _inputs(rows, after, "after")
    beside = rows.filter(pl.col("change") == "evidence").select(KEY)
    statements = pl.concat(
        [
            _moved(before, after, "before", inputs[0], beside),
            _moved(after, before, "after", inputs[1], beside),
        ]
    )
    causes = _causes(rows, pl.concat(inputs), statements)
    frame = (
        rows.join(causes, on=KEY, how="left", nulls_equal=True)
        .with_columns(pl.col("causes").fill_null(pl.lit(["reading"])), why=pl.coalesce("why", _otherwise()))
        .with_columns(
            cause=pl.col("causes").list.first(),
            also=pl.col("causes").list.slice(1),
            by=pl.when(pl.col("unit_before") == pl.col("unit_after")).then(
                (pl.col("value_after") - pl.col("value_before")).round(8)
            ),
        )
        .select(Changes.column_names())
        .sort(KEY)
    )
    return validated(Changes, frame, "changes")


def _otherwise() -> pl.Expr:
    """Why a figure differs whose statements do not."""
    derived = pl.lit("derived")
    return (
        pl.when((pl.col("change") == "added") & (pl.col("method_after").cast(pl.String) == derived))
        .then(pl.lit("derived now, from the same statements"))
        .when((pl.col("change") == "gone") & (pl.col("method_before").cast(pl.String) == derived))
        .then(pl.lit("not derived any more, from the same statements"))
        .otherwise(pl.lit(OTHERWISE))
    )


def _differing(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The rows that differ, side by side: key, region_name, change, differs, and `SHOWN` of both."""
    untold = FOLLOWS.union(KEY)
    compared = [name for name in before.columns if name in after.columns and name not in untold]
    both = before.join(after, on=KEY, how="full", suffix="_after", coalesce=True)
    types, other_types = before.schema, after.schema
    plain = {name: _plain(name, types[name]) for name in compared}
    other = {name: _plain(name, other_types[name], "_after") for name in compared}
    there, here = pl.col("unit").is_not_null(), pl.col("unit_after").is_not_null()
    differ = [
        pl.when(there & here & plain[name].ne_missing(other[name])).then(pl.lit(name)) for name in compared
    ]
    figure = pl.concat_list(pl.lit(list(FIGURE)))
    return (
        both.with_columns(differs=pl.concat_list(differ).list.drop_nulls())
        .with_columns(
            change=pl.when(~there)
            .then(pl.lit("added"))
            .when(~here)
            .then(pl.lit("gone"))
            .when(pl.col("differs").list.set_intersection(figure).list.len() > 0)
            .then(pl.lit("changed"))
            .otherwise(pl.lit("evidence"))
        )
        .filter((pl.col("change") != "evidence") | (pl.col("differs").list.len() > 0))
        .select(
            *KEY,
            "change",
            "differs",
            *(pl.col(name).alias(f"{name}_before") for name in SHOWN),
            *(pl.col(f"{name}_after") for name in SHOWN),
            region_name=pl.coalesce("region_name_after", "region_name"),
        )
    )


def _plain(name: str, dtype: pl.DataType, suffix: str = "") -> pl.Expr:
    """A column in a form that can be compared: a list as text, a kind as text."""
    column = pl.col(f"{name}{suffix}")
    if isinstance(dtype, pl.List):
        return column.list.join("|")
    return column.cast(pl.String) if isinstance(dtype, pl.Enum) else column


def _moved(
    one: Mapping[str, pl.DataFrame],
    other: Mapping[str, pl.DataFrame],
    side: str,
    inputs: pl.DataFrame,
    beside: pl.DataFrame,
) -> pl.DataFrame:
    """The statements of one release that the other does not have just so: side, id, place, cause and why.

    Only those that a differing row rests on (`inputs`), or that stand beside one (`beside` are its keys).
    """
    theirs = other["observations"]
    mine = one["observations"]
    ids = pl.concat([inputs["observation_id"], mine.join(beside, on=KEY, how="semi")["observation_id"]])
    mine = mine.filter(pl.col("observation_id").is_in(ids.unique().implode()))
    said, said_there = (
        frame.select(_plain(name, dtype).alias(name) for name, dtype in frame.select(SAYS).schema.items())
        for frame in (mine, theirs)
    )
    alike = said.join(said_there, on=SAYS, how="semi", nulls_equal=True).get_column("observation_id")
    moved = mine.filter(~pl.col("observation_id").is_in(alike.implode()))
    pages = other["reports"]["snapshot"].drop_nulls().unique()
    places = other["reports"]["source"].unique()
    # The same words that give another value: the page is another, and it was not the page that did it.
    words = ["source", "indicator", "status", "quote", "sentence"]
    stated = pl.col("method").cast(pl.String) == "stated"
    same_words = (
        moved.filter(stated)
        .join(theirs.filter(stated).select(*words, "value", "bound"), on=words, suffix="_other")
        .filter((pl.col("value") != pl.col("value_other")) | (pl.col("bound") != pl.col("bound_other")))
        .get_column("observation_id")
    )
    by_source = ~pl.col("snapshot").is_in(pages.implode())
    moved_page = "{} is a new page" if side == "after" else "{} is gone"
    return (
        moved.join(_corrected(one, other), on="observation_id", how="left")
        .with_columns(
            cause=pl.when(by_source & ~pl.col("observation_id").is_in(same_words.implode()))
            .then(pl.lit("source"))
            .when(pl.col("corrected").is_not_null())
            .then(pl.lit("correction"))
            .otherwise(pl.lit("reading"))
        )
        .select(
            "observation_id",
            *KEY,
            "cause",
            side=pl.lit(side),
            why=pl.when(pl.col("cause") == "source")
            .then(
                pl.when(pl.col("source").is_in(places.implode()))
                .then(pl.format("{} was changed", "source"))
                .otherwise(pl.format(moved_page, "source"))
            )
            .when(pl.col("cause") == "correction")
            .then(pl.col("corrected"))
            .otherwise(pl.lit(READ_OTHERWISE)),
        )
    )


def _corrected(one: Mapping[str, pl.DataFrame], other: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What two releases do not put right alike: observation_id, and `corrected` says how and why.

    Of a statement that both put right in another way, the newer word is not known: both are told.
    """
    tables = [
        (each["corrections"] if "corrections" in each else empty(Corrections)).filter(
            pl.col("observation_id").is_not_null()
        )
        for each in (one, other)
    ]
    compared = [name for name in tables[0].columns if name in tables[1].columns and name != "source"]
    sides = [
        table.join(tables[1 - n], on=compared, how="anti", nulls_equal=True) for n, table in enumerate(tables)
    ]
    said = pl.concat(
        side.select(
            "observation_id",
            said=pl.when(pl.col("state").cast(pl.String) == "withdrawn")
            .then(pl.format("withdrawn: {}", "reason"))
            .otherwise(pl.format("put right: {}", "reason")),
        )
        for side in sides
    )
    return said.group_by("observation_id").agg(corrected=pl.col("said").unique().sort().str.join("; "))


def _causes(rows: pl.DataFrame, inputs: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """For each row that differs by a statement: its key, `causes` in their order, and `why`.

    A figure is told by the statements that it rests on. Where it stands and none of those differs, the
    others of its place, year, indicator and status tell: they were counted beside it.
    """
    keys = rows.select(*KEY, "change")
    own = keys.join(inputs, on=KEY).join(statements.drop(KEY), on=["observation_id", "side"])
    beside = (
        keys.filter(pl.col("change") == "evidence")
        .join(own.select(KEY), on=KEY, how="anti")
        .join(statements, on=KEY)
    )
    told = pl.concat([own.select(*KEY, "cause", "why"), beside.select(*KEY, "cause", "why")]).unique()
    return (
        told.with_columns(rank=pl.col("cause").replace_strict(list(CAUSES), range(len(CAUSES))))
        .sort(*KEY, "rank", "why")
        .group_by(KEY, maintain_order=True)
        .agg(
            causes=pl.col("cause").unique(maintain_order=True), why=pl.col("why").unique(maintain_order=True)
        )
        .with_columns(pl.col("why").list.join("; "))
    )


def _inputs(rows: pl.DataFrame, tables: Mapping[str, pl.DataFrame], side: str) -> pl.DataFrame:
    """The statements that each of the rows rests on: those it was made from, else the one that was chosen."""
    indicators = tables["indicators"].join(rows, on=KEY, how="semi")
    chosen = pl.concat_list("observation_id")
    if "made_from" in indicators.columns:
        chosen = pl.when(pl.col("made_from").list.len() > 0).then("made_from").otherwise(chosen)
    exploded = indicators.select(*KEY, observation_id=chosen).explode("observation_id").drop_nulls()
    return exploded.with_columns(side=pl.lit(side))
