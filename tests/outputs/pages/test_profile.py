"""A place's profile: bars, tables over the years, plans and outcomes, checks, and what stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from great_tables import GT, html
from selectolax.lexbor import LexborHTMLParser, LexborNode

from outputs.pages import place_pages
from outputs.pages.great_table import table_markup
from outputs.pages.language import Language
from outputs.pages.links import anchor_of_figure, evidence_of, evidence_of_figure, place_page
from outputs.pages.loading import read_release
from outputs.pages.parts import digest_of
from outputs.pages.place_record import TABLES
from outputs.pages.profile_table import filled
from outputs.pages.published import UNPLACED, Release
from outputs.pages.writer import Writer
from tests.outputs.pages.conftest import VERSION, text_of
from tests.outputs.pages.fake_release import HOSTILE_CODE, HOSTILE_PLACE, write_tables
from tests.outputs.pages.made_up_place import Pages, large, pages_of, section, tight, told

LIMIT = 150_000
"""How many bytes a profile may weigh."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of that place."""
    rows, reports, changes = told()
    return read_release(
        write_tables(tmp_path_factory.mktemp("small"), rows, reports, changes=changes), VERSION
    )


@pytest.fixture(scope="module")
def own(small: Release) -> Pages:
    return pages_of(small, "450222")


@pytest.fixture(scope="module")
def profile(own: Pages) -> LexborHTMLParser:
    return own["places/450222.html"]


@pytest.fixture(scope="module")
def english(own: Pages) -> LexborHTMLParser:
    return own["en/places/450222.html"]


def rows_of(page: LexborHTMLParser) -> dict[str, dict[str, LexborNode]]:
    """The cells of the tables over the years, by indicator and column."""
    rows: dict[str, dict[str, LexborNode]] = {}
    for table in section(page, "figures").css("table"):
        heads = [tight(head) for head in table.css("thead th")]
        for row in table.css("tbody tr"):
            cells = row.css("th, td")
            name = cells[0].css_first("a")
            assert name is not None
            rows[name.text()] = dict(zip(heads[1:], cells[1:], strict=True))
    return rows


def test_the_head_says_what_there_is(small: Release, profile: LexborHTMLParser) -> None:
    counts = {tight(each.css("dt")[0]): tight(each.css("dd")[0]) for each in profile.css(".counts > div")}
    figures = small.of_place("facts", "450222").height + 1  # and the one without a year
    assert counts == {"年份": "2015–2020", "数字": str(figures), "报告": "3", "计划": "3", "核对不符": "2"}
    trail = [tight(item) for item in profile.css(".trail li")]
    assert trail == ["地区", "广西壮族自治区", "柳州市", "柳城县"]
    assert "450222" in text_of(profile)


def test_bars_of_the_newest_figures_in_plain_words(
    profile: LexborHTMLParser, english: LexborHTMLParser
) -> None:
    cards = [tight(card) for card in section(profile, "glance").css("li")]
    coverage, enrolment = (next(c for c in cards if name in c) for name in ("普惠性", "毛入园率"))
    assert "86.42% 2020 ✓ 达到，高出 6.42 个百分点 国家标准：不低于 80%。" in coverage
    assert "≥80% 2020 ? 无法判断 国家标准：不低于 85%。" in enrolment
    cards = [tight(card) for card in section(english, "glance").css("li")]
    assert any("✓ Met, 6.42 percentage points above" in card and "at least 80%" in card for card in cards)
    assert any("? Cannot be told" in card for card in cards)


def test_a_bar_that_was_set_later_says_so(profile: LexborHTMLParser, small: Release) -> None:
    later = small.bars.filter(~pl.col("in_force"))
    assert later.height, "the bar of 2020 and the figures of 2018 and 2019"
    assert "之后才发布" not in section(profile, "glance").text()
    newest = replace(small, bars=small.bars.filter(pl.col("year") < 2020))
    page = pages_of(newest, "450222")["places/450222.html"]
    assert "这项标准在该年之后才发布" in section(page, "glance").text()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_figure_stands_on_the_profile_once_in_its_column_and_leads_to_its_evidence(
    folder: str, release: Release, pages: Pages
) -> None:
    for place in release.places:
        page = pages[f"{folder}{place_page(place.code)}"]
        in_columns: list[tuple[str, str]] = []
        for table in section(page, "figures").css("table"):
            heads = [tight(head)[:4] for head in table.css("thead th")]
            for row in table.css("tbody tr"):
                for head, cell in zip(heads, row.css("th, td"), strict=True):
                    in_columns += [
                        (head, a.attributes["href"] or "") for a in cell.css('a[href*="evidence/"]')
                    ]
        several = (pl.col("from_year") < pl.col("year")).fill_null(False)
        facts = release.of_place("facts", place.code)
        wanted = [
            (str(row["year"]), f"../{evidence_of_figure(place.code, row)}")
            for row in facts.filter(~several).to_dicts()
        ]
        assert sorted(in_columns) == sorted(wanted)
        apart = {a.attributes["href"] for a in page.css("#apart ~ ul.items a")}
        undated = release.of_place("statements", place.code).filter(pl.col("year").is_null())
        assert apart >= {f"../{evidence_of(place.code, None, id_)}" for id_ in undated["observation_id"]} | {
            f"../{evidence_of_figure(place.code, row)}" for row in facts.filter(several).to_dicts()
        }


def test_years_run_from_the_newest_and_empty_ones_have_no_column(profile: LexborHTMLParser) -> None:
    heads = [tight(head) for head in section(profile, "figures").css("thead th")]
    assert heads == ["指标", "历年", "2021", "2020", "2019", "2018", "2015无当年报告"]


def test_a_small_line_needs_three_years_that_can_be_drawn(profile: LexborHTMLParser) -> None:
    lines = {
        name: bool(cells["历年"].css("svg[role=img][aria-label]")) for name, cells in rows_of(profile).items()
    }
    assert lines["幼儿园数"]
    assert lines["普惠性幼儿园覆盖率"]
    assert not lines["公办幼儿园数"]


def test_a_change_stands_only_where_the_release_has_one(profile: LexborHTMLParser) -> None:
    cells = rows_of(profile)["幼儿园数"]
    changes = {year: [tight(each) for each in cell.css(".change")] for year, cell in cells.items()}
    assert changes["2020"] == ["+3"], "76 on the 73 that the newest report revises 2019 to"
    assert changes["2019"] == ["+3"]
    assert changes["2018"] == changes["2015无当年报告"] == []


def test_a_plan_is_slanted_and_named_and_stands_beside_what_came_of_it(profile: LexborHTMLParser) -> None:
    cells = rows_of(profile)["普惠性幼儿园覆盖率"]
    assert tight(cells["2020"]).endswith("计划▹90")
    assert [tight(i) for i in cells["2020"].css("i")] == ["90"]
    alone = rows_of(profile)["新建改扩建幼儿园数"]["2021"]
    assert tight(alone) == "计划▹5"


def test_the_bar_is_in_the_head_of_the_row_and_its_sign_beside_the_figure(
    profile: LexborHTMLParser,
) -> None:
    (head,) = (th for th in profile.css("tbody th.place") if "覆盖率" in th.text())
    assert "普及普惠县 ≥80%" in head.text()
    cells = rows_of(profile)["普惠性幼儿园覆盖率"]
    signs = {
        year: [s.attributes["aria-label"] for s in cells[year].css("[role=img]")] for year in ("2020", "2018")
    }
    assert signs == {"2020": ["达到普及普惠县标准 ≥80"], "2018": ["未达到普及普惠县标准 ≥80"]}


def test_plans_and_their_outcomes(
    small: Release, profile: LexborHTMLParser, english: LexborHTMLParser
) -> None:
    table = [
        [tight(cell) for cell in row.css("th, td")] for row in section(profile, "targets").css("tbody tr")
    ]
    assert table == [
        ["新建改扩建幼儿园数", "2021 年", "2019", "5 所", "·", "? 没有读到该年的实际数"],
        ["普惠性幼儿园覆盖率", "2020 年", "2018", "90%", "86.42%", "✗ 未兑现 −3.58 个百分点"],
        ["新建改扩建幼儿园数", "2020 年", "2019", "3 所", "4 所", "✓ 兑现 +1 所"],
    ]
    words = [tight(row.css("td")[-1]) for row in section(english, "targets").css("tbody tr")]
    assert words == [
        "? no actual figure of that year",
        "✗ missed −3.58 percentage points",
        "✓ kept +1 institution",
    ]
    links = [a.attributes["href"] for a in section(profile, "targets").css("td a")]
    row = small.targets.filter(pl.col("verdict") == "kept").row(0, named=True)
    for id_ in (row["planned_observation_id"], row["actual_observation_id"]):
        assert f"../{evidence_of('450222', 2020, id_)}" in links


def test_changes_that_a_report_states_are_listed(
    small: Release, profile: LexborHTMLParser, english: LexborHTMLParser
) -> None:
    (item,) = section(profile, "changes").css("li")
    assert tight(item) == "幼儿园数：2020 年比 2019 年 +2 所 “比上年增加2所”"
    (item,) = section(english, "changes").css("li")
    assert tight(item) == "Kindergartens, 2020 on 2019: +2 institutions “比上年增加2所”"
    link = item.css_first("a")
    assert link is not None
    assert link.attributes["lang"] == "zh-Hans"
    change = small.changes.row(0, named=True)
    assert link.attributes["href"] == f"../{evidence_of('450222', 2020, change['observation_id'])}"


def test_failed_checks_say_why_and_lead_to_the_figures(
    small: Release, profile: LexborHTMLParser, english: LexborHTMLParser
) -> None:
    failed = small.checks.filter(pl.col("verdict") == "failed").to_dicts()
    for page, words in ((profile, "message_zh"), (english, "message_en")):
        items = section(page, "checks").css("li")
        assert len(items) == len(failed)
        for check in failed:
            (item,) = (each for each in items if check[words] in each.text())
            anchors = {(a.attributes["href"] or "").partition("#obs-")[2] for a in item.css("a")}
            assert anchors == set(check["observation_ids"])


def test_a_failed_check_stands_with_the_evidence_of_its_figures(small: Release, own: Pages) -> None:
    for check in small.checks.filter(pl.col("verdict") == "failed").to_dicts():
        for id_ in check["observation_ids"]:
            row = small.statements.row(by_predicate=pl.col("observation_id") == id_, named=True)
            shown = own[f"evidence/450222/{row['year']}.html"].css_first(f"#obs-{id_}")
            assert shown is not None
            assert check["message_zh"] in shown.text()


def test_undated_and_summed_figures_stand_apart(profile: LexborHTMLParser) -> None:
    items = [tight(item) for item in profile.css("#apart ~ ul.items li")]
    assert sorted(items) == [
        "新增学前教育学位：2,400 个 2018–2020 年合计",
        "新增学前教育学位：960 个 年份不详",
    ]
    assert "新增学前教育学位" not in rows_of(profile)


def test_years_without_a_report_are_told_with_the_reason(
    profile: LexborHTMLParser, english: LexborHTMLParser
) -> None:
    told_of = tight(section(profile, "figures"))
    assert "没有读到报告的年份：2015–2016。" in told_of
    assert "报告的数字被隐去的年份：2017。" in told_of
    assert "No report was read of 2015–2016." in tight(section(english, "figures"))


def test_refused_pages_of_the_place_are_listed_with_the_reason(
    profile: LexborHTMLParser, english: LexborHTMLParser
) -> None:
    for page, words in ((profile, "数字缺失"), (english, "digits lost")):
        (item,) = section(page, "reports").css("ul.items li")
        assert words in item.text()
        assert "柳城县教育局2017年工作总结" in item.text()


def test_a_plan_leads_to_what_came_of_it(own: Pages) -> None:
    outcomes = [tight(each) for each in own["evidence/450222/2020.html"].css(".fact.planned .bar")]
    assert outcomes == ["✗ 未兑现：实际 86.42%", "✓ 兑现：实际 4 所"]
    (none,) = own["en/evidence/450222/2021.html"].css(".fact.planned .bar")
    assert tight(none) == "? no actual figure of that year"


def test_evidence_says_how_a_figure_changed_and_on_what(own: Pages) -> None:
    periods = [tight(each) for each in own["evidence/450222/2020.html"].css(".period")]
    assert "比上年 +3 所（2019 年 73 所）" in periods


def test_an_english_page_holds_no_chinese_but_what_is_marked_as_such(release: Release, own: Pages) -> None:
    for address, page in (own | pages_of(release, UNPLACED)).items():
        if address.startswith("en/"):
            for node in page.css("main [lang^=zh]"):
                node.decompose()
            content = page.css_first("main")
            assert content is not None
            assert re.findall("[\u3400-\u9fff]+", content.html or "") == [], address


def test_a_hostile_name_shows_as_text(pages: Pages) -> None:
    for folder in ("", "en/"):
        page = pages[f"{folder}places/{HOSTILE_CODE}.html"]
        heading = page.css_first("h1")
        assert heading is not None
        assert HOSTILE_PLACE in heading.text()
        assert page.css("main script, main img, main style") == []


def test_masked_places_have_a_page_of_their_reports(release: Release, pages: Pages) -> None:
    for folder, name in (("", "地名不详"), ("en/", "Place not named")):
        page = pages[f"{folder}places/{UNPLACED}.html"]
        heading = page.css_first("h1")
        assert heading is not None
        assert tight(heading) == name
        links = {a.attributes["href"] for a in page.css("ul.items a")}
        statements = release.of_place("statements", None).to_dicts()
        assert links == {
            f"../{evidence_of(UNPLACED, row['year'], row['observation_id'])}" for row in statements
        }


def altered(release: Release, table: str) -> Iterator[Release]:
    """The release without the rows of the place in one table."""
    tables: dict[str, Any] = {table: getattr(release, table).filter(pl.col("region_code") != "450222")}
    if tables[table].height < getattr(release, table).height:
        yield replace(release, **tables)


@pytest.mark.parametrize("table", [table for table in (*TABLES, "silence") if table != "statements"])
def test_what_its_tables_say_decides_whether_a_place_is_written_anew(table: str, small: Release) -> None:
    (changed,) = altered(small, table)

    def digest(release: Release, code: str) -> str:
        return digest_of(place_pages.KIND, code, release, "")

    assert digest(changed, "450222") != digest(small, "450222")
    assert digest(changed, "450225") == digest(small, "450225")
    assert digest(replace(small), "450222") == digest(small, "450222")


@pytest.mark.parametrize(("rows", "years", "lines"), [(1, 1, False), (3, 2, True), (12, 10, True)])
def test_a_filled_shape_is_the_table_that_great_tables_makes(rows: int, years: int, lines: bool) -> None:
    names = ["head", *(["line"] if lines else []), *(f"y{n}" for n in range(years))]
    labels = [f"<b>{name}</b>" for name in names]
    cells = [[f"<i>{name} {row}</i>" for name in names] for row in range(rows)]
    frame = pl.DataFrame({name: [row[n] for row in cells] for n, name in enumerate(names)})
    table = GT(frame, rowname_col="head", id="it").fmt(str, columns=names).tab_stubhead(html(labels[0]))
    table = table.cols_label({name: html(label) for name, label in zip(names[1:], labels[1:], strict=True)})
    table = table.cols_align("center", columns="line") if lines else table
    whole = table_markup(table.cols_align("right", columns=names[1 + lines :]), "what")
    assert filled(rows, years, lines, ["what", *labels, *(cell for row in cells for cell in row)]) == whole


def test_a_large_place_weighs_no_more_than_it_may_and_loses_nothing(tmp_path: Path) -> None:
    release = read_release(write_tables(tmp_path, *large()), VERSION)
    assert release.facts.height >= 400
    failed = release.checks.filter(pl.col("verdict") == "failed").height
    for language in Language:
        made = dict(place_pages.pages(release, "450222", Writer(release, language)))
        text = made["places/450222.html"]
        assert len(text.encode()) <= LIMIT
        page = LexborHTMLParser(text)
        shown = {(a.attributes["href"] or "").partition("#")[2] for a in page.css("td a")}
        assert shown >= {anchor_of_figure(row) for row in release.facts.to_dicts()}
        listed = len(section(page, "checks").css("li"))
        assert language.say(f"另有 {failed - listed} 处", f"{failed - listed} more") in text_of(page)


def test_standards_without_a_figure_are_named(pages: dict[str, LexborHTMLParser], release: Release) -> None:
    """A card that says "met" must not pass for all standards being met."""
    barred = {indicator.id for indicator in release.indicators.values() if indicator.bars}
    for place in release.places:
        compared = set(release.of_place("bars", place.code)["indicator"])
        links = pages[f"places/{place.code}.html"].css(".silent a")
        assert {(link.attributes["href"] or "").partition("#")[2] for link in links} == barred - compared
