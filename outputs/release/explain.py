"""Why a release says what it says: every statement behind a figure, and how one was chosen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from indicators.errors import QuestionError
from indicators.gazetteer import Gazetteer
from outputs.release.contents import read_table
from outputs.release.questions import find_indicator, find_place

SIGNS = {"exact": "", "approx": "≈ ", "at_least": "≥ ", "at_most": "≤ "}

Row = dict[str, Any]


def explain(release: Path, region: str, indicator: str, year: int | None, gazetteer: Gazetteer) -> str:
    """Every statement of a release about an indicator of a place, year by year, as text.

    `region` is a code or a name, `indicator` an id or a name. Raises QuestionError where the release
    has no such place, indicator or year, ReleaseError where its tables cannot be read.
    """
    observations = read_table(release, "observations")
    catalogue = read_table(release, "catalogue")
    place = find_place(region, observations, gazetteer)
    wanted = find_indicator(indicator, catalogue)
    rows = observations.filter(region_code=place.code, indicator=wanted["id"]).sort(
        "year", "status", "report_id", "start", nulls_last=True
    )
    asked = f"{place.name} ({place.code}) · {wanted['name_zh']} · {wanted['name_en']} ({wanted['id']})"
    if rows.is_empty():
        has = observations.filter(region_code=place.code)["indicator"].unique().sort()
        raise QuestionError(asked, "no statement", "an indicator of the place", f"It has: {', '.join(has)}.")
    if year is not None and rows.filter(year=year).is_empty():
        years = ", ".join(str(each) for each in rows["year"].drop_nulls().unique().sort()) or "no year at all"
        raise QuestionError(
            asked, f"no statement about {year}", "a year of a statement", f"There is {years}."
        )
    rows = rows if year is None else rows.filter(year=year)
    chosen = {row["observation_id"]: row for row in read_table(release, "indicators").to_dicts()}
    reports = {row["report_id"]: row for row in read_table(release, "reports").to_dicts()}
    parts = [f"{asked}\nRelease {release.name}"]
    for (of_year, status), group in rows.group_by("year", "status", maintain_order=True):
        statements = group.to_dicts()
        parts.append(f"{of_year or 'Year not known'}, {status}: {_verdict(statements, chosen)}")
        parts += [_statement(row, chosen, reports[row["report_id"]]) for row in statements]
    return "\n\n".join(parts) + "\n"


def _verdict(statements: list[Row], chosen: dict[str, Row]) -> str:
    """Which figure was chosen among the statements of one year and status, and by which rule."""
    for row in statements:
        if (choice := chosen.get(row["observation_id"])) is not None:
            return f"{_figure(row)} is chosen, by: {choice['chosen_by']}"
    return "none is chosen, for want of a year"


def _statement(row: Row, chosen: dict[str, Row], report: Row) -> str:
    """One statement: figure, quote in its sentence, place in the text, source."""
    mark = "→" if row["observation_id"] in chosen else "-"
    written = row["value_stated"] + (row["unit_stated"] or "")
    notes = [f"written {written}", row["method"]]
    notes += [f"doubt {row['doubt']:g}"] if row["doubt"] else []
    notes += row["flags"]
    of_report = f"{report['title'] or 'untitled'}, of {report['year'] or 'an unknown year'}"
    lines = [
        f"{mark} {_figure(row)} ({', '.join(notes)})",
        f"“{marked(row['sentence'], row['quote'])}”",
        f"characters {row['start']}–{row['end']} of {row['source']}",
        f"report: {of_report}",
        f"address: {report['address'] or 'not given'}",
        f"snapshot: {row['snapshot']}",
    ]
    return "\n    ".join(lines)


def _figure(row: Row) -> str:
    """The value with its bound, unit and, where it is of several years, those."""
    unit = "" if row["unit"] == "1" else row["unit"] if row["unit"] == "%" else f" {row['unit']}"
    several = row["from_year"] is not None and row["from_year"] != row["year"]
    span = f" over {row['from_year']}–{row['year']}" if several else ""
    return f"{SIGNS[row['bound']]}{number(row['value'])}{unit}{span}"


def number(value: float) -> str:
    """A figure as people write it: 1,234 and 85.31, never 1e+05."""
    return f"{round(value, 6):,.6f}".rstrip("0").rstrip(".")


def marked(sentence: str, quote: str) -> str:
    """The sentence in one line with the quote between 【 and 】; beside it where it is not in it.

    Cells and rows of a table stay apart by bars: else two figures would be read as one.
    """
    before, found, after = sentence.partition(quote)
    text = f"{before}【{quote}】{after}" if found else f"{sentence} 【{quote}】"
    text = re.sub(r"[ ]*\t[ ]*", " | ", text.replace("\n", " ‖ ") if "\t" in text else text)
    return " ".join(text.split())
