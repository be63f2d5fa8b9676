"""What a release says of one indicator: what can be compared, what is of a year, and what is neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from indicators.formulas import read_id
from outputs.pages.comparable import of_several_years
from outputs.pages.published import Indicator, Place, Release
from outputs.pages.ranking import latest_figures

PLACED = ("latest", "dated", "planned", "several", "undated")
"""The fields of IndicatorFigures whose rows have a place."""

Gaps = dict[tuple[str, int], str]
"""Why a place has no actual figure of a year (`indicators.findings_schemas.SILENCES`)."""


@dataclass(frozen=True)
class IndicatorFigures:
    """The figures of an indicator. All but `undated` and `masked` are rows of `Release.facts`.

    latest   the one that each place is compared by (`outputs.pages.ranking.latest_figures`)
    dated    the actual ones of one year
    planned  the planned ones of one year
    several  those of several years together, actual and planned
    undated  statements without a year
    masked   statements whose report masks its place
    gaps     why there is none, by place and year
    """

    indicator: Indicator
    latest: pl.DataFrame
    dated: pl.DataFrame
    planned: pl.DataFrame
    several: pl.DataFrame
    undated: pl.DataFrame
    masked: pl.DataFrame
    gaps: Gaps

    @cached_property
    def codes(self) -> list[str]:
        """The places that say anything of it, by code."""
        frames = (self.dated, self.planned, self.several, self.undated)
        return sorted({code for frame in frames for code in frame["region_code"]})

    @cached_property
    def years(self) -> list[int]:
        """Every year with an actual figure of its own, the newest first."""
        return sorted(set(self.dated["year"]), reverse=True)

    def of_province(self, province: str) -> IndicatorFigures:
        """The figures of the places of a province, by the first two digits of its code."""
        of_it = pl.col("region_code").str.starts_with(province)
        kept = {name: getattr(self, name).filter(of_it) for name in PLACED}
        return replace(self, **kept, masked=self.masked.clear())

    def without_places(self) -> IndicatorFigures:
        """What stands on no province's page: the statements whose place is masked."""
        none = {name: getattr(self, name).clear() for name in PLACED}
        return replace(self, **none)


def figures_of(release: Release, indicator: str) -> IndicatorFigures:
    """What a release says of an indicator."""
    facts = release.of_indicator("facts", indicator)
    statements = release.of_indicator("statements", indicator)
    placed = pl.col("region_code").is_not_null()
    actual = pl.col("status").cast(pl.String) == "actual"
    several = of_several_years()
    silence = release.of_indicator("silence", indicator)
    return IndicatorFigures(
        indicator=release.indicators[indicator],
        latest=latest_figures(release.of_indicator("comparable", indicator)),
        dated=facts.filter(actual, ~several),
        planned=facts.filter(~actual, ~several),
        several=facts.filter(several),
        undated=statements.filter(placed, pl.col("year").is_null()),
        masked=statements.filter(~placed),
        gaps={(code, year): why for code, year, why in silence["region_code", "year", "silence"].iter_rows()},
    )


def statements_behind(release: Release, indicator: str) -> pl.DataFrame:
    """The statements of an indicator, and of those that its derived figures were made from."""
    found: list[str] = []
    wanted = [indicator]
    while wanted:
        id_ = wanted.pop()
        if id_ not in found:
            found.append(id_)
            formulas = release.of_indicator("facts", id_)["formula"].unique().drop_nulls()
            wanted += [part for formula in formulas for part in read_id(formula)[1]]
    return pl.concat([release.of_indicator("statements", id_) for id_ in sorted(found)])


def own_years(release: Release, codes: list[str]) -> list[tuple[str, int]]:
    """The years of the reports of these places."""
    wanted = set(codes)
    return sorted((code, year) for code, year in release.report_years if code in wanted)


def provinces_of(release: Release, codes: list[str]) -> dict[str, list[Place]]:
    """Places by the first two digits of their codes, both in order."""
    found: dict[str, list[Place]] = {}
    for code in codes:
        place = release.by_code[code]
        found.setdefault(place.province_code, []).append(place)
    return found
