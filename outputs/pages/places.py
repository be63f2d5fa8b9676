"""The list of all places, and the same for the search in the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from outputs.pages.language import Language
from outputs.pages.parts import Kind, only
from outputs.pages.published import Place, Release
from outputs.pages.writer import Page, Writer

PAGE = "places.html"

UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What a script must not hold raw, lest a name end it or look like markup."""


@dataclass(frozen=True)
class Listed:
    """A place with how many figures there are of it: of years, in words (2017–2019、2021), and undated."""

    place: Place
    years: str
    figures: int
    undated: int


@dataclass(frozen=True)
class Prefecture:
    """The places of a prefecture; its name is None for those right under their province."""

    name: str | None
    places: tuple[Listed, ...]


@dataclass(frozen=True)
class Province:
    """The places of a province, by prefecture in the order of their codes."""

    code: str
    name: str
    prefectures: tuple[Prefecture, ...]

    @property
    def places(self) -> int:
        return sum(len(prefecture.places) for prefecture in self.prefectures)


def inputs(release: Release, _: str) -> Iterable[object]:
    """The places, their years and how many figures they have, and how many statements have no place."""
    yield release.places
    yield _counts(release)
    yield release.undated
    yield release.of_place("statements", None).height


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The list of places."""
    masked = release.of_place("statements", None).height
    yield writer.page(PAGE, "places.html.j2", provinces=provinces(release, writer.language), masked=masked)


def provinces(release: Release, language: Language) -> list[Province]:
    """Every place of a release by province and prefecture, in the order of codes."""
    figures: dict[str, int] = {}
    years: dict[str, list[int]] = {}
    for code, year, count in _counts(release).iter_rows():
        figures[code] = figures.get(code, 0) + count
        years.setdefault(code, []).append(year)
    grouped: dict[tuple[str, str], dict[str | None, list[Listed]]] = {}
    for place in release.places:
        listed = Listed(
            place,
            spans(years.get(place.code, []), language),
            figures.get(place.code, 0),
            release.undated.get(place.code, 0),
        )
        of_province = grouped.setdefault((place.province_code, place.province), {})
        of_province.setdefault(place.prefecture, []).append(listed)
    return [
        Province(
            # two provinces of one number are a mistake of the data; their anchors differ all the same
            code if [number for number, _ in grouped].count(code) == 1 else f"{code}-{n}",
            name,
            tuple(Prefecture(above, tuple(several)) for above, several in of_province.items()),
        )
        for n, ((code, name), of_province) in enumerate(grouped.items())
    ]


def spans(years: Iterable[int], language: Language) -> str:
    """Years in words, those that follow one another as a span: 2015、2017–2019."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    texts = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return language.say("、", ", ").join(texts)


def search_script(release: Release) -> str:
    """A script that sets what the search in the pages looks through.

    `countyPlaces`: each place as [code, name, English name, province, prefecture, English province, English
    prefecture], in the order of codes. `countyIndicators`: each indicator that has a page as [id, name,
    English name, short names in both languages, domain, English domain], in the order of the catalogue.
    """
    english = Language.ENGLISH.place
    places = [
        [
            place.code,
            place.name,
            english(place.name),
            place.province,
            place.prefecture or "",
            english(place.province),
            english(place.prefecture) if place.prefecture else "",
        ]
        for place in release.places
    ]
    domains = {domain.id: domain.name for domain in release.domains}
    indicators = [
        [
            each.id,
            each.name.zh,
            each.name.en,
            f"{each.short.zh} {each.short.en}",
            domains[each.domain].zh,
            domains[each.domain].en,
        ]
        for each in release.indicators.values()
        if each.id in release.with_data
    ]
    return (
        f'"use strict";\nwindow.countyPlaces = [\n{_script_rows(places)}\n];\n'
        f"window.countyIndicators = [\n{_script_rows(indicators)}\n];\n"
    )


def _script_rows(rows: list[list[str]]) -> str:
    text = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    for raw, safe in UNSAFE.items():
        text = text.replace(raw, safe)
    return text


def _counts(release: Release) -> pl.DataFrame:
    counts = release.facts.group_by("region_code", "year").agg(pl.len().alias("figures"))
    return counts.sort("region_code", "year")


KIND = Kind("places", only, inputs, pages)
