"""The figures of a domain that its comparison table has no cell for, so that none is lost from sight."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from outputs.pages.domain_figures import DomainFigures
from outputs.pages.figures import with_unit
from outputs.pages.language import Language
from outputs.pages.links import anchor_of_figure, evidence_of_figure, evidence_page, place_page
from outputs.pages.published import UNPLACED, Indicator, Place, Row
from outputs.pages.words import UNPLACED_NAME, Words, period_words


@dataclass(frozen=True)
class OutsideFigure:
    """A figure, the period that it is of (None: nothing is known of it), and where its sentence stands."""

    indicator: Indicator
    value: Markup
    year: int | None
    period: Words | None
    planned: bool
    href: str


@dataclass(frozen=True)
class OutsidePlace:
    """The figures of a place that are not in the table."""

    name: str
    province: str
    href: str
    figures: tuple[OutsideFigure, ...]


@dataclass(frozen=True)
class Outside:
    """The places with undated figures, and those with figures that the table has no row or column for."""

    undated: tuple[OutsidePlace, ...]
    other: tuple[OutsidePlace, ...]

    @property
    def indicators(self) -> set[str]:
        """The ids of all indicators that are named."""
        return {figure.indicator.id for place in (*self.undated, *self.other) for figure in place.figures}


def outside(
    figures: DomainFigures, rows: Collection[str], columns: Collection[str], language: Language
) -> Outside:
    """What a table leaves out that has rows of these places and columns of these indicators.

    `undated` are the figures without a year, and all figures of places whose reports have none. `other`
    are dated figures of a place without a row or of an indicator without a column, and those whose
    place is masked. An earlier year of a place in the table is in neither: that year's table has it.
    """
    statements, facts = figures.statements, figures.facts
    undated = statements.filter(pl.col("year").is_null(), pl.col("region_code").is_not_null())
    masked = statements.filter(pl.col("region_code").is_null())
    of_dated_place = pl.col("region_code").is_in(sorted(figures.dated))
    no_cell = ~(pl.col("region_code").is_in(sorted(rows)) & pl.col("indicator").is_in(sorted(columns)))
    return Outside(
        undated=tuple(_places(figures, language, undated, facts.filter(~of_dated_place))),
        other=tuple(_places(figures, language, facts.filter(of_dated_place & no_cell), masked)),
    )


def _places(figures: DomainFigures, language: Language, *frames: pl.DataFrame) -> Iterator[OutsidePlace]:
    """The figures place by place, by code, the masked last."""
    rows: list[Row] = [row for frame in frames for row in frame.to_dicts()]
    indicators = {indicator.id: indicator for indicator in figures.indicators}
    order = {id_: n for n, id_ in enumerate(indicators)}
    by_region: dict[str, Place] = {place.code: place for place in figures.places}
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(row["region_code"] or UNPLACED, []).append(row)
    for code in sorted(by_code):  # UNPLACED sorts after every code
        of_place = by_code[code]
        of_place.sort(
            key=lambda row: (order[row["indicator"]], -(row["year"] or 9999), anchor_of_figure(row))
        )
        place = by_region.get(code)
        undated = place is not None and any(row["year"] is None for row in of_place)
        yield OutsidePlace(
            name=language.place(place.name) if place else language.of(UNPLACED_NAME),
            province=language.place(place.province) if place else "",
            href=evidence_page(code, None) if undated else place_page(code),
            figures=tuple(_figure(indicators[row["indicator"]], code, row, language) for row in of_place),
        )


def _figure(indicator: Indicator, code: str, row: Row, language: Language) -> OutsideFigure:
    return OutsideFigure(
        indicator=indicator,
        value=with_unit(row, language),
        year=row["year"],
        period=period_words(row["year"], row["from_year"], row["unit"]),
        planned=row["status"] == "planned",
        href=evidence_of_figure(code, row),
    )
