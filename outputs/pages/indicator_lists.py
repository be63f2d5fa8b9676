"""The figures of an indicator that are not compared: plans, sums of several years, and undated ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from outputs.pages.figures import with_unit
from outputs.pages.indicator_figures import IndicatorFigures
from outputs.pages.language import Language
from outputs.pages.links import evidence_of, evidence_of_figure, place_page
from outputs.pages.published import UNPLACED, Release, Row
from outputs.pages.words import NO_PERIOD, STATUSES, UNPLACED_NAME, period_words


@dataclass(frozen=True)
class ListedFigure:
    """A figure, the years that it is of in words, and where its sentence stands."""

    value: Markup
    when: str
    planned: bool
    href: str


@dataclass(frozen=True)
class ListedPlace:
    """A place with figures of one list."""

    name: str
    province: str
    href: str
    figures: tuple[ListedFigure, ...]


@dataclass(frozen=True)
class Lists:
    """The lists below the table of an indicator."""

    planned: tuple[ListedPlace, ...]
    several: tuple[ListedPlace, ...]
    undated: tuple[ListedPlace, ...]


def lists_of(release: Release, figures: IndicatorFigures, language: Language) -> Lists:
    """The plans, the sums of several years, and what has no year or no place, place by place."""
    without = pl.concat([figures.undated, figures.masked])
    return Lists(
        planned=tuple(_listed(release, figures.planned.to_dicts(), language)),
        several=tuple(_listed(release, figures.several.to_dicts(), language)),
        undated=tuple(_listed(release, without.to_dicts(), language)),
    )


def _listed(release: Release, rows: Iterable[Row], language: Language) -> Iterator[ListedPlace]:
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(row["region_code"] or UNPLACED, []).append(row)
    for code in sorted(by_code):  # UNPLACED sorts after every code
        place = release.by_code.get(code)
        of_place = sorted(by_code[code], key=lambda row: (-(row["year"] or 0), row["observation_id"] or ""))
        yield ListedPlace(
            name=language.place(place.name) if place else language.of(UNPLACED_NAME),
            province=language.place(place.province) if place else "",
            href=place_page(code),
            figures=tuple(_figure(code, row, language) for row in of_place),
        )


def _figure(code: str, row: Row, language: Language) -> ListedFigure:
    period = period_words(row["year"], row["from_year"], row["unit"])
    planned = row["status"] == "planned"
    when = [language.of(period or NO_PERIOD), *([language.of(STATUSES["planned"])] if planned else [])]
    chosen = "chosen_by" in row
    return ListedFigure(
        value=with_unit(row, language),
        when=language.say("，", ", ").join(when),
        planned=planned,
        href=evidence_of_figure(code, row)
        if chosen
        else evidence_of(code, row["year"], row["observation_id"]),
    )
