"""Frames without nested columns, for the forms that know none: CSV, Excel and Stata."""

from __future__ import annotations

import json

import polars as pl

SEPARATOR = " | "
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that opens so is run as a formula by spreadsheets; the texts are those of strangers' pages."""


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists of text joined by ` | `, and records as JSON. Enums stay; rows and order too."""
    expressions = []
    for name, dtype in frame.schema.items():
        if not isinstance(dtype, pl.List):
            expressions.append(pl.col(name))
        elif isinstance(dtype.inner, pl.Struct):
            expressions.append(pl.col(name).map_elements(_json, return_dtype=pl.String))
        else:
            expressions.append(pl.col(name).list.join(SEPARATOR))
    return frame.select(expressions)


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet would run as a formula."""
    text = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    return frame.with_columns(
        pl.when(pl.col(name).str.slice(0, 1).is_in(list(FORMULA_STARTS)))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in text
    )


def _json(records: pl.Series) -> str:
    return json.dumps(records.to_list(), ensure_ascii=False)
