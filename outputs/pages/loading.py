"""Reading a release for its pages: all of it, or the cut that some of its pages are made of.

The tables of a large release are too much to be held by each process that writes pages. A cut holds the rows
that its pages need. A table that no page of a cut needs has no columns in it: whatever asks for one fails.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from indicators.errors import ReleaseError
from outputs.pages.figures import Bar
from outputs.pages.published import UNPLACED, Domain, Indicator, Place, Release, Row
from outputs.pages.words import COMPARED, NATIONAL_BAR, NO_PROVINCE, Words
from outputs.release.contents import read_table
from outputs.release.quality import read_quality

ORDERS: Mapping[str, tuple[str, ...]] = {
    "indicators": ("region_code", "year", "indicator", "status"),
    "observations": ("region_code", "report_id", "start", "end", "observation_id"),
    "vintages": ("region_code", "year", "indicator", "status", "revision"),
    "reports": ("report_id",),
}
"""The order of rows that pages rely on, where it is another one than the table's own."""

TEXTS = ("sentence", "quote")
"""The long columns of `observations`: only the pages of a place quote them, or of what has none."""

OF_REPORT = ("report_id", "region_code", "year", "state", "restated", "published")
"""What pages of indicators and promises know of reports."""

OF_OUTCOME = ("region_code", "report_id", "start", "end", "observation_id")
"""What pages of promises know of statements."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a release is read. Without anything named it is all of it.

    places      the first and the last code of some places: their rows, and their reports. UNPLACED twice
                stands for the rows whose place is masked
    indicators  the ids of some indicators: the figures and statements of those, of all places
    overview    what the pages need that are of no single place or indicator
    targets     what the pages of promises and outcomes need
    """

    places: tuple[str, str] | None = None
    indicators: tuple[str, ...] | None = None
    overview: bool = False
    targets: bool = False

    @property
    def of_places(self) -> pl.Expr | None:
        """Whether a row is of its places."""
        if self.places is None:
            return None
        if self.places == (UNPLACED, UNPLACED):
            return pl.col("region_code").is_null()
        first, last = map(pl.lit, self.places)
        return pl.col("region_code").is_between(first, last)

    @property
    def rows(self) -> pl.Expr | None:
        """Which rows of figures and statements are read; None: all."""
        if self.indicators is not None:
            return pl.col("indicator").is_in(list(self.indicators))
        return self.of_places

    @property
    def without(self) -> tuple[str, ...]:
        """The tables that none of its pages needs."""
        if self.indicators is not None:
            return ("vintages", "changes", "targets", "bars", "checks", "corrections")
        if self.targets:
            return ("indicators", "vintages", "changes", "bars", "checks", "corrections")
        return ("vintages", "changes", "targets", "bars", "silence") if self.overview else ()

    @property
    def columns(self) -> tuple[str, ...] | None:
        """Which columns of statements are read; None: all."""
        return OF_OUTCOME if self.targets else None


WHOLE = Cut()


def read_release(folder: Path, version: str, cut: Cut = WHOLE) -> Release:
    """Read a release's Parquet files and its `quality.json`, or a cut of it.

    Raises ReleaseError where a file is missing or cannot be read, and for a code that is no code: it
    would become the name of a file.
    """
    named = _named(folder)
    domains, indicators = read_catalogue(folder)
    _refuse_unknown(folder, named, indicators)
    tables = {
        name: pl.DataFrame() if name in cut.without else _table(folder, name, cut.rows)
        for name in ("vintages", "changes", "targets", "bars", "checks", "silence", "indicators")
    }
    statements = _table(folder, "observations", cut.rows, TEXTS if cut.overview else (), cut.columns)
    return Release(
        version=version,
        facts=tables.pop("indicators"),
        statements=statements,
        reports=_reports(folder, cut, statements),
        domains=domains,
        indicators=indicators,
        places=_places(named, cut, _table(folder, "regions")),
        quality=read_quality(folder),
        folder=folder,
        corrections={
            row["observation_id"]: row
            for row in ([] if "corrections" in cut.without else _table(folder, "corrections").to_dicts())
            if row["observation_id"]
        },
        restated_elsewhere=cut != WHOLE and _any_restated(folder),
        **tables,
    )


def read_catalogue(folder: Path) -> tuple[tuple[Domain, ...], dict[str, Indicator]]:
    """The domains of a release and its indicators, by id, in the order of the pages. Raises ReleaseError."""
    catalogue = _table(folder, "catalogue").to_dicts()
    domains = _domains(catalogue)
    return domains, _indicators(catalogue, domains)


def formulas_of(folder: Path) -> dict[str, list[str]]:
    """The formulas by which figures of a release were derived, by indicator. Raises ReleaseError."""
    used = (
        _table(folder, "indicators", columns=("indicator", "formula")).drop_nulls().unique().sort("formula")
    )
    found: dict[str, list[str]] = {}
    for indicator, formula in used.iter_rows():
        found.setdefault(indicator, []).append(formula)
    return found


def place_sizes(folder: Path) -> list[tuple[str, int]]:
    """The code of each place of a release with how many figures and statements it has, in the codes' order.

    UNPLACED comes last, where statements have no place. Raises ReleaseError as `read_release` does.
    """
    counted = _named(folder).group_by("region_code").len().sort("region_code", nulls_last=True)
    return [(code or UNPLACED, rows) for code, rows in counted.iter_rows()]


def _named(folder: Path) -> pl.DataFrame:
    """Place, its name, year and indicator of every figure and statement."""
    columns = ("region_code", "region_name", "year", "indicator")
    frames = [_table(folder, name, columns=columns) for name in ("indicators", "observations")]
    return pl.concat(
        [
            frame.with_columns(pl.col("year").cast(pl.Int32), pl.col("indicator").cast(pl.String))
            for frame in frames
        ],
        how="vertical_relaxed",
    )


def _refuse_unknown(folder: Path, named: pl.DataFrame, indicators: Mapping[str, Indicator]) -> None:
    for code in named["region_code"].drop_nulls().unique().sort():
        if not re.fullmatch(r"[0-9]{6}", code):
            raise ReleaseError(folder, f"the region code {code!r}", "six digits")
    for unknown in sorted(set(named["indicator"].unique()) - set(indicators)):
        raise ReleaseError(folder, f"facts of {unknown!r}", "indicators that stand in its catalogue")


def _reports(folder: Path, cut: Cut, statements: pl.DataFrame) -> dict[str, Row]:
    """The reports by their ids; of some places theirs, and those that their statements are of."""
    where, columns = None, None
    if cut.of_places is not None:
        named = statements["report_id"].unique()
        where = cut.of_places.fill_null(value=False) | pl.col("report_id").is_in(named.implode())
    elif cut.indicators is not None or cut.targets:
        columns = OF_REPORT
    table = _table(folder, "reports", where, columns=columns)
    return {row["report_id"]: row for row in table.to_dicts()}


def _any_restated(folder: Path) -> bool:
    return bool(_table(folder, "reports", columns=("report_id", "restated"))["restated"].any())


def _table(
    folder: Path,
    name: str,
    where: pl.Expr | None = None,
    left_out: tuple[str, ...] = (),
    columns: tuple[str, ...] | None = None,
) -> pl.DataFrame:
    """A table, those of its rows that are wanted, in the order that pages rely on."""
    wanted = pl.exclude(left_out) if left_out and columns is None else columns
    table = read_table(folder, name, wanted, where)
    order = [column for column in ORDERS.get(name, ()) if column in table.columns]
    return table.sort(order) if order else table


def _domains(catalogue: list[Row]) -> tuple[Domain, ...]:
    """The four compared domains in the order of the pages, then whatever else the catalogue has."""
    names = {
        row["domain"]: Words(row.get("domain_zh") or row["domain"], row.get("domain_en") or row["domain"])
        for row in catalogue
    }
    order = [*COMPARED, *(id_ for id_ in names if id_ not in COMPARED)]
    return tuple(
        Domain(
            id_, names.get(id_, Words(id_, id_)), COMPARED.get(id_, Words("", "")), compared=id_ in COMPARED
        )
        for id_ in order
    )


def _indicators(catalogue: list[Row], domains: tuple[Domain, ...]) -> dict[str, Indicator]:
    order = [domain.id for domain in domains]
    rows = sorted(catalogue, key=lambda row: order.index(row["domain"]))  # the sort keeps equals in order
    return {row["id"]: _indicator(row) for row in rows}


def _indicator(row: Row) -> Indicator:
    def words(key: str) -> Words:
        return Words(row.get(f"{key}_zh") or row["id"], row.get(f"{key}_en") or row["id"])

    name = words("name")
    return Indicator(
        id=row["id"],
        domain=row["domain"],
        name=name,
        short=words("short") if row.get("short_zh") else name,
        unit=row["unit"],
        kind=row["kind"],
        definition=Words(row.get("definition_zh") or "", row.get("definition_en") or ""),
        standards=tuple(row.get("standards") or ()),
        bars=tuple(
            Bar(
                float(bar["value"]),
                bar["bound"],
                bar.get("name") or NATIONAL_BAR.zh,
                bar.get("regulation") or "",
                bar.get("number") or "",
            )
            for bar in row.get("bars") or ()
        ),
        formula=row.get("formula"),
        higher_is=row.get("higher_is") or "neither",
    )


def _places(named: pl.DataFrame, cut: Cut, regions: pl.DataFrame) -> tuple[Place, ...]:
    """Every place with a fact or a statement, under the name of its latest year, by code."""
    named = named.filter(pl.col("region_code").is_not_null())
    if cut.of_places is not None:
        named = named.filter(cut.of_places)
    named = named.select("region_code", "region_name", "year").unique()
    named = named.sort("region_code", "year", "region_name", nulls_last=False)
    names = {code: name for code, name, _ in named.iter_rows() if name}
    parents: dict[str, Row] = {}
    for row in regions.sort("region_code", "valid_from", nulls_last=False).to_dicts():
        parents[row["region_code"]] = row
    codes = sorted(set(named["region_code"].to_list()))
    return tuple(
        Place(
            code=code,
            name=names.get(code) or (parents.get(code) or {}).get("name") or code,
            province=(parents.get(code) or {}).get("province") or NO_PROVINCE.zh,
            prefecture=(parents.get(code) or {}).get("prefecture"),
        )
        for code in codes
    )
