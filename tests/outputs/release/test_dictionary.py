"""The dictionary describes every column of every table, and nothing else."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import polars as pl
import pytest

from indicators.errors import ReleaseError
from indicators.tables import DOMAINS
from outputs.release.contents import TABLES
from outputs.release.dictionary import dictionary_text
from tests.outputs.release import made


def test_every_column_of_every_table_has_a_line() -> None:
    tables = made.tables()
    sections = dictionary_text(tables).split("\n## ")[1:]
    sections = sections[: len(TABLES)]  # behind them stand the rules
    assert [section.splitlines()[0] for section in sections] == [f"{name}.parquet" for name in TABLES]
    for section, name in zip(sections, TABLES, strict=True):
        rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
        assert [row[0].strip("| `") for row in rows] == tables[name].columns
        assert all(len(row) == 4 and len(row[3].strip("| ")) > 5 for row in rows)


def test_indicators_have_unit_and_both_names() -> None:
    tables = made.tables()
    text = dictionary_text(tables)
    for row in tables["catalogue"].filter(pl.col("domain").is_in(DOMAINS)).to_dicts():
        line = next(line for line in text.splitlines() if line.startswith(f"| `{row['id']}` |"))
        assert f"| number | {row['unit']} |" in line
        assert row["name_zh"] in line
        assert row["name_en"] in line


def test_a_column_without_a_description_is_an_error() -> None:
    tables = made.tables()
    tables["reports"] = tables["reports"].with_columns(mood=pl.lit("good"))
    with pytest.raises(ReleaseError, match=r"\[reports\] has no line for mood"):
        dictionary_text(tables)


def test_a_description_without_a_column_is_an_error() -> None:
    tables = made.tables()
    tables["regions"] = tables["regions"].drop("prefecture")
    with pytest.raises(ReleaseError, match=r"\[regions\] describes \['prefecture'\]"):
        dictionary_text(tables)


def test_every_name_of_a_column_is_of_a_column() -> None:
    tables = made.tables()
    there = {column for table in tables.values() for column in table.columns}
    named = tomllib.loads((files("outputs.release") / "column_names.toml").read_text(encoding="utf-8"))
    assert set(named) <= there
