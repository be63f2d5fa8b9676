"""What a release holds: its tables, their schemas, their bytes and the digest of all of it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import dataframely as dy
import polars as pl

from indicators.bars import bars
from indicators.catalogue import Catalogue
from indicators.check_rules import load_check_rules
from indicators.checks import check
from indicators.digests import digest_of, files_below
from indicators.errors import ReleaseError
from indicators.findings_schemas import Bars, Checks, Silence, Targets
from indicators.reference import CatalogueEntries, Regions, catalogue_frame
from indicators.romanised import FILE as ENGLISH_NAMES
from indicators.schemas import (
    Corrections,
    Indicators,
    Observations,
    Reports,
    StatedChanges,
    Vintages,
    empty,
    validated,
)
from indicators.silence import silence
from indicators.tables import DOMAINS, domain_schema, domain_table
from indicators.targets import targets
from indicators.vintages import tabulate
from outputs.release.columns import columns_of, meaning_of
from outputs.release.formats.parquet import write_parquet

FINDINGS = ("checks", "targets", "bars", "silence")
"""The tables of what follows from the figures."""

TABLES = (
    "observations",
    "indicators",
    "vintages",
    "changes",
    *DOMAINS,
    *FINDINGS,
    "reports",
    "corrections",
    "regions",
    "catalogue",
)
"""The tables of a release, each a Parquet file of that name."""

OF_THE_FACT = ("observation_id", "report_id", "region_code", "indicator", "year")
"""What a stated change repeats of its fact."""

SUMS = "SHA256SUMS"
METADATA = "release.json"
DICTIONARY = "DICTIONARY.md"
SITE = "site"

PAGE_LIBRARIES = ("great-tables", "jinja2", "markdown-it-py", "markupsafe", "selectolax", "svg.py")
"""Libraries that decide how a page looks; those that decide Parquet's bytes show in the bytes."""

Tables = Mapping[str, pl.DataFrame]


def release_tables(
    observations: dy.DataFrame[Observations],
    reports: dy.DataFrame[Reports],
    regions: dy.DataFrame[Regions],
    catalogue: Catalogue,
    corrections: dy.DataFrame[Corrections] | None = None,
    changes: dy.DataFrame[StatedChanges] | None = None,
) -> dict[str, pl.DataFrame]:
    """Every table of a release, by name and in the order of `TABLES`, each in a fixed order of rows.

    `regions` may hold all divisions of the country; the release carries those that its facts name.
    `corrections` are those of `indicators.correcting`, which the observations have gone through; a change
    whose fact they withdrew, or put to another place or year, is left out.
    Raises CountyEducationError where a table breaks its schema.
    """
    tables = dict(made_tables(observations, reports, regions, catalogue, corrections, changes))
    return {name: tables[name] for name in TABLES}


def made_tables(
    observations: dy.DataFrame[Observations],
    reports: dy.DataFrame[Reports],
    regions: dy.DataFrame[Regions],
    catalogue: Catalogue,
    corrections: dy.DataFrame[Corrections] | None = None,
    changes: dy.DataFrame[StatedChanges] | None = None,
) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables of `release_tables`, one after the other: whoever puts each away never holds all of them."""
    order = ["region_code", "year", "indicator", "status", "report_id", "start", "observation_id"]
    yield "observations", observations.sort(order, nulls_last=True)
    yield "silence", silence(observations, reports, catalogue)
    yield "reports", reports.sort("source", "start", "report_id")
    corrected = empty(Corrections) if corrections is None else corrections
    yield "corrections", corrected.sort("indicator", "snapshot", "correction_id")
    named = pl.concat([observations["region_code"], reports["region_code"]]).drop_nulls().unique()
    of_facts = regions.filter(pl.col("region_code").is_in(named.implode()))
    yield "regions", of_facts.sort("region_code", "valid_from", nulls_last=False)
    yield "catalogue", catalogue_frame(catalogue)
    stated = changes_of_facts(empty(StatedChanges) if changes is None else changes, observations)
    order = ["region_code", "year", "indicator", "report_id", "start", "change_id"]
    yield "changes", stated.sort(order, nulls_last=True)
    indicators, vintages = tabulate(observations, reports, regions, catalogue)
    yield "vintages", vintages
    del vintages
    yield "checks", check(observations, indicators, catalogue, load_check_rules(), stated)
    yield "targets", targets(observations, indicators, reports, regions, catalogue)
    del observations, reports, stated
    yield "bars", bars(indicators, catalogue)
    for domain in DOMAINS:
        yield domain, domain_table(indicators, catalogue, domain)
    yield "indicators", indicators


def changes_of_facts(
    changes: dy.DataFrame[StatedChanges], observations: pl.DataFrame
) -> dy.DataFrame[StatedChanges]:
    """The stated changes whose fact is there, and of the place, indicator and year as it was read."""
    actual = observations.filter(pl.col("status").cast(pl.String) == "actual")
    kept = changes.join(actual, on=OF_THE_FACT, how="semi", nulls_equal=True)
    return validated(StatedChanges, kept, "changes")


def schema_of(table: str, catalogue: pl.DataFrame) -> type[dy.Schema]:
    """The schema of a release's table; a domain's columns are those of the release's own catalogue."""
    fixed: dict[str, type[dy.Schema]] = {
        "observations": Observations,
        "indicators": Indicators,
        "vintages": Vintages,
        "changes": StatedChanges,
        "checks": Checks,
        "targets": Targets,
        "bars": Bars,
        "silence": Silence,
        "reports": Reports,
        "corrections": Corrections,
        "regions": Regions,
        "catalogue": CatalogueEntries,
    }
    if table in fixed:
        return fixed[table]
    return domain_schema(table, tuple(catalogue.filter(pl.col("domain") == table)["id"]))


def table_file(folder: Path, table: str) -> Path:
    """Where a table lies in a release's folder."""
    return folder / f"{table}.parquet"


def read_table(
    folder: Path, table: str, columns: Sequence[str] | pl.Expr | None = None, where: pl.Expr | None = None
) -> pl.DataFrame:
    """Read a table of a release, or some of its columns and rows.

    Raises ReleaseError where the file is missing or is no Parquet.
    """
    file = table_file(folder, table)
    try:
        scan = pl.scan_parquet(file)
        rows = scan if where is None else scan.filter(where)
        return rows.select(pl.all() if columns is None else columns).collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ReleaseError(
            file,
            f"cannot be read ({str(error).splitlines()[0]})",
            "a table of a release",
            "Make the release again.",
        ) from error


def write_tables(tables: Tables, folder: Path) -> None:
    """Write each table as Parquet. The same frame gives the same bytes, on any number of threads."""
    if isinstance(tables, StoredTables):
        for name in TABLES:
            shutil.copyfile(table_file(tables.folder, name), table_file(folder, name))
        return
    for name in TABLES:
        _write_table(name, tables[name], tables["catalogue"], folder)


def store_tables(
    made: Iterable[tuple[str, pl.DataFrame]], catalogue: Catalogue, folder: Path
) -> StoredTables:
    """Write tables into a folder with the bytes that a release has, holding one at a time."""
    entries = catalogue_frame(catalogue)
    for name, table in made:
        _write_table(name, table, entries, folder)
        del table  # before the next one is made
    return StoredTables(folder)


def _write_table(name: str, table: pl.DataFrame, catalogue: pl.DataFrame, folder: Path) -> None:
    columns = columns_of(name, table.columns, {row["id"]: row for row in catalogue.to_dicts()})
    write_parquet(table, table_file(folder, name), columns, meaning_of(name))


class StoredTables(Mapping[str, pl.DataFrame]):
    """The tables that lie in a folder. Each is read anew whenever it is asked for, and none is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        return read_table(self.folder, name)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rows a table has, and its columns with their types."""

    height: int
    schema: pl.Schema

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.schema.names()


def shapes(tables: Tables) -> dict[str, Shape]:
    """The shape of every table; what lies in a folder is not read for it."""
    if not isinstance(tables, StoredTables):
        return {name: Shape(table.height, table.schema) for name, table in tables.items()}
    scans = {name: pl.scan_parquet(table_file(tables.folder, name)) for name in tables}
    return {
        name: Shape(scan.select(pl.len()).collect().item(), scan.collect_schema())
        for name, scan in scans.items()
    }


def file_digest(file: Path) -> str:
    """The sha256 of a file, as 64 hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_digest(folder: Path, pages_digest: str) -> str:
    """The digest of what a release says, the version left out: its tables' bytes and what makes its pages.

    The version stands in the pages and in `release.json`, so their bytes cannot tell whether anything
    is new. The tables do not know the version, and pages and texts are made of the tables by code:
    the tables' bytes and that code's digest (`pages_digest`, see `code_digest`) stand for all files. The
    dictionary tells the rules of checks and targets, which may be put in other words and give the same.
    """
    lines = [f"{name} {file_digest(table_file(folder, name))}" for name in TABLES]
    rules = code_digest(files("indicators") / "rules", libraries=())
    return digest_of([*lines, f"pages {pages_digest}", f"rules {rules}"])


def code_digest(package: Traversable, libraries: Iterable[str] = PAGE_LIBRARIES) -> str:
    """The digest of a package's files (templates and styles too) and of the libraries it draws with."""
    lines = [f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}" for path, file in files_below(package)]
    return digest_of([*lines, *(f"{library} {version(library)}" for library in libraries)])


def pages_code() -> str:
    """The digest of what makes the pages of a release, besides its tables: this code, and English names."""
    names = (files("indicators") / ENGLISH_NAMES).read_bytes()
    return digest_of([code_digest(files("outputs")), hashlib.sha256(names).hexdigest()])


def inputs_digest(reports: pl.DataFrame) -> str:
    """The digest of the pages that a release was read from: their sources and snapshots, in any order."""
    pages = (
        reports.select("source", pl.col("snapshot").fill_null("not fetched"))
        .unique()
        .sort("source", "snapshot")
    )
    return digest_of(f"{snapshot} {source}" for source, snapshot in pages.rows())
