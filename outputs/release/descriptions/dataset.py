"""A release as catalogues of data see it: its words, tables, files, places and years, in one record.

`datapackage`, `croissant`, `schema_org` and `citation` say the same in the forms of their standards.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from indicators.errors import ReleaseError
from indicators.frozen import Frozen
from outputs.release.columns import Column, columns_of, meaning_of
from outputs.release.contents import SITE, Shape, Tables, file_digest, schema_of, shapes, table_file

PARQUET = "application/vnd.apache.parquet"
CSV = "text/csv"
MEDIA_TYPES = {
    ".parquet": PARQUET,
    ".csv": CSV,
    ".dta": "application/x-stata-dta",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The files that hold data, by the ending of their names; the others are about them."""


class Licence(Frozen):
    """A licence as catalogues name it."""

    id: str
    title: str
    url: str


class Words(Frozen):
    """What `dataset.toml` says of every release."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    keywords: tuple[str, ...]
    creator: str
    country_zh: str
    country_en: str
    country_code: str
    how_zh: str
    how_en: str
    limits_zh: str
    limits_en: str
    missing_zh: str
    missing_en: str
    licence: Licence

    @property
    def title(self) -> str:
        """Both titles."""
        return f"{self.title_en} · {self.title_zh}"

    @property
    def description(self) -> str:
        """Both descriptions."""
        return f"{self.description_en} {self.description_zh}"


@dataclass(frozen=True, slots=True)
class File:
    """A file of data: its path in the release, with slashes."""

    path: str
    bytes: int
    sha256: str

    @property
    def media_type(self) -> str:
        """What kind of file it is, as IANA or its maker names it."""
        return MEDIA_TYPES[Path(self.path).suffix]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: what it is, its type, whether it may be empty, and what it names."""

    column: Column
    dtype: pl.DataType
    nullable: bool
    target: tuple[str, str] | None

    @property
    def title(self) -> str:
        """Both names."""
        return f"{self.column.name_en} · {self.column.name_zh}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a release; `key` is empty where no columns tell its rows apart."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """An indicator that the release has a figure of."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    definition_zh: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A release, described. `years` are the first and the last that a figure is about."""

    words: Words
    version: str
    tables: tuple[Table, ...]
    files: tuple[File, ...]
    variables: tuple[Variable, ...]
    years: tuple[int, int] | None
    places: int
    provinces: tuple[str, ...]

    @property
    def month(self) -> date:
        """The month of the version, by its first day: a release knows no other date."""
        year, month, _ = self.version.split(".")
        return date(int(year), int(month), 1)

    def file(self, path: str) -> File | None:
        """A file by its path, None where there is none."""
        return next((file for file in self.files if file.path == path), None)


def describe(tables: Tables, folder: Path, version: str) -> Dataset:
    """Describe the tables of a release and the files of data that lie in its folder.

    Raises ReleaseError for a column without a description.
    """
    catalogue = {row["id"]: row for row in tables["catalogue"].to_dicts()}
    chosen = tables["indicators"]
    measured = set(chosen["indicator"])
    years = (chosen["year"].min(), chosen["year"].max())
    codes = chosen["region_code"].unique()
    provinces = tables["regions"].filter(pl.col("region_code").is_in(codes.implode()))["province"]
    return Dataset(
        words=load_words(),
        version=version,
        tables=tuple(
            _table(name, shape, tables["catalogue"], catalogue) for name, shape in shapes(tables).items()
        ),
        files=tuple(data_files(folder)),
        variables=tuple(
            Variable(**{name: row[name] for name in Variable.__slots__})
            for row in catalogue.values()
            if row["id"] in measured
        ),
        years=None if chosen.is_empty() else (int(str(years[0])), int(str(years[1]))),
        places=codes.len(),
        provinces=tuple(provinces.unique().sort()),
    )


def data_files(folder: Path) -> list[File]:
    """The files of data in a folder, sorted by path; those of the pages are none."""
    # while they are listed, others write pages
    beside = [folder, *(each for each in folder.iterdir() if each.is_dir() and each.name != SITE)]
    listed = (path for each in beside for path in each.iterdir())
    found = sorted(path for path in listed if path.suffix in MEDIA_TYPES and path.is_file())
    return [
        File(path.relative_to(folder).as_posix(), path.stat().st_size, file_digest(path)) for path in found
    ]


def _table(
    name: str, shape: Shape, catalogue: pl.DataFrame, entries: Mapping[str, Mapping[str, Any]]
) -> Table:
    schema = schema_of(name, catalogue)
    declared: Mapping[str, dy.Column] = schema.columns()
    relations = load_relations().get(name, {})
    types = shape.schema
    fields = tuple(
        Field(
            column=column,
            dtype=types[column.id],
            nullable=declared[column.id].nullable,
            target=_target(relations.get(column.id)),
        )
        for column in columns_of(name, shape.columns, entries)
    )
    return Table(name, meaning_of(name), fields, tuple(schema.primary_key()))


def _target(named: str | None) -> tuple[str, str] | None:
    if named is None:
        return None
    table, _, column = named.partition(".")
    return table, column


def parquet_path(table: str) -> str:
    """The path of a table's Parquet file in a release."""
    return table_file(Path(), table).as_posix()


@cache
def load_words() -> Words:
    """The words of `dataset.toml`."""
    return Words.model_validate(_toml("dataset.toml"))


@cache
def load_relations() -> dict[str, dict[str, str]]:
    """For each table the columns that name a row of another one, as `table.column`."""
    return _toml("relations.toml")


def _toml(name: str) -> dict[str, Any]:
    file = files("outputs.release.descriptions") / name
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReleaseError(name, str(error), "TOML") from error
