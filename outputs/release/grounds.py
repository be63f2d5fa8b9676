"""Whether the chosen and derived figures of a release rest on what they say they rest on."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

KEY = ("region_code", "year", "indicator", "status")
DERIVED = pl.col("method").cast(pl.String) == "derived"


def loose_figures(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """A line for each figure of `indicators` and `vintages` whose ground is missing.

    A chosen one is that of its statement; a derived one has the formula of its indicator, was made from
    statements of its place, year and status, and no report states it; the last vintage is the figure of
    today, and those before it became known one after the other.
    """
    statements, figures, vintages = tables["observations"], tables["indicators"], tables["vintages"]
    findings: list[str] = []
    for name, frame in (
        ("indicators", figures),
        ("vintages", vintages.filter(pl.col("value").is_not_null())),
    ):
        same = ["observation_id", *KEY, "value", "unit", "report_id"]
        loose = frame.filter(~DERIVED).join(statements, on=same, how="anti")
        findings += [
            f"{_where(name, row)} rests on observation {row['observation_id']}, which does not state it"
            for row in loose.iter_rows(named=True)
        ]
        findings += _derived(name, frame.filter(DERIVED), statements, tables["catalogue"])
    stated = figures.filter(DERIVED).join(statements, on=list(KEY), how="semi")
    findings += [
        f"{_where('indicators', row)} is derived, and a report states it" for row in stated.to_dicts()
    ]
    return findings + _vintages(figures, vintages)


def _derived(
    table: str, derived: pl.DataFrame, statements: pl.DataFrame, catalogue: pl.DataFrame
) -> list[str]:
    """Derived figures with another formula than the catalogue's, or made from what is not there."""
    formulas = catalogue.select(indicator="id", formula="formula").drop_nulls()
    findings = [
        f"{_where(table, row)} is derived by {row['formula']}, which is not the formula of the catalogue"
        for row in derived.join(formulas, on=["indicator", "formula"], how="anti").iter_rows(named=True)
    ]
    of_fact = ["region_code", "year", "status"]
    inputs = derived.select(*KEY, "made_from").explode("made_from")
    known = statements.select(*of_fact, made_from="observation_id")
    return findings + [
        f"{_where(table, row)} was made from observation {row['made_from']}, not one of its place and year"
        for row in inputs.join(known, on=[*of_fact, "made_from"], how="anti").iter_rows(named=True)
    ]


def _vintages(figures: pl.DataFrame, vintages: pl.DataFrame) -> list[str]:
    """Figures whose last vintage says something else, and vintages out of their order."""
    last = vintages.filter(pl.col("revision") == pl.col("revision").max().over(KEY))
    same = [*KEY, "value", "unit", "bound", "method"]
    findings = [
        f"{_where('vintages', row)} ends with another figure than that of indicators"
        for row in figures.join(last, on=same, how="anti").iter_rows(named=True)
    ]
    gone = last.filter(pl.col("value").is_not_null()).join(figures, on=list(KEY), how="anti")
    findings += [
        f"{_where('vintages', row)} ends with a figure that indicators lacks" for row in gone.to_dicts()
    ]
    ordered = vintages.sort(*KEY, "revision")
    before = pl.col("known_since").shift().over(KEY)
    counted = pl.int_range(pl.len(), dtype=pl.UInt32).over(KEY)
    late = pl.col("known_since").is_not_null() & ((pl.col("known_since") <= before) | before.is_null())
    wrong = ordered.filter((pl.col("revision") != counted) | (late & (pl.col("revision") > 0)))
    return findings + [
        f"{_where('vintages', row)}: revision {row['revision']} is out of its order"
        for row in wrong.to_dicts()
    ]


def _where(table: str, row: Mapping[str, object]) -> str:
    return f"{table}: {row['region_code']} {row['year']} {row['indicator']} {row['status']}"
