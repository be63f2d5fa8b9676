"""A place made up for the tests of its pages: one with a bit of everything, and one with very much."""

from __future__ import annotations

import random
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indicators.catalogue import load_catalogue
from outputs.pages import place_pages
from outputs.pages.language import Language
from outputs.pages.published import Release
from outputs.pages.writer import Writer
from tests.outputs.pages.fake_release import observation, report_of

LIUCHENG = {"region_code": "450222", "name": "柳城县"}
OTHER = {"region_code": "450225", "name": "融水苗族自治县"}

Row = dict[str, Any]
Pages = dict[str, LexborHTMLParser]


def told() -> tuple[list[Row], list[Row], list[Row]]:
    """Observations, reports and stated changes of a place that has a bit of everything."""
    by_id = load_catalogue().by_id
    coverage, enrolment = by_id["inclusive_coverage_rate"], by_id["preschool_gross_enrolment_rate"]
    gardens, public, private = (
        by_id[id_] for id_ in ("kindergartens", "public_kindergartens", "private_kindergartens")
    )
    built, places = by_id["kindergartens_built"], by_id["preschool_places_added"]
    first, second, third = (report_of(LIUCHENG, year) for year in (2018, 2019, 2020))
    refused = report_of(LIUCHENG, 2017) | {"state": "refused", "reason": "digits lost", "detail": "none left"}
    other = report_of(OTHER, 2020)
    last = observation(third, gardens, 76, "全县有幼儿园76所，比上年增加2所", 2020)
    rows = [
        observation(first, gardens, 60, "2015年有幼儿园60所", 2015),
        observation(first, gardens, 70, "全县有幼儿园70所", 2018),
        observation(first, public, 40, "公办幼儿园40所", 2018),
        observation(first, private, 20, "民办幼儿园20所", 2018),
        observation(first, coverage, 75, "普惠率75%", 2018),
        observation(first, coverage, 90, "普惠率力争达到90%", 2020, "planned"),
        observation(second, gardens, 74, "全县有幼儿园74所", 2019),
        observation(second, coverage, 80, "普惠率80%", 2019),
        observation(second, built, 3, "计划新建幼儿园3所", 2020, "planned"),
        observation(second, built, 5, "计划新建幼儿园5所", 2021, "planned"),
        observation(third, gardens, 73, "2019年有幼儿园73所", 2019),
        last,
        observation(third, coverage, 86.42, "普惠率86.42%", 2020),
        observation(third, enrolment, 80, "毛入园率80%以上", 2020, bound="at_least"),
        observation(third, built, 4, "新建幼儿园4所", 2020),
        observation(third, places, 2400, "2018年以来新增学位2400个", 2020, from_year=2018),
        observation(third, places, 960, "新增学位960个", None),
        observation(other, gardens, 31, "全县有幼儿园31所", 2020),
    ]
    kept = ("observation_id", "report_id", "source", "snapshot", "region_code", "region_name", "indicator")
    quote = "比上年增加2所"
    start = last["start"] + last["quote"].index(quote)
    change = {name: last[name] for name in (*kept, "year", "bound", "sentence")} | {
        "change_id": "change",
        "against_year": 2019,
        "change": 2.0,
        "change_unit": "所",
        "value_stated": "2",
        "unit_stated": "所",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }
    reports = [first, second, third, refused, other]
    for report in reports:
        report["facts"] = sum(row["report_id"] == report["report_id"] for row in rows)
    return rows, reports, [change]


def large() -> tuple[list[Row], list[Row]]:
    """A place with forty indicators in each of ten years, those with bars among them."""
    chance = random.Random(2026)
    indicators = sorted(load_catalogue().indicators, key=lambda indicator: not indicator.bar)[:40]
    rows, reports = [], []
    for year in range(2011, 2021):
        report = report_of(LIUCHENG, year)
        reports.append(report)
        for indicator in indicators:
            low, high = indicator.valid
            value = round(
                chance.uniform(low, min(high, 40_000)), 2 if indicator.unit in ("%", "1", "万元") else 0
            )
            rows.append(observation(report, indicator, value, f"{indicator.name_zh}{value:g}", year))
        report["facts"] = len(indicators)
    return rows, reports


def pages_of(release: Release, code: str) -> Pages:
    """The pages of a place in both languages, parsed, by their addresses from the root."""
    return {
        f"{language.folder}{address}": LexborHTMLParser(text)
        for language in Language
        for address, text in place_pages.pages(release, code, Writer(release, language))
    }


def section(page: LexborHTMLParser, name: str) -> LexborNode:
    found = page.css_first(f'section[aria-labelledby="{name}"]')
    assert found is not None, name
    return found


def tight(node: LexborNode) -> str:
    """The text of an element with single spaces."""
    return " ".join(node.text(separator="").split())
