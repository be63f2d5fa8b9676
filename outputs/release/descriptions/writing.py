"""Writing what describes a release beside its files of data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from outputs.release.contents import Tables
from outputs.release.descriptions.citation import CITATION, LICENCE, citation_text, cite_as, licence_text
from outputs.release.descriptions.croissant import CROISSANT, croissant
from outputs.release.descriptions.datapackage import DATAPACKAGE, datapackage
from outputs.release.descriptions.dataset import describe
from outputs.release.descriptions.schema_org import SCHEMA_ORG, schema_org
from outputs.release.descriptions.statement import STATEMENT, statement_text
from outputs.release.quality import read_quality

DESCRIPTIONS = (DATAPACKAGE, CROISSANT, SCHEMA_ORG, CITATION, LICENCE, STATEMENT)
"""Every file that `write_descriptions` writes."""


def write_descriptions(tables: Tables, folder: Path, version: str) -> None:
    """Write the descriptions of a release into its folder, once all files of data are there.

    They list the sha256 of the files of data, and know no clock: the same files and version give the same
    bytes. Raises ReleaseError for a column without a description, and where the figures of how well pages
    are read are not in the folder.
    """
    dataset = describe(tables, folder, version)
    how = cite_as(dataset)
    _write_json(folder / DATAPACKAGE, datapackage(dataset))
    _write_json(folder / CROISSANT, croissant(dataset, how))
    _write_json(folder / SCHEMA_ORG, schema_org(dataset, how))
    texts = {
        CITATION: citation_text(dataset),
        LICENCE: licence_text(dataset),
        STATEMENT: statement_text(dataset, tables, read_quality(folder)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _write_json(file: Path, data: dict[str, Any]) -> None:
    file.write_text(f"{json.dumps(data, ensure_ascii=False, indent=1)}\n", encoding="utf-8", newline="\n")
