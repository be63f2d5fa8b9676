"""Why there is no figure: not stated, masked, on a page that was refused, or no report at all."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from indicators.catalogue import Catalogue
from indicators.findings_schemas import Silence
from indicators.schemas import Observations, Reports, empty, validated

MASKED = "digits lost"
"""The reason of a refusal that says that the figures were there once, and are masked or gone."""
COPY = "duplicate"
"""The reason that says nothing of silence: what the copy says is read where it was first found."""
PLACES_AT_ONCE = 300
PLACE_YEAR = ("region_code", "year")


def silence(
    observations: dy.DataFrame[Observations], reports: dy.DataFrame[Reports], catalogue: Catalogue
) -> dy.DataFrame[Silence]:
    """For each place, each year of its span and each indicator, why there is a figure or none.

    The span of a place runs from the first to the last year that a report of it or an actual figure of it
    is of; a year that is only planned for does not lengthen it. A report that is of no known year, and a
    place that has only such, say nothing of any year. The first that applies of:

    stated        an observation gives an actual figure, of the year or of several that end with it
    not stated    a report of the place and year was read, and gives none
    masked        such a report was found, but its digits are masked or gone
    refused page  such a report was found, but could not be read
    no report     none of that place and year was found

    Sorted by its key, the indicators in the order of the catalogue's ids.
    """
    placed = reports.filter(pl.col("region_code").is_not_null(), pl.col("year").is_not_null())
    facts = observations.filter(
        pl.col("status").cast(pl.String) == "actual",
        pl.col("region_code").is_not_null(),
        pl.col("year").is_not_null(),
    )
    state, reason = pl.col("state").cast(pl.String), pl.col("reason")
    stated = facts.select(*PLACE_YEAR, "indicator").unique().with_columns(stated=True)
    found = placed.group_by(PLACE_YEAR).agg(
        read=(state == "read").any(),
        masked=(reason == MASKED).fill_null(False).any(),
        refused=((state == "refused") & (reason != COPY).fill_null(True)).any(),
    )
    spans = (
        pl.concat([placed.select(PLACE_YEAR), facts.select(PLACE_YEAR)])
        .group_by("region_code")
        .agg(pl.int_range(pl.col("year").min(), pl.col("year").max() + 1, dtype=pl.Int32).alias("year"))
        .explode("year")
    )
    ids = pl.DataFrame({"indicator": sorted(catalogue.by_id)}, schema={"indicator": pl.String})
    said = (
        pl.when("stated")
        .then(pl.lit("stated"))
        .when("read")
        .then(pl.lit("not stated"))
        .when("masked")
        .then(pl.lit("masked"))
        .when("refused")
        .then(pl.lit("refused page"))
        .otherwise(pl.lit("no report"))
    )
    years = spans.join(found, on=PLACE_YEAR, how="left").sort(PLACE_YEAR)
    # Whole places at a time: a table of millions of rows would be held several times while it is made.
    places = years["region_code"].unique().sort().to_list()
    parts = [
        years.filter(pl.col("region_code").is_in(places[start : start + PLACES_AT_ONCE]))
        .join(ids, how="cross")
        .join(stated, on=[*PLACE_YEAR, "indicator"], how="left")
        .with_columns(silence=said)
        .select(Silence.column_names())
        .sort(*PLACE_YEAR, "indicator")
        for start in range(0, len(places), PLACES_AT_ONCE)
    ]
    frames = [validated(Silence, part, "silence") for part in parts]
    # No place is in two of them, so what keeps the schema in each keeps it together.
    return Silence.cast(pl.concat(frames, rechunk=True)) if frames else empty(Silence)
