"""Croissant's own library takes the description without a word, and loads the records that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mlcroissant
import polars as pl
import pytest

from outputs.release.contents import TABLES, read_table

pytestmark = [
    # What mlcroissant and rdflib say of themselves.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
]


@pytest.fixture
def dataset(release: Path) -> Any:
    return mlcroissant.Dataset(jsonld=str(release / "croissant.json"))


def test_it_is_valid_without_a_warning(dataset: Any) -> None:
    issues = dataset.metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert dataset.metadata.version == "2026.11.0"


def plain(value: Any) -> Any:
    """A value as Polars has it: texts are bytes in Croissant, and what is missing is no number."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if value != value or value is None else value  # noqa: PLR0124, that is what NaN is


@pytest.mark.parametrize("table", TABLES)
def test_the_records_are_those_of_the_table(dataset: Any, release: Path, table: str) -> None:
    frame = read_table(release, table)
    records = list(dataset.records(record_set=table))
    assert len(records) == frame.height
    told = [
        name
        for name, dtype in frame.schema.items()
        if not (isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct))
    ]
    for record, row in zip(records, frame.select(told).to_dicts(), strict=True):
        assert {id_.partition("/")[2]: plain(value) for id_, value in record.items()} == row


def test_the_checksums_are_those_of_the_files(dataset: Any, release: Path) -> None:
    sums = {
        path: digest
        for digest, path in (
            line.split("  ", 1) for line in (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        )
    }
    described = {each.uuid: each.sha256 for each in dataset.metadata.distribution}
    assert described == {f"{name}.parquet": sums[f"{name}.parquet"] for name in TABLES}
