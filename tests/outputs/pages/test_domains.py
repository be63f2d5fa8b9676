"""The pages of a domain: a table of the latest years and of each year, split by province where it is long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages import domain_figures, domains
from outputs.pages.language import Language
from outputs.pages.parts import digest_of
from outputs.pages.published import Release
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_PLACE, UNDATED_CODE
from tests.outputs.pages.test_comparison import fact, with_facts

DOMAIN = "preschool_access"


def written(
    release: Release, key: str = DOMAIN, language: Language = Language.CHINESE
) -> dict[str, LexborHTMLParser]:
    pages = domains.pages(release, key, Writer(release, language))
    return {address: LexborHTMLParser(text) for address, text in pages}


def years(page: LexborHTMLParser) -> dict[str, tuple[str, bool]]:
    """The links to the tables of years: their words, where they lead, and whether they are this page."""
    return {
        link.text(separator=" ", strip=True): (
            link.attributes["href"] or "",
            link.attributes.get("aria-current") == "page",
        )
        for link in page.css("nav.years a")
    }


@pytest.fixture
def two_years(release: Release) -> Release:
    return with_facts(
        release,
        fact("450222", 2018, "kindergartens", 70),
        fact("450222", 2019, "kindergartens", 76),
        fact("450225", 2019, "inclusive_coverage_rate", 80, "planned"),
        fact("620102", 2018, "kindergartens", 60),
    )


def test_there_is_a_page_of_the_latest_years_and_one_of_each_year(two_years: Release) -> None:
    pages = written(two_years)
    assert list(pages) == [f"{DOMAIN}.html", f"{DOMAIN}/2019.html", f"{DOMAIN}/2018.html"]
    names = {address: [a.text() for a in page.css("tbody th.place a")] for address, page in pages.items()}
    assert names == {
        f"{DOMAIN}.html": ["柳城县", "融水苗族自治县", "城关区"],
        f"{DOMAIN}/2019.html": ["柳城县", "融水苗族自治县"],
        f"{DOMAIN}/2018.html": ["柳城县", "城关区"],
    }


def test_each_leads_to_the_others_with_the_number_of_their_places(two_years: Release) -> None:
    pages = written(two_years)
    assert years(pages[f"{DOMAIN}.html"]) == {
        "各地最近 3 个地区": (f"{DOMAIN}.html", True),
        "2019 2 个地区": (f"{DOMAIN}/2019.html", False),
        "2018 2 个地区": (f"{DOMAIN}/2018.html", False),
    }
    assert years(pages[f"{DOMAIN}/2018.html"])["2018 2 个地区"] == (f"../{DOMAIN}/2018.html", True)
    assert years(written(two_years, language=Language.ENGLISH)[f"{DOMAIN}.html"]) == {
        "Latest 3 places": (f"{DOMAIN}.html", True),
        "2019 2 places": (f"{DOMAIN}/2019.html", False),
        "2018 2 places": (f"{DOMAIN}/2018.html", False),
    }


def test_the_legend_has_the_marks_that_occur_and_no_others(two_years: Release) -> None:
    def signs(page: LexborHTMLParser) -> list[str]:
        return [dt.text() for dt in page.css(".legend dt")]

    pages = written(two_years)
    assert signs(pages[f"{DOMAIN}.html"]) == ["计划▹80", "仅计划", "·", "–"]
    assert signs(pages[f"{DOMAIN}/2018.html"]) == []
    marked = with_facts(
        two_years,
        fact("450222", 2019, "inclusive_coverage_rate", 70, bound="at_least"),
        fact("450225", 2019, "inclusive_coverage_rate", 85, bound="approx", spread=2.0),
        fact("620102", 2019, "inclusive_coverage_rate", 79, method="corrected"),
        fact("450222", 2019, "kindergartens", 0),
        fact("450225", 2019, "kindergartens", 5),
        fact("620102", 2019, "kindergartens", 9),
    )
    assert signs(written(marked)[f"{DOMAIN}/2019.html"]) == ["≈", "≥", "✓", "✗", "?", "‡", "※", "0", "中位数"]


def test_derived_figures_have_their_formula_and_bars_their_regulation(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "public_kindergarten_share", 40, method="derived")
        | {"formula": "share(public_kindergartens,kindergartens)"},
        fact("450222", 2019, "inclusive_coverage_rate", 90),
    )
    formula = made.indicators["public_kindergarten_share"].formula
    rows = made.facts.with_columns(
        formula=made.facts["formula"].replace({"share(public_kindergartens,kindergartens)": formula})
    )
    page = written(replace(made, facts=rows))[f"{DOMAIN}.html"]
    assert "公办园占比 = 公办幼儿园数 ÷ 幼儿园数 × 100%" in text_of(page)
    (bar,) = page.css(".bar-list li")
    assert bar.text() == "普惠率 ≥80%，普及普惠县，县域学前教育普及普惠督导评估办法（教督〔2020〕1号）"


def test_figures_outside_of_the_table_are_listed_with_the_latest_years(release: Release) -> None:
    made = with_facts(
        release,
        fact("450222", 2019, "kindergartens", 76),
        fact("450225", None, "kindergartens", 85, unit="所"),
        fact("450222", 2019, "preschool_places_added", 960, from_year=2016, unit="个"),
    )
    pages = written(made)
    lists = [li.text() for li in pages[f"{DOMAIN}.html"].css(".outside li")]
    assert lists == [
        "融水苗族自治县 广西壮族自治区：幼儿园 85 所。",
        "柳城县 广西壮族自治区：新增园位 960 个（2016–2019 年合计）。",
    ]
    assert pages[f"{DOMAIN}/2019.html"].css(".outside") == []
    english = written(made, language=Language.ENGLISH)[f"{DOMAIN}.html"]
    said = [li.text().partition(": ")[2] for li in english.css(".outside li")]
    assert said == ["Kindergartens 85 schools.", "Places added 960 (2016–2019 together)."]


def test_a_domain_without_figures_says_so(two_years: Release) -> None:
    (page,) = written(two_years, "school_safety").values()
    assert "没有这个领域的数字" in text_of(page)
    assert page.css("table, nav.years") == []


@pytest.fixture
def split(release: Release, monkeypatch: pytest.MonkeyPatch) -> Release:
    """The made-up release, whose places are too many for one table."""
    monkeypatch.setattr(domain_figures, "MOST_PLACES", 10)
    return release


def test_a_long_domain_has_a_row_a_province_and_a_table_for_each(split: Release) -> None:
    parts = [key for key in domains.keys(split) if key.startswith(DOMAIN)]
    provinces = sorted({place.province_code for place in split.places})
    assert parts == [DOMAIN, *(f"{DOMAIN}/{province}" for province in provinces)]
    pages = written(split)
    latest = pages[f"{DOMAIN}.html"]
    links = {a.text(): a.attributes["href"] for a in latest.css("tbody th.place a")}
    assert links["广西壮族自治区"] == f"{DOMAIN}/latest-45.html"
    assert next(iter(written(split, f"{DOMAIN}/45"))) == f"{DOMAIN}/latest-45.html"
    of_year = next(address for address in pages if "/20" in address)
    for a in pages[of_year].css("tbody th.place a"):
        assert urlsplit(a.attributes["href"] or "").path.startswith(f"../{of_year.removesuffix('.html')}-")


def test_every_page_that_a_long_domain_names_is_written(split: Release) -> None:
    pages = {
        address: page
        for key in domains.keys(split)
        if key.startswith(DOMAIN)
        for address, page in written(split, key).items()
    }
    named = {
        (link.attributes["href"] or "").removeprefix("../")
        for page in pages.values()
        for link in page.css("nav.years a, .parents a, tbody th.place a")
    }
    assert {address for address in named if address.startswith(DOMAIN)} == set(pages)
    (guangxi,) = [th.text() for th in pages[f"{DOMAIN}.html"].css("tbody th.place") if "广西" in th.text()]
    of_province = pages[f"{DOMAIN}/latest-45.html"].css("tbody:not(.median) tr")
    assert guangxi == f"广西壮族自治区{len(of_province)} 个地区"


def test_medians_of_provinces_are_called_that(split: Release) -> None:
    page = written(split, language=Language.ENGLISH)[f"{DOMAIN}.html"]
    assert "not the province’s own figure" in text_of(page)
    caption = page.css_first("caption")
    assert caption is not None
    assert "the median of each province’s places" in caption.text()
    for small in page.css("td.num small"):
        assert int(small.text().removeprefix("of ")) >= 3
    assert page.css("td.num small") != []


def test_figures_outside_of_the_tables_stand_with_their_province(split: Release) -> None:
    (place,) = (place for place in split.places if place.code == UNDATED_CODE)
    domain = "balanced_progress"
    named = [
        li.text()
        for li in written(split, f"{domain}/{place.province_code}")[
            f"{domain}/latest-{place.province_code}.html"
        ].css(".outside li")
    ]
    assert any(place.name in text for text in named)
    masked = written(split)[f"{DOMAIN}.html"].css(".outside li")
    assert [li.css_first("b").text() for li in masked] == ["地名不详"]  # type: ignore[union-attr]


def test_what_a_part_says_changes_its_digest_and_nothing_else_does(two_years: Release) -> None:
    def digest(release: Release) -> str:
        return digest_of(domains.KIND, DOMAIN, release, "")

    other = with_facts(two_years, *(_rows(two_years, "kindergartens", value=77.0)))
    elsewhere = with_facts(
        two_years, *_rows(two_years), fact("450222", 2019, "full_time_teachers", 900, report_year=2019)
    )
    assert digest(other) != digest(two_years)
    assert digest(elsewhere) == digest(two_years)


def _rows(release: Release, indicator: str = "", value: float = 0.0) -> Iterator[dict[str, object]]:
    for row in release.facts.to_dicts():
        changed = {"value": value} if row["indicator"] == indicator else {}
        yield fact(row["region_code"], row["year"], row["indicator"], row["value"], row["status"]) | changed


def test_hostile_names_are_text(pages: dict[str, LexborHTMLParser]) -> None:
    for folder in ("", "en/"):
        page = pages[f"{folder}{DOMAIN}.html"]
        assert HOSTILE_PLACE in text_of(page, separator="")
        assert page.css("main script, main img, main style, main [style]") == []


def test_english_pages_say_no_chinese_of_their_own(
    pages: dict[str, LexborHTMLParser], release: Release
) -> None:
    """Names of places and of regulations may stay; they are marked or of the data."""
    names = [
        name for place in release.places for name in (place.name, place.province, place.prefecture or "")
    ]
    for domain in ("preschool_access", "balanced_progress", "teacher_supply", "school_safety"):
        main = LexborHTMLParser(str(pages[f"en/{domain}.html"].css_first("main").html))  # type: ignore[union-attr]
        for node in main.css("[lang^=zh]"):
            node.decompose()
        text = text_of(main)
        for name in sorted(filter(None, names), key=len, reverse=True):
            text = text.replace(name, "")
        assert re.findall("[\u4e00-\u9fff]+", text) == [], domain
