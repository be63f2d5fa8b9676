"""One indicator, place by place, as bars beside the national bar: the comparison on the front page."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from outputs.pages.comparable import comparable
from outputs.pages.figures import Bar, bar_signs, decimals, digits, notes, padding, verdict
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure
from outputs.pages.published import Indicator, Place, Release
from outputs.pages.words import BOUND_SIGNS

FEWEST_PLACES = 3
MOST_ROWS = 24
"""More places than this are cut in the middle: the first and the last are what a reader looks for."""


@dataclass(frozen=True)
class RankedPlace:
    """A place's latest figure; `width` is its bar's length in per cent of the axis."""

    place: Place
    rank: int
    year: int
    width: str
    met: bool | None
    signs: Markup
    text: Markup
    href: str


@dataclass(frozen=True)
class Ranking:
    """An indicator's latest actual figures, highest first. `cut` counts the places left out after `first`."""

    indicator: Indicator
    bar: Bar | None
    first: tuple[RankedPlace, ...]
    cut: int
    last: tuple[RankedPlace, ...]
    met: int
    short: int
    median: str

    @property
    def places(self) -> int:
        return len(self.first) + self.cut + len(self.last)


def striking(release: Release, language: Language) -> Ranking | None:
    """The share that most places state, one with a national bar before any other; None where too few do."""
    latest = _latest(release)
    counts = dict(latest.group_by("indicator").len().iter_rows())
    order = list(release.indicators)
    candidates = [
        indicator
        for indicator in release.indicators.values()
        if indicator.unit == "%" and counts.get(indicator.id, 0) >= FEWEST_PLACES
    ]
    if not candidates:
        return None
    best = min(candidates, key=lambda i: (not i.bars, -counts[i.id], order.index(i.id)))
    return rank(release, best, language)


def rank(release: Release, indicator: Indicator, language: Language) -> Ranking:
    """Rank the places by their latest actual figure of an indicator given in per cent."""
    bar = indicator.bars[0] if indicator.bars else None
    facts = _latest(release).filter(pl.col("indicator") == indicator.id)
    facts = facts.sort(["value", "region_code"], descending=[True, False])
    ranks = facts["value"].rank("min", descending=True).to_list()
    rows = facts.to_dicts()
    texts = [digits(row["value"], row["method"]) for row in rows]
    most = max((decimals(text) for text in texts), default=0)
    places = [
        RankedPlace(
            place=release.by_code[row["region_code"]],
            rank=int(ranks[n]),
            year=row["year"],
            width=digits(min(max(row["value"], 0), 100)),
            met=verdict(row["value"], row["bound"], bar) if bar else None,
            signs=bar_signs(row["value"], row["bound"], indicator.bars[:1], language),
            text=Markup('<span class="{}">{}{}{}</span>').format(
                padding(text, most) or "exact",
                notes(row["method"], row["spread"], language),
                BOUND_SIGNS.get(row["bound"], ""),
                text,
            ),
            href=evidence_of_figure(row["region_code"], row),
        )
        for n, (row, text) in enumerate(zip(rows, texts, strict=True))
    ]
    half = MOST_ROWS // 2
    first, last = (places, []) if len(places) <= MOST_ROWS else (places[:half], places[-half:])
    return Ranking(
        indicator=indicator,
        bar=bar,
        first=tuple(first),
        cut=len(places) - len(first) - len(last),
        last=tuple(last),
        met=sum(place.met is True for place in places),
        short=sum(place.met is False for place in places),
        median=digits(float(facts["value"].median() or 0), "derived"),  # type: ignore[arg-type]
    )


def _latest(release: Release) -> pl.DataFrame:
    """The latest actual fact of each place and indicator that places are compared by."""
    return (
        comparable(release)
        .filter(pl.col("status") == "actual")
        .sort("region_code", "indicator", "year")
        .unique(["region_code", "indicator"], keep="last", maintain_order=True)
    )
