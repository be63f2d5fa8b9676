"""What changed is found row by row, and its cause is the page, a correction or the reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.schemas import Corrections, empty
from indicators.tables import KEY, choose
from outputs.release.changes import Changes, changes
from tests.frames import observation, observations, report, reports
from tests.outputs.release import corrected, made

Tables = Mapping[str, pl.DataFrame]
OTHER_BYTES = "b" * 64


def tables(*rows: dict[str, Any], pages: tuple[dict[str, Any], ...] = ()) -> dict[str, pl.DataFrame]:
    """A release of these facts, of pages made to fit where none are given."""
    found = {row["report_id"]: row for row in rows}
    fitting = [
        report(id_, source=row["source"], snapshot=row["snapshot"], year=row["year"])
        for id_, row in sorted(found.items())
    ]
    facts, told_of = observations(*rows), reports(*(pages or fitting))
    return {
        "observations": facts,
        "reports": told_of,
        "indicators": choose(facts, told_of, made.REGIONS),
        "corrections": empty(Corrections),
    }


def told(before: Tables, after: Tables) -> list[tuple[Any, ...]]:
    """The change, its causes and why, of each row that differs."""
    frame = changes(before, after)
    return [(row["year"], row["change"], row["cause"], row["also"], row["why"]) for row in frame.to_dicts()]


PLAIN = observation(1)
LATER = observation(2, report_id="r2", source="later.txt", snapshot="c" * 64, year=2020)
FETCHED_ANEW = {"report_id": "r9", "snapshot": OTHER_BYTES}
READ = "the same page, read otherwise"

CASES: list[tuple[str, tuple[dict[str, Any], ...], tuple[dict[str, Any], ...], list[tuple[Any, ...]]]] = [
    ("nothing", (PLAIN,), (PLAIN,), []),
    ("a page came", (PLAIN,), (PLAIN, LATER), [(2020, "added", "source", [], "later.txt is a new page")]),
    ("a page went", (PLAIN, LATER), (PLAIN,), [(2020, "gone", "source", [], "later.txt is gone")]),
    (
        "a page says something else now",
        (PLAIN,),
        (observation(7, **FETCHED_ANEW, value=58.0, quote="幼儿园58所", sentence="幼儿园58所。"),),
        [(2019, "changed", "source", [], "liucheng.txt was changed")],
    ),
    (
        "a page is another, and says the same",
        (PLAIN,),
        (observation(7, **FETCHED_ANEW),),
        [(2019, "evidence", "source", [], "liucheng.txt was changed")],
    ),
    (
        "a page is another, but it is the same words that are read otherwise",
        (PLAIN,),
        (observation(7, **FETCHED_ANEW, value=58.0),),
        [(2019, "changed", "reading", [], READ)],
    ),
    (
        "a page stays and is read otherwise",
        (PLAIN,),
        (observation(1, value=58.0),),
        [(2019, "changed", "reading", [], READ)],
    ),
    (
        "a bound is read",
        (PLAIN,),
        (observation(1, bound="at_least"),),
        [(2019, "changed", "reading", [], READ)],
    ),
    (
        "another year is read",
        (PLAIN,),
        (observation(8, year=2018),),
        [(2018, "added", "reading", [], READ), (2019, "gone", "reading", [], READ)],
    ),
    (
        "a page went, and another one is read otherwise and takes its place",
        (observation(3, report_id="r2", source="later.txt", snapshot="c" * 64), observation(1, year=2018)),
        (observation(1, value=84.0),),
        [
            (2018, "gone", "reading", [], READ),
            (2019, "changed", "source", ["reading"], f"later.txt is gone; {READ}"),
        ],
    ),
    (
        "one more page says it, and another one is chosen for all that",
        (PLAIN,),
        (PLAIN, LATER | {"year": 2019, "doubt": 0.5}),
        [(2019, "evidence", "source", [], "later.txt is a new page")],
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_cause_of_a_change(
    before: tuple[dict[str, Any], ...], after: tuple[dict[str, Any], ...], expected: list[tuple[Any, ...]]
) -> None:
    assert told(tables(*before), tables(*after)) == expected


def test_corrections_are_the_cause_of_what_they_put_right_withdraw_and_move() -> None:
    plain = corrected.tables()
    done = told(plain, corrected.tables(corrected.RIGHT, corrected.WITHDRAWN))
    assert done == [
        (2018, "gone", "correction", [], "withdrawn: Of one town."),
        (2019, "changed", "correction", [], "put right: The table says 58."),
    ]
    moved = told(plain, corrected.tables(corrected.MOVED))
    why = "put right: Of the year before."
    assert moved == [(2017, "added", "correction", [], why), (2018, "gone", "correction", [], why)]


def test_a_correction_that_is_taken_back_is_the_cause_as_well() -> None:
    undone = told(corrected.tables(corrected.RIGHT), corrected.tables())
    assert undone == [(2019, "changed", "correction", [], "put right: The table says 58.")]


def test_a_correction_of_a_page_that_is_not_read_changes_nothing() -> None:
    assert told(corrected.tables(), corrected.tables(corrected.NOT_READ)) == []


def test_a_page_that_goes_takes_its_corrected_figure_with_it() -> None:
    with_page = corrected.tables(corrected.RIGHT)
    assert told(with_page, tables(LATER))[-2:] == [
        (2019, "gone", "source", [], "liucheng.txt is gone"),
        (2020, "added", "source", [], "later.txt was changed"),
    ]


def test_the_same_statements_chosen_otherwise_are_the_reading() -> None:
    before = tables(PLAIN, LATER | {"year": 2019, "value": 84.0})
    chosen = before["indicators"].with_columns(
        value=pl.lit(84.0), observation_id=pl.lit("o002"), report_id=pl.lit("r2")
    )
    why = "the same statements, chosen or put together otherwise"
    assert told(before, before | {"indicators": chosen}) == [(2019, "changed", "reading", [], why)]


def derived(frame: Tables, *made_from: str) -> dict[str, pl.DataFrame]:
    """The release with its first figure derived from statements."""
    row = pl.int_range(pl.len()) == 0
    changed = frame["indicators"].with_columns(
        made_from=pl.when(row).then(pl.lit(list(made_from))).otherwise(pl.concat_list("observation_id")),
        value=pl.when(row).then(float(len(made_from))).otherwise("value"),
    )
    return {**frame, "indicators": changed}


def test_a_derived_figure_is_told_by_what_it_was_made_from() -> None:
    before = derived(tables(PLAIN, LATER), "o001", "o002")
    after = derived(
        tables(PLAIN, observation(9, report_id="r9", source="later.txt", snapshot=OTHER_BYTES, year=2021)),
        "o001",
        "o009",
        "o009",
    )
    first = told(before, after)[0]
    assert first == (2019, "changed", "source", [], "later.txt was changed")


def test_a_release_of_fewer_columns_is_compared_by_those_it_has() -> None:
    old = tables(PLAIN)
    assert (
        told(
            old,
            derived(old, "o001")
            | {"indicators": old["indicators"].with_columns(made_from=pl.concat_list("observation_id"))},
        )
        == []
    )


FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(["kindergartens", "primary_schools"]), st.integers(2015, 2020)),
    st.sampled_from([80.0, 85.0, 90.0]),
    min_size=1,
)


def release_of(figures: dict[tuple[str, int], float]) -> dict[str, pl.DataFrame]:
    """A release that says these figures, a page a figure."""
    rows = [
        observation(
            n,
            report_id=f"r{n}",
            source=f"{n}.txt",
            snapshot=f"{n:064x}",
            indicator=indicator,
            year=year,
            value=value,
        )
        for n, ((indicator, year), value) in enumerate(sorted(figures.items()))
    ]
    return tables(*rows)


@given(FIGURES, FIGURES)
def test_what_is_told_turns_one_release_into_the_other(
    one: dict[tuple[str, int], float], other: dict[tuple[str, int], float]
) -> None:
    frame = changes(release_of(one), release_of(other))
    after = dict(one)
    for row in frame.to_dicts():
        key = (row["indicator"], row["year"])
        assert (row["value_before"], row["value_after"]) == (one.get(key), other.get(key))
        if row["change"] == "gone":
            del after[key]
        else:
            after[key] = row["value_after"]
    assert after == other
    untold = {key for key in one if key in other} - {(r["indicator"], r["year"]) for r in frame.to_dicts()}
    assert all(one[key] == other[key] for key in untold)


@given(FIGURES, FIGURES)
def test_the_way_back_is_the_same_way(
    one: dict[tuple[str, int], float], other: dict[tuple[str, int], float]
) -> None:
    before, after = release_of(one), release_of(other)
    there, back = changes(before, after), changes(after, before)
    turned = {"added": "gone", "gone": "added", "changed": "changed", "evidence": "evidence"}
    assert [turned[each] for each in there["change"]] == back["change"].to_list()
    assert there["value_before"].to_list() == back["value_after"].to_list()
    assert there["cause"].to_list() == back["cause"].to_list()


def test_rows_in_any_order_give_the_same_frame() -> None:
    before, after = release_of({("kindergartens", 2015): 80.0}), tables(PLAIN, LATER)
    turned = [{name: frame.reverse() for name, frame in each.items()} for each in (before, after)]
    frame = changes(before, after)
    assert frame.equals(changes(*turned))
    assert frame.equals(frame.sort(KEY))
    assert frame.columns == list(Changes.column_names())
