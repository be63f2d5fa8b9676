"""A release as the pages need it: its tables, looked up by place and by indicator."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from outputs.pages.comparable import comparable_facts, report_years
from outputs.pages.figures import Bar
from outputs.pages.words import Words
from outputs.release.contents import SITE, file_digest
from outputs.release.quality import Quality

Row = dict[str, Any]

UNPLACED = "unplaced"
"""Stands for the code of a place that its report masks."""

MADE_AFTER = ("release.json", "SHA256SUMS")
"""Files of a release that are written after its pages: they count the pages and sum them up."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of indicators; the compared ones have a page of their own."""

    id: str
    name: Words
    description: Words
    compared: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as the release's catalogue describes it; a higher value is better, worse or neither."""

    id: str
    domain: str
    name: Words
    short: Words
    unit: str
    kind: str
    definition: Words
    standards: tuple[str, ...]
    bars: tuple[Bar, ...]
    formula: str | None = None
    higher_is: str = "neither"

    @property
    def other_standards(self) -> list[str]:
        """The standards it follows besides those that set its bars."""
        named = [bar.regulation for bar in self.bars if bar.regulation]
        return [standard for standard in self.standards if not any(name in standard for name in named)]


@dataclass(frozen=True, slots=True)
class Place:
    """A county-level place that has facts in the release."""

    code: str
    name: str
    province: str
    prefecture: str | None

    @property
    def province_code(self) -> str:
        """The first two digits of its code (GB/T 2260)."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the release: its name from the release's folder, its bytes, and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Release:
    """What a release says. `facts` are its chosen values, `statements` all that reports state.

    facts       columns of indicators.schemas.Indicators, sorted by place, year, indicator, status
    statements  columns of indicators.schemas.Observations, sorted by place and place in the text
    reports     columns of indicators.schemas.Reports, by report_id
    corrections columns of indicators.schemas.Corrections, those applied, by observation_id
    quality     how well the labelled documents are read by the code that made it
    vintages, changes                the tables of those names (indicators.schemas)
    targets, bars, checks, silence   the tables of those names (indicators.findings_schemas)
    folder      where it lies

    It may be a cut of one (`outputs.pages.loading`); then `restated_elsewhere` says whether any report of the
    whole release is restated.
    """

    version: str
    facts: pl.DataFrame
    statements: pl.DataFrame
    reports: dict[str, Row]
    domains: tuple[Domain, ...]
    indicators: dict[str, Indicator]
    places: tuple[Place, ...]
    quality: Quality
    folder: Path
    vintages: pl.DataFrame
    changes: pl.DataFrame
    targets: pl.DataFrame
    bars: pl.DataFrame
    checks: pl.DataFrame
    silence: pl.DataFrame
    corrections: dict[str, Row] = field(default_factory=dict)
    restated_elsewhere: bool = False

    @cached_property
    def by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self.places}

    @cached_property
    def reports_by_code(self) -> dict[str | None, list[Row]]:
        """The reports of each place, by its code, in the order of their ids; None: those that name none."""
        found: dict[str | None, list[Row]] = {}
        for row in self.reports.values():
            found.setdefault(row["region_code"], []).append(row)
        return found

    @cached_property
    def refused(self) -> list[Row]:
        """The refused reports, by reason and source."""
        rows = [row for row in self.reports.values() if row["state"] == "refused"]
        return sorted(rows, key=lambda row: (row["reason"] or "", row["source"] or "", row["report_id"]))

    @cached_property
    def factless(self) -> list[Row]:
        """The reports that were read and gave no fact, by source."""
        stating = set(self.statements["report_id"])
        rows = [row for row in self.reports.values() if row["state"] == "read"]
        rows = [row for row in rows if row["report_id"] not in stating]
        return sorted(rows, key=lambda row: (row["source"] or "", row["start"], row["report_id"]))

    @cached_property
    def corrected(self) -> pl.DataFrame:
        """The statements that were put right, as they are now."""
        return self.statements.filter(pl.col("method").cast(pl.String) == "corrected")

    @cached_property
    def restated(self) -> bool:
        """Whether a report is restated: its sentences are not the bureau's."""
        return self.restated_elsewhere or any(row.get("restated") for row in self.reports.values())

    @cached_property
    def undated(self) -> dict[str, int]:
        """How many statements without a year a place has; places without one are left out."""
        rows = self.statements.filter(pl.col("year").is_null(), pl.col("region_code").is_not_null())
        return dict(rows.group_by("region_code").len().sort("region_code").iter_rows())

    @cached_property
    def years(self) -> list[int]:
        """Every year that has a fact, the first one first."""
        return sorted(set(self.facts["year"]))

    @cached_property
    def shared(self) -> tuple[object, ...]:
        """What every page may say, whatever it is of: the catalogue, and whether this is the sample."""
        return self.domains, tuple(self.indicators.values()), self.restated

    @cached_property
    def comparable(self) -> pl.DataFrame:
        """The chosen facts that places are compared by (see `comparable_facts`)."""
        return comparable_facts(self.facts, self.statements, self.report_years)

    @cached_property
    def report_years(self) -> frozenset[tuple[str, int]]:
        """The places whose reports say what year they are of, each with every such year."""
        return report_years(self.reports.values())

    @cached_property
    def with_data(self) -> frozenset[str]:
        """The indicators that have a page of their own: those with a chosen or derived figure."""
        return frozenset(self.facts["indicator"])

    @cached_property
    def files(self) -> tuple[DataFile, ...]:
        """The files of the release beside the site, by name; those in folders (csv/…) too."""
        found = (file for file in self.folder.rglob("*") if file.is_file())
        named = ((file.relative_to(self.folder).as_posix(), file) for file in found)
        return tuple(
            DataFile(name, file.stat().st_size, file_digest(file))
            for name, file in sorted(named)
            if not name.startswith(f"{SITE}/") and name not in MADE_AFTER
        )

    def of_place(self, table: str, code: str | None) -> pl.DataFrame:
        """The rows of a place in `facts`, `statements`, `vintages`, `changes`, `targets`, `bars`, `checks`
        or `silence`; those of masked places for None."""
        return self._part(table, "region_code", code)

    def of_indicator(self, table: str, indicator: str) -> pl.DataFrame:
        """The rows of an indicator in one of these tables, or in `comparable`."""
        return self._part(table, "indicator", indicator)

    def _part(self, table: str, column: str, key: str | None) -> pl.DataFrame:
        whole: pl.DataFrame = getattr(self, table)
        if (table, column) not in self._partitions:
            self._partitions[table, column] = whole.partition_by(column, as_dict=True)
        found = self._partitions[table, column].get((key,))
        return whole.clear() if found is None else found

    @cached_property
    def _partitions(self) -> dict[tuple[str, str], dict[tuple[Any, ...], pl.DataFrame]]:
        return {}

    def of_domain(self, domain: str) -> list[Indicator]:
        """The indicators of a domain in the order of the catalogue."""
        return [indicator for indicator in self.indicators.values() if indicator.domain == domain]
