"""Why a release has no figure of a place and indicator, in the words of its table `silence`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import polars as pl

from outputs.release.contents import read_table, table_file

SAID = {
    "stated": "stated",
    "not stated": "nothing read out of the reports",
    "masked": "digits masked",
    "refused page": "page refused",
    "no report": "no report",
}
"""What `explain` calls the values of `silence`. `not stated` is what the reading says, not what is sure."""


def why_silent(release: Path, region_code: str, indicator: str, year: int | None) -> str:
    """The reasons by year, in brackets behind a space: " (2020 no report)"; of all years where none is asked.

    Years in a row with one reason are put together. Empty for a release of before there was the table. Raises
    ReleaseError where the table cannot be read.
    """
    if not table_file(release, "silence").exists():
        return ""
    of_it = read_table(release, "silence").filter(region_code=region_code, indicator=indicator).sort("year")
    rows = of_it if year is None else of_it.filter(year=year)
    if rows.is_empty():
        return f" ({_outside(of_it['year'])})"
    said = rows["silence"].cast(pl.String).to_list()
    years: list[tuple[int, str]] = list(zip(rows["year"].to_list(), said, strict=True))
    # A year less its position is the same for years in a row.
    runs = groupby(enumerate(years), key=lambda each: (each[1][0] - each[0], each[1][1]))
    told = []
    for (_, silence), run in runs:
        span = [year for _, (year, _) in run]
        several = f"{span[0]}–{span[-1]}" if len(span) > 1 else f"{span[0]}"
        told.append(f"{several} {SAID[silence]}")
    return f" ({', '.join(told)})"


def _outside(years: pl.Series) -> str:
    """Why a place has no row: its reports are of other years, or of none that is known. `years` in order."""
    if years.is_empty():
        return "no report of the place with a known year"
    there = years.to_list()
    return f"its reports and figures are of {there[0]}–{there[-1]}"
