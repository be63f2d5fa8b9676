"""Changes between two releases as lines of text: 柳城县 2019 · 幼儿园数 Kindergartens: 85 所 → 58 所."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from outputs.release.statements import Row, figure, number

NOT_THERE = "—"

Names = Mapping[str, Row]
"""The rows of the table `catalogue`, by indicator id."""


def names_of(*catalogues: pl.DataFrame) -> Names:
    """The names of every indicator that one of the catalogues has; the last one has the last word."""
    return {row["id"]: row for catalogue in catalogues for row in catalogue.to_dicts()}


def place_of(change: Row) -> str:
    """The place of a change: 柳城县 (450222)."""
    return f"{change['region_name']} ({change['region_code']})"


def change_line(change: Row, names: Names) -> str:
    """Year, indicator, status, the figure before and after, by how much, and why."""
    known = names.get(change["indicator"])
    called = f"{known['name_zh']} {known['name_en']}" if known else change["indicator"]
    planned = ", planned" if change["status"] == "planned" else ""
    before, after = (_figure(change, side) for side in ("before", "after"))
    if change["change"] == "added":
        said = after
    elif change["change"] == "gone":
        said = f"{before} → {NOT_THERE}"
    elif before == after:
        said = f"{after} ({', '.join(change['differs'])})"
    else:
        said = f"{before} → {after}{_by(change)}"
    return f"{change['year']} {called}{planned}: {said}"


def _figure(change: Row, side: str) -> str:
    if change[f"value_{side}"] is None:
        return NOT_THERE
    row = {name: change[f"{name}_{side}"] for name in ("value", "unit", "bound", "from_year")}
    return figure(row | {"year": change["year"]})


def _by(change: Row) -> str:
    """By how much, in the unit of the figure; a share is up or down by points."""
    if not change["by"]:
        return ""
    sign = "+" if change["by"] > 0 else "−"
    return f" ({sign}{number(abs(change['by']))})"


def counted_causes(rows: pl.DataFrame) -> dict[str, dict[str, int]]:
    """How many rows of each change have which cause."""
    counts: dict[str, dict[str, int]] = {}
    for change, cause, count in (
        rows.group_by("change", "cause").agg(pl.len()).sort("change", "cause").iter_rows()
    ):
        counts.setdefault(change, {})[cause] = count
    return counts
