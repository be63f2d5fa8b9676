"""From observations to tables: which statement is chosen, and one table a domain.

The policy of the choice is `POLICY`: steps from first to last, and the first step at which the best
two statements differ is the one that decided. Everything here is pure: frames in, frames out, and
the same frames in any order of rows give the same frame out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import new_class
from typing import NamedTuple

import dataframely as dy
import polars as pl

from indicators.catalogue import Catalogue
from indicators.correcting import CORRECTED
from indicators.errors import CatalogueError
from indicators.knowing import known_since
from indicators.reference import Regions
from indicators.schemas import OUT_OF_RANGE, READ_BY_OCR, Indicators, Observations, Reports, validated

DOMAINS = ("preschool_access", "balanced_progress", "teacher_supply", "school_safety")
"""The domains that have a table of their own; the indicators of `context` are in `Indicators` only."""

KEY = ("region_code", "year", "indicator", "status")
PLACE_YEAR = ("region_code", "region_name", "year")
ONLY = "only statement"
DERIVED = "derived"
"""In place of a step of the policy, where no statement was there to choose."""

BELIEVED = 0.5
"""From this doubt on a statement is more likely misread than read."""


SOUND = (pl.col("doubt") < BELIEVED) & pl.col("flags").list.eval(
    (pl.element() == READ_BY_OCR) | pl.element().str.starts_with(CORRECTED)
).list.all()
"""Whether a statement may go into other figures: more likely read than misread, and no flag but that OCR
read it, or a person put it right. Out of range, stated otherwise in the report, unsure for OCR, of an unclear
place: such a figure stands with its flag, and nothing is made from it."""


class Step(NamedTuple):
    """One step of the policy: its name, and a rank in which the smaller one is preferred."""

    name: str
    rank: pl.Expr


POLICY: tuple[Step, ...] = (
    Step("corrected before stated", pl.col("method").cast(pl.String) != "corrected"),
    Step(
        "believable before doubtful",
        (pl.col("doubt") >= BELIEVED) | pl.col("flags").list.contains(OUT_OF_RANGE),
    ),
    Step("exact before bounded", pl.col("bound").cast(pl.String) != "exact"),
    # By tenths: doubt is weighed on a few thousand labels, and its third digit says nothing.
    Step("less doubtful", (pl.col("doubt") * 10 + 1e-9).floor()),
    # A null year of the report counts as older than any.
    Step("newest report", -pl.col("report_year").fill_null(0)),
    Step("known last", -pl.col("published_on").fill_null(0)),
)
"""How one statement is chosen among several of one place, year, indicator and status.

A later report that restates an earlier year revises it, so the newest report goes first, not that of the
year itself; what was chosen before is kept in the vintages. How many say the same decides nothing: copies
of one text would outvote the others.

Statements of several years (`from_year` before `year`) are other facts than those of the year alone:
only the statements of the shortest period are compared, and the rest neither count in `statements`
nor in `spread`. A tie after the last step is broken by report_id, then by the place in the text.
"""

TIE = "first by report and place"
RANKS = tuple(f"rank_{number}" for number in range(len(POLICY)))


UNNEEDED = ("source", "snapshot", "value_stated", "unit_stated", "rule", "quote", "end")
"""Columns of observations that no choice looks at; without them a statement is a third smaller."""


def choose(
    observations: dy.DataFrame[Observations],
    reports: dy.DataFrame[Reports],
    regions: dy.DataFrame[Regions],
) -> dy.DataFrame[Indicators]:
    """Pick one statement for each place, year, indicator and status, by `POLICY`; nothing is derived.

    Observations without a region or a year are left out: nothing can be compared with them. The
    name of a place is the one that `regions` knows for that year, else the first that was read.
    Sorted by its key. Raises CountyEducationError where the result breaks its schema.
    """
    rows = statements(observations, reports)
    chosen = pick(rows, KEY).with_columns(
        formula=pl.lit(None, pl.String),
        made_from=pl.concat_list("observation_id"),
        change=pl.lit(None, pl.Float64),
        change_bound=pl.lit(None, pl.String),
        change_from=pl.lit([], pl.List(pl.String)),
    )
    named = chosen.join(names_of(rows, regions), on=["region_code", "year"], how="left")
    return validated(Indicators, named.select(Indicators.column_names()).sort(KEY), "tables")


def statements(observations: dy.DataFrame[Observations], reports: dy.DataFrame[Reports]) -> pl.DataFrame:
    """The observations that can be compared, with what the choice among them looks at.

    Adds report_year, known_since, published_on (the same as a count of days), period_start (the first year
    of the figure's period), sound (whether it may go into other figures) and `RANKS`. Drops `UNNEEDED`, and
    the doubt and the flags, which are in the ranks.
    """
    of_reports = known_since(reports).join(
        reports.select("report_id", report_year="year"), on="report_id", how="left"
    )
    return (
        observations.lazy()
        .drop(UNNEEDED)
        .filter(pl.col("region_code").is_not_null(), pl.col("year").is_not_null())
        .join(of_reports.lazy(), on="report_id", how="left")
        .with_columns(
            period_start=pl.min_horizontal(pl.col("from_year").fill_null(pl.col("year")), "year"),
            published_on=pl.col("known_since").str.to_date("%Y-%m-%d").cast(pl.Int32),
            sound=SOUND,
        )
        .with_columns(
            step.rank.cast(pl.Float64).alias(rank) for step, rank in zip(POLICY, RANKS, strict=True)
        )
        .drop("doubt", "flags")
        .collect()
    )


def pick(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """The best of the statements of each key, with how many there were and which step decided.

    `rows` are of `statements`. Gives the key, value, unit, bound, from_year, method, statements, reports,
    spread, chosen_by, observation_id, report_id, known_since and sound, in no fixed order.
    """
    of_statement = ("observation_id", "report_id", "known_since", "sound")
    kept = ("value", "unit", "bound", "from_year", "method", *of_statement)
    counted = rows.with_columns(alone=pl.len().over(key) == 1)
    several = counted.filter(~pl.col("alone"))
    # Nearly all facts are stated once: there is nothing to rank, and ranking costs most.
    alone = (
        counted.lazy()  # of the others only what is kept is copied
        .filter("alone")
        .select(
            *key,
            *kept,
            statements=pl.lit(1, pl.UInt32),
            reports=pl.lit(1, pl.UInt32),
            spread=pl.lit(0.0),
            chosen_by=pl.lit(ONLY),
        )
        .collect()
    )
    if several.is_empty():
        return alone
    return pl.concat([alone, _best(several, key, kept).select(alone.columns)])


def _best(rows: pl.DataFrame, key: Sequence[str], kept: Sequence[str]) -> pl.DataFrame:
    """The best of several statements of each key, as `pick` gives it."""
    shortest = rows.filter(pl.col("period_start") == pl.col("period_start").max().over(key))
    # From the last step back, so that the first one at which the best two differ has the last word.
    decided = pl.lit(TIE)
    for step, rank in zip(reversed(POLICY), reversed(RANKS), strict=True):
        first, second = pl.col(rank).list.get(0), pl.col(rank).list.get(1, null_on_oob=True)
        decided = pl.when(first != second).then(pl.lit(step.name)).otherwise(decided)
    decided = pl.when(pl.col("statements") == 1).then(pl.lit(ONLY)).otherwise(decided)
    return (
        shortest.sort(*key, *RANKS, "report_id", "start", "observation_id")
        .group_by(key, maintain_order=True)
        .agg(
            pl.col(kept).first(),
            pl.col(RANKS).head(2),
            statements=pl.len().cast(pl.UInt32),
            spread=pl.col("value").max() - pl.col("value").min(),
        )
        .with_columns(chosen_by=decided)
        .join(_reports(shortest, key), on=key, how="left")
        .with_columns(pl.col("reports").fill_null(1).cast(pl.UInt32))
    )


def _reports(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """How many reports state each key that several do; those that say it in the same words count once.

    A text that stands on several sites is read once for each; its first sentence about the fact is the same
    in all of them, but for blanks and punctuation.
    """
    several = rows.filter(pl.col("report_id").n_unique().over(key) > 1)
    return (
        several.sort(*key, "report_id", "start", "observation_id")
        .group_by(*key, "report_id", maintain_order=True)
        .agg(words=pl.col("sentence").first().str.replace_all(r"[^\p{L}\p{N}]", ""))
        .group_by(key, maintain_order=True)
        .agg(reports=pl.col("words").n_unique())
    )


def names_of(rows: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """One name for each place and year: region_code, year, region_name."""
    places = rows.group_by("region_code", "year").agg(read=pl.col("region_name").drop_nulls().min())
    known = (
        places.join(regions.select("region_code", "name", "valid_from", "valid_until"), on="region_code")
        .filter(
            pl.col("year") >= pl.col("valid_from").fill_null(0),
            pl.col("year") <= pl.col("valid_until").fill_null(9999),
        )
        # In the year of a change both names are valid: the new one is taken.
        .sort("region_code", "year", "valid_from", nulls_last=False)
        .group_by("region_code", "year", maintain_order=True)
        .agg(pl.col("name").last())
    )
    return places.join(known, on=["region_code", "year"], how="left").select(
        "region_code", "year", region_name=pl.coalesce("name", "read", "region_code")
    )


def domain_table(indicators: dy.DataFrame[Indicators], catalogue: Catalogue, domain: str) -> pl.DataFrame:
    """The table of a domain: one row a place and year, one column an indicator, sorted by place and year.

    Only what was or is: a plan is not a fact, and a figure of several years (`from_year` before
    `year`) is none of the year. Both stay in `indicators`. All indicators of the domain are columns
    (Float64, in the catalogue's unit and order, null where nothing is stated); a place and year
    without any of them has no row. `derived` names those of the row that no report states, `bounded` those
    that are about, at least or at most. Raises CatalogueError for a domain that the catalogue does not have.
    """
    ids = _ids(catalogue, domain)
    of_year = indicators.filter(
        pl.col("status").cast(pl.String) == "actual",
        pl.col("indicator").is_in(ids),
        pl.col("from_year").is_null() | (pl.col("from_year") >= pl.col("year")),
    )
    table = of_year.pivot("indicator", on_columns=list(ids), index=PLACE_YEAR, values="value")
    for name, marked in (
        ("derived", pl.col("method").cast(pl.String) == "derived"),
        ("bounded", pl.col("bound").cast(pl.String) != "exact"),
    ):
        named = of_year.filter(marked).group_by(PLACE_YEAR).agg(pl.col("indicator").sort().alias(name))
        table = table.join(named, on=PLACE_YEAR, how="left").with_columns(pl.col(name).fill_null([]))
    table = table.sort(PLACE_YEAR)
    return validated(domain_schema(domain, ids), table, f"table {domain}")


def domain_schema(domain: str, ids: tuple[str, ...]) -> type[dy.Schema]:
    """The schema of a domain's table: place, year, a Float64 an indicator, then `derived` and `bounded`."""
    return _schema("".join(part.title() for part in domain.split("_")), ids)


@cache
def _schema(name: str, ids: tuple[str, ...]) -> type[dy.Schema]:
    columns: dict[str, dy.Column] = {
        "region_code": dy.String(primary_key=True, regex=r"^[0-9]{6}$"),
        "region_name": dy.String(),
        "year": dy.Int32(primary_key=True, min=1949, max=2100),
    }
    columns |= {id_: dy.Float64(nullable=True, allow_inf=False, allow_nan=False) for id_ in ids}
    columns |= {"derived": dy.List(dy.String()), "bounded": dy.List(dy.String())}
    schema: type[dy.Schema] = new_class(name, (dy.Schema,), exec_body=lambda body: body.update(columns))
    return schema


def _ids(catalogue: Catalogue, domain: str) -> tuple[str, ...]:
    ids = tuple(indicator.id for indicator in catalogue.of_domain(domain))
    if not ids:
        known = ", ".join(d.id for d in catalogue.domains)
        raise CatalogueError("catalogue", f"no indicator of the domain {domain!r}", f"one of {known}")
    return ids
