"""What an operator looks at after a run, as rows of small tables: refusals, failed checks, facts by page.

Each table has an end: the first so many rows, and how many more there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from outputs.release.contents import read_table

MOST = 50
"""Rows of a table that a person looks at."""

Rows = list[dict[str, Any]]


def ended(rows: Rows, most: int = MOST) -> Rows:
    """The first rows, and one that says how many more there are."""
    if len(rows) <= most:
        return rows
    first, *others = rows[0]
    more = {first: f"… and {len(rows) - most:,} more"} | dict.fromkeys(others, "")
    return [*rows[:most], more]


def refusal_rows(release: Path, remedies: Mapping[str, str]) -> Rows:
    """Why pages were refused, the most frequent reason first: reason, pages, what to do."""
    counts = (
        _refused(release)
        .group_by("reason")
        .agg(pl.len().alias("pages"))
        .sort("pages", "reason", descending=[True, False])
    )
    return [
        {"reason": row["reason"], "pages": row["pages"], "what to do": remedies[row["reason"]]}
        for row in counts.to_dicts()
    ]


def refused_pages(release: Path, before: Path | None) -> Rows:
    """The refused pages, those first that the release before did not refuse for this reason."""
    refused = _refused(release)
    known = _refused(before) if before is not None else refused.clear()
    keys = ["source", "reason"]
    marked = refused.join(
        known.select(keys).unique().with_columns(new=pl.lit("")), on=keys, how="left", maintain_order="left"
    ).with_columns(pl.col("new").fill_null("new" if before is not None else ""))
    return [
        {
            "page": row["title"] or row["source"],
            "address": linked(row["address"] or row["source"]),
            "reason": row["reason"],
            "detail": row["detail"] or "",
            "since": row["new"],
        }
        for row in marked.sort("new", "source", "start", descending=[True, False, False]).to_dicts()
    ]


def failed_checks(release: Path) -> Rows:
    """The checks that failed, the newest years first: place, year, indicator, what it says, what is wrong."""
    checks = read_table(release, "checks").filter(pl.col("verdict").cast(pl.String) == "failed")
    return [
        {
            "place": row["region_name"] or "",
            "year": row["year"],
            "indicator": row["indicator"],
            "figure": row["observed"],
            "held against": row["expected"],
            "rule": row["rule"],
            "what is wrong": row["message_en"],
        }
        for row in checks.sort("year", "check_id", descending=[True, False]).to_dicts()
    ]


def facts_by_page(release: Path) -> dict[str, int]:
    """How many facts each page of a release gave, by its source."""
    facts = read_table(release, "observations", ["source"]).group_by("source").len().sort("source")
    return {source: int(count) for source, count in facts.rows()}


def linked(address: str) -> str:
    """An address that can be clicked on Prefect's page; what is no address of the web stays as it is."""
    return f"[{address}]({address})" if address.startswith(("http://", "https://")) else address


def _refused(release: Path) -> pl.DataFrame:
    reports = read_table(release, "reports").filter(pl.col("state").cast(pl.String) == "refused")
    return reports.with_columns(pl.col("reason").cast(pl.String))
