"""The bytes of a table follow from what it says, not from how it came about."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import pytest

from outputs.release.columns import Column
from outputs.release.formats.parquet import write_parquet

ROWS = 90_000
"""More than a group of rows; with lists that fill several pages of a column."""


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    """Figures with the ids of what they were made from."""
    ids = [hashlib.sha256(str(number).encode()).hexdigest()[:16] for number in range(ROWS)]
    made_from = [[id_, ids[-number]][: number % 3] for number, id_ in enumerate(ids)]
    return pl.DataFrame({"id": ids, "value": range(ROWS), "made_from": made_from}).rechunk()


@pytest.mark.parametrize("length", [ROWS // 2, 7_001, 20_011])
def test_a_table_in_pieces_has_the_bytes_of_the_whole(
    table: pl.DataFrame, tmp_path: Path, length: int
) -> None:
    pieces = pl.concat([table[n : n + length] for n in range(0, ROWS, length)], rechunk=False)
    assert pieces.n_chunks() > 1
    columns = [Column(name, name, name, "", "", name) for name in table.columns]
    for name, frame in (("whole", table), ("pieces", pieces)):
        write_parquet(frame, tmp_path / name, columns, "a row a figure")
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "pieces").read_bytes()
    assert pl.read_parquet(tmp_path / "pieces").equals(table)
