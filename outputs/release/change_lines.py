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


def figures_counted(number: int) -> str:
    """A number of figures: 1 figure, 1,234 figures."""
    return f"{number:,} figure{'' if number == 1 else 's'}"


def pages_of(before: pl.DataFrame, after: pl.DataFrame) -> dict[str, list[str]]:
    """The pages that are new, gone and changed from one table `reports` to another."""
    old, now = (
        dict(reports.sort("source", "snapshot").select("source", "snapshot").iter_rows())
        for reports in (before, after)
    )
    return {
        "new": sorted(now.keys() - old.keys()),
        "gone": sorted(old.keys() - now.keys()),
        "changed": sorted(page for page in old.keys() & now.keys() if old[page] != now[page]),
    }


def pages_line(before: pl.DataFrame, after: pl.DataFrame) -> str:
    """How many pages there were and are, and how many of them are new, gone and changed."""
    kinds = pages_of(before, after)
    said = ", ".join(f"{len(pages):,} {kind}" for kind, pages in kinds.items() if pages)
    counts = (reports["source"].n_unique() for reports in (before, after))
    return "Pages: {:,} → {:,}; {}.".format(*counts, said or "the same ones")
