"""The data dictionary of a release: every column of every table, its type, unit and meaning."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from indicators.catalogue import load_catalogue
from indicators.errors import ReleaseError
from indicators.tables import DOMAINS
from outputs.release.contents import TABLES, Tables
from outputs.release.rules_text import rules_text

DESCRIPTIONS = "columns.toml"
DOMAIN_TABLE = "domain_table"
HEAD = """\
# Data dictionary

One Parquet file a table. Codes and ids are text. An empty cell (null) means that no report states it,
never zero.
"""


def dictionary_text(tables: Tables) -> str:
    """The dictionary of these tables as Markdown, with the rules that checks and targets go by.

    Raises ReleaseError for a column without a description, and for a description without a column.
    """
    catalogue = {row["id"]: row for row in tables["catalogue"].to_dicts()}
    parts = [HEAD]
    for name in TABLES:
        described = _described(name, tables[name].columns, catalogue)
        lines = [
            f"| `{column}` | {_kind(dtype)} | {unit} | {meaning} |"
            for (column, dtype), (unit, meaning) in zip(tables[name].schema.items(), described, strict=True)
        ]
        head = f"## {name}.parquet\n\n{_descriptions()[name]['meaning']}\n"
        table = "\n".join(["| column | type | unit | meaning |", "|---|---|---|---|", *lines])
        parts.append(f"{head}\n{table}\n")
    return "\n".join([*parts, rules_text(load_catalogue())])


def _described(table: str, columns: list[str], catalogue: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """Unit and meaning of each column."""
    known = _descriptions()[DOMAIN_TABLE if table in DOMAINS else table]
    left = set(known) - set(columns) - {"meaning"}
    if left:
        raise ReleaseError(DESCRIPTIONS, f"[{table}] describes {sorted(left)}", "columns of the table only")
    found: list[tuple[str, str]] = []
    for column in columns:
        entry = known.get(column)
        if entry is None and table in DOMAINS and column in catalogue:
            row = catalogue[column]
            meaning = f"{row['name_zh']} · {row['name_en']}. {row['definition_zh']} {row['definition_en']}"
            found.append((row["unit"], _cell(meaning)))
        elif entry is None:
            raise ReleaseError(
                DESCRIPTIONS, f"[{table}] has no line for {column}", "a line a column", "Describe it there."
            )
        elif isinstance(entry, str):
            found.append(("", _cell(entry)))
        else:
            found.append((entry["unit"], _cell(entry["meaning"])))
    return found


@cache
def _descriptions() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("outputs.release") / DESCRIPTIONS).read_text(encoding="utf-8"))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


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
