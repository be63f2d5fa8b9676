"""What a correction names is put right and stays traceable; what it does not find stops the release."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from indicators.catalogue import load_catalogue
from indicators.correcting import Corrected, apply_corrections
from indicators.corrections import Correction, Placed
from indicators.errors import CorrectionError
from indicators.schemas import Observations
from tests.frames import SNAPSHOT, observation, observations, regions, report, reports

REGIONS = regions(
    ("450222", "柳城县", None, None), ("450223", "鹿寨县", None, 2017), ("450223", "新鹿寨县", 2018, None)
)
FACT: dict[str, Any] = {"value": 85.0, "status": "actual", "year": 2019}


def correction(**changes: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "snapshot": SNAPSHOT,
        "report": "r1",
        "indicator": "kindergartens",
        "expect": FACT,
        "should_be": {"value": 58.0},
        "reason": "The table\n says 58.",
        "found_by": "a reader",
    }
    return {key: value for key, value in (entry | changes).items() if value is not None}


def applied(*entries: dict[str, Any], rows: tuple[dict[str, Any], ...] = (observation(1),)) -> Corrected:
    placed = [Placed(f"line {n}", Correction.model_validate(each)) for n, each in enumerate(entries, start=1)]
    pages = reports(
        report("r1", facts=len(rows)),
        report("r2", source="later.txt"),
        report("r3", source="lost.txt", snapshot="c" * 64, state="refused", reason="no text layer", facts=0),
    )
    return apply_corrections(observations(*rows), pages, placed, load_catalogue(), REGIONS)


def test_without_corrections_nothing_changes() -> None:
    done = applied()
    assert done.observations.rows() == observations(observation(1)).rows()
    assert done.corrections.is_empty()


def test_a_value_is_put_right_and_what_the_page_says_stays() -> None:
    done = applied(
        correction(evidence="https://example.org"),
        rows=(observation(1, doubt=0.4), observation(2, year=2018)),
    )
    row, other = done.observations.sort("observation_id").to_dicts()
    assert row == observation(1, value=58.0, method="corrected", flags=["corrected: The table says 58."])
    assert other == observation(2, year=2018)
    (entry,) = done.corrections.to_dicts()
    told = {
        name: entry[name] for name in ("state", "observation_id", "value_read", "value", "year_read", "year")
    }
    assert told == {
        "state": "applied",
        "observation_id": "o001",
        "value_read": 85.0,
        "value": 58.0,
        "year_read": 2019,
        "year": None,
    }
    assert (entry["reason"], entry["found_by"], entry["evidence"]) == (
        "The table says 58.",
        "a reader",
        "https://example.org",
    )
    assert entry["quote"] == "幼儿园85所"


@pytest.mark.parametrize(
    ("row", "should_be", "became"),
    [
        ({}, {"year": 2018}, {"year": 2018}),
        ({}, {"status": "planned", "year": 2020}, {"status": "planned", "year": 2020}),
        ({}, {"bound": "at_least"}, {"bound": "at_least"}),
        ({}, {"from_year": 2016}, {"from_year": 2016}),
        ({"from_year": 2016}, {"from_year": 2019}, {"from_year": None}),
        ({}, {"region_code": "450223"}, {"region_code": "450223", "region_name": "新鹿寨县"}),
        (
            {},
            {"region_code": "450223", "year": 2015},
            {"region_code": "450223", "region_name": "鹿寨县", "year": 2015},
        ),
        (
            {"region_code": None, "region_name": None},
            {"region_code": "450222"},
            {"region_code": "450222", "region_name": "柳城县"},
        ),
        ({"flags": ["out of range", "odd"]}, {"value": 58.0}, {"value": 58.0, "flags": ["odd"]}),
        ({}, {"value": 9e9}, {"value": 9e9, "flags": ["out of range"]}),
    ],
)
def test_what_else_can_be_put_right(
    row: dict[str, Any], should_be: dict[str, Any], became: dict[str, Any]
) -> None:
    done = applied(correction(should_be=should_be), rows=(observation(1, **row),))
    flags = [*became.get("flags", []), "corrected: The table says 58."]
    expected = observation(1, **(row | became | {"method": "corrected", "flags": flags}))
    assert done.observations.to_dicts() == [expected]


def test_a_fact_without_a_year_is_expected_without_one() -> None:
    entry = correction(expect={"value": 85.0, "status": "actual"}, should_be={"year": 2017})
    assert applied(entry, rows=(observation(1, year=None),)).observations["year"].to_list() == [2017]


def test_a_withdrawn_fact_is_gone_and_kept_with_the_corrections() -> None:
    done = applied(
        correction(should_be=None, withdraw=True), rows=(observation(1), observation(2, year=2018))
    )
    assert done.observations["observation_id"].to_list() == ["o002"]
    assert done.reports.filter(report_id="r1")["facts"].to_list() == [1]
    (entry,) = done.corrections.to_dicts()
    assert (entry["state"], entry["value"], entry["sentence"]) == ("withdrawn", None, "全县有幼儿园85所。")


@pytest.mark.parametrize("snapshot", ["b" * 64, "c" * 64])
def test_a_correction_of_a_page_that_was_not_read_is_left_alone(snapshot: str) -> None:
    done = applied(correction(snapshot=snapshot))
    assert done.observations.rows() == observations(observation(1)).rows()
    (entry,) = done.corrections.to_dicts()
    assert (entry["state"], entry["observation_id"], entry["value_read"], entry["value"]) == (
        "page not read",
        None,
        85.0,
        58.0,
    )


TWO = (observation(1), observation(2, start=50, end=56, bound="at_least"))


@pytest.mark.parametrize(
    ("entry", "rows", "message"),
    [
        (
            {},
            (observation(1, value=58.0),),
            r"^line 1 \(kindergartens of a{12}\): what is read there is 58 \(actual, 2019\); expected 85",
        ),
        (
            {"source": "x.txt"},
            (observation(1, year=None),),
            r"of x\.txt\): what is read there is 85 \(actual, without a year\); expected",
        ),
        ({}, (observation(1, status="planned"),), r"is 85 \(planned, 2019\); expected 85 \(actual"),
        ({}, (observation(1, indicator="primary_schools"),), "no statement of that indicator is read there"),
        ({}, (), "no statement of that indicator is read there"),
        ({"report": "r9"}, (observation(1),), "the page has no report r9 with a fact, it has r1; expected"),
        (
            {},
            TWO,
            r"2 statements of 85 \(actual, 2019\); expected one\. Say .* by observation_id: o001, o002",
        ),
        ({"report": None}, (observation(1), observation(2, report_id="r2")), "or name the report"),
        (
            {"expect": FACT | {"observation_id": "o9"}},
            (observation(1),),
            r"is 85 \(actual, 2019\) as o001; expected 85 \(actual, 2019\) as o9",
        ),
        (
            {"should_be": {"value": 85.0, "year": 2019}},
            (observation(1),),
            "should_be is what is read already",
        ),
        (
            {"should_be": {"from_year": 2020}},
            (observation(1),),
            "a figure from 2020 to 2019; expected years in",
        ),
        (
            {"should_be": {"region_code": "999999"}},
            (observation(1),),
            "the region_code 999999; expected the code",
        ),
    ],
)
def test_what_does_not_fit_stops_the_release(
    entry: dict[str, Any], rows: tuple[dict[str, Any], ...], message: str
) -> None:
    with pytest.raises(CorrectionError, match=message):
        applied(correction(**entry), rows=rows)


def test_statements_that_are_alike_are_told_apart_by_their_id() -> None:
    entry = correction(expect=FACT | {"observation_id": "o002"})
    done = applied(entry, rows=TWO)
    assert done.observations.filter(method="corrected")["observation_id"].to_list() == ["o002"]


def test_two_corrections_of_one_fact_are_found_however_they_name_it() -> None:
    with pytest.raises(CorrectionError, match=r"^line 2 .*: a second correction of the fact of line 1"):
        applied(correction(), correction(report=None))


def test_the_order_of_corrections_and_facts_does_not_matter() -> None:
    rows = (observation(1), observation(2, year=2018), observation(3, year=2017))
    entries = [correction(), correction(expect=FACT | {"year": 2018}, should_be=None, withdraw=True)]
    one, two = applied(*entries, rows=rows), applied(*reversed(entries), rows=rows[::-1])
    assert one.corrections.rows() == two.corrections.rows()
    assert one.observations.sort("observation_id").rows() == two.observations.sort("observation_id").rows()
    assert one.observations.schema == pl.Schema({n: c.dtype for n, c in Observations.columns().items()})
