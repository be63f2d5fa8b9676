"""Putting right: observations as read, and corrections → observations as a release has them.

Pure: frames in, frames out. A corrected row keeps its id, quote, place in the text and what is written
there, so it still leads back to its sentence; the table of corrections keeps what was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import isclose
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from indicators.catalogue import Catalogue
from indicators.corrections import Correction, Placed, figure_text
from indicators.errors import CorrectionError
from indicators.reference import Regions
from indicators.schemas import OUT_OF_RANGE, STATED_OTHERWISE, Corrections, Observations, Reports, validated

CORRECTED = "corrected: "
"""How the flag of a corrected observation opens; the reason follows."""

AS_READ = ("region_code", "region_name", "value", "bound", "status", "year", "from_year")
KEPT = ("observation_id", "report_id", "source", "quote", "start", "end", "sentence")
REMEDY = "Look again: where the page is read right by now, take the correction out, else write it anew."

Row = dict[str, Any]


class Corrected(NamedTuple):
    """What a release is made of: the facts put right, the reports they are of, and every correction."""

    observations: dy.DataFrame[Observations]
    reports: dy.DataFrame[Reports]
    corrections: dy.DataFrame[Corrections]


def apply_corrections(
    observations: dy.DataFrame[Observations],
    reports: dy.DataFrame[Reports],
    corrections: Sequence[Placed],
    catalogue: Catalogue,
    regions: dy.DataFrame[Regions],
) -> Corrected:
    """Put right what the corrections name, and leave alone those of pages that were not read.

    Raises CorrectionError where a page was read but not what its correction expects, where it expects
    what several statements are, where two corrections are of one fact, and where one changes nothing.
    """
    read = set(reports.filter(pl.col("state").cast(pl.String) == "read")["snapshot"])
    named = {correction.snapshot for _, correction in corrections} & read
    pages: dict[str, list[Row]] = {snapshot: [] for snapshot in named}
    for row in observations.filter(pl.col("snapshot").is_in(sorted(named))).iter_rows(named=True):
        pages[row["snapshot"]].append(row)
    changed: dict[str, Row | None] = {}
    places: dict[str, str] = {}
    entries: list[Row] = []
    for place, correction in corrections:
        unit = catalogue.by_id[correction.indicator].unit
        if correction.snapshot not in pages:
            entries.append(_entry(correction, None, unit))
            continue
        where = f"{place} ({correction.indicator} of {correction.source or correction.snapshot[:12]})"
        row = _found(correction, pages[correction.snapshot], where)
        id_ = row["observation_id"]
        if (other := places.setdefault(id_, place)) is not place:
            raise CorrectionError(where, f"a second correction of the fact of {other}", "one a fact")
        changed[id_] = None if correction.withdraw else _put_right(row, correction, catalogue, regions, where)
        entries.append(_entry(correction, row, unit))
    types = {name: column.dtype for name, column in Corrections.columns().items()}
    table = pl.DataFrame(entries, schema=types).sort("indicator", "snapshot", "correction_id")
    return Corrected(
        _replaced(observations, changed),
        _recounted(reports, entries),
        validated(Corrections, table, "correcting"),
    )


def _found(correction: Correction, page: list[Row], where: str) -> Row:
    """The row of a page that a correction is of."""
    expect = correction.expect
    of_report = [row for row in page if correction.report in (None, row["report_id"])]
    same = [row for row in of_report if row["indicator"] == correction.indicator]
    found = [
        row
        for row in same
        if isclose(row["value"], expect.value, rel_tol=1e-9)
        and (row["status"], row["year"]) == (expect.status, expect.year)
        and expect.observation_id in (None, row["observation_id"])
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(row["observation_id"] for row in found)
        said = f"{len(found)} statements of {expect}"
        raise CorrectionError(
            where, said, "one", f"Say in `expect` which one, by observation_id: {ids}; or name the report."
        )
    if same:
        # With the ids where the figure alone would look as if it did fit.
        ids_asked = expect.observation_id is not None
        told = (
            figure_text(row["value"], row["status"], row["year"])
            + (f" as {row['observation_id']}" if ids_asked else "")
            for row in same
        )
        said = "what is read there is " + ", ".join(dict.fromkeys(told))
    elif of_report or not page:
        said = "no statement of that indicator is read there"
    else:
        there = ", ".join(sorted({row["report_id"] for row in page}))
        said = f"the page has no report {correction.report} with a fact, it has {there}"
    expected = f"{expect} as {expect.observation_id}" if expect.observation_id else str(expect)
    raise CorrectionError(where, said, f"{expected}, as the correction does", REMEDY)


def _put_right(
    row: Row, correction: Correction, catalogue: Catalogue, regions: pl.DataFrame, where: str
) -> Row:
    """The row as the correction has it."""
    given = correction.should_be.given if correction.should_be else {}
    right = row | given
    if right["from_year"] is not None and right["year"] is not None:
        if right["from_year"] > right["year"]:
            said = f"a figure from {right['from_year']} to {right['year']}"
            raise CorrectionError(where, said, "years in their order", "Correct both year and from_year.")
        if right["from_year"] == right["year"]:
            right["from_year"] = None  # of that year alone
    if "region_code" in given:
        right["region_name"] = _name(given["region_code"], right["year"], regions, where)
    if all(right[name] == row[name] for name in AS_READ if name != "region_name"):
        raise CorrectionError(where, "should_be is what is read already", "something else", REMEDY)
    low, high = catalogue.by_id[row["indicator"]].valid
    flags = [flag for flag in row["flags"] if flag not in (OUT_OF_RANGE, STATED_OTHERWISE)]
    flags += [] if low <= right["value"] <= high else [OUT_OF_RANGE]
    flags.append(CORRECTED + " ".join(correction.reason.split()))
    # Somebody has looked at it, so nothing is left of the reader's doubt.
    return right | {"method": "corrected", "doubt": 0.0, "flags": flags}


def _name(code: str, year: int | None, regions: pl.DataFrame, where: str) -> str:
    """What a place is called in a year, else by its newest name."""
    rows = regions.filter(region_code=code).sort("valid_from", nulls_last=False)
    if rows.is_empty():
        raise CorrectionError(where, f"the region_code {code}", "the code of a county-level division")
    of_year = rows.filter(
        pl.col("valid_from").fill_null(0) <= (year or 9999),
        pl.col("valid_until").fill_null(9999) >= (year or 0),
    )
    name: str = (rows if of_year.is_empty() else of_year)["name"][-1]
    return name


def _entry(correction: Correction, row: Row | None, unit: str) -> Row:
    """The row of the table of corrections; `row` is what was read, None where the page was not."""
    expect = correction.expect
    digest = hashlib.sha256("|".join(map(repr, correction.fact)).encode()).hexdigest()
    entry: Row = dict.fromkeys(Corrections.column_names())
    entry |= {
        "correction_id": digest[:16],
        "state": "page not read",
        "report_id": correction.report,
        "source": correction.source,
        "snapshot": correction.snapshot,
        "indicator": correction.indicator,
        "unit": unit,
        "value_read": expect.value,
        "status_read": expect.status,
        "year_read": expect.year,
        "reason": " ".join(correction.reason.split()),
        "found_by": " ".join(correction.found_by.split()),
        "evidence": correction.evidence,
    }
    entry |= correction.should_be.given if correction.should_be else {}
    if row is not None:
        entry["state"] = "withdrawn" if correction.withdraw else "applied"
        entry |= {name: row[name] for name in KEPT} | {f"{name}_read": row[name] for name in AS_READ}
    return entry


def _replaced(
    observations: dy.DataFrame[Observations], changed: dict[str, Row | None]
) -> dy.DataFrame[Observations]:
    """The observations with some rows changed, and those changed to None left out."""
    if not changed:
        return observations
    rows = [row for row in changed.values() if row is not None]
    kept = observations.filter(~pl.col("observation_id").is_in(sorted(changed)))
    frame = pl.concat([kept, pl.DataFrame(rows, schema=observations.schema)])
    return validated(Observations, frame, "correcting")


def _recounted(reports: dy.DataFrame[Reports], entries: Sequence[Row]) -> dy.DataFrame[Reports]:
    """The reports, of whose facts those are taken off that were withdrawn."""
    withdrawn = [entry["report_id"] for entry in entries if entry["state"] == "withdrawn"]
    if not withdrawn:
        return reports
    off = pl.Series("report_id", withdrawn).value_counts(name="off")
    frame = (
        reports.join(off, on="report_id", how="left")
        .with_columns(facts=pl.col("facts") - pl.col("off").fill_null(0))
        .drop("off")
    )
    return validated(Reports, frame, "correcting")
