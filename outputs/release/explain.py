"""Why a release says what it says: every statement behind a figure, and how one was chosen."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from indicators.errors import QuestionError
from indicators.gazetteer import Gazetteer
from indicators.schemas import Corrections, empty
from outputs.release.contents import read_table, table_file
from outputs.release.questions import find_indicator, find_place
from outputs.release.statements import Row, alike, correction_of, figure, figure_read, flags_of, marked
from outputs.release.withdrawal import withdrawal_of


def explain(
    release: Path,
    region: str,
    indicator: str,
    year: int | None,
    gazetteer: Gazetteer,
    *,
    correction: bool = False,
) -> str:
    """Every statement of a release about an indicator of a place, year by year, as text.

    `region` is a code or a name, `indicator` an id or a name. What was corrected says what was read before;
    what was withdrawn, or put right to another place or year, is listed where it was read. With `correction`
    each statement as read has a [[correction]] to paste. Raises QuestionError where the release
    has no such place, indicator or year, ReleaseError where its tables cannot be read.
    """
    observations = read_table(release, "observations")
    catalogue = read_table(release, "catalogue")
    corrections = _corrections(release)
    read_as = corrections.filter(pl.col("state").cast(pl.String) != "page not read").select(
        region_code="region_code_read", region_name="region_name_read", year="year_read"
    )
    known = observations.select("region_code", "region_name", "year")
    place = find_place(region, pl.concat([known, read_as]), gazetteer)
    wanted = find_indicator(indicator, catalogue)
    rows = observations.filter(region_code=place.code, indicator=wanted["id"]).sort(
        "year", "status", "report_id", "start", nulls_last=True
    )
    asked = f"{place.name} ({place.code}) · {wanted['name_zh']} · {wanted['name_en']} ({wanted['id']})"
    of_it = corrections.filter(indicator=wanted["id"])
    left = of_it.filter(
        pl.col("region_code_read") == place.code,
        ~pl.col("observation_id").is_in(
            (rows if year is None else rows.filter(year=year))["observation_id"].implode()
        ),
    )
    left = left if year is None else left.filter(year_read=year)
    if rows.is_empty() and left.is_empty():
        has = observations.filter(region_code=place.code)["indicator"].unique().sort()
        raise QuestionError(asked, "no statement", "an indicator of the place", f"It has: {', '.join(has)}.")
    if year is not None and rows.filter(year=year).is_empty() and left.is_empty():
        years = ", ".join(str(each) for each in rows["year"].drop_nulls().unique().sort()) or "no year at all"
        raise QuestionError(
            asked, f"no statement about {year}", "a year of a statement", f"There is {years}."
        )
    rows = rows if year is None else rows.filter(year=year)
    chosen = {row["observation_id"]: row for row in read_table(release, "indicators").to_dicts()}
    reports = {row["report_id"]: row for row in read_table(release, "reports").to_dicts()}
    put_right = {row["observation_id"]: row for row in of_it.to_dicts()}
    withdrawal = withdrawal_of(release)
    parts = [f"{asked}\nRelease {withdrawal.text if withdrawal else release.name}"]
    for (of_year, status), group in rows.group_by("year", "status", maintain_order=True):
        statements = group.to_dicts()
        parts.append(f"{of_year or 'Year not known'}, {status}: {_verdict(statements, chosen)}")
        for row in statements:
            correcting = put_right.get(row["observation_id"])
            parts.append(_statement(row, chosen, reports[row["report_id"]], correcting))
            if correction and correcting is None:
                parts.append(correction_of(row, row["observation_id"] in alike(rows)))
    parts += [_left(row, reports[row["report_id"]]) for row in left.to_dicts()]
    return "\n\n".join(parts) + "\n"


def _verdict(statements: list[Row], chosen: dict[str, Row]) -> str:
    """Which figure was chosen among the statements of one year and status, and by which rule."""
    for row in statements:
        if (choice := chosen.get(row["observation_id"])) is not None:
            return f"{figure(row)} is chosen, by: {choice['chosen_by']}"
    return "none is chosen, for want of a year"


def _statement(row: Row, chosen: dict[str, Row], report: Row, correcting: Row | None) -> str:
    """One statement: figure, quote in its sentence, how it was put right, place in the text, source."""
    mark = "→" if row["observation_id"] in chosen else "-"
    written = row["value_stated"] + (row["unit_stated"] or "")
    notes = [f"written {written}", row["method"]]
    notes += [f"doubt {row['doubt']:g}"] if row["doubt"] else []
    notes += flags_of(row)
    lines = [f"{mark} {figure(row)} ({', '.join(notes)})"]
    if correcting is None:
        return "\n    ".join([*lines, *_where(row, report)])
    lines += [f"was read as {figure_read(correcting)}", *_why(correcting), *_where(row, report)]
    return "\n    ".join(lines)


def _left(correcting: Row, report: Row) -> str:
    """A statement that was read of this place and year and is none of it, withdrawn or another's."""
    if correcting["state"] == "withdrawn":
        became = "withdrawn"
    else:
        names = ("region_code", "year")
        said = [f"{name} {correcting[name]}" for name in names if correcting[name] is not None]
        became = f"put right to {', '.join(said)}"
    lines = [f"× {figure_read(correcting)}: {became}", *_why(correcting), *_where(correcting, report)]
    return "\n    ".join(lines)


def _why(correcting: Row) -> list[str]:
    lines = [f"because: {correcting['reason']}", f"found by: {correcting['found_by']}"]
    return lines + ([f"evidence: {correcting['evidence']}"] if correcting["evidence"] else [])


def _where(row: Row, report: Row) -> list[str]:
    """The quote in its sentence, its place in the text, and the report."""
    return [
        f"“{marked(row['sentence'], row['quote'])}”",
        f"characters {row['start']}–{row['end']} of {row['source']}",
        f"report: {report['title'] or 'untitled'}, of {report['year'] or 'an unknown year'}",
        f"address: {report['address'] or 'not given'}",
        f"snapshot: {row['snapshot']}",
    ]


def _corrections(release: Path) -> pl.DataFrame:
    """The corrections of a release; none for one that was made before there were any."""
    if table_file(release, "corrections").exists():
        return read_table(release, "corrections")
    return empty(Corrections)
