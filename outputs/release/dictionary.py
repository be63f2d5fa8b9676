"""The data dictionary of a release: every column of every table, its type, unit and meaning."""

from __future__ import annotations

import polars as pl

from indicators.catalogue import load_catalogue
from outputs.release.columns import columns_of, meaning_of
from outputs.release.contents import TABLES, Tables, shapes
from outputs.release.rules_text import rules_text

HEAD = """\
# Data dictionary

One Parquet file a table. Codes and ids are text. An empty cell (null) means that no figure was read (no
report was found, none states it, or the reading missed it: `QUALITY.md` says how often it does) and that it
follows from nothing that was read. It never means zero.
"""


def dictionary_text(tables: Tables) -> str:
    """The dictionary of these tables as Markdown, with the rules that checks and targets go by.

    Raises ReleaseError for a column without a description, and for a description without a column.
    """
    catalogue = {row["id"]: row for row in tables["catalogue"].to_dicts()}
    parts, shape = [HEAD], shapes(tables)
    for name in TABLES:
        described = columns_of(name, shape[name].columns, catalogue)
        lines = [
            f"| `{column.id}` | {_kind(dtype)} | {column.unit} | {_cell(column.meaning)} |"
            for column, dtype in zip(described, shape[name].schema.values(), strict=True)
        ]
        head = f"## {name}.parquet\n\n{meaning_of(name)}\n"
        table = "\n".join(["| column | type | unit | meaning |", "|---|---|---|---|", *lines])
        parts.append(f"{head}\n{table}\n")
    return "\n".join([*parts, rules_text(load_catalogue())])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _kind(dtype: pl.DataType) -> str:
    """A type in words."""
    if isinstance(dtype, pl.Enum):
        return "one of " + ", ".join(dtype.categories)
    if isinstance(dtype, pl.List):
        return "list of " + ("records" if isinstance(dtype.inner, pl.Struct) else "text")
    if isinstance(dtype, pl.Boolean):
        return "true or false"
    if dtype.is_integer():
        return "whole number"
    return "number" if dtype.is_float() else "text"
