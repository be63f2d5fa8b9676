"""Scoring of readings against labels: right-F1 and what went wrong, as `../shared/score.py` counts them.

A fact is found when indicator, value and status were read; it is right when year, bound and place are right
as well. The rulings are those of `../shared/spec/labelling.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Labels = Mapping[str, Any]
Scorer = Callable[[list[Row], Labels], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some documents, and a line for each thing that is wrong."""

    labels: int
    found: int
    right: int
    invented: int
    confused: int
    faults: tuple[str, ...]

    @property
    def right_f1(self) -> float:
        """The harmonic mean of right among what was read and right among what is labelled."""
        read = self.found + self.invented + self.confused
        return 2 * self.right / (read + self.labels) if self.right else 0.0

    def __str__(self) -> str:
        head = (
            f"right-F1 {self.right_f1:.3f}: {self.labels} labels, {self.found} found, {self.right} right, "
            f"{self.invented} invented, {self.confused} plans and facts confused"
        )
        return "\n".join([head, *self.faults])


def same(a: float, b: float) -> bool:
    """Whether two values are one, but for rounding."""
    return abs(a - b) <= 1e-6 + 5e-4 * abs(b)


def score_document(rows: list[Row], document: Labels) -> Mapping[str, Any]:
    """The facts of one page against its labels: counts, and lists of what is wrong."""
    used: set[int] = set()
    result: dict[str, Any] = {
        "missed": [],
        "wrong": [],
        "invented": [],
        "confused": [],
        "found": 0,
        "right": 0,
    }
    for label in document["labels"]:
        options = [
            r
            for r in rows
            if id(r) not in used and r["indicator"] == label["indicator"] and same(r["value"], label["value"])
        ]
        exact = [r for r in options if r["status"] == label["status"]]
        if not exact:
            if options:
                used.add(id(options[0]))
                result["confused"].append((label, options[0]))
            result["missed"].append(label)
            continue
        row = min(exact, key=lambda r: (not _region_right(r, label, document), r["year"] != label["year"]))
        used.add(id(row))
        result["found"] += 1
        faults = [
            name
            for name, right in (
                ("year", row["year"] in (label["year"], *label.get("year_also", ()))),
                ("from_year", "from_year" not in label or row["from_year"] == label["from_year"]),
                ("bound", row["bound"] == label["bound"]),
                ("region", _region_right(row, label, document)),
            )
            if not right
        ]
        result["right"] += not faults
        if faults:
            result["wrong"].append((label, row, faults))
    for row in rows:
        disputed = any(
            row["indicator"] == d["indicator"] and same(row["value"], d["value"])
            for d in document.get("disputed", ())
        )
        if id(row) not in used and not disputed:
            result["invented"].append((row, ""))
    return result


def _region_right(row: Row, label: Row, document: Labels) -> bool:
    name = label.get("region") or document.get("region")
    if not name:
        return True
    code = label.get("adcode") or document.get("regions", {}).get(name) or document.get("adcode")
    return bool(code and row["region_code"] == code) or name in (row["region_name"] or "")


def score(pages: Iterable[tuple[list[Row], Labels]], scorer: Scorer = score_document) -> Score:
    """The score of all pages together."""
    counts = dict.fromkeys(("labels", "found", "right", "invented", "confused"), 0)
    faults: list[str] = []
    for rows, document in pages:
        result = scorer(rows, document)
        counts["labels"] += len(document["labels"])
        counts["found"] += result["found"]
        counts["right"] += result["right"]
        counts["invented"] += len(result["invented"])
        counts["confused"] += len(result["confused"])
        name = document["id"]
        faults += [f"{name}: missed {_fact(label)} «{label['quote']}»" for label in result["missed"]]
        faults += [
            f"{name}: {'+'.join(why)} of {_fact(label)}: {_fact(row)}" for label, row, why in result["wrong"]
        ]
        faults += [f"{name}: invented {_fact(row)} «{row['quote']}»" for row, _ in result["invented"]]
        faults += [f"{name}: {_fact(label)} read as {_fact(row)}" for label, row in result["confused"]]
    return Score(**counts, faults=tuple(faults))


def _fact(row: Row) -> str:
    return f"{row['indicator']} = {row['value']:g} ({row['status']}, {row['year']})"
