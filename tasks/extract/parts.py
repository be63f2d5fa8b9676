"""What the headings of a report say of its parts: of which years each tells, and which are plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.timing import Setting
from tasks.plans import five_years_of, planned_years, span_of
from tasks.records import Heading, Paragraph, Period, Report

BEHIND = re.compile(r"回顾|回头看|成就|成效|成绩|基础|现状|答卷|总结|基本情况|存在(?:的)?问题")
"""Words of a heading, in a report that as a whole is a plan, over what was there before."""
BULLETS = frozenset("：▲△▼●○◆◇★☆■□◎※▶►·•-√✓")
"""What items of a list open with; —— is ：： in the one spelling of a text."""
ITEM_MARKS = {**{mark: mark for mark in BULLETS}, **dict.fromkeys("├└┣┗", "├")}
"""What items of a list open with; those of a drawn tree are alike."""
COUNT_LINE = re.compile(
    r"[^\w（]?\s?[\u4e00-\u9fff]{1,8}(?:：|（(?:合计|共计|总计|共)?|(?:合计|共计|总计|共))"
    r"\d+(?:\.\d+)?万?[所人名个]）?[。；]?"
)
"""A line that says nothing but how many there are: 学生：49216人, 学校（合计111所）."""
UNMARKED = ""
REST = re.compile(r"下半年|[三四]季度|年底前|年内")
"""Words of a heading over plans for the rest of the report's own year."""
YEAR_BEFORE = re.compile(r"^(?:去年|上年)")
DONE = re.compile(r"完成|情况|兑现|落实了|做了|已")
"""Words before a list that tell what became of what was meant."""


def setting_of(report: Report, headings: Sequence[Heading]) -> Setting:
    """The year and mood below headings: a plan's year is its heading's, or the one after the report's."""
    plan = next((heading for heading in reversed(headings) if heading.plan), None)
    behind = next((h for h in reversed(headings) if not h.plan and (h.state or BEHIND.search(h.title))), None)
    if plan is None and report.plan and behind is None:
        several = planned_years(report.title or "")
        return replace(plan_of(report) if several else Setting(report.year, True, report.year), titled=True)
    if plan is None:
        done = _done(report, headings)
        several = planned_years(report.title or "")
        return replace(done, plan_year=several.year, plan_from=several.from_year) if several else done
    if plan.year is None and report.year is not None and REST.search(plan.title):
        return Setting(report.year, True, report.year, report.from_year)
    year = plan.year or next((h.year for h in reversed(headings) if h.plan and h.year), None)
    if year is None:
        five = next((five_years_of(h.title) for h in reversed(headings) if h.plan), None)
        if five is not None and five.from_year is not None and _later(five, report.year):
            return Setting(report.year, True, five.year, report.from_year, five.from_year)
        return plan_of(report)
    span = span_of(plan.title) or five_years_of(plan.title)
    plan_from = span.from_year if span is not None and span.year == year else None
    return Setting(report.year, True, year, report.from_year, plan_from)


def plan_of(report: Report) -> Setting:
    """A part that is a plan and names no year."""
    several = planned_years(report.title or "")
    first = several.from_year if several else None
    year = report.year if report.plan and several is None else report.plan_year
    return Setting(report.year, True, year, report.from_year, first)


def _later(five: Period, year: int | None) -> bool:
    return year is None or five.year > year


def _done(report: Report, headings: Sequence[Heading]) -> Setting:
    """A part that tells of what was done: of the year, or the five years, that the nearest heading names."""
    for heading in reversed(headings):
        if heading.year is not None and heading.year == report.year:
            break
        if heading.year is not None:
            span = span_of(heading.title)
            first = span.from_year if span is not None and span.year == heading.year else None
            return Setting(heading.year, from_year=first)  # 一、2018年工作回顾 in a report of 2019
        if report.year is not None and YEAR_BEFORE.search(heading.title):
            return Setting(report.year - 1)  # 四、去年其他渠道
        five = five_years_of(heading.title)
        if five is not None and five.from_year is not None:
            so_far = report.year is not None and five.from_year <= report.year < five.year
            return Setting(report.year if so_far else five.year, from_year=five.from_year)
    return Setting(report.year, from_year=report.from_year)


class MeantList:
    """The items of a list below a line that says they are only meant: 我们承诺：, below it ——新建学校8所."""

    def __init__(self, lead: re.Pattern[str]) -> None:
        self._lead = lead
        self._mark: str | int | None = None
        self._opened: str | int | None = None
        self.here = False

    def enter(self, paragraph: Paragraph, text: str) -> None:
        """Go on to a paragraph, and say whether it is an item of such a list (`here`)."""
        mark = _mark(paragraph, text)
        self.here = mark is not None and (
            mark == self._mark or (self._mark is None and self._opened is not None and mark != self._opened)
        )
        self._mark = mark if self.here else None
        self._opened = None
        if self.here or text[paragraph.end - 1 : paragraph.end] != "：":
            return
        said = re.split(r"[。！？；]", text[paragraph.start : paragraph.end])[-1]
        if self._lead.search(said) and not DONE.search(said):
            self._opened = UNMARKED if mark is None else mark


class DividedCount:
    """A line that only counts something, and the lines below it that divide the count: 学生：49216人."""

    def __init__(self) -> None:
        self._counted = False
        self._mark: str | None = None

    def enter(self, paragraph: Paragraph, text: str) -> bool:
        """Go on to a paragraph, and say whether it divides what a line above it counts."""
        line = text[paragraph.start : paragraph.end].strip()
        mark = ITEM_MARKS.get(line[:1])
        counts = COUNT_LINE.fullmatch(line) is not None and (mark is None or not self._counted)
        divides = not counts and (self._counted or (mark is not None and mark == self._mark))
        self._mark = mark if divides else None
        self._counted = counts
        return divides


def _mark(paragraph: Paragraph, text: str) -> str | int | None:
    """What an item of a list opens with: a bullet, or the level of its number."""
    opening = text[paragraph.start]
    if opening in BULLETS:
        return opening
    behind = text[paragraph.start : paragraph.start + 4]
    numbered = paragraph.headings and behind and paragraph.headings[-1].title.startswith(behind[:2])
    return paragraph.headings[-1].level if numbered else None
