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
from outputs.release.formats.csv import write_csv
from outputs.release.formats.stata import write_stata
from outputs.release.formats.workbook import write_workbook

CSV, STATA = "csv", "stata"
WORKBOOK = "county-education-indicators.xlsx"
USE = "USE.md"
STATA_ROWS = 1_000_000
"""A longer table has no Stata file: pandas, which writes it, would want 2 GB for each million rows."""


def write_forms(tables: Mapping[str, pl.DataFrame], folder: Path, version: str) -> None:
    """Write every table of a release in every form beside Parquet, and how to use them.

    The same tables and version give the same bytes.
    """
    catalogue = {row["id"]: row for row in tables["catalogue"].to_dicts()}
    described = {name: columns_of(name, table.columns, catalogue) for name, table in tables.items()}
    meanings = {name: meaning_of(name) for name in tables}
    (folder / CSV).mkdir()
    (folder / STATA).mkdir()
    for name, table in tables.items():
        write_csv(table, folder / CSV / f"{name}.csv")
        if table.height <= STATA_ROWS:
            write_stata(table, folder / STATA / f"{name}.dta", described[name], meanings[name])
    write_workbook(tables, described, meanings, folder / WORKBOOK, version)
    (folder / USE).write_text(use_text(version), encoding="utf-8", newline="\n")


def use_text(version: str) -> str:
    """How to open a release in DuckDB, Polars, pandas, R and Stata, as Markdown."""
    template = (files("outputs.release.formats") / "use.md").read_text(encoding="utf-8")
    return Template(template).substitute(version=version)
