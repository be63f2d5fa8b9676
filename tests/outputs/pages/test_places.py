"""The list of places, and the script that the search reads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.language import Language
from outputs.pages.places import provinces, search_script, spans
from outputs.pages.published import Place, Release
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE, UNDATED_CODE

NEXT = ";\nwindow.countyIndicators = "
HEAD, TAIL = '"use strict";\nwindow.countyPlaces = ', ";\n"


@pytest.mark.parametrize(
    ("years", "chinese", "english"),
    [
        ([], "", ""),
        ([2019], "2019", "2019"),
        ([2020, 2019], "2019–2020", "2019–2020"),
        ([2015, 2017, 2018, 2019, 2021], "2015、2017–2019、2021", "2015, 2017–2019, 2021"),
    ],
)
def test_years_that_follow_one_another_are_a_span(years: list[int], chinese: str, english: str) -> None:
    assert spans(years, Language.CHINESE) == chinese
    assert spans(years, Language.ENGLISH) == english


@given(st.sets(st.integers(1990, 2035)))
def test_spans_say_exactly_the_years(years: set[int]) -> None:
    said: set[int] = set()
    for part in filter(None, spans(years, Language.ENGLISH).split(", ")):
        first, _, last = part.partition("–")
        said.update(range(int(first), int(last or first) + 1))
    assert said == years


def test_every_place_stands_once_under_its_province_and_prefecture(release: Release) -> None:
    listed = [
        (province.name, prefecture.name, each.place.code)
        for province in provinces(release, Language.CHINESE)
        for prefecture in province.prefectures
        for each in prefecture.places
    ]
    assert sorted(code for _, _, code in listed) == [place.code for place in release.places]
    assert set(listed) == {(place.province, place.prefecture, place.code) for place in release.places}


def test_figures_and_undated_ones_are_counted(release: Release) -> None:
    counted = {
        each.place.code: (each.figures, each.undated)
        for province in provinces(release, Language.CHINESE)
        for prefecture in province.prefectures
        for each in prefecture.places
    }
    assert sum(figures for figures, _ in counted.values()) == release.facts.height
    assert {code: undated for code, (_, undated) in counted.items() if undated} == release.undated
    assert UNDATED_CODE in release.undated


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_list_leads_to_every_profile_and_has_an_anchor_a_province(
    pages: dict[str, LexborHTMLParser], release: Release, folder: str
) -> None:
    page = pages[f"{folder}places.html"]
    links = {a.attributes["href"] for a in page.css(".prefectures a")}
    assert links == {f"places/{place.code}.html" for place in release.places}
    jumps = [(a.attributes["href"] or "").removeprefix("#") for a in page.css(".jump a")]
    assert jumps == [h2.attributes["id"] for h2 in page.css("section h2")]
    assert len(jumps) == len(set(jumps)) == len({place.province for place in release.places})
    assert HOSTILE_PLACE in text_of(page, separator="")


def test_a_release_of_all_counties_makes_no_heavy_list(release: Release) -> None:
    many = [
        Place(f"{45_0000 + n}", f"某某自治县{n}", "广西壮族自治区", f"某某市{n // 12}") for n in range(2850)
    ]
    assert len(search_script(replace(release, places=tuple(many))).encode()) < 400_000


def test_the_script_says_the_same_as_the_release_and_holds_no_markup(release: Release) -> None:
    text = search_script(release)
    assert text.startswith(HEAD)
    places, _, indicators = text.removeprefix(HEAD).removesuffix(TAIL).partition(NEXT)
    rows = json.loads(places)
    english = Language.ENGLISH.place
    assert rows == [
        [
            place.code,
            place.name,
            english(place.name),
            place.province,
            place.prefecture or "",
            english(place.province),
            english(place.prefecture or ""),
        ]
        for place in release.places
    ]
    assert HOSTILE_CODE in {row[0] for row in rows}
    assert {row[0] for row in json.loads(indicators)} == release.with_data
    assert [row[1] for row in json.loads(indicators)] == [
        each.name.zh for each in release.indicators.values() if each.id in release.with_data
    ]
    assert not set(text) & set("<>&\u2028\u2029")
