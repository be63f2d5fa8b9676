"""A release as Croissant, the form in which machine learning describes data sets: `croissant.json`.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html, version 1.0. A record set for each table, out
of its Parquet file. Columns of records (`catalogue.bars`) have no type in Croissant and are left out.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from outputs.release.descriptions.dataset import Dataset, Field, Table, parquet_path

CROISSANT = "croissant.json"
PARQUET = "application/x-parquet"
"""What Croissant calls Parquet; its readers know it by no other name."""

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification asks for, word for word."""


def croissant(dataset: Dataset, cite_as: str) -> dict[str, Any]:
    """The description of a release; `cite_as` is how it is to be cited."""
    words = dataset.words
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": words.title_en,
        "alternateName": [words.name, words.title_zh],
        "description": words.description,
        "version": dataset.version,
        "datePublished": dataset.month.isoformat(),
        "license": words.licence.url,
        "creator": {"@type": "sc:Organization", "name": words.creator},
        "keywords": list(words.keywords),
        "inLanguage": ["zh", "en"],
        "citeAs": cite_as,
        "rai:dataCollection": words.how_en,
        "rai:dataCollectionMissingData": words.missing_en,
        "rai:dataLimitations": words.limits_en,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": path,
                "name": path,
                "contentUrl": path,
                "contentSize": f"{file.bytes} B",
                "encodingFormat": PARQUET,
                "sha256": file.sha256,
            }
            for table in dataset.tables
            if (file := dataset.file(path := parquet_path(table.name))) is not None
        ],
        "recordSet": [_records(table) for table in dataset.tables],
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.meaning,
        **({"key": [{"@id": f"{table.name}/{id_}"} for id_ in table.key]} if table.key else {}),
        "field": [_field(table.name, field) for field in table.fields if _data_type(field.dtype)],
    }


def _field(table: str, field: Field) -> dict[str, Any]:
    column = field.column
    unit = f" Unit: {column.unit}." if column.unit else ""
    said: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.id}",
        "name": column.id,
        "description": f"{field.title}. {column.meaning}{unit}",
        "dataType": _data_type(field.dtype),
        "source": {"fileObject": {"@id": parquet_path(table)}, "extract": {"column": column.id}},
    }
    if isinstance(field.dtype, pl.List):
        said["repeated"] = True
    if field.target:
        said["references"] = {"field": {"@id": "/".join(field.target)}}
    return said


def _data_type(dtype: pl.DataType) -> str | None:
    """The type of a column in Croissant's words, None where it has none."""
    if isinstance(dtype, pl.List):
        inner = dtype.inner
        return None if isinstance(inner, pl.Struct) else "sc:Text"
    if dtype == pl.Boolean:
        return "sc:Boolean"
    if dtype.is_integer():
        return "sc:Integer"
    return "sc:Float" if dtype.is_float() else "sc:Text"
