"""A release as schema.org/Dataset in JSON-LD, which search engines for data read: `dataset.jsonld`.

https://schema.org/Dataset. Addresses of files are relative: they hold wherever the folder is put.
"""

from __future__ import annotations

from typing import Any

from outputs.release.descriptions.dataset import Dataset

SCHEMA_ORG = "dataset.jsonld"


def schema_org(dataset: Dataset, cite_as: str) -> dict[str, Any]:
    """The description of a release; `cite_as` is how it is to be cited."""
    words = dataset.words
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": words.title_en,
        "alternateName": [words.title_zh, words.name],
        "description": words.description,
        "identifier": f"{words.name}@{dataset.version}",
        "version": dataset.version,
        # A release knows its month and no day.
        "datePublished": f"{dataset.month:%Y-%m}",
        "inLanguage": ["zh", "en"],
        "isAccessibleForFree": True,
        "license": words.licence.url,
        "creator": {"@type": "Organization", "name": words.creator},
        "creditText": cite_as,
        "keywords": list(words.keywords),
        "measurementTechnique": f"{words.how_en} {words.how_zh}",
        "spatialCoverage": _places(dataset),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "propertyID": variable.id,
                "name": variable.name_en,
                "alternateName": variable.name_zh,
                "unitText": variable.unit,
                "description": f"{variable.definition_en} {variable.definition_zh}",
            }
            for variable in dataset.variables
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.path,
                "contentUrl": file.path,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.bytes} B",
                "sha256": file.sha256,
            }
            for file in dataset.files
        ],
    }
    if dataset.years is not None:
        first, last = dataset.years
        described["temporalCoverage"] = f"{first}/{last}"
    return described


def _places(dataset: Dataset) -> list[dict[str, Any]]:
    """The country, and those of its provinces that a figure is of a place in."""
    words = dataset.words
    country = {
        "@type": "Country",
        "name": words.country_en,
        "alternateName": words.country_zh,
        "identifier": words.country_code,
        "description": f"{dataset.places} county-level places",
    }
    provinces = [
        {"@type": "AdministrativeArea", "name": name, "containedInPlace": words.country_en}
        for name in dataset.provinces
    ]
    return [country, *provinces]
