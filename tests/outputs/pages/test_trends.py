"""The small lines in the tables: of which figures they are, and how they are drawn."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.place_rows import PlaceRow
from outputs.pages.published import Place, Release
from outputs.pages.trends import EDGE, HEIGHT, MOST_COLUMNS, WIDTH, Trend, small_line, trends

COVERAGE = "inclusive_coverage_rate"


def rows(*years: tuple[str, int, str, str]) -> list[PlaceRow]:
    """Rows of places in a year with one cell each: an actual figure with this bound."""
    return [
        PlaceRow(Place(code, code, "", None), year, {indicator: {"status": "actual", "bound": bound}})
        for code, year, indicator, bound in years
    ]


def comparable(*rows: tuple[str, int, str, float, str, str]) -> pl.DataFrame:
    names = ("region_code", "year", "indicator", "value", "status", "bound")
    return pl.DataFrame(rows, schema=names, orient="row").cast({"year": pl.Int32})


def test_it_takes_three_years_of_actual_figures_that_have_a_size(release: Release) -> None:
    figures = comparable(
        *(
            ("450222", year, COVERAGE, 80.0 + n, "actual", "exact")
            for n, year in enumerate((2020, 2018, 2019))
        ),
        ("450222", 2021, COVERAGE, 90.0, "planned", "exact"),
        *(("450225", year, COVERAGE, 80.0, "actual", "exact") for year in (2016, 2017)),
        ("450225", 2018, COVERAGE, 80.0, "actual", "at_least"),
        *(("450222", year, "kindergartens", 70.0, "actual", "exact") for year in (2018, 2019, 2020)),
    )
    shown = [release.indicators[id_] for id_ in (COVERAGE, "kindergartens")]
    latest = rows(("450222", 2020, COVERAGE, "exact"), ("450225", 2018, COVERAGE, "at_least"))
    course = Trend(((2018, 81.0), (2019, 82.0), (2020, 80.0)), 2018, 2020)
    assert trends(figures, latest, shown) == {("450222", COVERAGE): course}


@pytest.mark.parametrize(
    ("row", "drawn"),
    [
        (("450222", 2020, COVERAGE, "approx"), True),
        (("450222", 2020, COVERAGE, "at_least"), False),
        (("450222", 2019, COVERAGE, "exact"), False),
        (("450222", 2020, "kindergartens", "exact"), False),
    ],
)
def test_it_ends_with_the_figure_in_its_cell_and_without_one_there_is_none(
    release: Release, row: tuple[str, int, str, str], drawn: bool
) -> None:
    figures = comparable(
        *(("450222", year, COVERAGE, 80.0, "actual", "exact") for year in (2018, 2019, 2020))
    )
    assert bool(trends(figures, rows(row), [release.indicators[COVERAGE]])) is drawn


def test_lines_of_all_places_are_over_the_same_years_and_in_few_columns(release: Release) -> None:
    ratios = [each for each in release.indicators.values() if each.kind == "ratio"][: MOST_COLUMNS + 2]
    figures = [
        (code, year, each.id, 1.0, "actual", "exact")
        for n, each in enumerate(ratios)
        for code in ("450222", "450225", "620102")[: 1 + (n > 1)]
        for year in range(2010 + n, 2014 + n)
    ]
    latest = rows(*{(code, 2020, id_, "exact") for code, _, id_, *_ in figures})
    drawn = trends(comparable(*figures), latest, ratios)
    assert {id_ for _, id_ in drawn} == {each.id for each in ratios[2:]}
    assert {(each.first, each.last) for each in drawn.values()} == {(2012, 2014 + MOST_COLUMNS)}


@given(
    st.dictionaries(st.integers(2000, 2030), st.floats(-1e6, 1e6), min_size=1),
    st.integers(0, 5),
    st.text(max_size=5),
)
def test_it_stays_within_its_edges_and_says_its_label(
    values: dict[int, float], room: int, label: str
) -> None:
    label = f'<b>"{label.replace(chr(0), "")}&'.strip()
    points = tuple(sorted(values.items()))
    markup = small_line(Trend(points, points[0][0] - room, points[-1][0] + room), label)
    drawing = LexborHTMLParser(str(markup)).css_first("svg.trend")
    assert drawing is not None
    assert (drawing.attributes["aria-label"] or "").splitlines() == label.splitlines()
    line = drawing.css_first("polyline")
    assert line is not None
    places = [point.split(",") for point in (line.attributes["points"] or "").split()]
    assert len(places) == len(points)
    for x, y in places:
        assert EDGE <= float(x) <= WIDTH - EDGE
        assert EDGE <= float(y) <= HEIGHT - EDGE


def test_higher_is_higher_and_a_flat_course_lies_in_the_middle() -> None:
    rising = small_line(Trend(((2018, 1.0), (2020, 2.0)), 2018, 2020), "")
    assert f'points="2.0,{HEIGHT - EDGE} {WIDTH - EDGE},{EDGE}"' in rising
    flat = small_line(Trend(((2018, 5.0), (2019, 5.0)), 2018, 2019), "")
    assert flat.count(f",{HEIGHT / 2}") == 2
