"""All that a release says of one place, as rows, looked up once for both languages of its pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from indicators.errors import ReleaseError
from outputs.pages.published import UNPLACED, Release, Row

TABLES = ("facts", "statements", "vintages", "changes", "targets", "bars", "checks")
"""The tables whose every row of the place its pages may show."""

KEPT = 4
"""How many places a process remembers: the pages of a place are written one language after the other."""

FigureKey = tuple[int, str, str]
"""Year, indicator and status of a chosen or derived figure."""


@dataclass(frozen=True)
class PlaceRecord:
    """What the tables say of a place, or of all masked ones (UNPLACED); rows are in the tables' order.

    statements  by observation_id
    reports     those that were read: of the place, or named by its statements; the newest first
    refused     those that name the place and were refused
    gaps        for each year that lacks figures for another reason than that its report is silent: why
                (`indicators.findings_schemas.SILENCES`)
    """

    code: str
    facts: list[Row]
    statements: dict[str, Row]
    vintages: list[Row]
    changes: list[Row]
    targets: list[Row]
    bars: list[Row]
    checks: list[Row]
    reports: list[Row]
    refused: list[Row]
    gaps: dict[int, str]
    corrections: dict[str, Row]

    @cached_property
    def figures(self) -> dict[FigureKey, Row]:
        """The facts by year, indicator and status."""
        return {(row["year"], row["indicator"], row["status"]): row for row in self.facts}


_kept: OrderedDict[tuple[int, str], tuple[Release, PlaceRecord]] = OrderedDict()
"""The last places, with the release they are of: for as long as it is kept, its id is nobody else's."""


def place_record(release: Release, code: str) -> PlaceRecord:
    """What a release says of a place (or of UNPLACED); the last few are remembered.

    Raises ReleaseError where a figure names a report that the release does not hold.
    """
    key = id(release), code
    if key not in _kept:
        _kept[key] = release, _read(release, code)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key][1]


def data_of_place(release: Release, code: str) -> Iterator[object]:
    """All that a place's pages are made of, beside the catalogue: see `outputs.pages.parts.Kind.inputs`."""
    place = None if code == UNPLACED else code
    yield release.by_code.get(code)
    for table in TABLES:
        yield release.of_place(table, place)
    yield _gaps(release, place)
    yield _reports(release, place)
    yield _refused(release, place)
    yield _corrections(release, release.of_place("statements", place)["observation_id"])


def _read(release: Release, code: str) -> PlaceRecord:
    place = None if code == UNPLACED else code
    rows = {table: release.of_place(table, place).to_dicts() for table in TABLES}
    statements = {row["observation_id"]: row for row in rows["statements"]}
    return PlaceRecord(
        code=code,
        facts=rows["facts"],
        statements=statements,
        vintages=rows["vintages"],
        changes=rows["changes"],
        targets=rows["targets"],
        bars=rows["bars"],
        checks=rows["checks"],
        reports=_reports(release, place),
        refused=_refused(release, place),
        gaps=_gaps(release, place),
        corrections=_corrections(release, statements),
    )


def _reports(release: Release, place: str | None) -> list[Row]:
    """The reports of a place that were read, and those that its statements name, the newest first."""
    own = release.reports_by_code.get(place, []) if place else []
    named = {row["report_id"] for row in own if row["state"] == "read"}
    for table in ("facts", "statements"):  # a derived figure is of no report
        named |= set(release.of_place(table, place)["report_id"].drop_nulls())
    for unknown in sorted(named - release.reports.keys()):
        raise ReleaseError(
            release.folder,
            f"facts of {place or UNPLACED} from the report {unknown!r}",
            "reports that stand in its table",
        )
    reports = [release.reports[id_] for id_ in sorted(named)]
    return sorted(reports, key=lambda row: -(row["year"] or 0))  # the sort keeps equals in order


def _refused(release: Release, place: str | None) -> list[Row]:
    own = release.reports_by_code.get(place, []) if place else []
    return [row for row in own if row["state"] == "refused"]


def _corrections(release: Release, observation_ids: Iterable[str]) -> dict[str, Row]:
    return {id_: release.corrections[id_] for id_ in observation_ids if id_ in release.corrections}


def _gaps(release: Release, place: str | None) -> dict[int, str]:
    """Years without a report of their own that was read. A silent report is no such gap."""
    if place is None:
        return {}
    silence = release.of_place("silence", place)
    telling = silence.filter(~pl.col("silence").cast(pl.String).is_in(["stated", "not stated"]))
    first = telling.group_by("year").agg(pl.col("silence").cast(pl.String).min()).sort("year")
    return dict(first.iter_rows())
