"""Tables as CSV that Excel opens rightly in Chinese: UTF-8 with its mark, a comma between the cells."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from outputs.release.formats.flat import flat, harmless

MARK = "\ufeff".encode()
ROWS_AT_ONCE = 1 << 16


def write_csv(frame: pl.DataFrame, file: Path) -> None:
    """Write a table as CSV: ids of the columns first, an empty cell for null, lists joined by ` | `.

    A text that a spreadsheet would run as a formula (it opens with = + - or @) has an apostrophe before
    it; Parquet has it as it is.
    """
    with file.open("wb") as stream:
        stream.write(MARK)
        flat(frame.head(0)).write_csv(stream, line_terminator="\r\n")
        for rows in frame.iter_slices(ROWS_AT_ONCE):
            harmless(flat(rows)).write_csv(stream, include_header=False, line_terminator="\r\n")
