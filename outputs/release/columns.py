"""What each column of a release's tables is: its names, unit and meaning, from the catalogue and two files.

The dictionary, the fields of Parquet, the sheets for Excel and the labels for Stata all say the same,
because they all ask here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from indicators.errors import ReleaseError
from indicators.tables import DOMAINS

DESCRIPTIONS = "columns.toml"
NAMES = "column_names.toml"
DOMAIN_TABLE = "domain_table"

Entries = Mapping[str, Mapping[str, Any]]
"""The rows of the table `catalogue`, by indicator id."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, its names, the unit of its values (empty: none) and what it means.

    Of a column of the catalogue `meaning_zh` and `meaning_en` are its definition; of any other one the
    meaning is in English, and `meaning_zh` is empty.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    meaning_zh: str
    meaning_en: str
    of_catalogue: bool = False

    @property
    def meaning(self) -> str:
        """The meaning in one line; that of an indicator opens with its names."""
        if not self.of_catalogue:
            return self.meaning_en
        return f"{self.name_zh} · {self.name_en}. {self.meaning_zh} {self.meaning_en}"


def meaning_of(table: str) -> str:
    """What a row of a table is."""
    said: str = _descriptions()[table]["meaning"]
    return said


def columns_of(table: str, names: Sequence[str], catalogue: Entries) -> list[Column]:
    """The columns of a table, in its order.

    Raises ReleaseError for a column without a description or a name, and for a description without a
    column.
    """
    known = _descriptions()[DOMAIN_TABLE if table in DOMAINS else table]
    left = set(known) - set(names) - {"meaning"}
    if left:
        raise ReleaseError(DESCRIPTIONS, f"[{table}] describes {sorted(left)}", "columns of the table only")
    return [_column(table, name, known.get(name), catalogue) for name in names]


def _column(table: str, name: str, entry: Any, catalogue: Entries) -> Column:
    if entry is None and table in DOMAINS and name in catalogue:
        row = catalogue[name]
        names = (row["name_zh"], row["name_en"])
        return Column(
            name, *names, row["unit"], _line(row["definition_zh"]), _line(row["definition_en"]), True
        )
    if entry is None:
        raise ReleaseError(
            DESCRIPTIONS, f"[{table}] has no line for {name}", "a line a column", "Describe it there."
        )
    called = _names().get(name)
    if called is None:
        raise ReleaseError(
            NAMES, f"no line for {name}, a column of {table}", "a Chinese and an English name", "Add it."
        )
    unit, meaning = ("", entry) if isinstance(entry, str) else (entry["unit"], entry["meaning"])
    return Column(name, called[0], called[1], unit, "", _line(meaning))


@cache
def _descriptions() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("outputs.release") / DESCRIPTIONS).read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads((files("outputs.release") / NAMES).read_text(encoding="utf-8"))


def _line(text: str) -> str:
    return " ".join(text.split())
