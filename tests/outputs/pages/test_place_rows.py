"""The rows of the comparison tables: which year and figures of a place they show."""

from __future__ import annotations

from outputs.pages.domain_figures import domain_figures
from outputs.pages.place_rows import latest_rows, year_rows, years_of
from outputs.pages.published import Release
from tests.outputs.pages.test_comparison import domain, fact, with_facts


def shown(
    release: Release, year: int | None = None
) -> list[tuple[str, int, dict[str, tuple[float, str, int]]]]:
    figures = domain_figures(release, domain(release))
    if year is None:
        rows = latest_rows(figures.comparable, figures.places)
    else:
        rows = year_rows(figures.comparable, figures.places, year)
    return [
        (row.place.code, row.year, {k: (f["value"], f["status"], f["year"]) for k, f in row.cells.items()})
        for row in rows
    ]


def test_a_row_is_the_latest_year_with_an_actual_figure_and_mixes_no_years(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2018, "kindergartens", 70),
        fact("450222", 2018, "inclusive_coverage_rate", 80),
        fact("450222", 2019, "kindergartens", 76),
    )
    assert shown(made) == [("450222", 2019, {"kindergartens": (76, "actual", 2019)})]


def test_a_plan_stands_only_where_no_actual_figure_does_and_the_nearest_first(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2019, "kindergartens", 80, "planned"),
        fact("450222", 2018, "inclusive_coverage_rate", 75, "planned"),
        fact("450222", 2020, "inclusive_coverage_rate", 85, "planned"),
        fact("450222", 2025, "inclusive_coverage_rate", 95, "planned"),
        fact("450222", 2019, "preschool_places_added", 300, "planned"),
        fact("450222", 2020, "preschool_places_added", 900, "planned"),
    )
    assert shown(made) == [
        (
            "450222",
            2019,
            {
                "kindergartens": (76, "actual", 2019),
                "inclusive_coverage_rate": (85, "planned", 2020),
                "preschool_places_added": (300, "planned", 2019),
            },
        )
    ]


def test_a_place_with_nothing_but_plans_has_a_row_in_its_first_year(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2021, "kindergartens", 80, "planned"),
        fact("450222", 2025, "kindergartens", 90, "planned"),
    )
    assert shown(made) == [("450222", 2021, {"kindergartens": (80, "planned", 2021)})]


def test_the_year_of_a_report_goes_before_a_year_that_a_report_looks_back_to(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2018, "kindergartens", 70),
        fact("450222", 2019, "kindergartens", 76, report_year=2018),
    )
    assert [row[:2] for row in shown(made)] == [("450222", 2018)]
    only_past = with_facts(release, fact("450222", 2016, "kindergartens", 70, report_year=2018))
    assert [row[:2] for row in shown(only_past)] == [("450222", 2016)]


def test_the_then_of_a_pair_whose_now_is_undated_never_makes_a_row(release: Release) -> None:
    now = fact("450222", None, "kindergartens", 85, report_year=2019)
    then = fact("450222", 2000, "kindergartens", 275, report_year=2019)
    made = with_facts(release, then, now)
    assert shown(made) == []
    other = fact("450222", 2017, "private_kindergartens", 9, report_year=2019)
    assert shown(with_facts(release, then, now, other)) == [
        ("450222", 2017, {"private_kindergartens": (9, "actual", 2017)})
    ]


def test_what_is_derived_from_such_a_then_makes_none_either(release: Release) -> None:
    now = fact("450222", None, "kindergartens", 85, report_year=2019)
    then = fact("450222", 2000, "kindergartens", 275, report_year=2019)
    public = fact("450222", 2000, "public_kindergartens", 55, report_year=2019)
    behind = [*public["made_from"], *then["made_from"]]
    share = fact("450222", 2000, "public_kindergarten_share", 20, report_year=2019) | {
        "observation_id": None,
        "report_id": None,
        "method": "derived",
        "made_from": behind,
    }
    cells = {"public_kindergartens": (55, "actual", 2000)}
    assert shown(with_facts(release, then, now, public, share)) == [("450222", 2000, cells)]
    # without the undated one it stands
    cells |= {"kindergartens": (275, "actual", 2000), "public_kindergarten_share": (20, "actual", 2000)}
    assert shown(with_facts(release, then, public, share)) == [("450222", 2000, cells)]


def test_figures_of_several_years_are_none_of_the_year(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2020, "preschool_places_added", 2400, from_year=2018),
    )
    assert shown(made) == [("450222", 2019, {"kindergartens": (76, "actual", 2019)})]


def test_other_domains_do_not_decide_the_year(release: Release) -> None:
    made = with_facts(
        release, fact("450222", 2018, "kindergartens", 70), fact("450222", 2020, "full_time_teachers", 900)
    )
    assert [row[:2] for row in shown(made)] == [("450222", 2018)]


def test_places_of_a_province_stand_together(release: Release) -> None:
    codes = ("620102", "141124", "450222", "141129", "450225")
    made = with_facts(release, *(fact(code, 2019, "kindergartens", 1) for code in codes))
    assert [row[0] for row in shown(made)] == ["141124", "141129", "450222", "450225", "620102"]


def test_a_year_has_a_row_for_each_place_with_a_figure_of_it(release: Release) -> None:
    made = with_facts(
        release,
        fact("620102", 2019, "kindergartens", 60),
        fact("450222", 2018, "kindergartens", 70),
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2019, "kindergartens", 80, "planned"),
        fact("450222", 2020, "inclusive_coverage_rate", 85, "planned"),
        fact("450222", 2019, "preschool_places_added", 300, "planned"),
        fact("450225", 2019, "kindergartens", 50, "planned"),
    )
    assert shown(made, 2019) == [
        (
            "450222",
            2019,
            {
                "kindergartens": (76, "actual", 2019),
                "preschool_places_added": (300, "planned", 2019),
            },
        ),
        ("450225", 2019, {"kindergartens": (50, "planned", 2019)}),
        ("620102", 2019, {"kindergartens": (60, "actual", 2019)}),
    ]
    figures = domain_figures(made, domain(made))
    plans_only = [row.plans_only for row in year_rows(figures.comparable, figures.places, 2019)]
    assert plans_only == [False, True, False]
    # a year with nothing but plans has no table of its own
    assert list(years_of(figures.comparable).items()) == [(2019, 3), (2018, 1)]
