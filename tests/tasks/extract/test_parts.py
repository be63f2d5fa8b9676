"""The time of a report's parts, by their headings."""

from __future__ import annotations

import pytest

from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_of
from tasks.extract.parts import setting_of
from tasks.extract.timing import Setting
from tasks.records import Document, Heading, Report, Source
from tasks.standardize.reports import standardize

PLAN = "柳城县“十四五”教育发展规划\n"
SUMMARY = "柳城县教育局2021年工作总结\n"


def report(text: str) -> Report:
    """The one report of a text."""
    found = standardize(Document(Source("page", "page.txt"), "a" * 64, text), load_vocabulary())
    assert len(found.reports) == 1, found.refusals
    return found.reports[0]


def heading(title: str, plan: bool = False, year: int | None = None) -> Heading:
    return Heading(1, title, plan, year)


@pytest.mark.parametrize(
    ("text", "headings", "setting"),
    [
        (PLAN, [], Setting(2020, True, 2025, 2016, 2021, titled=True)),
        (PLAN, [heading("发展基础")], Setting(2020, False, 2025, 2016, 2021)),
        (PLAN, [heading("十三五发展成就")], Setting(2020, False, 2025, 2016, 2021)),
        (PLAN, [heading("发展目标", plan=True)], Setting(2020, True, 2025, 2016, 2021)),
        (SUMMARY, [], Setting(2021)),
        (SUMMARY, [heading("十三五工作回顾")], Setting(2020, from_year=2016)),
        (SUMMARY, [heading("十四五开局之年的工作")], Setting(2021, from_year=2021)),
        (SUMMARY, [heading("十四五目标", plan=True)], Setting(2021, True, 2025, None, 2021)),
        (SUMMARY, [heading("下一步工作", plan=True)], Setting(2021, True, 2022)),
        (SUMMARY, [heading("2020年工作回顾", year=2020)], Setting(2020)),
        (SUMMARY, [heading("四季度工作打算", plan=True)], Setting(2021, True, 2021)),
        (SUMMARY, [heading("去年招聘情况")], Setting(2020)),
    ],
)
def test_the_time_below_headings(text: str, headings: list[Heading], setting: Setting) -> None:
    assert setting_of(report(text + "全县有幼儿园85所。"), headings) == setting


def test_a_fact_said_with_its_year_and_without_is_one() -> None:
    said = "近5年中，全县累计新建幼儿园22所。\n2010年至2014年，全县累计新建幼儿园22所。\n"
    rows = observations_of(report(f"柳城县幼儿园建设\n{said}"), load_lexicon())
    assert [(r["indicator"], r["year"], r["from_year"]) for r in rows] == [
        ("kindergartens_built", 2014, 2010)
    ]


SPEECH = "柳城县2021年教育工作总结\n今年我们新建幼儿园4所。\n"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            SPEECH + "我们承诺：\n——新建幼儿园6所；\n——招聘教师85名。\n全年招聘教师80名。\n",
            [
                ("kindergartens_built", 4, "actual"),
                ("kindergartens_built", 6, "planned"),
                ("teachers_recruited", 85, "planned"),
                ("teachers_recruited", 80, "actual"),
            ],
        ),
        (
            SPEECH + "我们承诺的事已经完成：\n——招聘教师85名。\n",
            [("kindergartens_built", 4, "actual"), ("teachers_recruited", 85, "actual")],
        ),
        (
            "柳城县中小学布局调整方案\n全县小学65所，在校小学生9210人。新建幼儿园4所。\n",
            [
                ("primary_schools", 65, "actual"),
                ("primary_enrolment", 9210, "actual"),
                ("kindergartens_built", 4, "planned"),
            ],
        ),
        (
            "柳城县学前教育行动计划（2021-2023年）\n一、任务\n2021年：新建幼儿园4所。\n2022年：新建幼儿园5所。\n",
            [("kindergartens_built", 4, "planned"), ("kindergartens_built", 5, "planned")],
        ),
        (
            "柳城县学前教育行动计划（2021-2023年）\n一、现状\n三年来新建幼儿园3所。\n二、任务\n三年共新建幼儿园9所。\n",
            [("kindergartens_built", 3, "actual"), ("kindergartens_built", 9, "planned")],
        ),
    ],
)
def test_what_is_meant_in_a_text(text: str, facts: list[tuple[str, float, str]]) -> None:
    rows = observations_of(report(text), load_lexicon())
    assert [(r["indicator"], r["value"], r["status"]) for r in rows] == facts
