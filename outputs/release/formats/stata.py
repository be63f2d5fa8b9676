"""Tables as Stata .dta: variables with labels, kinds with value labels, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

import polars as pl

from outputs.release.columns import Column
from outputs.release.formats.flat import flat
from outputs.release.formats.stata_rows import Kinds, Numbers, Texts, Variable, write_rows

VERSION: Literal[118] = 118  # of Stata 14, the first that knows Unicode
NAME, LABEL, FIXED_TEXT = 32, 80, 2045
"""Longest name of a variable, label, and text of fixed width, as the format has it."""
ROWS_AT_ONCE = 1 << 15
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
    written without rows. The rows are written some at a time, with the bytes that pandas would write.
    """
    names = stata_names(column.id for column in columns)
    shape = flat(frame.head(0)).schema
    variables = [_variable(names[column.id], shape[column.id]) for column in columns]
    labels = {names[column.id]: _label(column, names) for column in columns}
    for rows in _slices(frame):
        for column, variable in zip(columns, variables, strict=True):
            variable.look_at(rows[column.id])
    head = _by_pandas(variables, labels, meaning, rows=0 if frame.is_empty() else 1)
    if frame.is_empty():
        file.write_bytes(head)
        return
    write_rows(
        file,
        head,
        variables,
        ([rows[column.id] for column in columns] for rows in _slices(frame)),
        frame.height,
    )


def _slices(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return (flat(rows) for rows in frame.iter_slices(ROWS_AT_ONCE))


def _variable(name: str, dtype: pl.DataType) -> Variable:
    if isinstance(dtype, pl.Enum):
        return Kinds(name, dtype.categories.to_list())
    if isinstance(dtype, pl.Boolean):
        return Kinds(name, ["no", "yes"])
    return Texts(name, FIXED_TEXT) if dtype == pl.String else Numbers(name)


def _by_pandas(variables: Sequence[Variable], labels: Mapping[str, str], meaning: str, rows: int) -> bytes:
    """The file of no row, or of one whose cells are the largest of all: the rest is as in the whole file.

    pandas holds every cell several times, some GB for each million rows: it gets none of them.
    """
    import pandas as pd  # noqa: PLC0415, half a second that only a release has to pay

    file = BytesIO()
    pd.DataFrame({each.name: each.largest(rows) for each in variables}).to_stata(
        file,
        write_index=False,
        version=VERSION,
        byteorder="<",
        time_stamp=WRITTEN,
        data_label=meaning[:LABEL],
        variable_labels=dict(labels),
        convert_strl=[each.name for each in variables if each.is_long],
    )
    return file.getvalue()


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
