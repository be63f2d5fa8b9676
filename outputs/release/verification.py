"""Verifying a release: is every byte as it was written, and do the tables fit together?"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from indicators.errors import CountyEducationError, ReleaseError
from indicators.schemas import validated
from outputs.release.changelog import CHANGELOG
from outputs.release.checksums import compare_checksums
from outputs.release.contents import (
    DICTIONARY,
    METADATA,
    SITE,
    SUMS,
    TABLES,
    inputs_digest,
    read_table,
    schema_of,
    table_file,
)
from outputs.release.descriptions.writing import DESCRIPTIONS
from outputs.release.findings import loose_findings
from outputs.release.grounds import loose_figures
from outputs.release.history import read_metadata


def verify(folder: Path) -> list[str]:
    """Everything that is wrong with a release, a line each; an empty list where nothing is.

    Checksums complete and right, no file missing or stray; every table with its schema and unique
    keys; every chosen figure is that of an observation, every derived one made from observations by the
    formula of its indicator, every vintage on the way to the figure of today; every observation is of a
    report that was read; every corrected one is as its correction has it, none is left that was withdrawn;
    every stated change, check, target, bar and silence is of statements that are there;
    `release.json` counts what is there. Raises ReleaseError where the folder is no release, or may not
    be read.
    """
    try:
        return _findings(folder)
    except OSError as error:
        found = f"cannot be read ({error.strerror or error})"
        raise ReleaseError(error.filename or folder, found, "the folder of a release") from error


def _findings(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise ReleaseError(folder, "no such folder", "the folder of a release")
    if not (folder / SUMS).exists() and not (folder / METADATA).exists():
        raise ReleaseError(folder, f"neither {SUMS} nor {METADATA} in it", "the folder of a release")
    findings = compare_checksums(folder)
    wanted = [METADATA, DICTIONARY, CHANGELOG, *DESCRIPTIONS, f"{SITE}/index.html"]
    wanted += [table_file(folder, name).name for name in TABLES]
    findings += [
        f"{path}: a release has it, this one does not" for path in wanted if not (folder / path).is_file()
    ]
    tables, faults = _read(folder)
    findings += faults
    if set(tables) == set(TABLES):
        findings += _references(tables) + loose_findings(tables) + _counts(folder, tables)
    return findings


def _read(folder: Path) -> tuple[dict[str, pl.DataFrame], list[str]]:
    """The tables that can be read and keep their schema, and what is wrong with the others."""
    tables: dict[str, pl.DataFrame] = {}
    findings: list[str] = []
    for name in ("catalogue", *(table for table in TABLES if table != "catalogue")):
        if not table_file(folder, name).is_file() or (name != "catalogue" and "catalogue" not in tables):
            continue
        try:
            frame = read_table(folder, name)
            schema = schema_of(name, tables.get("catalogue", frame))
            declared = {column: found.dtype for column, found in schema.columns().items()}
            if list(frame.schema.items()) != list(declared.items()):
                findings.append(f"{name}: columns {_difference(dict(frame.schema), declared)}")
                continue
            tables[name] = validated(schema, frame, "verify")
        except CountyEducationError as error:
            findings.append(str(error))
    return tables, findings


def _difference(found: dict[str, pl.DataType], declared: dict[str, pl.DataType]) -> str:
    wrong = [
        f"{name} is {found[name]}" for name in found if name in declared and found[name] != declared[name]
    ]
    parts = {
        "missing": [name for name in declared if name not in found],
        "unknown": [name for name in found if name not in declared],
        "of another type": wrong,
    }
    said = [f"{what} {names}" for what, names in parts.items() if names]
    return ", ".join(said) or "in another order"


def _references(tables: dict[str, pl.DataFrame]) -> list[str]:
    """Figures without a statement behind them, and statements without a report that was read."""
    observations = tables["observations"]
    findings = loose_figures(tables)
    read = tables["reports"].filter(pl.col("state").cast(pl.String) == "read")
    orphans = observations.join(read, on="report_id", how="anti")
    findings += [
        f"observations: {row['observation_id']} is of report {row['report_id']}, which was not read"
        for row in orphans.iter_rows(named=True)
    ]
    unknown = observations.join(tables["catalogue"], left_on="indicator", right_on="id", how="anti")
    findings += [
        f"observations: {row['observation_id']} is of {row['indicator']}, which the catalogue lacks"
        for row in unknown.iter_rows(named=True)
    ]
    return findings + _corrections(observations, tables["corrections"])


def _corrections(observations: pl.DataFrame, corrections: pl.DataFrame) -> list[str]:
    """Corrected facts without a correction, and corrections whose fact says something else."""
    state = pl.col("state").cast(pl.String)
    applied = corrections.filter(state == "applied")
    corrected = observations.filter(pl.col("method").cast(pl.String) == "corrected")
    findings = [
        f"observations: {id_} is corrected, but corrections has no row that was applied to it"
        for id_ in corrected.join(applied, on="observation_id", how="anti")["observation_id"]
    ]
    rows = {row["observation_id"]: row for row in corrected.iter_rows(named=True)}
    for each in applied.iter_rows(named=True):
        row = rows.get(each["observation_id"])
        names = ("region_code", "value", "bound", "status", "year")
        if row is None or any(each[name] not in (None, row[name]) for name in names):
            findings.append(
                f"corrections: {each['correction_id']} was applied, but observation "
                f"{each['observation_id']} is not as it puts it right"
            )
    left = corrections.filter(state == "withdrawn").join(observations, on="observation_id", how="semi")
    findings += [
        f"corrections: {id_} withdraws an observation that is there" for id_ in left["correction_id"]
    ]
    return findings


def _counts(folder: Path, tables: dict[str, pl.DataFrame]) -> list[str]:
    """Where `release.json` says something else than the tables."""
    try:
        metadata = read_metadata(folder)
    except ReleaseError as error:
        return [str(error)]
    rows = {name: metadata.get("tables", {}).get(name, {}).get("rows") for name in TABLES}
    findings = [
        f"{METADATA}: says {rows[name]} rows of {name}, the table has {tables[name].height}"
        for name in TABLES
        if rows[name] != tables[name].height
    ]
    if metadata.get("inputs") != inputs_digest(tables["reports"]):
        findings.append(f"{METADATA}: the digest of the inputs is not that of the reports")
    return findings
