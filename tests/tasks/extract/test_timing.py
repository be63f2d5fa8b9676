"""When a figure holds, and whether it is done or meant."""

from __future__ import annotations

import pytest

from tasks.extract.clauses import clauses_of
from tasks.extract.lexicon import load_lexicon
from tasks.extract.timing import Setting, Span, Timing, planned_words, span_of, timing_of
from tasks.extract.tokens import Sentence, cut_sentence

LEXICON = load_lexicon()
REPORT = Setting(2019)
PLAN = Setting(2019, plan=True, plan_year=2020)


def cut(text: str) -> Sentence:
    return cut_sentence(LEXICON, text, 0, len(text))


def timing(text: str, setting: Setting = REPORT, then: bool = False, then_year: int | None = None) -> Timing:
    """The timing of a figure at the end of a clause."""
    sentence = cut(text)
    clause = clauses_of(sentence)[-1]
    return timing_of(sentence.tokens, clause, sentence.moments, setting, then, then_year)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("计划新建幼儿园", True),
        ("力争毛入园率达到", True),
        ("确保巩固率达到", True),
        ("拟招聘教师", True),
        ("教师培训要达到", True),
        ("已新建幼儿园", False),
        ("计划新建，已建成", False),
        ("已建成，计划再建", True),
        ("新建幼儿园", None),
        ("争取上级资金1200万元", None),
    ],
)
def test_words_of_intent_and_of_completion(text: str, mood: bool | None) -> None:
    assert planned_words(cut(text).tokens) is mood


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2018年", Span(2018)),
        ("去年", Span(2018)),
        ("今年", Span(2019)),
        ("明年", Span(2020)),
        ("2016年至2018年", Span(2018, 2016)),
        ("2017年以来", Span(2019, 2017)),
        ("2019年以来", Span(2019)),
        ("近三年来", Span(2019, 2017)),
        ("十二五期间", Span(2015, 2011)),
        ("十三五期间", Span(2019, 2016)),
        ("2016年，去年", Span(2018)),
        ("去年9月1日", Span(2018)),
        ("9月1日", None),
        ("2010年以前", Span(None)),
        ("幼儿园", None),
    ],
)
def test_the_years_that_dates_give(text: str, span: Span | None) -> None:
    assert span_of(cut(text).moments, REPORT) == span


@pytest.mark.parametrize(("text", "year"), [("去年", None), ("近三年来", None), ("2018年", 2018)])
def test_dates_in_a_report_without_a_year(text: str, year: int | None) -> None:
    span = span_of(cut(text).moments, Setting(None))
    assert span is not None
    assert span.year == year


@pytest.mark.parametrize(
    ("text", "status", "year"),
    [
        ("新建幼儿园", "actual", 2019),
        ("计划新建幼儿园", "planned", 2019),
        ("2020年计划新建幼儿园", "planned", 2020),
        ("到2022年幼儿园达到", "planned", 2022),
        ("去年新建幼儿园", "actual", 2018),
        ("明年新建幼儿园", "planned", 2020),
        ("计划扩大资源，全县现有幼儿园", "actual", 2019),
        ("2020年已新建幼儿园", "actual", 2020),
    ],
)
def test_in_a_report(text: str, status: str, year: int) -> None:
    found = timing(text)
    assert (found.status, found.year) == (status, year)


@pytest.mark.parametrize(
    ("text", "status", "year"),
    [
        ("新建幼儿园", "planned", 2020),
        ("2022年新建幼儿园", "planned", 2022),
        ("目前已新建幼儿园", "actual", 2019),
        ("2019年新建幼儿园", "actual", 2019),
        ("去年新建幼儿园", "actual", 2018),
        ("2022年已新建幼儿园", "planned", 2022),
    ],
)
def test_in_a_part_that_is_a_plan(text: str, status: str, year: int) -> None:
    found = timing(text, PLAN)
    assert (found.status, found.year) == (status, year)


def test_the_earlier_of_two_is_done_and_has_no_year_unless_said() -> None:
    assert timing("由", then=True) == Timing("actual", None, None, False)
    assert timing("由2015年的", then=True) == Timing("actual", 2015, None, True)
    assert timing("由", then=True, then_year=2000) == Timing("actual", 2000, None, False)


def test_a_report_of_several_years_gives_its_first_year() -> None:
    span = Setting(2020, from_year=2016)
    assert timing("新建幼儿园", span) == Timing("actual", 2020, 2016, False)
    assert timing("2018年新建幼儿园", span) == Timing("actual", 2018, None, True)


def test_a_report_without_a_year_has_facts_without_one() -> None:
    assert timing("新建幼儿园", Setting(None)) == Timing("actual", None, None, False)
    assert timing("计划新建幼儿园", Setting(None, plan=True)).year is None
