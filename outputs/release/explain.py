"""Why a release says what it says: every statement behind a figure, and how one was chosen or derived."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from indicators.errors import QuestionError
from indicators.gazetteer import Gazetteer
from indicators.knowing import known_since
from indicators.schemas import Corrections, Vintages, empty
from outputs.release.contents import read_table, table_file
from outputs.release.questions import find_indicator, find_place
from outputs.release.silences import why_silent
from outputs.release.statements import Row, alike
from outputs.release.telling import Told
from outputs.release.withdrawal import withdrawal_of


class Material(NamedTuple):
    """What an answer is made from: of a release as it is, or of what was known of it by some day.

    figures      the rows of its table of indicators, or the vintages of that day
    statements   all observations; `known` are those known by that day
    vintages     the revisions of every figure, none in a release that was made before there were any
    """

    statements: pl.DataFrame
    known: pl.DataFrame
    figures: pl.DataFrame
    vintages: pl.DataFrame
    reports: pl.DataFrame
    corrections: pl.DataFrame


def explain(
    release: Path,
    region: str,
    indicator: str,
    year: int | None,
    gazetteer: Gazetteer,
    *,
    correction: bool = False,
    as_of: str | None = None,
) -> str:
    """Every statement of a release about an indicator of a place, year by year, as text.

    `region` is a code or a name, `indicator` an id or a name. What no report states and is derived comes with
    its formula and the statements that went in. What was corrected says what was read before; what was
    withdrawn, or put right to another place or year, is listed where it was read. With `correction` each
    statement as read has a [[correction]] to paste. With `as_of` (YYYY-MM-DD) only reports known by that day
    are looked at (see `indicators.knowing`), and what is chosen is what would have been chosen then.

    Raises QuestionError where the release has no such place, indicator or year, or nothing was known of it
    by then; ReleaseError where its tables cannot be read.
    """
    material = _material(release, as_of)
    catalogue = read_table(release, "catalogue")
    read_as = material.corrections.filter(pl.col("state").cast(pl.String) != "page not read").select(
        region_code="region_code_read", region_name="region_name_read", year="year_read"
    )
    places = material.statements.select("region_code", "region_name", "year")
    place = find_place(region, pl.concat([places, read_as]), gazetteer)
    wanted = find_indicator(indicator, catalogue)
    asked = f"{place.name} ({place.code}) · {wanted['name_zh']} · {wanted['name_en']} ({wanted['id']})"
    of_it = {"region_code": place.code, "indicator": wanted["id"]}
    rows = material.known.filter(**of_it).sort("year", "status", "report_id", "start", nulls_last=True)
    figures = material.figures.filter(**of_it)
    years = pl.concat([rows["year"], figures["year"]]).drop_nulls().unique().sort().to_list()
    corrections = material.corrections.filter(indicator=wanted["id"])
    misread = corrections.filter(region_code_read=place.code)
    by_then = f" known by {as_of}" if as_of else ""
    if not rows.height + figures.height + misread.height:
        if as_of is not None and material.statements.filter(**of_it).height:
            raise QuestionError(asked, f"no statement{by_then}", "a later day")
        of_place = (each.filter(region_code=place.code) for each in (material.known, material.figures))
        has = sorted({id_ for frame in of_place for id_ in frame["indicator"]})
        remedy = f"It has: {', '.join(has)}." if has else ""
        why = by_then or why_silent(release, place.code, wanted["id"], None)
        raise QuestionError(asked, f"no statement{why}", "an indicator of the place", remedy)
    if year is not None:
        rows, figures, misread = (
            rows.filter(year=year),
            figures.filter(year=year),
            misread.filter(year_read=year),
        )
        if not rows.height + figures.height + misread.height:
            there = ", ".join(map(str, years)) or "no year at all"
            why = by_then or why_silent(release, place.code, wanted["id"], year)
            found = f"no statement about {year}{why}"
            raise QuestionError(asked, found, "a year of a statement", f"There is {there}.")
    told = Told(
        reports={row["report_id"]: row for row in material.reports.to_dicts()},
        corrections={row["observation_id"]: row for row in corrections.to_dicts()},
        names={row["id"]: f"{row['name_zh']} · {row['name_en']}" for row in catalogue.to_dicts()},
        alike=alike(rows) if correction else None,
    )
    withdrawal = withdrawal_of(release)
    head = f"{asked}\nRelease {withdrawal.text if withdrawal else release.name}"
    parts = [f"{head}, as of {as_of}: what was known by then, as it is read today" if as_of else head]
    chosen = {(row["year"], row["status"]): row for row in figures.to_dicts()}
    vintages = material.vintages.filter(**of_it).sort("revision")
    said: dict[tuple[int | None, str], list[Row]] = {key: [] for key in chosen}
    for row in rows.to_dicts():
        said.setdefault((row["year"], row["status"]), []).append(row)
    for key in sorted(said, key=lambda key: (key[0] or 9999, key[1])):
        figure = chosen.get(key)
        revisions = vintages.filter(pl.col("year").eq_missing(key[0]), status=key[1]).to_dicts()
        parts += told.figure(key, figure, said[key], _made_from(figure, material.statements), revisions)
    left = misread.filter(~pl.col("observation_id").is_in(rows["observation_id"].implode()))
    parts += [told.left(row) for row in left.to_dicts()]
    return "\n\n".join(parts) + "\n"


def _material(release: Path, as_of: str | None) -> Material:
    """What a release has, and what of it was known by a day. ReleaseError where a table cannot be read."""
    statements, reports = read_table(release, "observations"), read_table(release, "reports")
    # Releases of before there were corrections, or vintages, can be asked all the same.
    has = {name: table_file(release, name).exists() for name in ("corrections", "vintages")}
    corrections = read_table(release, "corrections") if has["corrections"] else empty(Corrections)
    vintages = read_table(release, "vintages") if has["vintages"] or as_of else empty(Vintages)
    if as_of is None:
        figures = read_table(release, "indicators")
        return Material(statements, statements, figures, vintages, reports, corrections)
    in_time = pl.col("report_id").is_in(
        known_since(reports).filter(pl.col("known_since") <= as_of)["report_id"].implode()
    )
    vintages = vintages.filter(pl.col("known_since") <= as_of)
    key = ["region_code", "year", "indicator", "status"]
    newest = vintages.filter(pl.col("revision") == pl.col("revision").max().over(key))
    figures = newest.filter(pl.col("value").is_not_null())
    known = statements.filter(in_time)
    return Material(statements, known, figures, vintages, reports, corrections.filter(in_time))


def _made_from(figure: Row | None, statements: pl.DataFrame) -> list[Row]:
    """The statements that a derived figure was made from, in the order of its formula; none of another."""
    if figure is None or not figure.get("formula"):
        return []
    ids = figure["made_from"]
    rows = statements.filter(pl.col("observation_id").is_in(ids)).to_dicts()
    return sorted(rows, key=lambda row: ids.index(row["observation_id"]))
