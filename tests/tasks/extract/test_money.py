"""Sums of money: what they were for stands before them, behind them or in the next clause."""

from __future__ import annotations

import pytest

from tasks.extract.context import Fact
from tasks.extract.lexicon import load_lexicon
from tasks.extract.money import FAR
from tasks.extract.reader import SentenceReader
from tasks.extract.timing import Setting


def sums(text: str, headings: str = "") -> list[Fact]:
    """The facts of a sentence that are sums of money."""
    found = SentenceReader(load_lexicon(), ("云溪县",)).read(text, 0, len(text), Setting(2019), headings)
    return [fact for fact in found if fact.rule.measure == "money"]


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("发放资助资金912万元", "aid_amount", 912),
        ("资助金额共计912.4万元", "aid_amount", 912.4),
        ("投入教师培训经费146万元", "teacher_training_investment", 146),
        ("全年教育经费支出5.6亿元", "education_expenditure", 56000),
        ("学校建设累计投入资金2.3亿元", "school_construction_investment", 23000),
        ("投入校园安防建设资金320万元", "safety_investment", 320),
        ("投资1180万元新建幼儿园4所", "preschool_investment", 1180),
        ("投入资金1200万元用于校舍建设", "school_construction_investment", 1200),
        ("投入1200万元，用于校舍建设", "school_construction_investment", 1200),
        ("累计投资1.35亿元，新建幼儿园22所", "preschool_investment", 13500),
        ("投入146万元，组织教师培训活动", "teacher_training_investment", 146),
        ("实施幼儿园建设项目，投资1180万元", "preschool_investment", 1180),
    ],
)
def test_the_purpose_of_a_sum(text: str, indicator: str, value: float) -> None:
    assert [(f.rule.indicator.id, f.value) for f in sums(text)] == [(indicator, value)]


@pytest.mark.parametrize(
    "text",
    [
        "投入500万元购置图书",
        "生均公用经费650元",
        "奖励先进教师120万元",
        "接受社会捐款15万元",
        "投入86万元修缮城东小学校舍",
        "投资300万元建设实验小学教学楼",
        "教师培训经费比上年多20万元",
        "学校建设投入比去年增加300万元",
        "投入1200万元；校舍建设有序推进",
        "投入农村学校校舍维修300万元",
        "教师工资发放1.2亿元",
        "1200万元",
    ],
)
def test_sums_that_no_indicator_counts(text: str) -> None:
    assert sums(text) == []


def test_each_sum_has_its_own_purpose() -> None:
    found = sums("投入1180万元用于幼儿园建设，投入146万元用于教师培训，发放资助资金912万元")
    assert {f.rule.indicator.id: f.value for f in found} == {
        "preschool_investment": 1180,
        "teacher_training_investment": 146,
        "aid_amount": 912,
    }


def test_a_clause_with_a_sum_of_its_own_gives_no_purpose_to_another() -> None:
    found = sums("投入500万元购置图书，投入1180万元用于幼儿园建设")
    assert [(f.rule.indicator.id, f.value) for f in found] == [("preschool_investment", 1180)]


def test_a_sum_far_from_its_purpose_is_doubted_more() -> None:
    (near,) = sums("投入教师培训经费146万元")
    (far,) = sums("投入146万元，组织教师培训活动")
    assert far.signs >= FAR
    assert not near.signs & FAR
    assert far.doubt > near.doubt


def test_the_quote_holds_sum_and_purpose() -> None:
    text = "今年投入146万元，组织教师培训活动46期。"
    (fact,) = sums(text)
    assert text[fact.start : fact.end] == "146万元，组织教师培训活动"
