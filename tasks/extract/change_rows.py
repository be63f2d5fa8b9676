"""The changes that a report states, as rows of `indicators.schemas.StatedChanges`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.extract.stated_changes import StatedChange
from tasks.records import Report

SAME = ("indicator", "value", "status", "year", "from_year", "bound")
"""What makes two statements of a report the same fact."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FoundChange:
    """A change, the row of the fact that it is of, and the sentence around it, in the document's text."""

    stated: StatedChange
    of: Row
    sentence: str


def change_rows(report: Report, found: Sequence[FoundChange], kept: Sequence[Row]) -> list[Row]:
    """The changes of the facts that were kept, in the order of the text; what is said twice is one row."""
    ids = {same_fact(row): row["observation_id"] for row in kept}
    rows: dict[str, Row] = {}
    for each in found:
        id_ = ids.get(same_fact(each.of))
        if id_ is not None:
            row = _row(report, each, id_)
            rows.setdefault(row["change_id"], row)
    return sorted(rows.values(), key=lambda row: (row["start"], row["change_id"]))


def same_fact(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What a statement of a report has in common with others of the same fact."""
    return tuple(row[name] for name in SAME)


def _row(report: Report, found: FoundChange, observation: str) -> Row:
    stated = found.stated
    start, end = report.text.original(stated.start, stated.end)
    identity = f"{observation}|{stated.against_year}|{stated.change!r}|{stated.unit}|{stated.bound}"
    return {
        "change_id": hashlib.sha256(identity.encode()).hexdigest()[:16],
        "observation_id": observation,
        **{name: found.of[name] for name in ("report_id", "source", "snapshot")},
        **{name: found.of[name] for name in ("region_code", "region_name", "indicator", "year")},
        "against_year": stated.against_year,
        "change": stated.change,
        "change_unit": stated.unit,
        "bound": stated.bound,
        "value_stated": stated.value_stated,
        "unit_stated": stated.unit_stated,
        "quote": report.document.text[start:end],
        "start": start,
        "end": end,
        "sentence": found.sentence,
    }
