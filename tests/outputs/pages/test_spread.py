"""The spread of an indicator's latest figures, in a picture and in words."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.language import Language
from outputs.pages.published import Release
from outputs.pages.ranking import latest_figures
from outputs.pages.spread import FEWEST_PLACES, Spread, spread
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE
from tests.outputs.pages.test_comparison import fact, with_facts

CODES = ("141124", "141125", "450222", "450225", "620102", HOSTILE_CODE)


def spread_of(
    release: Release,
    values: list[float],
    language: Language = Language.CHINESE,
    bounds: dict[int, str] | None = None,
) -> Spread | None:
    made = with_facts(
        release,
        *(
            fact(code, 2021, "inclusive_coverage_rate", value, bound=(bounds or {}).get(n, "exact"))
            for n, (code, value) in enumerate(zip(CODES, values, strict=False))
        ),
    )
    indicator = made.indicators["inclusive_coverage_rate"]
    return spread(made, indicator, latest_figures(made.comparable), language)


def test_it_says_in_words_what_it_shows(release: Release) -> None:
    found = spread_of(release, [60, 70, 80, 90, 100])
    assert found is not None
    assert found.words == (
        "5 个地区：最低 60%（临县，2021 年），最高 100%（城关区，2021 年）；"
        "中位数 80%，中间一半在 70% 至 90% 之间。"
    )
    chart = LexborHTMLParser(found.chart).css_first("svg")
    assert chart is not None
    assert chart.attributes["aria-label"] == found.words
    assert {node.text() for node in chart.css("text.bar, text.median")} == {"国家标准 ≥80", "中位数 80"}


def test_it_speaks_english(release: Release) -> None:
    found = spread_of(release, [60, 70, 80, 90, 100], Language.ENGLISH)
    assert found is not None
    assert found.words.startswith("5 places: the lowest 60% (")
    assert "the median is 80%, the middle half lies between 70% and 90%." in found.words
    assert "国家标准" not in found.chart


def test_figures_with_a_bound_are_drawn_and_not_in_the_median(release: Release) -> None:
    found = spread_of(release, [60, 70, 80, 90, 95, 99], bounds={5: "at_least"})
    assert found is not None
    assert (found.places, found.bounded) == (6, 1)
    assert "中位数 80%" in found.words
    assert f"最高 ≥99%（{HOSTILE_PLACE}" in found.words
    assert len(LexborHTMLParser(found.chart).css("circle.maybe")) == 1


@pytest.mark.parametrize("bounds", [{}, {0: "at_least"}])
def test_too_few_places_have_none(release: Release, bounds: dict[int, str]) -> None:
    places = FEWEST_PLACES - 1 + len(bounds)
    assert spread_of(release, [60.0 + n for n in range(places)], bounds=bounds) is None


def test_a_name_cannot_become_markup(release: Release) -> None:
    found = spread_of(release, [60, 70, 80, 90, 95, 99])
    assert found is not None
    assert HOSTILE_PLACE in found.words
    assert "<script" not in found.chart
