"""`county-education diff A B`: what one release has otherwise than another, for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import dataframely as dy
import polars as pl

from indicators.errors import ReleaseError
from indicators.schemas import Corrections, empty
from outputs.release.change_lines import (
    Names,
    change_line,
    counted_causes,
    names_of,
    pages_line,
    pages_of,
    place_of,
)
from outputs.release.changes import CAUSES, COMPARED, Changes, changes
from outputs.release.contents import read_table, table_file
from outputs.release.statements import Row
from outputs.release.summary import table_text

CHANGE_WORDS = {
    "changed": "changed",
    "gone": "gone",
    "added": "added",
    "evidence": "the same figure, on other evidence",
}
"""In the order in which a person wants to see them."""
CAUSE_WORDS = {"source": "by its source", "correction": "by a correction", "reading": "by the reading"}
PAGES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """The tables of two releases that were compared, and what came of it."""

    before: Mapping[str, pl.DataFrame]
    after: Mapping[str, pl.DataFrame]
    changes: dy.DataFrame[Changes]

    @property
    def names(self) -> Names:
        """The indicators of both releases."""
        return names_of(self.before["catalogue"], self.after["catalogue"])


def compare(before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]) -> Difference:
    """Compare two sets of tables (those of `COMPARED`, and `catalogue`)."""
    return Difference(before, after, changes(before, after))


def compared_tables(release: Path) -> dict[str, pl.DataFrame]:
    """The tables of a release that are compared. One of before there were corrections has none.

    Raises ReleaseError where one cannot be read.
    """
    tables = {name: read_table(release, name) for name in (*COMPARED, "catalogue") if name != "corrections"}
    there = table_file(release, "corrections").exists()
    return tables | {"corrections": read_table(release, "corrections") if there else empty(Corrections)}


def difference_text(difference: Difference, limit: int | None) -> str:
    """A summary, then at most `limit` of the rows (None: all), by what became of them and why, by place."""
    rows = difference.changes
    parts = [_figures(difference), _pages(difference)]
    shown = 0
    for change, said in CHANGE_WORDS.items():
        for cause in CAUSES:
            group = rows.filter(
                pl.col("change").cast(pl.String) == change, pl.col("cause").cast(pl.String) == cause
            ).sort("region_code", "why", "year", "indicator", "status")
            room = group.height if limit is None else min(group.height, limit - shown)
            if room <= 0:
                continue
            shown += room
            of = f" ({room} of {group.height})" if room < group.height else f" ({group.height})"
            parts.append(
                f"{said}, {CAUSE_WORDS[cause]}{of}".capitalize()
                + "\n"
                + _rows(group.head(room), difference.names)
            )
    if shown < rows.height:
        parts.append(f"{rows.height - shown:,} more rows: --all shows them, --output F.csv writes them.")
    return "\n\n".join(parts) + "\n"


def _figures(difference: Difference) -> str:
    """How many figures there were and are, and how many of them differ, by cause."""
    counts = counted_causes(difference.changes)
    heights = [tables["indicators"].height for tables in (difference.before, difference.after)]
    facts = [tables["observations"].height for tables in (difference.before, difference.after)]
    head = (
        f"Figures: {heights[0]:,} → {heights[1]:,}. Facts they are chosen from: {facts[0]:,} → {facts[1]:,}."
    )
    if not counts:
        return f"{head}\nNo figure differs."
    table = [
        (
            said,
            f"{sum(counts[change].values()):,}",
            *(f"{counts[change].get(cause, 0):,}" for cause in CAUSES),
        )
        for change, said in CHANGE_WORDS.items()
        if change in counts
    ]
    heads = ["Rows", "all", *(CAUSE_WORDS[cause] for cause in CAUSES)]
    return f"{head}\n\n{table_text(heads, table)}"


def _pages(difference: Difference) -> str:
    """Which pages are new, gone and changed."""
    before, after = difference.before["reports"], difference.after["reports"]
    lines = [pages_line(before, after)]
    for kind, pages in pages_of(before, after).items():
        lines += [f"  {kind}: {page}" for page in pages[:PAGES_SHOWN]]
        lines += [f"  {kind}: {len(pages) - PAGES_SHOWN:,} more"] if len(pages) > PAGES_SHOWN else []
    return "\n".join(lines)


def _rows(group: pl.DataFrame, names: Names) -> str:
    """The rows of a group below the place and the reason that they share."""
    lines: list[str] = []
    head = ""
    for row in group.iter_rows(named=True):
        if (new := f"{place_of(row)} · {_reason(row)}") != head:
            head = new
            lines.append(head)
        lines.append(f"  {change_line(row, names)}")
    return "\n".join(lines)


def _reason(row: Row) -> str:
    why = " ".join(row["why"].split())
    also = [CAUSE_WORDS[cause] for cause in row["also"]]
    return f"{why} [also {', '.join(also)}]" if also else why


def write_changes(rows: dy.DataFrame[Changes], file: Path) -> None:
    """Write every row, as CSV or Parquet by the ending of the file's name.

    Raises ReleaseError where it cannot be written.
    """
    try:
        if file.suffix == ".csv":
            lists = [name for name, kind in rows.schema.items() if isinstance(kind, pl.List)]
            rows.with_columns(pl.col(lists).list.join(" | ")).write_csv(file, include_bom=True)
        else:
            rows.write_parquet(file)
    except OSError as error:
        raise ReleaseError(
            file, f"cannot be written ({error.strerror or error})", "a file in a folder that is there"
        ) from error
