"""The domains in brief for the front page: how much there is of each, and one figure that tells something."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from outputs.pages.figures import verdict
from outputs.pages.language import Language
from outputs.pages.links import domain_page, indicator_page
from outputs.pages.medians import Median, medians
from outputs.pages.published import Domain, Indicator, Release
from outputs.pages.ranking import FEWEST_PLACES
from outputs.pages.words import after_figure

OF_COUNTS = ("stock", "flow")


@dataclass(frozen=True)
class Telling:
    """A figure in large type, what it says in words, and the page that shows what it was made of."""

    figure: str
    words: str
    href: str


@dataclass(frozen=True)
class Card:
    """A domain: its places, indicators and chosen figures (plans among them)."""

    domain: Domain
    places: int
    indicators: int
    figures: int
    telling: Telling | None


def domain_cards(release: Release, latest: pl.DataFrame, language: Language) -> list[Card]:
    """A card for each compared domain; `latest` as of `outputs.pages.ranking.latest_figures`."""
    return [_card(release, domain, latest, language) for domain in release.domains if domain.compared]


def _card(release: Release, domain: Domain, latest: pl.DataFrame, language: Language) -> Card:
    ids = [indicator.id for indicator in release.of_domain(domain.id)]
    facts = release.facts.filter(pl.col("indicator").is_in(ids))
    return Card(
        domain=domain,
        places=facts["region_code"].n_unique(),
        indicators=facts["indicator"].n_unique(),
        figures=facts.height,
        telling=_telling(release, domain, latest, language),
    )


def _telling(release: Release, domain: Domain, latest: pl.DataFrame, language: Language) -> Telling | None:
    """How many places meet the bar that most can be held against; else the median that is of most places.

    Where no indicator has enough places, how many places say anything; None where none does.
    """
    counts = dict(latest.group_by("indicator").len().iter_rows())
    indicators = release.of_domain(domain.id)
    stated = [i for i in indicators if counts.get(i.id, 0) >= FEWEST_PLACES]
    if not stated:
        return _few(release, domain, language)
    order = {indicator.id: n for n, indicator in enumerate(indicators)}
    best = min(stated, key=lambda i: (not i.bars, i.kind in OF_COUNTS, -counts[i.id], order[i.id]))
    rows = latest.filter(pl.col("indicator") == best.id).to_dicts()
    if best.bars:
        verdicts = [verdict(row["value"], row["bound"], best.bars[0]) for row in rows]
        return _meeting(best, verdicts.count(True), len(rows), language)
    middle = medians(rows).get(best.id)
    return _middle(best, middle, language) if middle else _few(release, domain, language)


def _few(release: Release, domain: Domain, language: Language) -> Telling | None:
    ids = [indicator.id for indicator in release.of_domain(domain.id)]
    places = release.facts.filter(pl.col("indicator").is_in(ids))["region_code"].n_unique()
    words = language.say(
        f"个地区有数字，还没有一项指标有 {FEWEST_PLACES} 个地区可比",
        f"place{'s' if places != 1 else ''} with figures, no indicator yet with {FEWEST_PLACES} to compare",
    )
    return Telling(f"{places:,}", words, domain_page(domain.id)) if places else None


def _meeting(indicator: Indicator, met: int, places: int, language: Language) -> Telling:
    bar = f"{indicator.bars[0].text}{'%' if indicator.unit == '%' else ''}"
    return Telling(
        figure=f"{met:,} / {places:,}",
        words=language.say(
            f"个地区的{indicator.name.zh}达到国家标准（{bar}）",
            f"places meet the national bar of {indicator.name.en[:1].lower()}{indicator.name.en[1:]} ({bar})",
        ),
        href=indicator_page(indicator.id),
    )


def _middle(indicator: Indicator, median: Median, language: Language) -> Telling:
    return Telling(
        figure=f"{median.text}{language.of(after_figure(indicator.unit, median.text))}",
        words=language.say(
            f"{indicator.name.zh}：{median.places:,} 个地区的中位数",
            f"{indicator.name.en}: the median of {median.places:,} places",
        ),
        href=indicator_page(indicator.id),
    )
