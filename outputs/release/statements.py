"""One statement of a release as text: its figure, its sentence, and a correction of it to paste."""

from __future__ import annotations

import json
import re
from typing import Any

import polars as pl

from indicators.correcting import CORRECTED

SIGNS = {"exact": "", "approx": "≈ ", "at_least": "≥ ", "at_most": "≤ "}

Row = dict[str, Any]


def number(value: float) -> str:
    """A figure as people write it: 1,234 and 85.31, never 1e+05."""
    return f"{round(value, 6):,.6f}".rstrip("0").rstrip(".")


def figure(row: Row) -> str:
    """The value with its bound, unit and, where it is of several years, those."""
    unit = "" if row["unit"] == "1" else row["unit"] if row["unit"] == "%" else f" {row['unit']}"
    several = row["from_year"] is not None and row["from_year"] != row["year"]
    span = f" over {row['from_year']}–{row['year']}" if several else ""
    return f"{SIGNS[row['bound']]}{number(row['value'])}{unit}{span}"


def figure_read(correction: Row) -> str:
    """What was read before it was put right: 85 所, 2019, actual, 柳城县 (450222)."""
    names = ("value", "bound", "year", "from_year")
    row = {name: correction[f"{name}_read"] for name in names} | {"unit": correction["unit"]}
    # A page that was not read tells of no bound.
    row["bound"] = row["bound"] or "exact"
    code, name = correction["region_code_read"], correction["region_name_read"]
    place = f"{name} ({code})" if code else name or "no place"
    return f"{figure(row)}, {row['year'] or 'year not known'}, {correction['status_read']}, {place}"


def marked(sentence: str, quote: str) -> str:
    """The sentence in one line with the quote between 【 and 】; beside it where it is not in it.

    Cells and rows of a table stay apart by bars: else two figures would be read as one.
    """
    before, found, after = sentence.partition(quote)
    text = f"{before}【{quote}】{after}" if found else f"{sentence} 【{quote}】"
    text = re.sub(r"[ ]*\t[ ]*", " | ", text.replace("\n", " ‖ ") if "\t" in text else text)
    return " ".join(text.split())


def flags_of(row: Row) -> list[str]:
    """What a reader should know of the reading; that it was corrected, and why, is told apart."""
    return [flag for flag in row["flags"] or () if not flag.startswith(CORRECTED)]


def alike(observations: pl.DataFrame) -> set[str]:
    """The ids of statements that a correction cannot tell apart without them, two of a report or more."""
    same = ("report_id", "indicator", "value", "status", "year")
    return set(observations.filter(pl.len().over(same) > 1)["observation_id"])


def correction_of(row: Row, by_id: bool) -> str:
    """A [[correction]] of a statement to paste and finish; `by_id`: there is another one like it.

    It is refused as long as it is not finished: it puts nothing right yet, and gives no reason.
    """
    value = f"{row['value']:.12g}"
    expect = [f"value = {value}", f"status = {_quoted(row['status'])}"]
    expect += [f"year = {row['year']}"] if row["year"] is not None else []
    expect += [f"observation_id = {_quoted(row['observation_id'])}"] if by_id else []
    lines = [
        "[[correction]]",
        f"source = {_quoted(row['source'])}",
        f"snapshot = {_quoted(row['snapshot'])}",
        f"report = {_quoted(row['report_id'])}",
        f"indicator = {_quoted(row['indicator'])}",
        f"expect = {{ {', '.join(expect)} }}",
        f"should_be = {{ value = {value} }}  # or year, bound …; or withdraw = true",
        'reason = ""',
        'found_by = ""',
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A text as TOML has it; what JSON escapes, TOML escapes alike, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
