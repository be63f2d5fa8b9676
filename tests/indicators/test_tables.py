"""The choice among statements, and the tables of the domains."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import Bar, Catalogue, Domain, Indicator
from indicators.errors import CatalogueError, CountyEducationError
from indicators.gazetteer import load_gazetteer
from indicators.reference import CatalogueEntries, catalogue_frame, regions_frame
from indicators.schemas import Indicators, validated
from indicators.tables import DOMAINS, ONLY, POLICY, TIE, choose, domain_schema, domain_table
from tests.frames import observation, observations, regions, report, reports

REPORTS = reports(
    report("r1", year=2019),
    report("r2", year=2020),
    report("r3", year=2021),
    report("r1-copy", year=2019),
    report("r9", year=None, published=None),
    report("r2-early", year=2020, published="2019-07-01"),
    report("r2-undated", year=2020, published=None),
)
REGIONS = regions(("450222", "柳城县", 1981, None))


def chosen(*rows: dict[str, Any]) -> dict[str, Any]:
    """The one row that is chosen."""
    result = choose(observations(*rows), REPORTS, REGIONS)
    assert result.height == 1
    return result.row(0, named=True)


CASES = [
    ("corrected before stated", {"method": "corrected", "bound": "approx", "doubt": 0.9}, {}),
    ("believable before doubtful", {"bound": "approx", "doubt": 0.49}, {"doubt": 0.5}),
    ("believable before doubtful", {"bound": "approx", "doubt": 0.4}, {"flags": ["out of range"]}),
    ("exact before bounded", {"doubt": 0.4}, {"bound": "approx"}),
    ("exact before bounded", {}, {"bound": "at_least"}),
    ("exact before bounded", {}, {"bound": "at_most"}),
    ("less doubtful", {"doubt": 0.099, "report_id": "r2"}, {"doubt": 0.1, "report_id": "r3"}),
    ("newest report", {"report_id": "r3", "doubt": 0.39}, {"report_id": "r1", "doubt": 0.3}),
    ("newest report", {"report_id": "r3"}, {"report_id": "r2"}),
    ("newest report", {"report_id": "r2"}, {"report_id": "r9"}),
    ("known last", {"report_id": "r2"}, {"report_id": "r2-early"}),
    ("known last", {"report_id": "r2-undated"}, {"report_id": "r2"}),
    (TIE, {}, {"report_id": "r1-copy"}),
    (TIE, {"start": 10, "end": 16}, {"start": 30, "end": 36}),
]


@pytest.mark.parametrize(("step", "better", "worse"), CASES)
@pytest.mark.parametrize("better_first", [True, False])
def test_each_step_decides(
    step: str, better: dict[str, Any], worse: dict[str, Any], better_first: bool
) -> None:
    # The id that comes first goes to the worse one, so that the last tie-break cannot do the work.
    rows = [observation(2, value=85.0, **better), observation(1, value=80.0, **worse)]
    row = chosen(*(rows if better_first else rows[::-1]))
    assert (row["value"], row["chosen_by"]) == (85.0, step)
    assert (row["statements"], row["spread"]) == (2, 5.0)


def test_every_step_of_the_policy_has_a_case() -> None:
    assert {case[0] for case in CASES} == {step.name for step in POLICY} | {TIE}


def test_one_statement_is_the_only_one() -> None:
    row = chosen(observation(1, bound="at_least", report_id="r9"))
    assert (row["chosen_by"], row["statements"], row["spread"]) == (ONLY, 1, 0.0)
    assert row["observation_id"] == "o001"


def test_copies_of_a_text_are_one_report() -> None:
    first = observation(1, report_id="r1", sentence="全县有幼儿园85所，\n其中公办65所。")
    copied = observation(2, report_id="r2", sentence="全县有幼儿园85所，其中公办65所")
    again = observation(3, report_id="r2", sentence="幼儿园85所。", start=90, end=96)
    reworded = observation(4, report_id="r3", sentence="幼儿园达85所。")
    counts = []
    for rows in ([first], [first, copied], [first, copied, again], [first, copied, again, reworded]):
        row = chosen(*rows)
        counts.append((row["statements"], row["reports"]))
    assert counts == [(1, 1), (2, 1), (3, 1), (4, 2)]


def test_several_years_are_another_fact_than_the_year_alone() -> None:
    whole = observation(1, value=900.0, from_year=2016)
    row = chosen(whole, observation(2, value=100.0, bound="approx", doubt=0.5))
    assert (row["value"], row["chosen_by"], row["statements"], row["spread"]) == (100.0, ONLY, 1, 0.0)
    row = chosen(whole, observation(2, value=300.0, from_year=2018, bound="approx"))
    assert (row["value"], row["from_year"]) == (300.0, 2018)


def test_plans_are_chosen_apart_from_facts() -> None:
    result = choose(
        observations(observation(1), observation(2, status="planned", value=90.0)), REPORTS, REGIONS
    )
    assert result.select("status", "value").rows() == [("actual", 85.0), ("planned", 90.0)]


def test_without_region_or_year_nothing_is_chosen() -> None:
    result = choose(
        observations(observation(1, region_code=None, region_name=None), observation(2, year=None)),
        REPORTS,
        REGIONS,
    )
    assert result.height == 0


@pytest.mark.parametrize(
    ("year", "read", "expected"),
    [
        (2010, "读到的名称", "旧县"),
        (2011, "读到的名称", "旧县"),
        (2012, "读到的名称", "新区"),  # both are valid in the year of the change
        (2013, "读到的名称", "新区"),
        (1990, "读到的名称", "读到的名称"),
        (1990, None, "450222"),
    ],
)
def test_the_name_is_the_one_of_the_year(year: int, read: str | None, expected: str) -> None:
    known = regions(("450222", "旧县", 2000, 2012), ("450222", "新区", 2012, None))
    rows = observations(
        observation(1, year=year, region_name=read),
        observation(2, year=year, region_name=None, indicator="students"),
    )
    assert choose(rows, REPORTS, known)["region_name"].to_list() == [expected] * 2


@st.composite
def some_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    pick = st.fixed_dictionaries(
        {
            "value": st.integers(0, 5).map(float),
            "bound": st.sampled_from(["exact", "approx", "at_least"]),
            "method": st.sampled_from(["stated", "corrected"]),
            "doubt": st.sampled_from([0.0, 0.25, 0.5]),
            "year": st.sampled_from([2018, 2019, None]),
            "from_year": st.sampled_from([None, 2016, 2019]),
            "status": st.sampled_from(["actual", "planned"]),
            "report_id": st.sampled_from(["r1", "r2", "r9"]),
            "region_code": st.sampled_from(["450222", "140000", None]),
        }
    )
    return [observation(n, **row) for n, row in enumerate(draw(st.lists(pick, max_size=12)))]


@given(rows=some_rows(), seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing_and_every_choice_is_a_statement(
    rows: list[dict[str, Any]], seed: int
) -> None:
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    result = choose(observations(*rows), REPORTS, REGIONS)
    assert result.equals(choose(observations(*shuffled), REPORTS, REGIONS))
    by_id = {row["observation_id"]: row for row in rows}
    for row in result.iter_rows(named=True):
        behind = by_id[row["observation_id"]]
        assert all(row[name] == behind[name] for name in ("value", "bound", "method", "year", "status"))
        assert (row["statements"] == 1) == (row["chosen_by"] == ONLY)
    comparable = {(r["region_code"], r["year"], r["status"]) for r in rows if r["region_code"] and r["year"]}
    assert set(result.select("region_code", "year", "status").rows()) == comparable


def small_catalogue() -> Catalogue:
    def indicator(id_: str, domain: str, **more: Any) -> Indicator:
        names = {"name_zh": id_, "name_en": id_, "short_zh": id_, "short_en": id_}
        words = {"definition_zh": "义", "definition_en": "meaning", "example": "例", "counter": "反例"}
        return Indicator.model_validate(
            {
                "id": id_,
                "domain": domain,
                "unit": "所",
                "kind": "stock",
                "valid": (0, 9),
                "higher_is": "better",
            }
            | names
            | words
            | more
        )

    def domain(id_: str) -> Domain:
        return Domain(id=id_, name_zh=id_, name_en=id_, description_zh="", description_en="")

    bar = Bar(value=85, bound="at_least", name="普及普惠", regulation="办法", number="教督〔2020〕1号")
    return Catalogue(
        domains=(domain("preschool_access"), domain("context")),
        indicators=(
            indicator("kindergartens", "preschool_access", bar=(bar,)),
            indicator("inclusive", "preschool_access"),
            indicator("students", "context"),
        ),
    )


def test_a_domain_table_has_every_indicator_and_no_plan_and_no_sum_of_years() -> None:
    rows = observations(
        observation(1),
        observation(2, year=2018, status="planned"),
        observation(3, year=2017, from_year=2012),
        observation(4, year=2016, indicator="students"),
        observation(5, year=2020, from_year=2020, value=0.0, bound="at_most"),
    )
    table = domain_table(choose(rows, REPORTS, REGIONS), small_catalogue(), "preschool_access")
    own = ["region_code", "region_name", "year", "kindergartens", "inclusive"]
    assert table.columns == [*own, "derived", "bounded"]
    assert table.select(own).rows() == [
        ("450222", "柳城县", 2019, 85.0, None),
        ("450222", "柳城县", 2020, 0.0, None),
    ]
    assert table["bounded"].to_list() == [[], ["kindergartens"]]
    assert table.schema["inclusive"] == pl.Float64


def test_an_empty_domain_table_has_its_columns() -> None:
    nothing = choose(observations(), REPORTS, REGIONS)
    table = domain_table(nothing, small_catalogue(), "preschool_access")
    assert (table.height, table.columns[-3:]) == (0, ["inclusive", "derived", "bounded"])


def test_an_unknown_domain_is_named() -> None:
    with pytest.raises(CatalogueError, match=r"no indicator of the domain 'weather'.*preschool_access"):
        domain_table(choose(observations(), REPORTS, REGIONS), small_catalogue(), "weather")


def test_the_schema_of_a_domain_refuses_a_place_and_year_twice() -> None:
    row = {"region_code": "450222", "region_name": "柳城县", "year": 2019, "kindergartens": 1.0}
    row |= {"derived": [], "bounded": []}
    with pytest.raises(CountyEducationError, match="primary_key"):
        validated(domain_schema("preschool_access", ("kindergartens",)), pl.DataFrame([row, row]), "test")


def test_the_catalogue_as_a_frame() -> None:
    frame = catalogue_frame(small_catalogue())
    assert frame.columns == CatalogueEntries.column_names()
    assert frame["id"].to_list() == ["kindergartens", "inclusive", "students"]
    first = frame.row(0, named=True)
    assert (first["valid_min"], first["valid_max"], first["bars"][0]["number"]) == (
        0.0,
        9.0,
        "教督〔2020〕1号",
    )
    assert catalogue_frame(small_catalogue()).equals(frame)


def test_the_regions_as_a_frame() -> None:
    frame = regions_frame(load_gazetteer().divisions)
    assert frame.filter(region_code="370284").rows() == [("370284", "胶南市", "山东省", "青岛市", None, 2012)]
    # A city without counties is a county-level place; one with counties and a province are none.
    assert frame.filter(region_code="620200")["name"].to_list() == ["嘉峪关市"]
    assert frame.filter(pl.col("region_code").is_in(["450200", "450000"])).is_empty()
    assert frame.filter(region_code="110101")["prefecture"].to_list() == [None]


def test_four_domains_have_a_table() -> None:
    assert len(DOMAINS) == 4
    assert "context" not in DOMAINS
    assert "region_name" in Indicators.column_names()
