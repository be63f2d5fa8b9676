"""Scoring of readings against labels: how much was read, how much of it is right, and what went wrong.

A fact is found when indicator, value and status were read; it is right when year, bound and place are right
as well. Derived rows are left out, rows that match a disputed label count neither way. The counting is that
of `../shared/score.py`, the rulings are those of `../shared/spec/labelling.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Labels = Mapping[str, Any]
Page = tuple[list[Row], Labels]
"""What was read from a document, and its labels."""

Scorer = Callable[[list[Row], Labels], Mapping[str, Any]]

PARTS = ("year", "from_year", "bound", "region")
"""What can be wrong of a fact that was found."""


@dataclass(frozen=True, slots=True)
class Error:
    """A thing that is wrong: its kind, where, what, and the words that it is about.

    `kind` is missed, invented, confused (a plan read as a fact, or the other way), or the parts of a found
    fact that are wrong, joined by +. A fact that is confused is missed as well.
    """

    kind: str
    document: str
    fact: str
    quote: str
    sentence: str | None = None

    def __str__(self) -> str:
        return f"{self.document}: {self.kind}: {self.fact} «{self.quote}»"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some documents, what follows from them, and everything that is wrong."""

    labels: int = 0
    found: int = 0
    right: int = 0
    invented: int = 0
    confused: int = 0
    wrong_year: int = 0
    wrong_from_year: int = 0
    wrong_bound: int = 0
    wrong_region: int = 0
    errors: tuple[Error, ...] = ()

    @property
    def read(self) -> int:
        """How many facts were read, disputed ones left out."""
        return self.found + self.invented + self.confused

    @property
    def missed(self) -> int:
        """How many labels were not found, those confused among them."""
        return self.labels - self.found

    @property
    def found_precision(self) -> float:
        """The share of what was read that is labelled."""
        return _share(self.found, self.read)

    @property
    def found_recall(self) -> float:
        """The share of the labels that was read."""
        return _share(self.found, self.labels)

    @property
    def found_f1(self) -> float:
        """The harmonic mean of the two."""
        return _share(2 * self.found, self.read + self.labels)

    @property
    def right_precision(self) -> float:
        """The share of what was read that is right in every part."""
        return _share(self.right, self.read)

    @property
    def right_recall(self) -> float:
        """The share of the labels that was read right in every part."""
        return _share(self.right, self.labels)

    @property
    def right_f1(self) -> float:
        """The harmonic mean of the two."""
        return _share(2 * self.right, self.read + self.labels)

    def __str__(self) -> str:
        head = (
            f"right-F1 {self.right_f1:.3f}: {self.labels} labels, {self.found} found, {self.right} right, "
            f"{self.invented} invented, {self.confused} plans and facts confused"
        )
        return "\n".join([head, *map(str, self.errors)])


def same(a: float, b: float) -> bool:
    """Whether two values are one, but for rounding."""
    return abs(a - b) <= 1e-6 + 5e-4 * abs(b)


def disputed(row: Row, document: Labels) -> bool:
    """Whether a document's labels call a fact disputed, whatever its status and its year."""
    return any(
        row["indicator"] == other["indicator"] and same(row["value"], other["value"])
        for other in document.get("disputed", ())
    )


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
    result["invented"] = [(row, "") for row in rows if id(row) not in used and not disputed(row, document)]
    return result


def _region_right(row: Row, label: Row, document: Labels) -> bool:
    name = label.get("region") or document.get("region")
    if not name:
        return True
    code = label.get("adcode") or document.get("regions", {}).get(name) or document.get("adcode")
    return bool(code and row["region_code"] == code) or name in (row["region_name"] or "")


def score(pages: Iterable[Page], scorer: Scorer = score_document) -> Score:
    """The score of all pages together."""
    counts: Counter[str] = Counter()
    errors: list[Error] = []
    for rows, document in pages:
        result = scorer([row for row in rows if row.get("method") != "derived"], document)
        counts["labels"] += len(document["labels"])
        counts["found"] += result["found"]
        counts["right"] += result["right"]
        counts["invented"] += len(result["invented"])
        counts["confused"] += len(result["confused"])
        counts.update(f"wrong_{part}" for _, _, parts in result["wrong"] for part in parts)
        name = document["id"]
        errors += [Error("missed", name, _fact(label), label["quote"]) for label in result["missed"]]
        errors += [
            _error(
                "+".join(parts), name, row, f"{_fact(row, parts)} where the label says {_fact(label, parts)}"
            )
            for label, row, parts in result["wrong"]
        ]
        errors += [_error("invented", name, row, _fact(row)) for row, _ in result["invented"]]
        errors += [
            _error("confused", name, row, f"{_fact(label)} read as {row['status']}")
            for label, row in result["confused"]
        ]
    return Score(**counts, errors=tuple(errors))


def only(pages: Iterable[Page], indicators: Collection[str]) -> list[Page]:
    """The pages with the facts and labels of some indicators alone. No label pairs with another indicator."""
    return [
        (
            [row for row in rows if row["indicator"] in indicators],
            {**document, "labels": [x for x in document["labels"] if x["indicator"] in indicators]},
        )
        for rows, document in pages
    ]


def _error(kind: str, document: str, row: Row, fact: str) -> Error:
    return Error(kind, document, fact, row["quote"], row.get("sentence"))


def _fact(row: Row, parts: Iterable[str] = ()) -> str:
    more = [
        f", {part} {row.get('region_name', row.get('region')) if part == 'region' else row.get(part)}"
        for part in parts
        if part != "year"
    ]
    return f"{row['indicator']} = {row['value']:g} ({row['status']}, {row['year']}{''.join(more)})"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
