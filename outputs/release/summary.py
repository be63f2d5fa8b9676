"""What a run did, as Markdown that reads well in a terminal: read, refused and why, facts, where they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from indicators.findings_schemas import BAR_VERDICTS, CHECK_VERDICTS, TARGET_VERDICTS
from indicators.schemas import CORRECTION_STATES
from outputs.release.contents import SITE, read_table
from outputs.release.lines import width


def summary_text(
    release: Path,
    *,
    new: bool,
    remedies: Mapping[str, str],
    store: str | None = None,
    anew: int | None = None,
    known: int = 0,
    accepted: Sequence[str] = (),
) -> str:
    """The summary of a release that this run made, or found to say the same already.

    `store` is the address of the store that it is in too, if any; `anew` says how many pages this run has
    read, refused ones among them, and `known` how many it had no need to, because an earlier one had;
    `accepted` is what is far from the last run and was accepted by a person, a line each.
    """
    reports = read_table(release, "reports")
    observations = read_table(release, "observations", ["region_code", "year", "indicator"])
    catalogue = read_table(release, "catalogue")
    chosen = read_table(release, "indicators", ["region_code", "year", "observation_id"])
    states = read_table(release, "corrections")["state"].cast(pl.String)
    applied, withdrawn, left = ((states == state).sum() for state in CORRECTION_STATES)
    passed, failed, left_open = _verdicts(release, "checks", CHECK_VERDICTS)
    kept, missed, unknown = _verdicts(release, "targets", TARGET_VERDICTS)
    met, not_met, unclear = _verdicts(release, "bars", BAR_VERDICTS)
    read = reports.filter(pl.col("state").cast(pl.String) == "read")
    stated = chosen["observation_id"].count()
    places = chosen["region_code"].n_unique()
    place_years = chosen.select("region_code", "year").n_unique()
    placeless = observations["region_code"].null_count()
    undated = observations.filter(pl.col("region_code").is_not_null())["year"].null_count()
    whole = observations.height - placeless - undated
    domains = (
        catalogue.select("domain", "domain_zh", "domain_en", indicator="id")
        .join(observations.select("indicator"), on="indicator", how="left", coalesce=False)
        .group_by("domain", "domain_zh", "domain_en", maintain_order=True)
        .agg(pl.col("indicator_right").count().alias("facts"))
    )
    said = "" if new else ": nothing new, it says all of this already and is the latest again"
    lines = [
        f"# Release {release.name}{said}",
        "",
        f"- Pages read: {read['source'].n_unique()} of {reports['source'].n_unique()}",
        *([f"- Read anew: {anew}, known from an earlier run: {known}"] if anew is not None else []),
        *(f"- Far from the last run, and accepted: {line}" for line in accepted),
        f"- Reports found in them: {read.height}",
        f"- Refused: {reports.height - read.height}",
        f"- Facts: {observations.height}",
        f"- Facts with a place and a year: {whole} (without a year: {undated}, without a place: {placeless})",
        f"- Figures, one chosen of the facts of a place, year, indicator and status: {stated}",
        f"- Figures derived from those, by definition: {chosen.height - stated}",
        f"- Corrections applied: {applied}, facts withdrawn: {withdrawn}, of pages not read: {left}",
        f"- Checks passed: {passed}, failed: {failed}, not comparable: {left_open}",
        f"- Targets kept: {kept}, missed: {missed}, unknown: {unknown}",
        f"- National bars met: {met}, not met: {not_met}, unknown: {unclear}",
        f"- Places: {places}, places and years: {place_years}",
        "",
        table_text(
            ["Domain", "", "Facts"],
            [(row["domain_en"], row["domain_zh"], str(row["facts"])) for row in domains.to_dicts()],
        ),
        "",
        refusals_text(reports, remedies),
        "",
        f"- Release: {release}",
        f"- Front page: {release / SITE / 'index.html'}",
        *([f"- In the store: {store.rstrip('/')}/{release.name}"] if store else []),
    ]
    return "\n".join(lines)


def _verdicts(release: Path, table: str, verdicts: Sequence[str]) -> list[int]:
    """How many rows of a table have each of its verdicts."""
    found = read_table(release, table)["verdict"].cast(pl.String)
    return [int((found == verdict).sum()) for verdict in verdicts]


def refusals_text(reports: pl.DataFrame, remedies: Mapping[str, str]) -> str:
    """The refused pages by reason and source, each with what can be done; a line where there are none."""
    refused = reports.filter(pl.col("state").cast(pl.String) == "refused").sort("reason", "source", "start")
    if refused.is_empty():
        return "Nothing was refused."
    rows = [
        (row["reason"], f"{row['source']}: {row['detail']}" if row["detail"] else row["source"])
        for row in refused.to_dicts()
    ]
    return table_text(
        ["Refused because", "Page", "What to do"], [(why, page, remedies[why]) for why, page in rows]
    )


def reasons_text(reports: pl.DataFrame) -> str:
    """How many were refused for which reason, in a line: 2 digits lost, 1 duplicate."""
    counts = reports["reason"].drop_nulls().value_counts().sort("count", "reason", descending=[True, False])
    return ", ".join(f"{count} {reason}" for reason, count in counts.rows()) or "none refused"


def table_text(head: list[str], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table whose columns line up in a terminal, wide characters counted twice."""
    cells = [[" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in [tuple(head), *rows]]
    widths = [max(3, *(width(row[n]) for row in cells)) for n in range(len(head))]
    lines = [
        "| "
        + " | ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        + " |"
        for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (size + 2) for size in widths) + "|", *lines[1:]])
