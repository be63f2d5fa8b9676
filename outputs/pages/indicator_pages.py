"""The page of an indicator: what it is, how places compare by it, and every figure that there is of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outputs.pages.derived import formula_words
from outputs.pages.indicator_figures import (
    IndicatorFigures,
    figures_of,
    own_years,
    provinces_of,
    statements_behind,
)
from outputs.pages.indicator_lists import lists_of
from outputs.pages.indicator_table import year_table
from outputs.pages.language import Language
from outputs.pages.links import indicator_page
from outputs.pages.medians import medians
from outputs.pages.parts import Kind
from outputs.pages.published import Release
from outputs.pages.ranking import rank, tallies
from outputs.pages.spread import spread
from outputs.pages.standards import bar_source, standard
from outputs.pages.words import Words
from outputs.pages.writer import Page, Writer, root_of

MOST_PLACES = 200
MOST_FIGURES = 1200
"""An indicator of more places or figures of years than these has a page of them for each province."""

KIND_WORDS: dict[str, Words] = {
    "stock": Words("时点数：报告所指时点有多少", "a count at the date that the report speaks of"),
    "flow": Words("当年数：一年之中有多少", "a count over the course of a year"),
}
DIRECTIONS: dict[str, Words] = {
    "better": Words("越高越好", "higher is better"),
    "worse": Words("越低越好", "lower is better"),
    "neither": Words("高低不分好坏", "neither higher nor lower is better"),
}


@dataclass(frozen=True)
class Said:
    """How many places of the release have a figure that can be compared, another one only, or none."""

    places: int
    compared: int
    other: int

    @property
    def silent(self) -> int:
        return self.places - self.compared - self.other


@dataclass(frozen=True)
class ProvinceRow:
    """The places of a province in a few figures; the median as in `outputs.pages.medians`."""

    name: str
    href: str
    places: int
    compared: int
    median: str | None
    met: tuple[tuple[int, int], ...]


def keys(release: Release) -> Iterable[str]:
    """The indicators with data, in the order of the catalogue."""
    return (id_ for id_ in release.indicators if id_ in release.with_data)


def inputs(release: Release, key: str) -> Iterable[object]:
    """All that the release says of the indicator, and of what its derived figures were made from."""
    yield release.of_indicator("facts", key)
    yield statements_behind(release, key)
    yield release.of_indicator("silence", key)
    codes = figures_of(release, key).codes
    yield [release.by_code[code] for code in codes]
    yield own_years(release, codes)
    yield len(release.places)


def pages(release: Release, key: str, writer: Writer) -> Iterator[Page]:
    """The indicator's page, and one for each province where its places are too many for one table."""
    language = writer.language
    indicator = release.indicators[key]
    figures = figures_of(release, key)
    split = len(figures.codes) > MOST_PLACES or figures.dated.height > MOST_FIGURES
    provinces = provinces_of(release, figures.codes)
    address = indicator_page(key)
    shown = figures.without_places() if split else figures
    compared = figures.latest.height
    yield writer.page(
        address,
        "indicator.html.j2",
        indicator=indicator,
        domain=next(domain for domain in release.domains if domain.id == indicator.domain),
        kind_words=KIND_WORDS.get(indicator.kind, Words(indicator.kind, indicator.kind)),
        direction=DIRECTIONS.get(indicator.higher_is, DIRECTIONS["neither"]),
        formula=formula_words(indicator.formula, release.indicators) if indicator.formula else None,
        standard=lambda name: standard(name, language),
        bar_source=lambda bar: bar_source(bar, language),
        said=Said(len(release.places), compared, len(figures.codes) - compared),
        ranking=rank(release, indicator, figures.latest, language),
        spread=spread(release, indicator, figures.latest, language),
        table=None if split else year_table(release, figures, root_of(address), language),
        lists=lists_of(release, shown, language),
        provinces=[_province_row(release, figures, code, language) for code in provinces] if split else [],
    )
    for code, places in provinces.items() if split else ():
        of_province = figures.of_province(code)
        address = indicator_page(key, code)
        yield writer.page(
            address,
            "indicator_province.html.j2",
            indicator=indicator,
            province=language.place(places[0].province),
            table=year_table(release, of_province, root_of(address), language),
            lists=lists_of(release, of_province, language),
        )


def _province_row(release: Release, figures: IndicatorFigures, code: str, language: Language) -> ProvinceRow:
    of_province = figures.of_province(code)
    rows = of_province.latest.to_dicts()
    middle = medians(rows).get(figures.indicator.id)
    return ProvinceRow(
        name=language.place(release.by_code[of_province.codes[0]].province),
        href=indicator_page(figures.indicator.id, code),
        places=len(of_province.codes),
        compared=len(rows),
        median=middle.text if middle else None,
        met=tuple((tally.met, tally.met + tally.missed) for tally in tallies(figures.indicator, rows)),
    )


KIND = Kind("indicator", keys, inputs, pages)
