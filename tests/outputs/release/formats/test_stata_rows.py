"""A Stata file is written some rows at a time, and has the bytes that pandas writes of all rows at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.release.columns import Column
from outputs.release.formats import stata
from outputs.release.formats.stata import LABEL, VERSION, WRITTEN, write_stata

KINDS = pl.Enum(["actual", "planned", "计划"])
MANY = pl.Enum([f"k{number}" for number in range(126)])
MORE = pl.Enum([f"k{number}" for number in range(300)])
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
LONG = st.sampled_from(["", "县", "a" * 2046, "县" * 700, "b" * 2045])

ROW = st.fixed_dictionaries(
    {
        "text": st.none() | TEXT,
        "wide": st.none() | LONG,
        "wider": st.none() | LONG | TEXT,
        "number": st.none() | st.floats(-1e9, 1e9),
        "whole": st.none() | st.integers(-100, 3000),
        "kind": st.none() | st.sampled_from(KINDS.categories.to_list()),
        "many": st.none() | st.sampled_from(MANY.categories.to_list()),
        "more": st.none() | st.sampled_from(MORE.categories.to_list()),
        "yes": st.none() | st.booleans(),
        "list": st.lists(TEXT, max_size=3),
    }
)
SCHEMA: dict[str, Any] = {
    "text": pl.String,
    "wide": pl.String,
    "wider": pl.String,
    "number": pl.Float64,
    "whole": pl.Int32,
    "kind": KINDS,
    "many": MANY,
    "more": MORE,
    "yes": pl.Boolean,
    "list": pl.List(pl.String),
}


def by_pandas(frame: pl.DataFrame, file: Path) -> bytes:
    """What pandas writes of the whole table, with the settings of `write_stata`."""
    data: dict[str, Any] = {}
    for name, dtype in frame.schema.items():
        cells = frame[name].to_list()
        if dtype == pl.Boolean:
            said = [None if cell is None else ["no", "yes"][cell] for cell in cells]
            data[name] = pd.Categorical(said, categories=["no", "yes"])
        elif isinstance(dtype, pl.Enum):
            data[name] = pd.Categorical(cells, categories=dtype.categories.to_list())
        elif dtype == pl.String:
            data[name] = pd.Series([cell or "" for cell in cells], dtype=object)
        elif isinstance(dtype, pl.List):
            data[name] = pd.Series([" | ".join(cell) for cell in cells], dtype=object)
        else:
            data[name] = frame[name].cast(pl.Float64).to_numpy()
    long = [
        name
        for name, cells in data.items()
        if isinstance(cells, pd.Series) and max(len(cell.encode()) for cell in cells) > 2045
    ]
    pd.DataFrame(data).to_stata(
        file,
        write_index=False,
        version=VERSION,
        byteorder="<",
        time_stamp=WRITTEN,
        data_label="made",
        variable_labels=dict.fromkeys(data, "a column"),
        convert_strl=long,
    )
    return file.read_bytes()


@given(rows=st.lists(ROW, min_size=1, max_size=9), at_once=st.integers(1, 10))
def test_the_bytes_are_those_of_pandas(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], at_once: int
) -> None:
    folder = tmp_path_factory.mktemp("stata")
    frame = pl.DataFrame(rows, schema=SCHEMA)
    columns = [Column(name, "", "a column", "", "", "") for name in SCHEMA]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stata, "ROWS_AT_ONCE", at_once)
        write_stata(frame, folder / "ours.dta", columns, "made"[:LABEL])
    assert (folder / "ours.dta").read_bytes() == by_pandas(frame, folder / "pandas.dta")
    assert sorted(path.name for path in folder.iterdir()) == ["ours.dta", "pandas.dta"]


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    columns = [Column("number", "", "a column", "", "", "")]
    with pytest.raises(ValueError, match="number: a number that is not finite"):
        write_stata(pl.DataFrame({"number": [1.0, float("inf")]}), tmp_path / "a.dta", columns, "made")
