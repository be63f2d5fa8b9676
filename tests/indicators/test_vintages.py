"""What was known when, how figures were revised, and how they changed on the year before."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from indicators.tables import KEY
from indicators.vintages import tabulate
from tests.frames import observation, observations, regions, report, reports

CATALOGUE = load_catalogue()
REGIONS = regions(("450222", "柳城县", 1981, None))
REPORTS = reports(
    report("r1", year=2019, published="2019-12-25"),
    report("r2", year=2020, published=None),
    report("r3", year=2021, published="2022-01-05"),
    report("r9", year=None, published=None),
)
SHARE: dict[str, Any] = {"indicator": "public_kindergarten_share", "unit": "%"}
PUBLIC: dict[str, Any] = {"indicator": "public_kindergartens", "value": 65.0}


def tables(*rows: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    return tabulate(observations(*rows), REPORTS, REGIONS, CATALOGUE)


def revisions(indicator: str, *rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The vintages of an indicator: revision, known_since, value, observation_id."""
    frame = tables(*rows)[1].filter(indicator=indicator)
    return frame.select("revision", "known_since", "value", "observation_id").rows()


def test_one_report_one_vintage() -> None:
    assert revisions("kindergartens", observation(1)) == [(0, "2019-12-25", 85.0, "o001")]


def test_a_later_report_that_says_otherwise_is_a_revision() -> None:
    rows = [
        observation(1),
        observation(2, report_id="r2", value=84.0),
        observation(3, report_id="r3", value=86.0),
    ]
    assert revisions("kindergartens", *rows) == [
        (0, "2019-12-25", 85.0, "o001"),
        (1, "2021-03-31", 84.0, "o002"),
        (2, "2022-01-05", 86.0, "o003"),
    ]


def test_one_that_says_the_same_is_none_and_the_figure_is_known_since_the_first() -> None:
    rows = [observation(1), observation(2, report_id="r3")]
    assert revisions("kindergartens", *rows) == [(0, "2019-12-25", 85.0, "o001")]
    (row,) = tables(*rows)[0].to_dicts()
    # chosen is the newest, known is the figure since it was first said
    assert (row["observation_id"], row["known_since"]) == ("o002", "2019-12-25")


def test_a_later_one_that_is_not_chosen_revises_nothing() -> None:
    rows = [observation(1), observation(2, report_id="r3", value=80.0, bound="approx")]
    assert revisions("kindergartens", *rows) == [(0, "2019-12-25", 85.0, "o001")]


def test_of_no_day_comes_last() -> None:
    rows = [
        observation(1, bound="approx"),
        observation(2, report_id="r9", value=84.0),
        observation(3, report_id="r9", value=9.0, indicator="primary_schools"),
    ]
    assert revisions("kindergartens", *rows) == [(0, "2019-12-25", 85.0, "o001"), (1, None, 84.0, "o002")]
    assert revisions("primary_schools", *rows) == [(0, None, 9.0, "o003")]


def test_what_was_derived_is_stated_at_last() -> None:
    rows = [
        observation(1, value=76.0),
        observation(2, **PUBLIC),
        observation(3, report_id="r3", value=85.5, **SHARE),
    ]
    frame = tables(*rows)[1].filter(indicator="public_kindergarten_share")
    assert frame.select("revision", "known_since", "method", "made_from").rows() == [
        (0, "2019-12-25", "derived", ["o002", "o001"]),
        (1, "2022-01-05", "stated", ["o003"]),
    ]
    assert frame["value"].to_list() == [pytest.approx(85.5263, abs=1e-4), 85.5]


def test_what_was_derived_from_a_figure_that_was_revised_is_gone() -> None:
    rows = [observation(1, value=76.0), observation(2, **PUBLIC), observation(3, report_id="r3", value=80.0)]
    assert revisions("public_kindergarten_share", *rows) == [
        (0, "2019-12-25", pytest.approx(85.5263, abs=1e-4), None),
        (1, "2022-01-05", None, None),
    ]
    assert tables(*rows)[0]["indicator"].to_list() == ["kindergartens", "public_kindergartens"]


def test_a_derived_figure_is_known_since_the_last_of_what_it_is_made_from() -> None:
    rows = [
        observation(1, report_id="r1", value=76.0),
        observation(2, report_id="r3", value=76.0),
        observation(3, report_id="r3", **PUBLIC),
    ]
    assert revisions("public_kindergarten_share", *rows) == [
        (0, "2022-01-05", pytest.approx(85.5263, abs=1e-4), None)
    ]


@st.composite
def some_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    pick = st.fixed_dictionaries(
        {
            "value": st.integers(1, 9).map(float),
            "indicator": st.sampled_from(["kindergartens", "public_kindergartens", "private_kindergartens"]),
            "bound": st.sampled_from(["exact", "exact", "approx"]),
            "year": st.sampled_from([2019, 2019, 2018]),
            "from_year": st.sampled_from([None, None, 2017]),
            "status": st.sampled_from(["actual", "actual", "planned"]),
            "report_id": st.sampled_from(["r1", "r2", "r3", "r9"]),
        }
    )
    return [observation(n, **row) for n, row in enumerate(draw(st.lists(pick, max_size=10)))]


@given(rows=some_rows())
@settings(max_examples=25)  # each makes five pairs of tables
def test_each_vintage_is_what_one_would_have_chosen_then(rows: list[dict[str, Any]]) -> None:
    now, when = tables(*rows)
    last = when.filter(
        pl.col("revision") == pl.col("revision").max().over(KEY), pl.col("value").is_not_null()
    )
    same = [*KEY, "value", "bound", "from_year", "method", "known_since"]
    assert last.select(same).equals(now.select(same))
    known = {"r1": "2019-12-25", "r2": "2021-03-31", "r3": "2022-01-05", "r9": "9999"}
    for day in ("2019-12-24", "2019-12-25", "2021-06-30", "2022-01-05"):
        then, _ = tables(*(row for row in rows if known[row["report_id"]] <= day))
        by_day = when.filter(pl.col("known_since") <= day)
        held = by_day.filter(pl.col("revision") == pl.col("revision").max().over(KEY))
        assert held.filter(pl.col("value").is_not_null()).select(same).equals(then.select(same))


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Any, ...]:
    """The change from a figure of 2018 to one of 2019: change, change_bound, change_from."""
    rows = [observation(1, **({"year": 2018, "value": 80.0} | before)), observation(2, **after)]
    frame = tables(*rows)[0].filter(pl.col("indicator") == "kindergartens", pl.col("year") == 2019)
    return frame.select("change", "change_bound", "change_from").row(0)


@pytest.mark.parametrize(
    ("before", "after", "bound"),
    [
        ({}, {}, "exact"),
        ({"bound": "approx"}, {}, "approx"),
        ({"bound": "at_least"}, {}, "at_most"),
        ({}, {"bound": "at_least"}, "at_least"),
        ({"bound": "at_most"}, {"bound": "at_least"}, "at_least"),
    ],
)
def test_the_change_on_the_year_before_has_its_bound(
    before: dict[str, Any], after: dict[str, Any], bound: str
) -> None:
    assert changes(before, after) == (5.0, bound, ["o001"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"bound": "at_least"}, {"bound": "at_least"}),
        ({"year": 2017}, {}),
        ({"from_year": 2016}, {}),
        ({}, {"from_year": 2019, "flags": ["out of range"]}),
        ({"doubt": 0.6}, {}),
        ({"status": "planned"}, {}),
        ({"status": "planned"}, {"status": "planned"}),
        ({"indicator": "primary_schools"}, {}),
    ],
)
def test_where_it_cannot_be_told_there_is_no_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert changes(before, after) == (None, None, [])


def test_a_change_of_shares_is_in_points_and_without_noise() -> None:
    rows = [
        observation(1, year=2018, value=58.1, **SHARE),
        observation(2, value=79.6, **SHARE),
    ]
    assert tables(*rows)[0]["change"].to_list() == [None, 21.5]
