"""Tables as Parquet: every field says what it is, and a place's rows lie together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from indicators.errors import ReleaseError
from outputs.release.columns import Column

ROWS_OF_A_GROUP = 1 << 16
"""Rows of a row group. Small enough that the profile of a place in a table of millions of rows costs a
hundredth of the file, large enough that the footer, which every reader reads first, stays as small."""


def write_parquet(frame: pl.DataFrame, file: Path, columns: Sequence[Column], meaning: str) -> None:
    """Write a table as Parquet, with names, unit and meaning in the metadata of each field.

    The metadata of the file holds `meaning`, what a row of the table is. The rows are written in the
    frame's order: one sorted by place first is what makes a place's rows cheap to find. The same
    frame gives the same bytes, on any number of threads, in however many pieces it lies in memory.
    Raises ReleaseError where it cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415, half a second that only a release has to pay

    # Of the older types: pandas and R do not know views of text.
    plain = frame.head(0).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    described = [
        field.with_metadata((field.metadata or {}) | field_metadata(column))
        for field, column in zip(plain, columns, strict=True)
    ]
    try:
        # how a frame lies in memory, as so many threads have made it, would show in the pages of lists
        frame.rechunk().write_parquet(
            file,
            compression="zstd",
            compression_level=6,
            statistics=True,
            row_group_size=ROWS_OF_A_GROUP,
            metadata={"description": meaning},
            arrow_schema=pa.schema(described),
        )
    except pl.exceptions.ComputeError as error:
        # What the system says of a full disk comes out so, and not as OSError.
        found = f"cannot be written ({str(error).splitlines()[0]})"
        raise ReleaseError(file, found, "room for it", "Is the disk full?") from error


def field_metadata(column: Column) -> dict[bytes, bytes]:
    """What a field says of its column; what there is nothing to say of is left out."""
    said = {
        "name_zh": column.name_zh,
        "name_en": column.name_en,
        "unit": column.unit,
        "definition_zh" if column.of_catalogue else "": column.meaning_zh,
        "definition_en": column.meaning_en,
    }
    return {key.encode(): text.encode() for key, text in said.items() if key and text}
