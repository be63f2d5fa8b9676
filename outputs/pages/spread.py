"""How an indicator's latest figures are spread over the places: a chart, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles

import polars as pl
from markupsafe import Markup

from outputs.pages.charts.distribution import Mark, Point, distribution
from outputs.pages.figures import digits
from outputs.pages.language import Language
from outputs.pages.medians import COUNTED
from outputs.pages.published import Indicator, Release, Row
from outputs.pages.words import BOUND_SIGNS, after_figure, bar_name

FEWEST_PLACES = 5
"""Fewer places than this have no distribution worth a picture: the list of them shows all."""


@dataclass(frozen=True)
class Spread:
    """The chart, and what it shows in words; both say how many places it is of."""

    chart: Markup
    words: str
    places: int
    bounded: int


def spread(release: Release, indicator: Indicator, latest: pl.DataFrame, language: Language) -> Spread | None:
    """The spread of the figures of an indicator in `latest`, one a place; None for too few places.

    The median and the quartiles are those of the figures without a lower or upper bound.
    """
    rows = latest.filter(pl.col("indicator") == indicator.id).sort("value", "region_code").to_dicts()
    certain = [row["value"] for row in rows if row["bound"] in COUNTED]
    if len(rows) < FEWEST_PLACES or len(certain) < FEWEST_PLACES:
        return None
    marks = [
        Mark(bar.value, _bar_label(bar.text, bar.name, language, several=len(indicator.bars) > 1), "bar")
        for bar in indicator.bars
    ]
    middle = median(certain)
    said = digits(middle, "derived")
    marks.append(Mark(middle, language.say(f"中位数 {said}", f"median {said}"), "median"))
    words = _words(release, indicator, rows, certain, language)
    points = [Point(row["value"], row["bound"] in COUNTED) for row in rows]
    return Spread(distribution(points, marks, words), words, len(rows), len(rows) - len(certain))


def _bar_label(text: str, name: str, language: Language, *, several: bool) -> str:
    if not several:
        return language.say(f"国家标准 {text}", f"national bar {text}")
    return f"{language.of(bar_name(name))} {text}"


def _words(
    release: Release, indicator: Indicator, rows: list[Row], certain: list[float], language: Language
) -> str:
    low, _, high = (_value(each, indicator, language) for each in quantiles(certain, method="inclusive"))
    least, most = (_told(release, row, indicator, language) for row in (rows[0], rows[-1]))
    middle = _value(median(certain), indicator, language)
    return language.say(
        f"{len(rows):,} 个地区：最低 {least}，最高 {most}；"
        f"中位数 {middle}，中间一半在 {low} 至 {high} 之间。",
        f"{len(rows):,} places: the lowest {least}, the highest {most}; "
        f"the median is {middle}, the middle half lies between {low} and {high}.",
    )


def _value(value: float, indicator: Indicator, language: Language) -> str:
    text = digits(value, "derived")
    return f"{text}{language.of(after_figure(indicator.unit, text))}"


def _told(release: Release, row: Row, indicator: Indicator, language: Language) -> str:
    text = digits(row["value"], row["method"])
    name = language.place(release.by_code[row["region_code"]].name)
    figure = f"{BOUND_SIGNS.get(row['bound'], '')}{text}{language.of(after_figure(indicator.unit, text))}"
    return language.say(f"{figure}（{name}，{row['year']} 年）", f"{figure} ({name}, {row['year']})")
