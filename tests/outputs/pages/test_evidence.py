"""What stands behind a figure: the quote in its sentence, the chosen statement and the others."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from indicators.errors import ReleaseError
from outputs.pages import place_pages
from outputs.pages.derived import formula_words
from outputs.pages.evidence import Evidence, Fact, evidence_of_place, marked
from outputs.pages.language import Language
from outputs.pages.links import anchor_of_figure, evidence_of, evidence_of_figure, report_of
from outputs.pages.place_record import place_record
from outputs.pages.published import UNPLACED, Release
from outputs.pages.words import METHODS, Words
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_QUOTE, UNDATED_CODE


@pytest.fixture(scope="module")
def places(release: Release) -> dict[str, Evidence]:
    keys = place_pages.keys(release)
    return {key: evidence_of_place(release, key, Language.CHINESE) for key in keys}


def facts_of(entry: Evidence, indicator: str, year: int | None) -> list[Fact]:
    return [
        fact
        for group in entry.years
        for _, facts in group.domains
        for fact in facts
        if fact.indicator.id == indicator and fact.year == year
    ]


@pytest.mark.parametrize(
    ("sentence", "quote", "markup", "found"),
    [
        ("有幼儿园76所。", "幼儿园76所", "有<mark>幼儿园76所</mark>。", 1),
        ("甲85%，乙85%", "85%", "甲<mark>85%</mark>，乙<mark>85%</mark>", 2),
        ("无此句", "76所", "<mark>76所</mark> … 无此句", 0),
        ("<b>76所</b>", "<b>76", "<mark>&lt;b&gt;76</mark>所&lt;/b&gt;", 1),
        ("空", "", "<mark></mark> … 空", 0),
        ("年\t2009\n教育\t67", "教育\t67", "年 | 2009 ‖ <mark>教育 | 67</mark>", 1),
    ],
)
def test_marked(sentence: str, quote: str, markup: str, found: int) -> None:
    assert marked(sentence, quote) == (markup, found)


def test_every_statement_of_the_release_stands_on_one_page_once(
    release: Release, places: dict[str, Evidence]
) -> None:
    anchors = [
        statement.anchor
        for entry in places.values()
        for group in entry.years
        for _, facts in group.domains
        for fact in facts
        for statement in (*((fact.chosen,) if fact.chosen else ()), *fact.others)
    ]
    assert sorted(anchors) == sorted(f"obs-{id_}" for id_ in release.statements["observation_id"])


def test_other_statements_stand_beside_the_chosen_one_with_the_reason(places: dict[str, Evidence]) -> None:
    (fact,) = facts_of(places["450222"], "inclusive_coverage_rate", 2020)
    assert str(fact.value) == "86.42%"
    assert [str(other.value) for other in fact.others] == ["≥85%"]
    assert fact.why is not None
    assert fact.why.zh == "确数优先于约数和上下限"
    assert [(each.bar.text, each.met) for each in fact.bars] == [("≥80", True)]


def test_a_plan_is_judged_by_no_bar(places: dict[str, Evidence]) -> None:
    (fact,) = facts_of(places["450222"], "inclusive_coverage_rate", 2021)
    assert fact.planned
    assert fact.bars == ()
    assert str(fact.value) == "<i>90</i>%"


def test_figures_of_several_years_and_without_a_year_are_kept(places: dict[str, Evidence]) -> None:
    (several,) = facts_of(places["450222"], "preschool_places_added", 2020)
    assert several.period == Words("2018–2020 年合计", "2018–2020 together")
    (undated,) = facts_of(places["450222"], "preschool_places_added", None)
    assert str(undated.value) == "960 个"
    assert undated.period is None
    assert places["450222"].years[-1].year is None


def test_a_figure_since_a_year_says_so_where_its_own_is_not_known(places: dict[str, Evidence]) -> None:
    (fact,) = facts_of(places[UNDATED_CODE], "teachers_rotated", None)
    assert fact.period == Words("2004 年起累计", "since 2004")


def test_a_figure_of_more_years_is_a_fact_of_its_own_beside_that_of_the_year(
    places: dict[str, Evidence],
) -> None:
    facts = facts_of(places["440203"], "kindergartens_built", 2021)
    assert {(str(fact.value), fact.period and fact.period.zh, fact.others) for fact in facts} == {
        ("3 所", None, ()),
        ("8 所", "2016–2021 年合计", ()),
    }


def test_a_figure_of_its_year_alone_names_no_period(places: dict[str, Evidence]) -> None:
    assert [fact.period for fact in facts_of(places["450222"], "kindergartens", 2020)] == [None]


def test_a_doubtful_reading_says_so_and_a_plain_one_does_not(places: dict[str, Evidence]) -> None:
    doubts = {
        fact.chosen.doubt
        for group in places[UNDATED_CODE].years
        for _, facts in group.domains
        for fact in facts
        if fact.chosen
    }
    assert doubts == {None, "0.35"}


@pytest.mark.parametrize(("doubt", "shown"), [(0.19, None), (0.2, "0.2"), (1.0, "1")])
def test_from_which_doubt_on(release: Release, doubt: float, shown: str | None) -> None:
    made = replace(release, statements=release.statements.with_columns(doubt=pl.lit(doubt)))
    entry = evidence_of_place(made, "450222", Language.CHINESE)
    (fact, *_) = entry.years[0].domains[0][1]
    assert fact.chosen is not None
    assert fact.chosen.doubt == shown


def test_what_is_restated_is_known_at_each_report(places: dict[str, Evidence]) -> None:
    restated = {report.title: report.restated for entry in places.values() for report in entry.reports}
    assert [title for title, so in restated.items() if so] == ["柳城县教育局2020年工作总结和2021年工作思路"]


def test_facts_of_a_masked_place_have_a_page_of_their_own(places: dict[str, Evidence]) -> None:
    assert places[UNPLACED].years[0].facts == 1


def test_a_report_in_traditional_characters_says_so(places: dict[str, Evidence]) -> None:
    (fact,) = facts_of(places["440203"], "inclusive_coverage_rate", 2021)
    assert fact.chosen is not None
    assert fact.chosen.report.lang == "zh-Hant"
    assert fact.chosen.flags == (Words("与分项之和不符", "与分项之和不符"),)


def test_a_derived_figure_shows_its_formula_and_leads_to_what_went_in(
    release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    row = release.facts.filter(pl.col("formula").is_not_null()).row(0, named=True)
    entry = evidence_of_place(release, row["region_code"], Language.CHINESE)
    (fact,) = [f for f in facts_of(entry, row["indicator"], row["year"]) if f.derivation]
    assert fact.anchor == f"derived-{row['indicator']}-{row['year']}-{row['status']}"
    assert (fact.chosen, fact.others, fact.method) == (None, (), METHODS["derived"])
    assert fact.derivation is not None
    assert [each.href for each in fact.derivation.inputs] == [f"#obs-{id_}" for id_ in row["made_from"]]
    page = pages[f"evidence/{row['region_code']}/{row['year']}.html"]
    shown = page.css_first(f"#{fact.anchor}")
    assert shown is not None
    assert f"按定义推算：{fact.derivation.formula.zh}" in shown.text()
    for each in fact.derivation.inputs:
        assert page.css_first(each.href) is not None


@pytest.mark.parametrize(
    ("formula", "zh", "en"),
    [
        ("share(a, b)", "甲 ÷ 乙 × 100%", "A ÷ B × 100%"),
        ("ratio(a, b)", "甲 ÷ 乙", "A ÷ B"),
        ("sum(a, b)", "甲 + 乙", "A + B"),
        ("difference(a, b)", "甲 − 乙", "A − B"),
        (
            "at_least_sum(a, b)",
            "有数字的分项之和为下限：甲 + 乙",
            "at least the sum of the parts that are stated: A + B",
        ),
        ("share(a, unheard)", "甲 ÷ unheard × 100%", "A ÷ unheard × 100%"),
    ],
)
def test_a_formula_in_words(formula: str, zh: str, en: str, release: Release) -> None:
    some = next(iter(release.indicators.values()))
    names = {"a": replace(some, name=Words("甲", "A")), "b": replace(some, name=Words("乙", "B"))}
    assert formula_words(formula, names) == Words(zh, en)


def page_and_anchor(address: str) -> tuple[str, str]:
    page, _, anchor = address.partition("#")
    return page, anchor


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_statement_and_figure_has_its_element_where_links_lead(
    folder: str, release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    addresses = [
        evidence_of(row["region_code"] or UNPLACED, row["year"], row["observation_id"])
        for row in release.statements.to_dicts()
    ]
    addresses += [evidence_of_figure(row["region_code"], row) for row in release.facts.to_dicts()]
    for page, anchor in map(page_and_anchor, addresses):
        assert len(pages[f"{folder}{page}"].css(f'[id="{anchor}"]')) == 1, (page, anchor)


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_report_of_a_statement_has_its_entry_where_links_lead(
    folder: str, release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    pairs = release.statements.select("region_code", "report_id").unique().rows()
    for code, report in pairs:
        page, anchor = page_and_anchor(report_of(code or UNPLACED, report))
        assert len(pages[f"{folder}{page}"].css(f'[id="{anchor}"]')) == 1


def test_a_page_holds_the_figures_of_its_year_alone(
    release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    rows = release.of_place("facts", "450222").to_dicts()
    for year in {row["year"] for row in rows}:
        ids = {node.attributes["id"] for node in pages[f"evidence/450222/{year}.html"].css("article.fact")}
        assert {anchor_of_figure(row) for row in rows if row["year"] == year} <= ids
        assert not {anchor_of_figure(row) for row in rows if row["year"] != year} & ids


def test_the_years_lead_to_one_another(pages: dict[str, LexborHTMLParser]) -> None:
    page = pages["evidence/450222/2020.html"]
    years = page.css("nav.jump a")
    assert {a.attributes["href"] for a in years} == {
        f"../../{name}" for name in pages if name.startswith("evidence/450222/")
    }
    (here,) = (a for a in years if "aria-current" in a.attributes)
    assert here.text().startswith("2020")
    assert page.css_first('nav.trail a[href="../../places/450222.html"]') is not None


def test_a_sentence_stands_with_its_quote_marked_and_its_source(
    release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    (row,) = release.statements.filter(
        pl.col("region_code") == HOSTILE_CODE, pl.col("quote") == HOSTILE_QUOTE
    ).to_dicts()
    for folder in ("", "en/"):
        page = pages[f"{folder}evidence/{HOSTILE_CODE}/2020.html"]
        shown = page.css_first(f"#obs-{row['observation_id']} blockquote")
        assert shown is not None
        assert shown.attributes["lang"] == "zh-Hans"
        assert [mark.text() for mark in shown.css("mark")] == [HOSTILE_QUOTE]
        assert shown.css("img") == []
        text = text_of(page, separator="")
        assert f"{row['start']:,}–{row['end']:,}" in text
        assert row["snapshot"] in text


def test_an_english_page_says_in_english_what_is_not_a_quote(pages: dict[str, LexborHTMLParser]) -> None:
    text = text_of(pages["en/evidence/450222/2020.html"], separator="")
    assert "Chosen: an exact figure before an approximate or bounded one" in text
    assert "Other statements of the same fact" in text
    assert "meets the national bar ≥80" in text


def test_figures_that_name_a_report_the_release_has_not_got_are_an_error(release: Release) -> None:
    reports = {id_: row for id_, row in release.reports.items() if row["region_code"] != "450222"}
    with pytest.raises(ReleaseError, match="450222"):
        place_record(replace(release, reports=reports), "450222")


def test_the_days_of_a_page_stand_with_its_report(
    release: Release, pages: dict[str, LexborHTMLParser]
) -> None:
    (report,) = (row for row in release.reports.values() if row["report_id"] == "gd-wujiang-2021")
    assert (report["fetched"], report["gone_since"]) == ("2026-11-22", "2026-12-01")
    place, evidence = "places/440203.html", "evidence/440203/2021.html"
    for page, told in (
        (evidence, ("抓取于 2026-11-22", "原网页自 2026-12-01 起已不在网站上")),
        (f"en/{evidence}", ("fetched on 2026-11-22", "gone from its site since 2026-12-01")),
        (place, ("抓取日期2026-11-22", "原网页已消失自 2026-12-01")),
        (f"en/{place}", ("Fetched2026-11-22", "Gone from its sitesince 2026-12-01")),
    ):
        text = text_of(pages[page], separator="")
        assert all(words in text for words in told), page
    for page in ("evidence/450222/2020.html", "places/450222.html"):
        text = text_of(pages[page], separator="")
        assert "抓取于" not in text
        assert "原网页" not in text
