"""Rankings: the better first, what a bound leaves open without a rank, the bars counted with certainty."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from outputs.pages.language import Language
from outputs.pages.published import Place, Release
from outputs.pages.ranking import MOST_ROWS, Ranking, latest_figures, rank, striking
from tests.outputs.pages.test_comparison import fact, with_facts

CODES = ("141124", "141125", "450222", "450225", "620102")


def ranked(release: Release, indicator: str, language: Language = Language.CHINESE) -> Ranking:
    found = rank(release, release.indicators[indicator], latest_figures(release.comparable), language)
    assert found is not None
    return found


def with_values(release: Release, indicator: str, *values: float) -> Release:
    return with_facts(
        release,
        *(fact(code, 2021, indicator, value) for code, value in zip(CODES, values, strict=False)),
    )


def many_places(release: Release, number: int, indicator: str = "inclusive_coverage_rate") -> Release:
    places = tuple(Place(f"{100000 + 37 * n}", f"县{n}", f"省{n % 7}", None) for n in range(number))
    facts = [fact(place.code, 2019, indicator, n % 101) for n, place in enumerate(places)]
    return replace(with_facts(release, *facts), places=places)


@pytest.mark.parametrize(
    ("indicator", "values"),
    [
        ("inclusive_coverage_rate", [95, 85, 75]),  # higher is better
        ("cv_primary", [0.4, 0.5, 0.7]),  # lower is better
        ("kindergartens", [120, 80, 20]),  # neither: by size
    ],
)
def test_the_better_stands_first(release: Release, indicator: str, values: list[float]) -> None:
    made = with_values(release, indicator, values[1], values[2], values[0])
    ranking = ranked(made, indicator)
    assert [entry.value for entry in ranking.first] == values
    assert [entry.rank for entry in ranking.first] == [1, 2, 3]


def test_equal_figures_have_equal_ranks(release: Release) -> None:
    ranking = ranked(
        with_values(release, "inclusive_coverage_rate", 90, 80, 80, 70, 60), "inclusive_coverage_rate"
    )
    assert [entry.rank for entry in ranking.first] == [1, 2, 2, 4, 5]


def test_a_figure_with_a_bound_has_no_rank_and_takes_none(release: Release) -> None:
    made = with_facts(
        release,
        fact(CODES[0], 2021, "inclusive_coverage_rate", 80),
        fact(CODES[1], 2021, "inclusive_coverage_rate", 80, bound="at_least"),
        fact(CODES[2], 2021, "inclusive_coverage_rate", 80, bound="at_most"),
        fact(CODES[3], 2021, "inclusive_coverage_rate", 70, bound="approx"),
    )
    ranking = ranked(made, "inclusive_coverage_rate")
    assert [(entry.place.code, entry.rank) for entry in ranking.first] == [
        (CODES[1], None),
        (CODES[0], 1),
        (CODES[2], None),
        (CODES[3], 2),
    ]
    assert (ranking.certain, ranking.bounded, ranking.places) == (2, 2, 4)
    assert ["≥80" in entry.text for entry in ranking.first] == [True, False, False, False]
    assert "≈70" in ranking.first[3].text


def test_a_bar_is_met_or_missed_only_where_that_is_certain(release: Release) -> None:
    made = with_facts(
        release,
        fact(CODES[0], 2021, "inclusive_coverage_rate", 80, bound="at_least"),
        fact(CODES[1], 2021, "inclusive_coverage_rate", 70, bound="at_least"),
        fact(CODES[2], 2021, "inclusive_coverage_rate", 90, bound="at_most"),
        fact(CODES[3], 2021, "inclusive_coverage_rate", 70, bound="at_most"),
        fact(CODES[4], 2021, "inclusive_coverage_rate", 81, bound="approx"),
    )
    (tally,) = ranked(made, "inclusive_coverage_rate").tallies
    assert (tally.met, tally.missed, tally.unknown) == (1, 1, 3)


def test_two_bars_are_each_judged(release: Release) -> None:
    ranking = ranked(with_values(release, "cv_primary", 0.45, 0.6, 0.7), "cv_primary", Language.ENGLISH)
    assert [(tally.met, tally.missed) for tally in ranking.tallies] == [(2, 1), (1, 2)]
    assert [[verdict.sign for verdict in entry.verdicts] for entry in ranking.first] == [
        ["✓", "✓"],
        ["✓", "✗"],
        ["✗", "✗"],
    ]
    assert [entry.below for entry in ranking.first] == [False, False, True]
    assert ranking.first[0].verdicts[0].words.en == "meets"


def test_figures_older_than_the_rule_are_counted(release: Release) -> None:
    made = with_facts(
        release,
        fact(CODES[0], 2019, "inclusive_coverage_rate", 90),
        fact(CODES[1], 2020, "inclusive_coverage_rate", 90),
    )
    (tally,) = ranked(made, "inclusive_coverage_rate").tallies
    assert (tally.older, tally.issued) == (1, 2020)


def test_it_takes_the_latest_actual_figure_of_each_place(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2018, "inclusive_coverage_rate", 90),
        fact("141124", 2019, "inclusive_coverage_rate", 60),
        fact("141124", 2020, "inclusive_coverage_rate", 99, "planned"),
    )
    ranking = ranked(made, "inclusive_coverage_rate")
    (entry,) = ranking.first
    assert (entry.year, entry.value) == (2019, 60)
    assert ranking.years == (2019, 2019)


def test_figures_of_several_years_are_not_ranked(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2019, "preschool_places_added", 900, from_year=2016),
        fact("141125", 2019, "preschool_places_added", 300),
    )
    assert [entry.value for entry in ranked(made, "preschool_places_added").first] == [300]


def test_a_past_figure_whose_now_is_undated_is_not_ranked(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2000, "inclusive_coverage_rate", 10, report_year=2019),
        fact("141124", None, "inclusive_coverage_rate", 90, report_year=2019),
        fact("141125", 2017, "inclusive_coverage_rate", 60, report_year=2019),
    )
    ranked_places = ranked(made, "inclusive_coverage_rate").first
    assert [(entry.place.code, entry.year) for entry in ranked_places] == [("141125", 2017)]


def test_an_indicator_without_figures_has_no_ranking(release: Release) -> None:
    made = with_values(release, "cv_primary", 0.5)
    indicator = made.indicators["kindergartens"]
    assert rank(made, indicator, latest_figures(made.comparable), Language.CHINESE) is None


def test_many_places_are_cut_in_the_middle(release: Release) -> None:
    ranking = ranked(many_places(release, 300), "inclusive_coverage_rate")
    half = MOST_ROWS // 2
    assert (len(ranking.first), ranking.cut, len(ranking.last)) == (half, 300 - MOST_ROWS, half)
    assert ranking.places == 300
    assert (ranking.first[0].value, ranking.last[-1].value) == (100, 0)
    assert ranking.last[-1].rank == 298  # three of 300 places have 0
    (tally,) = ranking.tallies
    assert tally.met + tally.missed == 300


def test_the_striking_comparison_is_a_share_with_a_national_bar(release: Release) -> None:
    made = with_facts(
        release,
        *(fact(code, 2019, "closed_campus_rate", 100) for code in CODES),
        *(fact(code, 2019, "inclusive_coverage_rate", 70 + 5 * n) for n, code in enumerate(CODES[:4])),
        *(fact(code, 2019, "cv_primary", 0.5) for code in CODES),
    )
    best = striking(made, latest_figures(made.comparable))
    assert best is not None
    assert best.id == "inclusive_coverage_rate"


def test_too_few_places_make_no_striking_comparison(release: Release) -> None:
    made = with_values(release, "inclusive_coverage_rate", 90, 80)
    assert striking(made, latest_figures(made.comparable)) is None
    none = replace(release, facts=pl.DataFrame(schema=release.facts.schema))
    assert striking(none, latest_figures(none.comparable)) is None
