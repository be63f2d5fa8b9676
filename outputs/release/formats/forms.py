"""The tables of a release in the forms that people ask for, beside the Parquet files: CSV, Stata, Excel.

csv/NAME.csv                       UTF-8 with its mark: Excel opens it rightly in Chinese
stata/NAME.dta                     labels of variables and values
county-education-indicators.xlsx   a sheet a table, one that says what is in it, one of columns
USE.md                             how to open each of them
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template

import polars as pl

from outputs.release.columns import columns_of, meaning_of
from outputs.release.contents import shapes
from outputs.release.formats.csv import write_csv
from outputs.release.formats.stata import write_stata
from outputs.release.formats.workbook import write_workbook

CSV, STATA = "csv", "stata"
WORKBOOK = "county-education-indicators.xlsx"
USE = "USE.md"
STATA_ROWS = 1_000_000
"""A longer table has no Stata file: with texts it is half a GB, and Stata holds all of it in memory."""


def write_forms(tables: Mapping[str, pl.DataFrame], folder: Path, version: str) -> None:
    """Write every table of a release in every form beside Parquet, and how to use them.

    The same tables and version give the same bytes.
    """
    catalogue = {row["id"]: row for row in tables["catalogue"].to_dicts()}
    shape = shapes(tables)
    described = {name: columns_of(name, shape[name].columns, catalogue) for name in tables}
    meanings = {name: meaning_of(name) for name in tables}
    (folder / CSV).mkdir()
    (folder / STATA).mkdir()
    for name in tables:
        table = tables[name]
        write_csv(table, folder / CSV / f"{name}.csv")
        if table.height <= STATA_ROWS:
            write_stata(table, folder / STATA / f"{name}.dta", described[name], meanings[name])
        del table  # before the next one is read
    heights = {name: each.height for name, each in shape.items()}
    write_workbook(tables, heights, described, meanings, folder / WORKBOOK, version)
    (folder / USE).write_text(use_text(version), encoding="utf-8", newline="\n")


def use_text(version: str) -> str:
    """How to open a release in DuckDB, Polars, pandas, R and Stata, as Markdown."""
    template = (files("outputs.release.formats") / "use.md").read_text(encoding="utf-8")
    return Template(template).substitute(version=version)
