"""A release as a Frictionless Data Package: `datapackage.json`, with a schema for every table.

https://specs.frictionlessdata.io/data-package/. The CSV files are its tabular resources, under the names of
the tables: every reader of Data Packages reads CSV. The Parquet files stand beside them as files, with the
same schema.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from outputs.release.descriptions.dataset import Dataset, Field, Table, parquet_path

DATAPACKAGE = "datapackage.json"
CSV_PATH = "csv/{}.csv"


def datapackage(dataset: Dataset) -> dict[str, Any]:
    """The descriptor of a release; a file that is not in its folder is no resource."""
    words = dataset.words
    resources: list[dict[str, Any]] = []
    for table in dataset.tables:
        schema = {
            table.name: _schema(table, in_csv=True),
            f"{table.name}-parquet": _schema(table, in_csv=False),
        }
        paths = {table.name: CSV_PATH.format(table.name), f"{table.name}-parquet": parquet_path(table.name)}
        for name, path in paths.items():
            if (file := dataset.file(path)) is None:
                continue
            tabular = name == table.name
            resources.append(
                {
                    "name": name,
                    "type": "table" if tabular else "file",
                    "path": path,
                    "format": path.rpartition(".")[2],
                    "mediatype": file.media_type,
                    "bytes": file.bytes,
                    "hash": f"sha256:{file.sha256}",
                    "description": table.meaning,
                    **({"encoding": "utf-8"} if tabular else {}),
                    "schema": schema[name],
                }
            )
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": words.name,
        "id": f"{words.name}@{dataset.version}",
        "title": words.title,
        "description": words.description,
        "version": dataset.version,
        "keywords": list(words.keywords),
        "licenses": [{"name": words.licence.id, "title": words.licence.title, "path": words.licence.url}],
        "contributors": [{"title": words.creator, "role": "author"}],
        "resources": resources,
    }
    return package


def _schema(table: Table, *, in_csv: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field, in_csv=in_csv) for field in table.fields]}
    if in_csv:
        schema["missingValues"] = [""]
    if table.key:
        schema["primaryKey"] = list(table.key)
    targets = [(field.column.id, *field.target) for field in table.fields if field.target]
    if targets:
        suffix = "" if in_csv else "-parquet"
        schema["foreignKeys"] = [
            {"fields": [id_], "reference": {"resource": f"{other}{suffix}", "fields": [column]}}
            for id_, other, column in targets
        ]
    return schema


def _field(field: Field, *, in_csv: bool) -> dict[str, Any]:
    column = field.column
    # An empty list is an empty cell of a CSV file.
    empty = field.nullable or (in_csv and isinstance(field.dtype, pl.List))
    constraints: dict[str, Any] = {} if empty else {"required": True}
    if isinstance(field.dtype, pl.Enum):
        constraints["enum"] = field.dtype.categories.to_list()
    return {
        "name": column.id,
        "type": _type(field.dtype, in_csv=in_csv),
        "title": field.title,
        "description": column.meaning,
        "titleZh": column.name_zh,
        "titleEn": column.name_en,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _type(dtype: pl.DataType, *, in_csv: bool) -> str:
    if isinstance(dtype, pl.List):
        return "string" if in_csv else "array"
    if dtype == pl.Boolean:
        return "boolean"
    if dtype.is_integer():
        return "integer"
    return "number" if dtype.is_float() else "string"
