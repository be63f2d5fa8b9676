"""The front page: each language by itself, honest counts, a search that works without script."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from outputs.pages import front
from outputs.pages.domain_cards import domain_cards
from outputs.pages.front import month_of
from outputs.pages.language import Language
from outputs.pages.links import indicator_page, place_page
from outputs.pages.parts import digest_of
from outputs.pages.published import UNPLACED, Release
from outputs.pages.ranking import latest_figures
from outputs.pages.words import Words
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE
from tests.outputs.pages.test_comparison import fact, with_facts

CODES = ("141124", "141125", "450222", "450225", "620102")


def page_of(release: Release, language: Language = Language.CHINESE) -> LexborHTMLParser:
    ((address, text),) = front.KIND.pages(release, "", Writer(release, language))
    assert address == "index.html"
    return LexborHTMLParser(text)


def said(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return re.sub(r"\s+", " ", node.text()).strip()


@pytest.mark.parametrize(
    ("version", "month"),
    [
        ("2026.11.0", Words("2026 年 11 月", "November 2026")),
        ("2026.1.12", Words("2026 年 1 月", "January 2026")),
        ("2026.13.0", None),
        ("2026.0.1", None),
        ("v2", None),
        ("20261101", None),
    ],
)
def test_the_month_of_a_release(version: str, month: Words | None) -> None:
    assert month_of(version) == month


def test_the_chinese_page_is_chinese_and_the_english_english(release: Release) -> None:
    chinese, english = page_of(release), page_of(release, Language.ENGLISH)
    assert said(chinese, "h1") == "县域教育，逐条可查"
    assert said(english, "h1") == "County education, figure by figure"
    assert said(english, ".counts .newest dd") == "2026.11.0 November 2026"
    words = set(re.findall(r"[A-Za-z]{4,}", said(chinese, "main")))
    assert words <= {"Parquet", "Excel", "Stata"} | set(re.findall(r"[A-Za-z]{4,}", " ".join(HOSTILE)))
    for section in (".hero", ".cards", ".ways", "#ranking", "#coverage"):
        assert re.findall(r"[\u4e00-\u9fff]+", said(english, section)) == [], section


def test_only_the_words_of_bureaus_are_called_that(release: Release) -> None:
    own = replace(release, reports={id_: row | {"restated": False} for id_, row in release.reports.items()})
    assert said(page_of(own), "h1") == "县域教育，逐字可查"
    assert said(page_of(own, Language.ENGLISH), "h1") == "County education, word for word"
    assert "逐字" not in text_of(page_of(release))
    assert "word for word" not in text_of(page_of(release, Language.ENGLISH))


def test_it_counts_what_there_is(release: Release) -> None:
    counts = dict(
        zip(
            (node.text() for node in page_of(release).css(".counts dt")),
            (re.sub(r"\s+", " ", node.text()).strip() for node in page_of(release).css(".counts dd")),
            strict=True,
        )
    )
    assert counts == {
        "最新版本": "2026.11.0 2026 年 11 月",
        "地区": str(len(release.places)),
        "年份": f"{release.years[0]}–{release.years[-1]}",
        "指标": str(len(release.with_data)),
        "数字": str(release.facts.height),
        "读过的报告": str(len(release.reports) - len(release.refused)),
    }


def test_it_says_how_facts_become_figures(release: Release) -> None:
    note = page_of(release).css(".coverage .note")[-1].text()
    undated = sum(release.undated.values())
    assert note.startswith(
        f"从报告里读到 {release.statements.height} 条事实，其中 {undated} 条未注明年份，1 条的地名被隐去。"
    )
    derived = release.facts["formula"].count()
    assert derived
    assert f"得 {release.facts.height - derived} 个数字，另由定义推算 {derived} 个（†）" in note
    links = [node.attributes["href"] for node in page_of(release).css(".coverage .note a")]
    assert links == [place_page(UNPLACED)]


def test_it_says_in_a_line_what_was_refused(release: Release) -> None:
    for language, words in (
        (
            Language.CHINESE,
            f"{len(release.refused)} 份报告未采用，逐份说明原因；另有 1 份读了但没有可用的数字。",
        ),
        (
            Language.ENGLISH,
            f"{len(release.refused)} reports were refused; each with its reason; 1 more was read and gave",
        ),
    ):
        page = page_of(release, language)
        assert words in said(page, ".ways")
        links = {node.attributes["href"] for node in page.css(".ways a")}
        assert links == {"refused.html", "refused.html#factless", "targets.html", "releases.html"}


def test_a_place_is_found_without_script(release: Release) -> None:
    for language in Language:
        (box,) = page_of(release, language).css(".search")
        assert [node.attributes["href"] for node in box.css("a")] == ["places.html"]


def test_a_card_tells_how_many_places_meet_the_bar(release: Release) -> None:
    made = with_facts(
        release,
        *(fact(code, 2021, "inclusive_coverage_rate", 70 + 5 * n) for n, code in enumerate(CODES)),
        *(fact(code, 2021, "kindergartens", 10) for code in CODES),
        fact("620121", 2021, "inclusive_coverage_rate", 79, bound="at_least"),
        *(fact(code, 2021, "primary_net_enrolment_rate", 99 + n / 10) for n, code in enumerate(CODES[:3])),
        *(fact(code, 2021, "primary_schools", n) for n, code in enumerate(CODES)),
        fact(CODES[0], 2021, "full_time_teachers", 900),
    )
    latest = latest_figures(made.comparable)
    preschool, balanced, teachers, safety = domain_cards(made, latest, Language.CHINESE)
    assert preschool.telling is not None
    assert (preschool.telling.figure, preschool.telling.href) == (
        "3 / 6",
        indicator_page("inclusive_coverage_rate"),
    )
    assert preschool.telling.words == "个地区的普惠性幼儿园覆盖率达到国家标准（≥80%）"
    assert balanced.telling is not None
    assert balanced.telling.figure == "99.1%"
    assert "3 个地区的中位数" in balanced.telling.words
    assert teachers.telling is not None
    assert (teachers.telling.figure, teachers.telling.href) == ("1", "teacher_supply.html")
    assert (safety.telling, safety.figures, safety.places) == (None, 0, 0)
    assert (preschool.places, preschool.indicators, preschool.figures) == (6, 2, 11)


def test_the_comparison_shows_all_marks_and_leads_to_the_evidence(release: Release) -> None:
    made = with_facts(
        release,
        fact(CODES[0], 2021, "inclusive_coverage_rate", 88, bound="approx"),
        fact(CODES[1], 2021, "inclusive_coverage_rate", 80, bound="at_least", method="derived"),
        fact(CODES[2], 2021, "inclusive_coverage_rate", 60, method="corrected", spread=1.5),
    )
    page = page_of(made, Language.ENGLISH)
    assert said(page, "#ranking") == "Inclusive coverage rate: 2 of 3 places meet the national bar"
    cells = [re.sub(r"\s+", " ", row.text()).strip() for row in page.css(".bars tbody tr")]
    assert ["≈88" in cells[0], "†≥80" in cells[1], "‡※60" in cells[2]] == [True, True, True]
    assert [cell.split()[-1] for cell in cells] == ["meets", "meets", "misses"]
    links = [node.attributes["href"] or "" for node in page.css(".bars td a")]
    assert all(link.startswith("evidence/") and "#obs-" in link for link in links)


def test_a_release_with_nothing_in_it_has_a_front_page(release: Release) -> None:
    empty = replace(
        release,
        facts=release.facts.clear(),
        statements=release.statements.clear(),
        reports={},
        places=(),
        silence=release.silence.clear(),
    )
    for language in Language:
        page = page_of(empty, language)
        assert page.css(".bars, .grid") == []
        assert "None" not in text_of(page)
    assert "没有未采用的报告" in text_of(page_of(empty))


def test_its_digest_follows_what_it_says(release: Release) -> None:
    def digest(of: Release) -> str:
        return digest_of(front.KIND, "", of, "")

    assert digest(release) == digest(replace(release))
    assert digest(release) != digest(replace(release, version="2026.12.0"))
    assert digest(release) != digest(replace(release, facts=release.facts.filter(pl.col("year") > 2016)))
    assert digest(release) != digest(replace(release, places=release.places[1:]))


def test_hostile_text_is_text(release: Release) -> None:
    for language in Language:
        text = page_of(release, language).html or ""
        assert not any(hostile in text for hostile in HOSTILE if "<" in hostile)
