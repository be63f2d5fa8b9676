"""The pages of indicators: what is compared, what is only listed, and what every gap is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from outputs.pages import indicator_index, indicator_pages
from outputs.pages.indicator_figures import figures_of
from outputs.pages.language import Language
from outputs.pages.links import definition_of, evidence_of, evidence_of_figure, indicator_page, place_page
from outputs.pages.parts import digest_of
from outputs.pages.published import UNPLACED, Place, Release
from outputs.pages.writer import Writer
from tests.outputs.pages.fake_release import HOSTILE, HOSTILE_CODE, HOSTILE_PLACE, UNDATED_CODE
from tests.outputs.pages.test_comparison import fact, with_facts
from tests.outputs.pages.test_ranking import many_places

RATE = "inclusive_coverage_rate"


def written(writer: Writer, indicator: str) -> dict[str, LexborHTMLParser]:
    pages = indicator_pages.KIND.pages(writer.release, indicator, writer)
    return {address: LexborHTMLParser(text) for address, text in pages}


def page_of(
    release: Release, indicator: str = RATE, language: Language = Language.CHINESE
) -> LexborHTMLParser:
    return written(Writer(release, language), indicator)[indicator_page(indicator)]


def each_page(release: Release, language: Language) -> Iterator[tuple[str, LexborHTMLParser]]:
    writer = Writer(release, language)
    for id_ in sorted(release.with_data):
        yield id_, written(writer, id_)[indicator_page(id_)]


def said(node: LexborHTMLParser | LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    assert found is not None, selector
    return re.sub(r"\s+", " ", found.text()).strip()


def about(page: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in page.css(".about > div"):
        found.setdefault(said(row, "dt"), []).append(said(row, "dd"))
    return found


def rows_of(page: LexborHTMLParser) -> dict[str, list[str]]:
    """The cells of the table of years by the place of their row."""
    return {
        said(row, "th a"): [cell.text().strip() for cell in row.css("td")]
        for row in page.css(".scroll tbody tr")
        if row.css("th[scope=row] a")
    }


def test_every_indicator_with_data_has_a_page(release: Release) -> None:
    assert set(indicator_pages.KIND.keys(release)) == release.with_data
    assert {"juvenile_crime_rate", "infection_cases"}.isdisjoint(release.with_data)


@pytest.mark.parametrize("language", list(Language))
def test_each_page_is_whole_in_both_languages(release: Release, language: Language) -> None:
    for id_, page in each_page(release, language):
        assert said(page, "h1") == language.of(release.indicators[id_].name)
        assert said(page, ".definition") == language.of(release.indicators[id_].definition)
        assert page.css("[style], style, main script") == [], id_
        for hostile in HOSTILE:
            assert "<" not in hostile or hostile not in (page.html or "")


def test_an_english_page_marks_the_chinese_in_it(release: Release) -> None:
    page = page_of(release, RATE, Language.ENGLISH)
    for node in page.css("[lang=zh-Hans], .outside, table, figure, header, aside.sample"):
        node.decompose()
    assert re.findall(r"[\u4e00-\u9fff]+", said(page, "main")) == []


def test_it_says_what_the_indicator_is(release: Release) -> None:
    coverage = about(page_of(release))
    assert coverage["单位"] == ["%"]
    assert coverage["方向"] == ["越高越好"]
    assert coverage["国家标准"] == ["≥80% 普及普惠县：县域学前教育普及普惠督导评估办法（教督〔2020〕1号）"]
    assert len(about(page_of(release, "cv_primary", Language.ENGLISH))["National bar"]) == 2
    share = about(page_of(release, "public_kindergarten_share", Language.ENGLISH))
    assert share["Direction"] == ["neither higher nor lower is better"]
    assert share["Derived †"] == ["where no report states it: Public kindergartens ÷ Kindergartens × 100%"]


def test_it_counts_who_says_it_and_who_says_nothing(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2021, RATE, 85),
        fact("141125", 2021, RATE, 85, "planned"),
        fact("450222", None, RATE, 90),
        fact("450225", 2021, "kindergartens", 9),
    )
    places = len(release.places)
    (words,) = about(page_of(made))["有无数字"]
    assert words == (
        f"{places} 个地区中，1 个有可以比较的数字，2 个只有计划、几年合计、未注明年份或往年的数字，"
        f"{places - 3} 个没有提到。"
    )
    (words,) = about(page_of(made, RATE, Language.ENGLISH))["Who says it"]
    assert words == (
        f"Of {places} places, 1 has a figure that can be compared, 2 only plans, sums of several years, "
        f"undated or bygone figures, and {places - 3} say nothing."
    )


def test_the_heading_counts_the_verdicts(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2021, RATE, 85),
        fact("141125", 2021, RATE, 70),
        fact("450222", 2021, RATE, 70, bound="at_least"),
    )
    assert said(page_of(made), "#ranking") == "3 个地区中，1 个达到国家标准，1 个未达到，1 个不能判断"
    english = page_of(made, RATE, Language.ENGLISH)
    assert said(english, "#ranking") == "1 of 3 places meets the national bar, 1 misses it, 1 cannot be told"
    assert [said(row, ".verdict") for row in english.css(".bars tbody tr")] == [
        "✓ meets",
        "? cannot tell",
        "✗ misses",
    ]
    assert "浅色部分是可能的范围" in said(page_of(made), ".ranking .note")


def test_counts_are_ordered_by_size_and_not_judged(release: Release) -> None:
    made = with_facts(
        release, fact("141124", 2021, "kindergartens", 20), fact("141125", 2021, "kindergartens", 80)
    )
    page = page_of(made, "kindergartens")
    assert said(page, "#ranking") == "2 个地区的大小"
    assert "大小不分好坏" in said(page, ".ranking .note")
    assert page.css(".verdict, .below, .bars line") == []


def test_the_table_has_the_newest_year_first_and_a_line_at_the_end(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2018, RATE, 70),
        fact("141124", 2020, RATE, 85),
        fact("141124", 2021, RATE, 99, "planned"),
        fact("141125", 2020, RATE, 60.5, bound="approx"),
    )
    page = page_of(made)
    assert [head.text() for head in page.css(".scroll thead th")] == ["地区", "2020", "2018", "走势"]
    assert rows_of(page) == {"临县": ["✓85", "✗70", ""], "柳林县": ["✗≈60.5", "", ""]}
    (line,) = page.css(".sparkline")
    assert line.attributes["aria-label"] == "2018 年 70；2020 年 85"
    links = [link.attributes["href"] for link in page.css(".scroll td a")]
    assert f"../evidence/141124/2020.html#obs-{RATE}-2020-actual" in links


def test_figures_with_a_bound_are_not_on_the_line(release: Release) -> None:
    made = with_facts(
        release, fact("141124", 2018, RATE, 70, bound="at_least"), fact("141124", 2020, RATE, 85)
    )
    page = page_of(made)
    assert page.css(".sparkline") == []
    assert [head.text() for head in page.css(".scroll thead th")] == ["地区", "2020", "2018"]


def test_gaps_say_what_they_are(release: Release) -> None:
    made = with_facts(
        release,
        *(fact("141124", year, RATE, 85) for year in range(2016, 2022)),
        fact("141125", 2021, RATE, 60),
        fact("141125", 2020, RATE, 60, from_year=2018),
    )
    why = {2019: "not stated", 2018: "masked", 2017: "refused page", 2016: "no report"}
    silence = pl.DataFrame(
        [("141125", year, RATE, reason) for year, reason in why.items()],
        schema=release.silence.schema,
        orient="row",
    )
    page = page_of(replace(made, silence=silence))
    assert rows_of(page)["柳林县"] == ["✗60", "…", "·", "□", "–", "", ""]
    below = page.css_first('.scroll td a[href="#several"]')
    assert below is not None
    assert page.css_first("#several") is not None
    for sign in page.css(".scroll .gap:not(:empty)"):
        assert sign.text() == "·" or sign.attributes["aria-label"]


def test_what_is_no_fact_of_a_year_stands_below(release: Release) -> None:
    made = with_facts(
        release,
        fact("141124", 2021, "preschool_places_added", 400, unit="个"),
        fact("141124", 2022, "preschool_places_added", 500, "planned", unit="个"),
        fact("141125", 2021, "preschool_places_added", 900, from_year=2018, unit="个"),
        fact("450222", None, "preschool_places_added", 960, unit="个", observation_id="undated one"),
    )
    page = page_of(made, "preschool_places_added")
    sections = {node.attributes["id"]: node for node in page.css("main h2")}
    assert list(sections) == ["ranking", "years", "planned", "several", "undated", "marks"]
    lists = {
        name: [
            re.sub(r"\s+", " ", li.text()).strip() for li in page.css(f"section[aria-labelledby={name}] li")
        ]
        for name in ("planned", "several", "undated")
    }
    assert lists == {
        "planned": ["临县 山西省：500 个（2022 年，计划）"],
        "several": ["柳林县 山西省：900 个（2018–2021 年合计）"],
        "undated": ["柳城县 广西壮族自治区：960 个（年份不详）"],
    }
    assert said(page, "section[aria-labelledby=planned] .plan i") == "500"
    assert rows_of(page) == {"临县": ["400"]}
    link = page.css("section[aria-labelledby=undated] li a")[-1].attributes["href"]
    assert link == f"../{evidence_of('450222', None, 'undated one')}"


def test_a_masked_place_is_listed_by_that_name(release: Release) -> None:
    page = page_of(release, "kindergartens", Language.ENGLISH)
    masked = [li for li in page.css("section[aria-labelledby=undated] li") if "Place not named" in li.text()]
    (li,) = masked
    assert li.css("a")[0].attributes["href"] == f"../{place_page(UNPLACED)}"


def every_figure(page: LexborHTMLParser) -> Iterator[str]:
    for link in page.css(".scroll td a, .outside .figure"):
        node = link if link.attributes.get("href") else link.parent
        assert node is not None
        yield (node.attributes["href"] or "").removeprefix("../")


def test_no_figure_is_lost(release: Release) -> None:
    for id_, page in each_page(release, Language.CHINESE):
        facts = release.of_indicator("facts", id_).to_dicts()
        statements = release.of_indicator("statements", id_).to_dicts()
        wanted = {evidence_of_figure(row["region_code"], row) for row in facts}
        wanted |= {
            evidence_of(row["region_code"] or UNPLACED, row["year"], row["observation_id"])
            for row in statements
            if row["year"] is None or row["region_code"] is None
        }
        assert wanted <= set(every_figure(page)), id_


def test_a_figure_that_cannot_be_compared_is_in_its_year_and_not_ranked(release: Release) -> None:
    page = page_of(release, "primary_schools")
    jiaonan = next(place.name for place in release.places if place.code == UNDATED_CODE)
    assert jiaonan in rows_of(page)
    assert jiaonan not in said(page, ".bars")


def test_a_hostile_name_is_text(release: Release) -> None:
    page = page_of(release)
    assert HOSTILE_PLACE in rows_of(page)
    assert f'href="../{place_page(HOSTILE_CODE)}"' in (page.html or "")


def wide(release: Release) -> Release:
    """A release of more places than one table holds, of three provinces."""
    number = indicator_pages.MOST_PLACES + 1
    places = tuple(Place(f"{(11, 12, 45)[n % 3]}{n:04}", f"县{n}", f"省{n % 3}", None) for n in range(number))
    facts: list[dict[str, Any]] = [fact(p.code, 2021, RATE, 60 + n % 40) for n, p in enumerate(places)]
    return replace(with_facts(release, *facts), places=places)


def test_many_places_have_a_page_for_each_province(release: Release) -> None:
    made = wide(release)
    pages = written(Writer(made, Language.CHINESE), RATE)
    assert list(pages) == [indicator_page(RATE), *(indicator_page(RATE, code) for code in ("11", "12", "45"))]
    whole = pages[indicator_page(RATE)]
    assert [said(row, "th") for row in whole.css(".scroll tbody tr")] == ["省0", "省1", "省2"]
    assert [row.css("td")[0].text() for row in whole.css(".scroll tbody tr")] == ["67", "67", "67"]
    shown = [len(rows_of(page)) for address, page in pages.items() if address != indicator_page(RATE)]
    assert shown == [67, 67, 67]
    assert len(whole.css(".bars tbody th")) == 24
    assert said(pages[indicator_page(RATE, "45")], "h1") == "普惠性幼儿园覆盖率：省2"


def test_up_to_that_many_places_have_one_page(release: Release) -> None:
    made = many_places(release, indicator_pages.MOST_PLACES)
    assert list(written(Writer(made, Language.CHINESE), RATE)) == [indicator_page(RATE)]


def test_the_digest_follows_what_the_page_says(release: Release) -> None:
    def digest(of: Release) -> str:
        return digest_of(indicator_pages.KIND, RATE, of, "")

    same = replace(release)
    assert digest(release) == digest(same)
    other = release.facts.filter(pl.col("indicator") != "cv_primary")
    assert digest(release) == digest(replace(release, facts=other))
    mine = release.facts.filter((pl.col("indicator") != RATE) | (pl.col("year") > 2016))
    assert digest(release) != digest(replace(release, facts=mine))
    assert digest(release) != digest(replace(release, silence=release.silence.clear()))
    assert digest(release) != digest(replace(release, reports={}))


def test_the_digest_of_a_derived_figure_follows_what_it_was_made_from(release: Release) -> None:
    derived = release.facts.filter(pl.col("formula").is_not_null()).row(0, named=True)
    before = digest_of(indicator_pages.KIND, derived["indicator"], release, "")
    without = release.statements.filter(pl.col("observation_id") != derived["made_from"][0])
    assert (
        digest_of(indicator_pages.KIND, derived["indicator"], replace(release, statements=without), "")
        != before
    )


def test_figures_of_a_province_are_those_of_its_places(release: Release) -> None:
    whole = figures_of(release, "kindergartens")
    of_province = whole.of_province("45")
    assert {code[:2] for code in of_province.codes} == {"45"}
    assert of_province.masked.height == 0
    assert whole.without_places().codes == []
    assert whole.without_places().masked.height == whole.masked.height == 1


@pytest.mark.parametrize("language", list(Language))
def test_the_list_names_every_indicator_once(release: Release, language: Language) -> None:
    ((address, text),) = indicator_index.KIND.pages(release, "", Writer(release, language))
    assert address == "indicators/index.html"
    page = LexborHTMLParser(text)
    links = [link.attributes["href"] or "" for link in page.css("tbody th a")]
    assert len(links) == len(release.indicators)
    for id_ in release.indicators:
        wanted = indicator_page(id_) if id_ in release.with_data else definition_of(id_)
        assert f"../{wanted}" in links
    kindergartens = release.of_indicator("facts", "kindergartens")
    name = language.of(release.indicators["kindergartens"].name)
    (row,) = [row for row in page.css("tbody tr") if said(row, "th") == name]
    assert [cell.text() for cell in row.css("td")][2:4] == [
        str(kindergartens["region_code"].n_unique()),
        str(kindergartens.height),
    ]
