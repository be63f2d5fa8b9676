"""Statements without a figure: none, all of them, cleared, put right; and what only sounds like one."""

from __future__ import annotations

import pytest

from tasks.extract.context import Fact
from tasks.extract.lexicon import load_lexicon
from tasks.extract.reader import SentenceReader
from tasks.extract.timing import Setting

SETTING = Setting(2019)


def facts(text: str, setting: Setting = SETTING) -> list[Fact]:
    return SentenceReader(load_lexicon(), ("云溪县",)).read(text, 0, len(text), setting, "")


def named(text: str) -> dict[str, float]:
    return {fact.rule.indicator.id: fact.value for fact in facts(text)}


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("全年未发生学校安全事故", "safety_incidents", 0),
        ("没有发生一起校园安全责任事故", "safety_incidents", 0),
        ("实现校园安全事故零发生", "safety_incidents", 0),
        ("校园安全事故为零", "safety_incidents", 0),
        ("全年无学校安全事故发生", "safety_incidents", 0),
        ("校园内未出现一例疫情", "infection_cases", 0),
        ("全面消除56人以上大班额", "large_class_share", 0),
        ("大班额已经全部消除", "large_class_share", 0),
        ("大班额现象彻底消除", "large_class_share", 0),
        ("超大班额全部清零", "super_large_class_share", 0),
        ("辍学学生动态清零", "out_of_school_children", 0),
        ("学生违法犯罪率为零", "juvenile_crime_rate", 0),
        ("校车实现全覆盖", "school_bus_coverage", 100),
        ("专用校车服务达到全覆盖", "school_bus_coverage", 100),
        ("校园封闭式管理全面落实", "closed_campus_rate", 100),
        ("一键报警全部接入", "alarm_coverage_rate", 100),
        ("专职保安全部配齐", "guard_coverage_rate", 100),
        ("安全隐患全部整改到位", "hazard_rectification_rate", 100),
    ],
)
def test_a_claim_means_a_value(text: str, indicator: str, value: float) -> None:
    assert named(text) == {indicator: value}


@pytest.mark.parametrize(
    "text",
    [
        "防止发生学校安全事故",
        "有效预防了校园安全事故",
        "坚决避免出现安全事故",
        "大班额尚未全部消除",
        "校车还未实现全覆盖",
        "安全隐患未得到全部整改",
        "基本消除大班额",
        "逐步消除大班额",
        "整改安全隐患",
        "加强校车管理",
        "新闻宣传全覆盖",
        "城区学校大班额全部消除",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert named(text) == {}


def test_a_claim_is_stated_by_its_words_and_has_no_unit() -> None:
    text = "一年来，全县未发生学校安全事故，秩序良好。"
    (fact,) = facts(text)
    assert text[fact.start : fact.end] == fact.value_stated == "未发生学校安全事故"
    assert fact.unit_stated is None
    assert (fact.bound, fact.timing.status, fact.timing.year) == ("exact", "actual", 2019)
    assert 0 < fact.doubt < 0.5


def test_the_noun_of_the_clause_before_serves_a_clause_without_one() -> None:
    text = "排查安全隐患74处，已全部整改完毕"
    assert named(text) == {"hazards_found": 74, "hazard_rectification_rate": 100}


def test_the_noun_before_a_semicolon_does_not_serve() -> None:
    assert named("排查安全隐患74处；已全部整改完毕") == {"hazards_found": 74}


def test_a_figure_inside_a_claim_is_read_once() -> None:
    assert [f.rule.indicator.id for f in facts("封闭式管理、一键报警实现三个100%")] == [
        "closed_campus_rate",
        "alarm_coverage_rate",
    ]


def test_a_claim_that_is_meant_is_planned() -> None:
    (fact,) = facts("力争2020年全部消除大班额")
    assert (fact.timing.status, fact.timing.year) == ("planned", 2020)
    (fact,) = facts("全部消除大班额", Setting(2019, plan=True, plan_year=2020))
    assert (fact.timing.status, fact.timing.year) == ("planned", 2020)


def test_a_claim_has_the_year_said_before_it() -> None:
    (fact,) = facts("2018年全部消除超大班额")
    assert (fact.timing.status, fact.timing.year) == ("actual", 2018)
