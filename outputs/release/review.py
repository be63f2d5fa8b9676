"""What a person should look at in a release: the doubtful and the conflicting, most doubtful first."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from indicators.bounds import least, most
from indicators.check_rules import RANGE
from indicators.correcting import CORRECTED
from indicators.schemas import OUT_OF_RANGE, READ_BY_OCR, STATED_OTHERWISE
from outputs.release.contents import read_table
from outputs.release.lines import COLUMNS, wrapped
from outputs.release.statements import Row, alike, correction_of, figure, flags_of, marked

DOUBTFUL = 0.1
"""From how much doubt of the reader on, from 0 to 1, a person should look."""

BELIEVABLE = 0.8
CONFLICT = 0.7
FAILED_CHECK = 0.6
FLAGGED = 0.5
STATED_DIFFERENTLY = 0.3
SLIGHT = 0.1
"""How doubtful a fact is for being out of range, in a conflict, part of a check that failed, flagged
otherwise, stated in several ways that bounds allow; slightly, for being of no known place (it is compared
with nothing) or read by OCR. They add to the reader's doubt as chances do: what is left is what none of
them takes.
"""

GROUP = ("where", "year", "first_year", "indicator", "status")

HOW = (
    "To put a figure right, paste its [[correction]] into indicators/corrections.toml (or a file of your "
    "own, for `release --corrections FILE`), finish it, and make a release. What the tables show is marked →."
)


def review(release: Path, limit: int) -> str:
    """The facts of a release that a person should look at, `limit` of them, as text.

    Listed are facts that the reader doubts or has flagged, facts of one place, year, indicator and status
    that are stated with several values, all statements side by side, and facts that a check found not to hold
    together with others. What a person has corrected is settled. Raises ReleaseError where the tables of the
    release cannot be read.
    """
    observations = read_table(release, "observations")
    broken = failed_checks(read_table(release, "checks"))
    listed = worth_a_look(observations, broken)
    ids = listed.head(limit)["group"].to_list()
    head = f"Release {release.name}: "
    if not ids:
        return wrapped(f"{head}nothing to look at among {observations.height:,} facts.") + "\n"
    of = "" if listed.height <= limit else f", the first {len(ids):,} of them here"
    head += f"{listed.height:,} to look at among {observations.height:,} facts, most doubtful first{of}."
    catalogue = {row["id"]: row for row in read_table(release, "catalogue").to_dicts()}
    reports = {row["report_id"]: row for row in read_table(release, "reports").to_dicts()}
    chosen = set(read_table(release, "indicators")["observation_id"])
    groups = {row["group"]: row for row in listed.head(limit).to_dicts()}
    wanted = [id_ for group in groups.values() for id_ in group["ids"]]
    rows = {
        row["observation_id"]: row
        for row in observations.filter(pl.col("observation_id").is_in(wanted)).to_dicts()
    }
    same = alike(observations)
    parts = [wrapped(head) + "\n" + wrapped(HOW)]
    for place, found in enumerate(groups.values(), start=1):
        statements = [rows[id_] for id_ in found["ids"]]
        parts.append(_entry(place, statements, found, same, catalogue, reports, chosen))
    return "\n\n".join(parts) + "\n"


def failed_checks(checks: pl.DataFrame) -> pl.DataFrame:
    """What failed checks say of each statement: observation_id, broken (their messages, in English).

    Of a figure out of its range the statement's own flag tells.
    """
    failed = checks.filter(pl.col("verdict").cast(pl.String) == "failed", pl.col("rule") != RANGE)
    return (
        failed.sort("check_id")
        .select("message_en", observation_id="observation_ids")
        .explode("observation_id")
        .group_by("observation_id", maintain_order=True)
        .agg(broken=pl.col("message_en"))
    )


def worth_a_look(observations: pl.DataFrame, broken: pl.DataFrame) -> pl.DataFrame:
    """What to look at, most doubtful first: group, ids (of its statements), weight, conflict, values, broken.

    A group is one fact as stated once or more; `conflict` is true where its statements cannot all hold,
    false where bounds allow for them, null where there is one value. `broken` is what failed checks say of
    them, as `failed_checks` gives it.
    """
    flags = pl.col("flags").list.eval(pl.element().filter(~pl.element().str.starts_with(CORRECTED)))
    settled = pl.col("method").cast(pl.String) == "corrected"
    facts = (
        observations.join(broken, on="observation_id", how="left", maintain_order="left")
        .with_columns(
            where=pl.coalesce("region_code", "report_id"),
            first_year=pl.coalesce("from_year", "year"),
            low=least(pl.col("value"), pl.col("bound")),
            high=most(pl.col("value"), pl.col("bound")),
            left=(
                (1 - pl.when(pl.col("doubt") >= DOUBTFUL).then("doubt").otherwise(0.0))
                * pl.when(flags.list.contains(OUT_OF_RANGE)).then(1 - BELIEVABLE).otherwise(1.0)
                * pl.when(flags.list.contains(READ_BY_OCR)).then(1 - SLIGHT).otherwise(1.0)
                * pl.when(pl.col("broken").is_not_null()).then(1 - FAILED_CHECK).otherwise(1.0)
                * pl.when(
                    flags.list.set_difference([OUT_OF_RANGE, READ_BY_OCR, STATED_OTHERWISE]).list.len() == 0
                )
                .then(1.0)
                .when(pl.col("region_code").is_null())
                .then(1 - SLIGHT)
                .otherwise(1 - FLAGGED)
            ),
            settled=settled,
        )
        .with_columns(left=pl.when("settled").then(1.0).otherwise("left"))
    )
    # Of what has no year nobody can say whether it is the same fact.
    keyed = facts.with_columns(
        group=pl.when(pl.col("year").is_not_null(), pl.col("value").n_unique().over(GROUP) > 1)
        .then(pl.concat_str(*GROUP, separator=" ", ignore_nulls=True))
        .otherwise(pl.concat_str(pl.lit("one"), "observation_id", separator=" "))
    )
    grouped = (
        keyed.sort("report_id", "start", "observation_id")
        .group_by("group", maintain_order=True)
        .agg(
            ids=pl.col("observation_id"),
            values=pl.col("value").n_unique(),
            disjoint=pl.col("low").max() > pl.col("high").min(),
            left=pl.col("left").min(),
            settled=pl.col("settled").any(),
            of=pl.struct("where", "year", "indicator").first(),
            broken=pl.col("broken").explode().drop_nulls().unique(maintain_order=True),
        )
        .with_columns(conflict=pl.when(pl.col("values") > 1, ~pl.col("settled")).then("disjoint"))
        .with_columns(
            weight=1
            - pl.col("left")
            * pl.when("conflict")
            .then(1 - CONFLICT)
            .when(~pl.col("conflict"))
            .then(1 - STATED_DIFFERENTLY)
            .otherwise(1.0)
        )
    )
    return (
        grouped.filter(pl.col("weight") > 1e-9)
        .sort(pl.col("weight").round(6), "of", "group", descending=[True, False, False])
        .select("group", "ids", "weight", "conflict", "values", "broken")
    )


def _entry(
    place: int,
    statements: list[Row],
    found: Row,
    same: set[str],
    catalogue: dict[str, Row],
    reports: dict[str, Row],
    chosen: set[str],
) -> str:
    """One fact to look at: what it is, why it is listed, its statements, and corrections to paste."""
    row, of = statements[0], catalogue[statements[0]["indicator"]]
    region = f"{row['region_name']} ({row['region_code']})" if row["region_code"] else "place not known"
    head = f"{region} · {row['year'] or 'year not known'} · {row['status']}"
    lines = [
        "-" * COLUMNS,
        wrapped(head, first=f"{place}. "),
        wrapped(f"{of['name_zh']} · {of['name_en']} ({of['id']})", "   "),
        wrapped("; ".join(_reasons(statements, found, of)), "   why: ", "        "),
    ]
    for each in statements:
        mark = "→" if each["observation_id"] in chosen else "-"
        written = each["value_stated"] + (each["unit_stated"] or "")
        notes = [f"written {written}", each["method"], f"doubt {each['doubt']:g}"]
        report = reports[each["report_id"]]
        title = f"{report['title'] or 'untitled'}, of {report['year'] or 'an unknown year'}"
        lines += [
            "",
            wrapped(f"{figure(each)} ({', '.join(notes)})", f" {mark} ", "   "),
            wrapped(f"“{marked(each['sentence'], each['quote'])}”", "   "),
            wrapped(f"characters {each['start']}–{each['end']} of {each['source']}", "   "),
            wrapped(f"report {each['report_id']}: {title}", "   "),
        ]
    for each in statements:
        if each["method"] != "corrected":
            lines += ["", correction_of(each, each["observation_id"] in same)]
    return "\n".join(lines)


def _reasons(statements: list[Row], found: Row, indicator: Row) -> list[str]:
    """Why a fact is listed."""
    reasons: list[str] = []
    if found["conflict"] is not None:
        reports = len({row["report_id"] for row in statements})
        where = "one report" if reports == 1 else f"{reports} reports"
        held = "they conflict" if found["conflict"] else "their bounds allow it"
        reasons.append(f"{found['values']} values of one fact in {where}, {held}")
    reasons += [f"a check failed: {message}" for message in found["broken"]]
    told = [flag for row in statements for flag in flags_of(row)]
    for flag in dict.fromkeys(told):
        low, high = indicator["valid_min"], indicator["valid_max"]
        reasons.append(f"{flag} (believable: {low:,g} to {high:,g})" if flag == OUT_OF_RANGE else flag)
    doubt = max(row["doubt"] for row in statements)
    reasons += [f"the reader's doubt is {doubt:g}"] if doubt >= DOUBTFUL else []
    return reasons
