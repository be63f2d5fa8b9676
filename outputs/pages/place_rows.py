"""The rows of a comparison table: a place each, in its latest year or all in the same year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from outputs.pages.published import Place, Row

SHOWN = (
    "region_code",
    "year",
    "indicator",
    "status",
    "value",
    "bound",
    "method",
    "spread",
    "formula",
    "observation_id",
)
"""What a cell says of its figure."""

IS_ACTUAL = pl.col("status") == "actual"


@dataclass(frozen=True)
class PlaceRow:
    """A place in one year, with the fact that each of its cells shows, by indicator."""

    place: Place
    year: int
    cells: dict[str, Row]
    plans_only: bool = False


def latest_rows(comparable: pl.DataFrame, places: Iterable[Place]) -> list[PlaceRow]:
    """One row a place, by province: its latest year with an actual figure of these facts.

    A year of one of the place's reports goes before any other: what a report says of years gone by
    stands for the place only where nothing else does (see `comparable_facts` for what never does).
    A row never mixes the figures of several years. Only a plan may look ahead: where a place has no
    actual figure of the row's year, its target for that year, or for the next year that has one,
    stands instead. A place with nothing but plans has a row in the first year it plans for.
    """
    year = pl.col("year")
    years = comparable.group_by("region_code").agg(
        own=year.filter(IS_ACTUAL & pl.col("own_year")).max(),
        actual=year.filter(IS_ACTUAL).max(),
        planned=year.min(),
    )
    of_row = comparable.join(
        years.select(
            "region_code",
            row_year=pl.coalesce("own", "actual", "planned"),
            plans_only=pl.col("actual").is_null(),
        ),
        on="region_code",
    )
    ahead = ~IS_ACTUAL & (year >= pl.col("row_year"))
    return _rows(of_row.filter((year == pl.col("row_year")) | ahead), places)


def year_rows(comparable: pl.DataFrame, places: Iterable[Place], year: int) -> list[PlaceRow]:
    """One row a place that has a figure of a year, by province; a plan for the year stands where no actual
    figure does."""
    of_year = comparable.filter(pl.col("year") == year)
    stating = of_year.filter(IS_ACTUAL)["region_code"].unique()
    return _rows(
        of_year.with_columns(
            row_year=pl.col("year"), plans_only=~pl.col("region_code").is_in(stating.implode())
        ),
        places,
    )


def years_of(comparable: pl.DataFrame) -> dict[int, int]:
    """How many places have a figure of each year, the newest first; years with nothing but plans are left
    out."""
    counts = (
        comparable.group_by("year")
        .agg(places=pl.col("region_code").n_unique(), actual=IS_ACTUAL.any())
        .filter("actual")
        .sort("year", descending=True)
    )
    return dict(counts.select("year", "places").iter_rows())


def _rows(facts: pl.DataFrame, places: Iterable[Place]) -> list[PlaceRow]:
    by_code = {place.code: place for place in places}
    rows: dict[str, PlaceRow] = {}
    # an actual figure before a plan, a near plan before a far one: the first takes the cell
    in_order = facts.sort("region_code", "indicator", ~IS_ACTUAL, "year")
    chosen = in_order.unique(["region_code", "indicator"], keep="first", maintain_order=True)
    for fact in chosen.select(*SHOWN, "row_year", "plans_only").to_dicts():
        code, year, plans_only = fact["region_code"], fact.pop("row_year"), fact.pop("plans_only")
        row = rows.setdefault(code, PlaceRow(by_code[code], year, {}, plans_only))
        row.cells[fact["indicator"]] = fact
    first_code: dict[str, str] = {}
    for code, row in sorted(rows.items()):
        first_code.setdefault(row.place.province, code)
    return sorted(rows.values(), key=lambda row: (first_code[row.place.province], row.place.code))
