"""Tables as Stata .dta: variables with labels, kinds with value labels, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from outputs.release.columns import Column
from outputs.release.formats.flat import flat

VERSION: Literal[118] = 118  # of Stata 14, the first that knows Unicode
NAME, LABEL, FIXED_TEXT = 32, 80, 2045
"""Longest name of a variable, label, and text of fixed width, as the format has it."""
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The time that a file says it was written: always this one, the same tables are the same bytes."""
RESERVED = frozenset(
    "byte double end float if in int long strL using with _all _b _coef _cons _n _N _pi _pred _rc".split()
)
"""Words that Stata keeps for itself (its manual, [U] 11.3)."""


def write_stata(frame: pl.DataFrame, file: Path, columns: Sequence[Column], meaning: str) -> None:
    """Write a table as .dta of version 118.

    Names longer than 32 characters are cut (`stata_names`); labels are the English name and the unit,
    and in front of them the id where the name was cut. Enums and booleans get value labels; lists are
    joined by ` | `; whole numbers that may be missing are written as doubles. A table without rows is
    written without rows.
    """
    import pandas as pd  # noqa: PLC0415, half a second that only a release has to pay

    names = stata_names(column.id for column in columns)
    data: dict[str, object] = {}
    long: list[str] = []
    plain = flat(frame)
    for column in columns:
        series, name = plain[column.id], names[column.id]
        if frame.is_empty() and not series.dtype.is_numeric():
            data[name] = pd.Series([], dtype=object)  # pandas writes no value labels for no values
        elif isinstance(series.dtype, pl.Enum):
            kinds = series.dtype.categories.to_list()
            data[name] = pd.Categorical(series.cast(pl.String).to_list(), categories=kinds, ordered=False)
        elif series.dtype == pl.Boolean:
            kinds = ["no", "yes"]
            said = [None if value is None else kinds[value] for value in series]
            data[name] = pd.Categorical(said, categories=kinds, ordered=False)
        elif series.dtype == pl.String:
            texts = series.fill_null("").to_list()
            data[name] = pd.Series(texts, dtype=object)
            if max((len(text.encode()) for text in texts), default=0) > FIXED_TEXT:
                long.append(name)
        else:
            data[name] = series.cast(pl.Float64).to_numpy(allow_copy=True)
    pd.DataFrame(data).to_stata(
        file,
        write_index=False,
        version=VERSION,
        time_stamp=WRITTEN,
        data_label=meaning[:LABEL],
        variable_labels={names[column.id]: _label(column, names) for column in columns},
        convert_strl=long,
    )


def stata_names(ids: Iterable[str]) -> dict[str, str]:
    """A name that Stata takes for each id: the id itself, its first 32 characters, or with a number behind.

    >>> stata_names(["year", "end", "publicly_funded_graduates_recruited"]).values()
    dict_values(['year', 'end_', 'publicly_funded_graduates_recrui'])
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        name, number = f"{id_}_" if id_ in RESERVED else id_[:NAME], 1
        while name in taken:
            number += 1
            name = f"{id_[: NAME - 1 - len(str(number))]}_{number}"
        names[id_] = name
        taken.add(name)
    return names


def _label(column: Column, names: Mapping[str, str]) -> str:
    """At most 80 characters: what the variable is, its unit, and its id where the name is not it."""
    # A unit that only names another column, or says the name again, tells nothing.
    told = column.unit and not column.unit.startswith("column ") and column.unit != column.name_en.lower()
    unit = f" ({column.unit})" if told and len(column.unit) < 20 else ""
    id_ = f"{column.id}: " if names[column.id] != column.id else ""
    return f"{id_}{column.name_en}{unit}"[:LABEL]
