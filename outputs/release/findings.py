"""What ties stated changes, checks, targets, bars and silence to the figures of their release."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from outputs.release.contents import OF_THE_FACT, Tables

PLANNED = {
    "planned_observation_id": "observation_id",
    "planned_report_id": "report_id",
    "planned_year": "year",
    "planned_value": "value",
    "planned_bound": "bound",
}
"""What a target repeats of the statement that plans."""


def loose_findings(tables: Tables) -> list[str]:
    """Rows that rest on a statement or figure that the release does not have, a line each."""
    return [*_changes(tables), *_checks(tables), *_targets(tables), *_bars(tables), *_silence(tables)]


def _changes(tables: Tables) -> Iterator[str]:
    actual = tables["observations"].filter(pl.col("status").cast(pl.String) == "actual")
    loose = tables["changes"].join(actual, on=OF_THE_FACT, how="anti", nulls_equal=True)
    for row in loose.iter_rows(named=True):
        yield f"changes: {row['change_id']} is of {row['observation_id']}, which is no such actual fact"


def _checks(tables: Tables) -> Iterator[str]:
    rests = tables["checks"].select("check_id", observation_id="observation_ids").explode("observation_id")
    for row in rests.join(tables["observations"], on="observation_id", how="anti").iter_rows(named=True):
        yield (f"checks: {row['check_id']} rests on observation {row['observation_id']}, which is not there")


def _targets(tables: Tables) -> Iterator[str]:
    observations, found = tables["observations"], tables["targets"]
    status = pl.col("status").cast(pl.String)
    same = ["region_code", "indicator", "unit"]
    plans = observations.filter(status == "planned")
    loose = found.rename(PLANNED).join(plans, on=[*same, *PLANNED.values()], how="anti")
    for id_ in loose["observation_id"]:
        yield f"targets: the plan {id_} is not stated so by any observation"
    outcomes = found.filter(pl.col("actual_value").is_not_null()).rename(
        {"actual_observation_id": "observation_id", "actual_value": "value", "planned_year": "year"}
    )
    derived = tables["indicators"].filter(status == "actual", pl.col("observation_id").is_null())
    of_derived = outcomes.filter(pl.col("observation_id").is_null())
    for row in of_derived.join(derived, on=[*same, "value", "year"], how="anti").iter_rows(named=True):
        yield f"targets: the outcome of {row['planned_observation_id']} is no figure that was derived"
    outcomes = outcomes.filter(pl.col("observation_id").is_not_null())
    actual = observations.filter(status == "actual")
    keys = [*same, "observation_id", "value", "year"]
    for row in outcomes.join(actual, on=keys, how="anti").iter_rows(named=True):
        yield (
            f"targets: the outcome of {row['planned_observation_id']} rests on observation "
            f"{row['observation_id']}, which does not state it"
        )


def _bars(tables: Tables) -> Iterator[str]:
    actual = tables["indicators"].filter(pl.col("status").cast(pl.String) == "actual")
    keys = ["region_code", "year", "indicator", "value", "bound"]
    for row in tables["bars"].join(actual, on=keys, how="anti").iter_rows(named=True):
        yield (
            f"bars: {row['region_code']} {row['year']} {row['indicator']} {row['bar']} is of a figure that "
            "indicators does not have"
        )


def _silence(tables: Tables) -> Iterator[str]:
    keys = ["region_code", "year", "indicator"]
    actual = tables["observations"].filter(pl.col("status").cast(pl.String) == "actual")
    facts = actual.drop_nulls(keys).select(keys).unique(maintain_order=True)
    said = tables["silence"].filter(pl.col("silence").cast(pl.String) == "stated")
    for row in said.join(facts, on=keys, how="anti").iter_rows():
        yield f"silence: {row[0]} {row[1]} {row[2]} counts as stated, but no observation states it"
    for row in facts.join(said, on=keys, how="anti").iter_rows():
        yield f"silence: {row[0]} {row[1]} {row[2]} is stated by an observation, but does not count as stated"
