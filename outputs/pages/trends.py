"""Small lines in the tables: how a place's ratios moved over the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
import svg
from markupsafe import Markup, escape

from outputs.pages.medians import COUNTED, has_size
from outputs.pages.place_rows import PlaceRow
from outputs.pages.published import Indicator

FEWEST_YEARS = 3
"""Two figures are a change, which the place's page says better; from three on there is a course."""

MOST_COLUMNS = 4
"""In so many columns lines are drawn, those with the most: more make a table restless and heavy."""

WIDTH, HEIGHT = 40, 14
EDGE = 2.0
"""Room around the line, so that its end is not cut."""


@dataclass(frozen=True)
class Trend:
    """A place's figures of an indicator over the years, drawn from `first` to `last`."""

    points: tuple[tuple[int, float], ...]
    first: int
    last: int


def trends(
    comparable: pl.DataFrame, rows: Iterable[PlaceRow], shown: Iterable[Indicator]
) -> dict[tuple[str, str], Trend]:
    """The courses of the ratios in these rows, by place and indicator, each up to the figure in its cell.

    Of actual figures that have a size (see `outputs.pages.medians`), from three years on. All are
    drawn over the same years, those that any of them has, so that lines in a column stand year below year.
    """
    ratios = [indicator.id for indicator in shown if indicator.kind == "ratio"]
    of_cells = pl.DataFrame(
        [
            (row.place.code, indicator, row.year)
            for row in rows
            for indicator, fact in row.cells.items()
            if indicator in ratios and has_size(fact)
        ],
        schema={"region_code": pl.String, "indicator": pl.String, "row_year": pl.Int32},
        orient="row",
    )
    of_place = (
        comparable.filter(pl.col("status") == "actual", pl.col("bound").cast(pl.String).is_in(COUNTED))
        .join(of_cells, on=["region_code", "indicator"])
        .filter(pl.col("year") <= pl.col("row_year"))
        .sort("region_code", "indicator", "year")
        .group_by("region_code", "indicator", maintain_order=True)
        .agg("year", "value")
        .filter(pl.col("year").list.len() >= FEWEST_YEARS)
    )
    counts = dict(of_place.group_by("indicator").len().iter_rows())
    drawn = sorted(counts, key=lambda id_: (-counts[id_], ratios.index(id_)))[:MOST_COLUMNS]
    courses = of_place.filter(pl.col("indicator").is_in(drawn)).to_dicts()
    years = [year for course in courses for year in course["year"]]
    return {
        (course["region_code"], course["indicator"]): Trend(
            tuple(zip(course["year"], course["value"], strict=True)), min(years), max(years)
        )
        for course in courses
    }


def small_line(trend: Trend, label: str) -> Markup:
    """The course as a line of a figure's height, its end marked; `label` says in words what it shows.

    It goes from the lowest to the highest of its own figures; where all are alike it lies in the middle.
    """
    values = [value for _, value in trend.points]
    low, span = min(values), max(values) - min(values)
    years = max(trend.last - trend.first, 1)
    points = [
        svg.Point(
            round(EDGE + (year - trend.first) / years * (WIDTH - 2 * EDGE), 1),
            round(HEIGHT / 2 if span == 0 else HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE), 1),
        )
        for year, value in trend.points
    ]
    # svg.py escapes nothing, so what goes in as text is escaped here
    drawing = svg.SVG(
        class_=["trend"],
        xmlns=None,
        width=WIDTH,
        height=HEIGHT,
        extra={"role": "img", "aria-label": str(escape(label))},
        elements=[
            svg.Polyline(points=points),
            svg.Circle(cx=points[-1].x, cy=points[-1].y, r=2),
        ],
    )
    return Markup(drawing.as_str())
