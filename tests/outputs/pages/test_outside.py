"""Figures that a comparison table has no cell for: they are listed, and no indicator of theirs is without."""

from __future__ import annotations

from outputs.pages.published import Release
from tests.outputs.pages.test_comparison import compared, fact, with_facts
from tests.outputs.pages.test_place_rows import shown


def test_a_place_whose_reports_have_no_year_has_no_row_and_its_figures_are_listed(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2000, "kindergartens", 275, report_year=None, unit="所"),
        fact("450222", 2011, "public_kindergartens", 30, "planned", report_year=None, unit="所"),
        fact("450222", None, "kindergartens", 85, unit="所"),
        fact("450225", 2019, "kindergartens", 70),
    )
    comparison = compared(made)
    assert [row[0] for row in shown(made)] == ["450225"]
    (place,) = comparison.outside.undated
    assert (place.name, place.href) == ("柳城县", "evidence/450222/undated.html")
    assert [
        (figure.indicator.id, figure.value, figure.period and figure.period.zh, figure.planned)
        for figure in place.figures
    ] == [
        ("kindergartens", "85 所", None, False),
        ("kindergartens", "275 所", "2000 年", False),
        ("public_kindergartens", "<i>30</i> 所", "2011 年", True),
    ]
    assert sum(figure.year is None for figure in place.figures) == 1
    assert comparison.outside.other == ()


def test_an_indicator_with_figures_outside_of_the_table_is_not_one_without(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450222", 2016, "public_kindergartens", 9),
        fact("450222", None, "preschool_enrolment", 5000, report_year=2019),
        fact("450222", 2019, "preschool_places_added", 960, from_year=2016),
        fact("450225", 2019, "kindergartens", 70, from_year=2016),
    )
    comparison = compared(made)
    assert [i.id for i in comparison.shown] == ["kindergartens"]
    without = {i.id for i in comparison.without}
    stated = {"kindergartens", "public_kindergartens", "preschool_enrolment", "preschool_places_added"}
    assert without == {i.id for i in made.of_domain("preschool_access")} - stated
    assert [
        (place.name, [(f.indicator.id, f.period and f.period.zh) for f in place.figures])
        for place in (*comparison.outside.undated, *comparison.outside.other)
    ] == [
        ("柳城县", [("preschool_enrolment", None)]),
        (
            "柳城县",
            [("public_kindergartens", "2016 年"), ("preschool_places_added", "2016–2019 年合计")],
        ),
        ("融水苗族自治县", [("kindergartens", "2016–2019 年合计")]),
    ]


def test_a_domain_with_nothing_to_compare_still_lists_what_it_has(release: Release) -> None:
    made = with_facts(release, fact("450222", None, "kindergartens", 85))
    comparison = compared(made)
    assert (comparison.shown, comparison.places) == ((), 0)
    assert comparison.outside.indicators == {"kindergartens"}
