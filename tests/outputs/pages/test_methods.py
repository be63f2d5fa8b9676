"""The methods page: how it is read, chosen, checked and put right, how well, and what indicators mean."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser

from indicators.bounds import load_bounds
from indicators.catalogue import load_catalogue
from indicators.check_rules import RANGE, load_check_rules
from indicators.targets import load_target_rules
from outputs.pages import methods
from outputs.pages.figures import Bar
from outputs.pages.language import Language
from outputs.pages.published import Release
from outputs.pages.rules_told import MOST_FAILED, failed_checks, rules_told
from outputs.pages.standards import ENGLISH, bar_source, in_english, standard
from outputs.pages.words import CHOICES
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import text_of
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE, HOSTILE_QUOTE

CHINESE = re.compile(r"[\u3400-\u9fff]")
ZH, EN = Language.CHINESE, Language.ENGLISH

PASSED = {
    "check_id": "1",
    "rule": "public_kindergartens_within_all",
    "region_code": "450222",
    "region_name": "柳城县",
    "year": 2020,
    "indicator": "kindergartens",
    "status": "actual",
    "observed": 10.0,
    "expected": 8.0,
    "difference": 2.0,
    "tolerance": 0.0,
    "verdict": "passed",
    "message_zh": "相符",
    "message_en": "they agree",
    "observation_ids": ["none"],
}
FAILED = PASSED | {"verdict": "failed", "message_zh": "相差 2", "message_en": "off by 2"}


def with_checks(release: Release, *rows: dict[str, object]) -> Release:
    made = [row | {"check_id": f"{n}"} for n, row in enumerate(rows)]
    return replace(release, checks=pl.DataFrame(made, schema=release.checks.schema))


def written(release: Release, language: Language) -> LexborHTMLParser:
    ((_, text),) = methods.pages(release, "", Writer(release, language))
    return LexborHTMLParser(text)


def test_every_rule_and_bound_says_why_in_chinese_too() -> None:
    rules = load_check_rules()
    told = [rules.range.why_zh, *(rule.why_zh for rule in rules.named), load_bounds().approx.why_zh]
    told += [direction.why_zh for direction in load_target_rules().direction]
    assert all(CHINESE.search(why) and why.endswith("。") for why in told)


def test_every_standard_of_the_catalogue_has_an_english_name() -> None:
    named = {name for indicator in load_catalogue().indicators for name in indicator.standards}
    named |= {bar.regulation for indicator in load_catalogue().indicators for bar in indicator.bar}
    chinese = {name for name in named if CHINESE.search(name)}
    assert len(chinese) > 15
    assert {name for name in chinese if in_english(name) is None} == set()
    assert {known for known in ENGLISH if not any(name.startswith(known) for name in named)} == set()


def test_a_standard_keeps_its_own_name_on_english_pages() -> None:
    bar = Bar(95.0, "at_least", "优质均衡县", "县域义务教育优质均衡发展督导评估办法", "教督〔2017〕6号")
    assert bar_source(bar, ZH) == "县域义务教育优质均衡发展督导评估办法（教督〔2017〕6号）"
    assert bar_source(bar, EN).startswith("Measures for inspecting high-quality and balanced compulsory")
    assert (
        '<span lang="zh-Hans">县域义务教育优质均衡发展督导评估办法（教督〔2017〕6号）</span>'
        in bar_source(bar, EN)
    )
    assert standard("UNESCO SDG 4.2.4", EN) == "UNESCO SDG 4.2.4"
    assert standard("<b>新标准</b>", EN) == '<span lang="zh-Hans">&lt;b&gt;新标准&lt;/b&gt;</span>'


@pytest.mark.parametrize("language", list(Language))
def test_every_indicator_has_its_entry_where_others_link_to(release: Release, language: Language) -> None:
    page = written(release, language)
    entries = {str(entry.attributes["id"]): entry for entry in page.css("article.entry")}
    assert list(entries) == list(release.indicators)
    for id_, entry in entries.items():
        indicator = release.indicators[id_]
        assert language.of(indicator.name) in entry.text()
        assert language.of(indicator.definition) in entry.text()
        linked = entry.css_first(f'h4 a[href="indicators/{id_}.html"]') is not None
        assert linked == (id_ in release.with_data)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


def test_every_entry_of_the_contents_leads_to_a_heading(release: Release) -> None:
    page = written(release, ZH)
    for link in page.css(".toc a"):
        target = page.css_first(str(link.attributes["href"]))
        assert target is not None
        assert target.tag in ("h2", "h3")


def test_the_english_page_holds_no_chinese_but_what_is_marked_as_such(release: Release) -> None:
    page = written(with_checks(release, FAILED), EN)
    for marked in page.css('main [lang^="zh"], main .others'):
        marked.decompose()
    text = text_of(LexborHTMLParser(page.css_first("main").html or ""))  # type: ignore[union-attr]
    places = {place.name for place in release.places}
    assert set(re.findall(r"[\u3400-\u9fff]+", text)) <= places


def test_the_chinese_page_is_all_chinese(release: Release) -> None:
    page = written(release, ZH)
    paragraphs = page.css("main p:not(.meta):not(.why), main li, main dd, main th, main h2, main h3, main h4")
    texts = [node.text(strip=True) for node in paragraphs if not node.css_first("code")]
    short = {"Parquet", "F1"}
    assert {text for text in texts if text and not CHINESE.search(text)} - short == set()


def test_the_steps_of_choosing_stand_in_their_order(release: Release) -> None:
    page = written(release, EN)
    steps = [li.text() for li in page.css("section[aria-labelledby=choosing] li")]
    assert steps == [words.en for step, words in CHOICES.items() if step not in ("only statement", "derived")]


def test_rules_are_told_with_how_their_checks_came_out(release: Release) -> None:
    made = with_checks(release, PASSED, PASSED, FAILED, PASSED | {"verdict": "not comparable"})
    told = {rule.id: rule for rule in rules_told(made)}
    rule = told["public_kindergartens_within_all"]
    assert (rule.passed, rule.failed, rule.open) == (2, 1, 1)
    assert rule.held.zh == "幼儿园数 ≥ 公办幼儿园数"
    assert rule.held.en == "Kindergartens ≥ Public kindergartens"
    assert rule.tolerance.zh == "无"
    assert told[RANGE].passed is None, "what lies within its range has no row"
    assert (
        told["kindergartens_recomputed"].held.en
        == "Kindergartens = Public kindergartens + Private kindergartens"
    )
    share = told["public_kindergarten_share_recomputed"].held.en
    assert share == "Public share of kindergartens = Public kindergartens ÷ Kindergartens × 100%"
    jump = told["jump_of_people"]
    assert jump.tolerance.en == "200 persons or 35% of the larger figure a year, whichever is more"
    assert jump.tolerance.zh == "每年 200 人或较大数的 35%，取其大者"
    assert told["jump_of_rate"].tolerance.en == "30 points a year"
    assert len(jump.of) == len(load_check_rules().jumps[3].judged(load_catalogue()))


def test_a_rule_of_a_later_release_is_told_by_its_id(release: Release) -> None:
    made = with_checks(release, FAILED | {"rule": "a_new_rule"})
    (rule,) = [rule for rule in rules_told(made) if rule.id == "a_new_rule"]
    assert (rule.held.zh, rule.failed) == ("a_new_rule", 1)


@pytest.mark.parametrize(("language", "message"), [(ZH, "相差 2"), (EN, "off by 2")])
def test_what_failed_is_listed_with_its_place_and_sentences(
    release: Release, language: Language, message: str
) -> None:
    statement = release.statements.filter(pl.col("region_code") == "450222").to_dicts()[0]
    made = with_checks(release, PASSED, FAILED | {"observation_ids": [statement["observation_id"]]})
    page = written(made, language)
    (item,) = page.css(".failed li")
    assert message in item.text()
    links = [a.attributes["href"] or "" for a in item.css("a")]
    assert links[0] == "places/450222.html"
    assert links[1].endswith(f"#obs-{statement['observation_id']}")
    assert links[1].startswith("evidence/450222/")


def test_a_hostile_place_is_text_and_a_masked_one_is_named_so(release: Release) -> None:
    made = with_checks(
        release, FAILED | {"region_code": HOSTILE_CODE}, FAILED | {"region_code": None, "region_name": None}
    )
    items = written(made, EN).css(".failed li")
    assert HOSTILE_PLACE in items[0].text()
    assert items[0].css("script") == []
    assert items[1].text().startswith("Place not named")


def test_of_very_many_failures_the_rest_is_counted(release: Release) -> None:
    made = with_checks(release, *[FAILED] * (MOST_FAILED + 7))
    assert len(failed_checks(made, EN)) == MOST_FAILED
    assert "7 more stand on the pages of their places" in text_of(written(made, EN))


def test_corrections_are_told_in_english_too(pages: dict[str, LexborHTMLParser]) -> None:
    page = pages["en/methods.html"]
    text = text_of(page, separator="")
    assert "Here 1 was corrected and 1 withdrawn" in text
    assert "7,600 schools (Place not named, 2019, actual) → withdrawn" in text
    assert f"“{HOSTILE_QUOTE}”" in text
    assert not any("javascript:" in (a.attributes["href"] or "") for a in page.css("a"))


def test_how_well_it_reads_is_what_was_measured(release: Release) -> None:
    page = written(release, EN)
    rows = [[cell.text() for cell in row.css("th, td")] for row in page.css("table.quality tbody tr")]
    for row, measured in zip(rows, release.quality.sets, strict=False):
        whole = measured.whole
        figures = (whole.found_f1, whole.right_precision, whole.right_recall, whole.right_f1)
        assert row[:2] == [measured.name_en, str(measured.documents)]
        assert row[3:7] == [f"{figure:.2f}" for figure in figures]
    assert len(rows) == len(release.quality.sets) + 2
