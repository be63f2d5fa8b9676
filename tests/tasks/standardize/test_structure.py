"""Headings, plan parts, and lines that were broken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from indicators.vocabulary import load_vocabulary
from tasks.records import Paragraph
from tasks.standardize.structure import heading_level, lines_of, paragraphs_of, plan_title
from tests.genre import invented_texts

VOCABULARY = load_vocabulary()


def outline(text: str, year: int | None = 2019) -> list[tuple[str, list[str], bool]]:
    """Each paragraph: how it begins, the titles above it, and whether it is of a plan."""
    return [
        (text[p.start : p.end][:6], [h.title for h in p.headings], any(h.plan for h in p.headings))
        for p in paragraphs_of(text, VOCABULARY, year)
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一部分 工作总结", 0),
        ("第三章：保障", 0),
        ("一、工作情况", 1),
        ("十二、其他", 1),
        ("（一）学前教育", 2),
        ("1.幼儿园", 3),
        ("1、幼儿园", 3),
        ("（1）幼儿园", 4),
        ("1）幼儿园", 4),
        ("一，工作情况", 1),
        ("项目二义务教育大班额", 5),
        ("任务三：校舍建设", 5),
        ("项目一期工程已经完工", None),
        ("任务一览表", None),
        ("1.5万名学生", None),
        ("一是学前教育", None),
        ("2019年，全县", None),
        ("全县共有", None),
        ("", None),
    ],
)
def test_how_headings_are_numbered(line: str, level: int | None) -> None:
    found = heading_level(line)
    assert (found and found[0]) == level


def test_paragraphs_stand_under_their_headings() -> None:
    text = "前言。\n一、工作情况\n（一）学前教育\n全县有幼儿园。\n（二）小学\n有小学。\n二、问题\n不足。"
    assert outline(text) == [
        ("前言。", [], False),
        ("工作情况", ["工作情况"], False),
        ("学前教育", ["工作情况", "学前教育"], False),
        ("全县有幼儿园", ["工作情况", "学前教育"], False),
        ("小学", ["工作情况", "小学"], False),
        ("有小学。", ["工作情况", "小学"], False),
        ("问题", ["问题"], False),
        ("不足。", ["问题"], False),
    ]


@pytest.mark.parametrize(
    ("heading", "plan"),
    [
        ("二、下一步工作打算", True),
        ("二、2020年工作思路", True),
        ("三、明年工作安排", True),
        ("二、2020年主要工作", True),  # a year behind the report's own
        ("二、工作成效", False),
        ("二、存在问题", False),
        ("一、2019年工作总结", False),
        ("一、2018年基本情况", False),
        ("一、目标任务完成情况", False),
        ("一、2019年工作计划完成情况", False),
        ("二、目标", True),
        ("四、四季度安排", True),
        ("3.排查隐患120处，整改112处，其余已列2020年维修计划", False),  # no heading but a sentence
    ],
)
def test_which_parts_are_plans(heading: str, plan: bool) -> None:
    assert outline(f"{heading}\n新建幼儿园5所。")[-1] == ("新建幼儿园5", [heading[2:]], plan)


def test_a_plan_ends_with_the_next_heading_of_its_level() -> None:
    text = "一、下步打算\n（一）建设\n新建。\n二、附：工作情况\n已建。"
    assert [plan for _, _, plan in outline(text)] == [True, True, True, False, False]


def test_the_year_of_a_heading_is_kept() -> None:
    paragraphs = paragraphs_of("二、2020年工作思路\n新建。", VOCABULARY, 2019)
    assert [(heading.plan, heading.year) for heading in paragraphs[-1].headings] == [(True, 2020)]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("二、2018年工作回顾", 2018),
        ("二、2018-2019学年工作", 2018),
        ("7. 校际差异系数：小学0.2016，初中0.1932", None),
        ("8. 随迁子女：在校2013人", None),
        ("9. 培训：参训2,018人次", None),
    ],
)
def test_a_figure_in_a_heading_is_no_year(heading: str, year: int | None) -> None:
    paragraphs = paragraphs_of(heading + "\n全县教育取得新的成绩。", VOCABULARY, 2019)
    assert [each.year for each in paragraphs[-1].headings] == [year]


def test_headings_inside_a_run_on_text_are_found() -> None:
    text = "总结。一、学前教育。全县有85所。二、下一步打算。新建5所。（一）建设。改建2所。"
    assert [(t[-1] if t else "", plan) for _, t, plan in outline(text)] == [
        ("", False),
        ("学前教育", False),
        ("下一步打算", True),
        ("建设", True),
    ]


def test_a_menu_above_the_text_makes_no_plan_of_it() -> None:
    menu = "机构职能\n规划计划\n工作要点\n"
    assert outline(menu + "全县有幼儿园76所。\n下一步打算\n建设幼儿园3所。\n") == [
        ("机构职能", [], False),
        ("规划计划", [], False),
        ("工作要点", [], False),
        ("全县有幼儿园"[:6], [], False),
        ("下一步打算", ["下一步打算"], True),
        ("建设幼儿园3", ["下一步打算"], True),
    ]


def test_a_marked_heading_may_stand_before_the_first_sentence() -> None:
    text = "▲ 回头看：交出的答卷\n招聘教师85名。\n▲ 向前看：十四五指标\n毛入园率98%。\n"
    assert [(headings, plan) for _, headings, plan in outline(text) if headings] == [
        (["回头看：交出的答卷"], False),
        (["回头看：交出的答卷"], False),
        (["向前看：十四五指标"], True),
        (["向前看：十四五指标"], True),
    ]


def test_a_number_in_a_sentence_opens_nothing() -> None:
    assert len(outline("全县有一、二年级学生，以及（一）班。")) == 1


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("2020年工作计划", True),
        ("2020年工作要点", True),
        ("2019年工作总结", False),
        ("2019年工作总结和2020年工作思路", False),
        ("2019年工作小结及2020年打算", False),
        ("学前教育行动计划（2018-2020年）", True),
        ("中小学布局调整方案", True),
        ("关于印发《学位建设实施方案》的通知", True),
        ("2020年教育类任务分解", True),
        ("第三期学前教育行动计划终期自查报告", False),
        ("实施方案落实情况汇报", False),
        ("", False),
    ],
)
def test_titles_of_plans(title: str, plan: bool) -> None:
    assert plan_title(title, VOCABULARY) is plan


@given(invented_texts())
def test_paragraphs_are_spans_in_order_that_lose_no_text(text: str) -> None:
    paragraphs = paragraphs_of(text, VOCABULARY, 2019)
    assert all(0 <= p.start <= p.end <= len(text) for p in paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(paragraphs))
    for paragraph in paragraphs:
        levels = [heading.level for heading in paragraph.headings]
        assert levels == sorted(set(levels))
    # what stands in no paragraph is the space between them and the ordinals of headings
    assert all(len(gap.strip()) <= 8 for gap in gaps(text, paragraphs))
    assert all(text[a:b] == text[a:b].strip() for a, b in lines_of(text))


def gaps(text: str, paragraphs: list[Paragraph]) -> list[str]:
    ends = [0, *(p.end for p in paragraphs)]
    starts = [*(p.start for p in paragraphs), len(text)]
    return [text[a:b] for a, b in zip(ends, starts, strict=True)]
