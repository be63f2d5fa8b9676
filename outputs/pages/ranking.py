"""The places one below the other by an indicator's latest figure, with bars beside the national bar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from indicators.bars import ISSUED
from outputs.pages.charts.axis import axis
from outputs.pages.charts.bars import axis_head
from outputs.pages.charts.bars import bar as drawn_bar
from outputs.pages.figures import SIGNS, Bar, decimals, digits, notes, padding, verdict
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure
from outputs.pages.medians import COUNTED
from outputs.pages.published import Indicator, Place, Release, Row
from outputs.pages.words import BOUND_SIGNS, Words, bar_name

FEWEST_PLACES = 3
MOST_ROWS = 24
"""More places than this are cut in the middle: the first and the last are what a reader looks for."""

AMONG_EQUALS = {"at_least": 0, "exact": 1, "approx": 1, "at_most": 2}
"""The order of equal figures, the higher first: what is at least 80 is no less than 80."""

FULL = 100.0

SHORT_WORDS: dict[bool | None, Words] = {
    True: Words("达到", "meets"),
    False: Words("未达到", "misses"),
    None: Words("不能判断", "cannot tell"),
}
"""The verdicts in a table's narrow columns."""


@dataclass(frozen=True)
class Verdict:
    """Whether a figure meets a bar: the sign's class, the sign, and the sign in words."""

    name: str
    sign: str
    words: Words


@dataclass(frozen=True)
class RankedPlace:
    """A place's latest figure; without a rank where its bound leaves open which one that is."""

    place: Place
    rank: int | None
    year: int
    value: float
    bar: Markup
    verdicts: tuple[Verdict, ...]
    below: bool
    text: Markup
    href: str


@dataclass(frozen=True)
class Tally:
    """How many places meet a bar, miss it, or may do either; how many figures are older than its rule."""

    bar: Bar
    name: Words
    met: int
    missed: int
    unknown: int
    older: int
    issued: int | None


@dataclass(frozen=True)
class Ranking:
    """An indicator's latest actual figures, the better first, or the higher where neither is better.

    `cut` counts the places left out after `first`. `certain` figures have a size, and a rank; `bounded`
    ones may be anywhere above or below (`outputs.pages.medians.COUNTED`), and have none.
    """

    indicator: Indicator
    tallies: tuple[Tally, ...]
    head: Markup
    first: tuple[RankedPlace, ...]
    cut: int
    last: tuple[RankedPlace, ...]
    certain: int
    bounded: int
    years: tuple[int, int]

    @property
    def places(self) -> int:
        return self.certain + self.bounded


def latest_figures(comparable: pl.DataFrame) -> pl.DataFrame:
    """The latest actual figure of each place and indicator, of those that compare (`Release.comparable`)."""
    return (
        comparable.filter(pl.col("status").cast(pl.String) == "actual")
        .sort("region_code", "indicator", "year")
        .unique(["region_code", "indicator"], keep="last", maintain_order=True)
    )


def striking(release: Release, latest: pl.DataFrame) -> Indicator | None:
    """The share that most places state, one with a national bar before any other; None where too few do."""
    counts = dict(latest.group_by("indicator").len().iter_rows())
    order = list(release.indicators)
    candidates = [
        indicator
        for indicator in release.indicators.values()
        if indicator.unit == "%" and counts.get(indicator.id, 0) >= FEWEST_PLACES
    ]
    return min(candidates, key=lambda i: (not i.bars, -counts[i.id], order.index(i.id)), default=None)


def rank(release: Release, indicator: Indicator, latest: pl.DataFrame, language: Language) -> Ranking | None:
    """Rank the places by their figure of an indicator in `latest` (see `latest_figures`); None for none."""
    lower_first = indicator.higher_is == "worse"
    rows = latest.filter(pl.col("indicator") == indicator.id).to_dicts()
    if not rows:
        return None
    rows.sort(key=lambda row: _key(row, lower_first=lower_first))
    half = MOST_ROWS // 2
    first, last = (rows, []) if len(rows) <= MOST_ROWS else (rows[:half], rows[-half:])
    whole = (FULL,) if indicator.unit == "%" else ()
    scale = axis([*(row["value"] for row in rows), *(bar.value for bar in indicator.bars), *whole])
    certain = sorted(row["value"] for row in rows if row["bound"] in COUNTED)
    most = max(decimals(digits(row["value"], row["method"])) for row in (*first, *last))

    def ranked(row: Row) -> RankedPlace:
        met = [verdict(row["value"], row["bound"], bar) for bar in indicator.bars]
        return RankedPlace(
            place=release.by_code[row["region_code"]],
            rank=_rank(row, certain, lower_first=lower_first),
            year=row["year"],
            value=row["value"],
            bar=drawn_bar(row["value"], row["bound"], scale, [bar.value for bar in indicator.bars]),
            verdicts=tuple(_verdict(each) for each in met),
            below=met[:1] == [False],
            text=_text(row, most, language),
            href=evidence_of_figure(row["region_code"], row),
        )

    return Ranking(
        indicator=indicator,
        tallies=tallies(indicator, rows),
        head=axis_head(scale),
        first=tuple(ranked(row) for row in first),
        cut=len(rows) - len(first) - len(last),
        last=tuple(ranked(row) for row in last),
        certain=len(certain),
        bounded=len(rows) - len(certain),
        years=(min(row["year"] for row in rows), max(row["year"] for row in rows)),
    )


def tallies(indicator: Indicator, rows: list[Row]) -> tuple[Tally, ...]:
    """For each bar of an indicator, how many of the figures meet it."""
    return tuple(_tally(bar, rows) for bar in indicator.bars)


def _verdict(met: bool | None) -> Verdict:
    name, sign, _ = SIGNS[met]
    return Verdict(name, sign, SHORT_WORDS[met])


def _key(row: Row, *, lower_first: bool) -> tuple[float, int, str]:
    among = AMONG_EQUALS[row["bound"]]
    return (
        (row["value"], -among, row["region_code"])
        if lower_first
        else (-row["value"], among, row["region_code"])
    )


def _rank(row: Row, certain: list[float], *, lower_first: bool) -> int | None:
    """How many certain figures (sorted) are better, and one; equal figures have equal ranks."""
    if row["bound"] not in COUNTED:
        return None
    own = row["value"]
    better = bisect_left(certain, own) if lower_first else len(certain) - bisect_right(certain, own)
    return better + 1


def _text(row: Row, most: int, language: Language) -> Markup:
    text = digits(row["value"], row["method"])
    return Markup('<span class="{}">{}{}{}</span>').format(
        padding(text, most) or "exact",
        notes(row["method"], row["spread"], language),
        BOUND_SIGNS.get(row["bound"], ""),
        text,
    )


def _tally(bar: Bar, rows: list[Row]) -> Tally:
    found = [verdict(row["value"], row["bound"], bar) for row in rows]
    number = ISSUED.search(bar.number)
    issued = int(number.group(1)) if number else None
    return Tally(
        bar=bar,
        name=bar_name(bar.name),
        met=found.count(True),
        missed=found.count(False),
        unknown=found.count(None),
        older=sum(issued is not None and row["year"] < issued for row in rows),
        issued=issued,
    )
