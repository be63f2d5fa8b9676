"""Figures: value, unit, bound; and the dates and numbers that are no figures."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.units import load_units
from tasks.extract.quantities import Moment, Quantity, QuantityReader
from tasks.records import Period
from tests.genre import NUMBERS, PIECES, TIMES, UNITS, changed_samples, invented_texts

READER = QuantityReader(load_units())


def figures(text: str) -> list[Quantity]:
    return list(READER.quantities(text, 0, len(text)))


def moments(text: str) -> list[Moment]:
    return READER.moments(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("85所", 85, "所", "exact"),
        ("1122人", 1122, "人", "exact"),
        ("0人", 0, "人", "exact"),
        ("99.6%", 99.6, "%", "exact"),
        ("百分之九十", 90, "%", "exact"),
        ("百分之九十二点五", 92.5, "%", "exact"),
        ("百分之97.2", 97.2, "%", "exact"),
        ("2‰", 0.2, "‰", "exact"),
        ("三个", 3, "个", "exact"),
        ("二十三所", 23, "所", "exact"),
        ("一百二十名", 120, "名", "exact"),
        ("两千零三人", 2003, "人", "exact"),
        ("4.9万平方米", 49000, "万平方米", "exact"),
        ("1.2万人", 12000, "万人", "exact"),
        ("三千万元", 3000, "元", "exact"),
        ("1.2亿元", 12000, "亿元", "exact"),
        ("912.4万元", 912.4, "万元", "exact"),
        ("650元", 0.065, "元", "exact"),
        ("6300㎡", 6300, "㎡", "exact"),
        ("15.2：1", 15.2, None, "exact"),
        ("1：14.5", 14.5, None, "exact"),
        ("0.412", 0.412, None, "exact"),
        ("3900余人", 3900, "人", "approx"),
        ("5000多人次", 5000, "人次", "approx"),
        ("4万余人", 40000, "万人", "approx"),
        ("20来所", 20, "所", "approx"),
        ("约300万元", 300, "万元", "approx"),
        ("近2800人", 2800, "人", "approx"),
        ("接近92%", 92, "%", "approx"),
        ("97%左右", 97, "%", "approx"),
        ("90%以上", 90, "%", "at_least"),
        ("90%及以上", 90, "%", "at_least"),
        ("超过85%", 85, "%", "at_least"),
        ("突破90%", 90, "%", "at_least"),
        ("至少3次", 3, "次", "at_least"),
        ("0.1%以内", 0.1, "%", "at_most"),
        ("1%以下", 1, "%", "at_most"),
        ("不超过15%", 15, "%", "at_most"),
        ("低于1.5%", 1.5, "%", "at_most"),
        ("不足60人", 60, "人", "at_most"),
        ("近90%以上", 90, "%", "at_least"),
    ],
)
def test_value_unit_and_bound(text: str, value: float, unit: str | None, bound: str) -> None:
    (found,) = figures(text)
    assert found.value == pytest.approx(value)
    assert (found.unit_stated, found.bound) == (unit, bound)


@pytest.mark.parametrize("text", ["不低于95%", "不少于40人", "不小于0.3"])
def test_not_below_is_at_least(text: str) -> None:
    assert [found.bound for found in figures(text)] == ["at_least"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("85所", "institutions"),
        ("85个", "institutions"),
        ("96人", "people"),
        ("96人次", "participations"),
        ("96人", "participations"),
        ("99%", "percent"),
        ("12万元", "money"),
        ("63辆", "vehicles"),
        ("46节", "events"),
        ("18处", "things"),
        ("900平方米", "area"),
        ("15：1", "ratio"),
        ("0.36", "bare"),
    ],
)
def test_dimension(text: str, measure: str) -> None:
    (found,) = figures(text)
    assert measure in found.measures


@pytest.mark.parametrize(
    "text", ["2.3个百分点", "12个教学班", "6岁", "3年", "1200册", "350亩", "85分", "40倍"]
)
def test_units_that_measure_nothing_here(text: str) -> None:
    assert [found.measures for found in figures(text)] == [frozenset()]


@pytest.mark.parametrize(
    "text",
    [
        "第3名",
        "第十二届",
        "前10名",
        "倒数第2个",
        "教字〔2019〕85号",
        "电话：86000000",
        "A4",
        "一定程度",
        "一方面",
        "千方百计",
        "XX所",
        "**人",
        "3：2",
        "0：1",
        "",
    ],
)
def test_no_figures(text: str) -> None:
    assert not [found for found in figures(text) if found.measures - {"bare"}]


def test_figures_in_order_each_with_its_own_bound() -> None:
    found = figures("幼儿园85所，在园幼儿近14200人，毛入园率90%以上")
    assert [(f.value, f.bound) for f in found] == [(85, "exact"), (14200, "approx"), (90, "at_least")]


def test_what_is_stated_is_kept_beside_the_value() -> None:
    (found,) = figures("1.35亿元")
    assert (found.value, found.value_stated, found.unit_stated) == (13500, "1.35", "亿元")


@pytest.mark.parametrize(
    ("text", "period", "kind"),
    [
        ("2019年", Period(2019), "year"),
        ("2019年12月底", Period(2019), "year"),
        ("2019年度", Period(2019), "year"),
        ("2012年至2017年", Period(2017, 2012), "year"),
        ("2016-2018年", Period(2018, 2016), "year"),
        ("2016-18年", Period(2018, 2016), "year"),
        ("2018-2019学年", Period(2018), "year"),
        ("十三五期间", Period(2020, 2016), "five"),
        ("十二五末", Period(2015), "year"),
        ("2017年以来", Period(2017), "since"),
        ("自2016年起", Period(2016), "since"),
        ("从2006年算起", Period(2006), "since"),
        ("2010年以前", Period(2010), "before"),
        ("9月1日", None, "day"),
    ],
)
def test_dates(text: str, period: Period | None, kind: str) -> None:
    (found,) = moments(text)
    assert (found.period, found.kind) == (period, kind)
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("去年", -1),
        ("上年度", -1),
        ("今年", 0),
        ("本年度", 0),
        ("明年", 1),
        ("来年", 1),
        ("近三年来", -2),
        ("五年来", -4),
    ],
)
def test_dates_against_the_year_of_the_report(text: str, shift: int) -> None:
    (found,) = moments(text)
    assert (found.period, found.relative) == (None, shift)


@pytest.mark.parametrize(
    "text", ["2019级新生", "上年同期", "2019-2018年", "小学一年级", "12019年", "电话2019"]
)
def test_no_dates(text: str) -> None:
    assert moments(text) == []


TEXTS = st.one_of(
    invented_texts(),
    changed_samples(),
    st.text(
        alphabet="0123456789.%‰：万亿千百十一二三零两多余约近年月日度第以上内左右个所人元次来至自年起-",
        max_size=24,
    ),
    st.lists(st.one_of(st.sampled_from([*NUMBERS, *UNITS, *TIMES]), PIECES), max_size=12).map("".join),
)


@given(TEXTS, st.data())
def test_figures_and_dates_stand_in_the_text_in_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(READER.quantities(text, start, end))
    for each in found:
        assert start <= each.start <= each.number_start < each.end <= end
        assert each.value >= 0
        assert each.value_stated in text[each.start : each.end]
        assert each.unit_stated is None or each.unit_stated[-1] in text[each.start : each.end]
    for first, second in pairwise(found):
        assert first.end <= second.start
    dates = READER.moments(text, start, end)
    for date in dates:
        assert start <= date.start < date.end <= end
    for before, after in pairwise(dates):
        assert before.end <= after.start
