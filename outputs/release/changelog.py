"""CHANGELOG.md: what a release has otherwise than the one before, for people.

It is made from `changes`, and is the one file of a release that depends on another release: the newest of
a smaller version that stands, when this one is made. The digest of the content leaves it out, so a release
is the same one whatever it is compared with. The same tables with the same release before give the same
bytes. A machine that lacks the release before writes another CHANGELOG.md (and so another SHA256SUMS), which
names what it compares with; every other file has the same bytes there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from indicators.errors import CountyEducationError
from outputs.release.change_lines import Names, change_line, figures_counted, pages_line, place_of
from outputs.release.changes import COMPARED
from outputs.release.contents import Tables
from outputs.release.difference import CAUSE_WORDS, Difference, compare, compared_tables
from outputs.release.history import newest_standing, read_metadata, withdrawals

CHANGELOG = "CHANGELOG.md"
ROWS, NAMED = 50, 12
"""How many rows a heading lists at most, and how many places and indicators it names with their counts."""

FIRST = ("This is the first release", "首个版本")

CHANGE, CAUSE = pl.col("change").cast(pl.String), pl.col("cause").cast(pl.String)
HEADINGS = {
    "New data · 新增数据": CHANGE == "added",
    "Revised by the source · 来源修订": (CHANGE == "changed") & (CAUSE == "source"),
    "Revised by us · 我方修订": (CHANGE == "changed") & (CAUSE != "source"),
    "Withdrawn · 撤回": CHANGE == "gone",
}
"""Every row that was added, changed or is gone stands below one of them."""


def write_changelog(tables: Tables, folder: Path, version: str, releases: Path) -> None:
    """Write what a release has otherwise than the newest standing one of a smaller version in `releases`.

    One before it that cannot be read is named, and does not stop the release.
    """
    before = newest_standing(releases, below=version)
    withdrawn = [each.text for each in withdrawals(releases, below=version)]
    if before is None:
        first, first_zh = ("No release before it stands", "此前的版本均已撤回") if withdrawn else FIRST
        figures = tables["indicators"].height
        text = f"{first}: all {figures:,} figures are new.\n{first_zh}，全部 {figures:,} 个数字都是新的。"
        parts = [text, *_withdrawn_part(withdrawn)]
    else:
        try:
            said = f"{before.name} (content {read_metadata(before).get('content', 'not known')})"
            parts = [f"Compared with {said}.\n与 {before.name} 比较。"]
            parts += _parts(
                compare(compared_tables(before), _compared(tables)), before.name, version, withdrawn
            )
        except CountyEducationError:
            text = f"The release before, {before.name}, cannot be read, so what changed since is not known."
            parts = [f"{text}\n此前的版本 {before.name} 无法读取，变更不详。", *_withdrawn_part(withdrawn)]
    head = f"# Changes of release {version} · 版本变更"
    (folder / CHANGELOG).write_text("\n\n".join([head, *parts]) + "\n", encoding="utf-8", newline="\n")


def _compared(tables: Tables) -> dict[str, pl.DataFrame]:
    """The tables that are compared, each read once where they lie in a folder."""
    return {name: tables[name] for name in (*COMPARED, "catalogue")}


def _parts(difference: Difference, before: str, version: str, withdrawn: list[str]) -> list[str]:
    rows, names = difference.changes, difference.names
    same = rows.filter(CHANGE == "evidence")
    parts = [pages_line(difference.before["reports"], difference.after["reports"])]
    if rows.height == same.height:
        parts.append("No figure differs; something else of the release does.\n数字没有变化。")
    if same.height:
        stand = "stands as it was" if same.height == 1 else "stand as they were"
        parts.append(
            f"{figures_counted(same.height)} {stand}, on other evidence: {_causes(same)}.\n"
            f"{same.height:,} 个数字不变，依据有变。"
        )
    for heading, which in HEADINGS.items():
        group = rows.filter(which)
        lines = withdrawn if which is HEADINGS["Withdrawn · 撤回"] else []
        told = [*(f"- Release {line}" for line in lines), *_group(group, names)]
        if group.height > ROWS:
            told.append(f"- … {group.height - ROWS:,} more: `county-education diff {before} {version} --all`")
        parts.append(f"## {heading}\n\n" + ("\n".join(told) if told else "Nothing. 无。"))
    return parts


def _group(group: pl.DataFrame, names: Names) -> list[str]:
    """How many by cause, by place and by indicator, and the first of the rows."""
    if group.is_empty():
        return []
    called = {id_: row["name_zh"] + " " + row["name_en"] for id_, row in names.items()}
    indicators = (called.get(id_, id_) for id_ in group["indicator"])
    lines = [
        f"{figures_counted(group.height)} 个数字: {_causes(group)}.",
        f"By place 按地区: {_counted(place_of(row) for row in group.iter_rows(named=True))}.",
        f"By indicator 按指标: {_counted(indicators)}.",
        "",
    ]
    return lines + [
        f"- {place_of(row)} {change_line(row, names)}; {' '.join(row['why'].split())}"
        for row in group.head(ROWS).iter_rows(named=True)
    ]


def _withdrawn_part(withdrawn: list[str]) -> list[str]:
    if not withdrawn:
        return []
    return ["## Withdrawn · 撤回\n\n" + "\n".join(f"- Release {line}" for line in withdrawn)]


def _causes(rows: pl.DataFrame) -> str:
    counts = dict(rows["cause"].cast(pl.String).value_counts().rows())
    return ", ".join(f"{counts[cause]:,} {said}" for cause, said in CAUSE_WORDS.items() if cause in counts)


def _counted(values: Iterable[str]) -> str:
    """The commonest values with their counts, the more frequent first."""
    counts = pl.Series("value", list(values)).value_counts().sort("count", "value", descending=[True, False])
    named = [f"{value} {count:,}" for value, count in counts.head(NAMED).rows()]
    return ", ".join([*named, "…"] if counts.height > NAMED else named)
