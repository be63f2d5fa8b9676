"""A domain's places side by side: which rows and columns there are, and what there is to say of them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from outputs.pages.domain_figures import DomainFigures
from outputs.pages.language import Language
from outputs.pages.medians import Median, medians
from outputs.pages.outside import Outside, outside
from outputs.pages.place_rows import PlaceRow, latest_rows, year_rows, years_of
from outputs.pages.published import Domain, Indicator, Row
from outputs.pages.trends import Trend, trends
from outputs.pages.words import KINDS


@dataclass(frozen=True)
class Comparison:
    """A domain's table and what there is to say of it.

    year       the year it is of; None for each place's latest
    province   the province it is of, as two digits; None for all
    rows       a place each, `plans_only` of them with nothing but plans
    shown      its columns: indicators with a figure
    gaps       why cells have no figure, by place and indicator, where a report is not just silent
    medians    of each indicator that has enough figures
    trends     the years before, by place and indicator; of the latest years only
    outside    the figures that it has no cell for; those of the latest years' table only
    without    the indicators of the domain that no report states, not even outside of the table
    of_latest  how many places the table of the latest years has
    of_year    how many places have a figure of each year, the newest first
    """

    domain: Domain
    year: int | None
    province: str | None
    rows: tuple[PlaceRow, ...]
    shown: tuple[Indicator, ...]
    gaps: dict[tuple[str, str], str]
    medians: dict[str, Median]
    trends: dict[tuple[str, str], Trend]
    outside: Outside
    without: tuple[Indicator, ...]
    of_latest: int
    of_year: dict[int, int]

    @property
    def places(self) -> int:
        return len(self.rows)

    @property
    def plans_only(self) -> int:
        return sum(row.plans_only for row in self.rows)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the rows with actual figures."""
        return tuple(sorted({row.year for row in self.rows if not row.plans_only}))

    @property
    def cells(self) -> list[Row]:
        """The facts in its cells."""
        return [fact for row in self.rows for fact in row.cells.values()]

    @property
    def figures(self) -> int:
        return len(self.cells)

    @property
    def planned(self) -> int:
        return sum(fact["status"] == "planned" for fact in self.cells)

    @property
    def provinces(self) -> list[str]:
        """The names of the rows' provinces, each once."""
        return list(dict.fromkeys(row.place.province for row in self.rows))


def compare(
    figures: DomainFigures,
    language: Language,
    year: int | None = None,
    *,
    listed: DomainFigures | None = None,
) -> Comparison:
    """Compare the places of a domain or province, each in its latest year or all in the same.

    `listed` are the figures of which those outside of the table are listed; all of them if None.
    """
    if year is None:
        rows = latest_rows(figures.comparable, figures.places)
    else:
        rows = year_rows(figures.comparable, figures.places, year)
    with_value = {indicator for row in rows for indicator in row.cells}
    shown = by_kind(figures.indicators, with_value)
    left_out = Outside((), ())
    if year is None:
        left_out = outside(listed or figures, {row.place.code for row in rows}, with_value, language)
    stated = {*figures.facts["indicator"].unique(), *figures.statements["indicator"].unique()}
    return Comparison(
        domain=figures.domain,
        year=year,
        province=figures.province,
        rows=tuple(rows),
        shown=shown,
        gaps=_gaps(figures, rows, shown),
        medians=medians(fact for row in rows for fact in row.cells.values()),
        trends=trends(figures.comparable, rows, shown) if year is None else {},
        outside=left_out,
        without=tuple(i for i in figures.indicators if i.id not in stated) if year is None else (),
        of_latest=figures.comparable["region_code"].n_unique(),
        of_year=years_of(figures.comparable),
    )


def by_kind(indicators: tuple[Indicator, ...], with_value: set[str]) -> tuple[Indicator, ...]:
    """Those indicators that have a value, as columns: what compares best between places first."""
    order = list(KINDS)
    return tuple(
        sorted(
            (indicator for indicator in indicators if indicator.id in with_value),
            key=lambda indicator: order.index(indicator.kind) if indicator.kind in order else len(order),
        )
    )


def _gaps(
    figures: DomainFigures, rows: list[PlaceRow], shown: tuple[Indicator, ...]
) -> dict[tuple[str, str], str]:
    """Why cells are empty, where the release knows more than that a report does not say it.

    "stated" where there is a figure of the year that does not compare (one of several years together). A
    year that is only planned for may lie outside of the years that `silence` is about: it has no report.
    """
    silence = figures.silence
    wanted = pl.DataFrame(
        [(row.place.code, row.year) for row in rows],
        schema={"region_code": pl.String, "year": silence.schema["year"]},
        orient="row",
    )
    known = silence.join(wanted, on=["region_code", "year"], how="semi")
    reasons = {
        (code, indicator): why
        for code, indicator, why in known.select(
            "region_code", "indicator", pl.col("silence").cast(pl.String)
        ).iter_rows()
    }
    for row in rows:
        for indicator in shown:
            cell = (row.place.code, indicator.id)
            if indicator.id in row.cells:
                reasons.pop(cell, None)
            elif (row.place.code, row.year) not in figures.reported:
                reasons.setdefault(cell, "no report")
    return reasons
