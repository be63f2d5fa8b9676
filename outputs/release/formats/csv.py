"""Tables as CSV that Excel opens rightly in Chinese: UTF-8 with its mark, a comma between the cells."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from outputs.release.formats.flat import flat, harmless


def write_csv(frame: pl.DataFrame, file: Path) -> None:
    """Write a table as CSV: ids of the columns first, an empty cell for null, lists joined by ` | `.

    A text that a spreadsheet would run as a formula (it opens with = + - or @) has an apostrophe before
    it; Parquet has it as it is.
    """
    harmless(flat(frame)).write_csv(file, include_bom=True, line_terminator="\r\n")
