"""What the headings of a report say of its parts: of which years each tells, and which are plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.timing import Setting
from tasks.plans import five_years_of, planned_years
from tasks.records import Heading, Period, Report

BEHIND = re.compile(r"回顾|回头看|成就|成效|成绩|基础|现状|答卷|总结|基本情况|存在(?:的)?问题")
"""Words of a heading, in a report that as a whole is a plan, over what was there before."""


def setting_of(report: Report, headings: Sequence[Heading]) -> Setting:
    """The year and mood below headings: a plan's year is its heading's, or the one after the report's."""
    plan = next((heading for heading in reversed(headings) if heading.plan), None)
    behind = next((h for h in reversed(headings) if not h.plan and (h.state or BEHIND.search(h.title))), None)
    if plan is None and report.plan and behind is None:
        several = planned_years(report.title or "")
        return plan_of(report) if several else Setting(report.year, True, report.year)
    if plan is None:
        done = _done(report, headings)
        several = planned_years(report.title or "")
        return replace(done, plan_year=several.year, plan_from=several.from_year) if several else done
    year = plan.year or next((h.year for h in reversed(headings) if h.plan and h.year), None)
    if year is None:
        five = next((five_years_of(h.title) for h in reversed(headings) if h.plan), None)
        if five is not None and five.from_year is not None and _later(five, report.year):
            return Setting(report.year, True, five.year, report.from_year, five.from_year)
        return plan_of(report)
    return Setting(report.year, True, year, report.from_year)


def plan_of(report: Report) -> Setting:
    """A part that is a plan and names no year."""
    several = planned_years(report.title or "")
    first = several.from_year if several else None
    return Setting(report.year, True, report.plan_year, report.from_year, first)


def _later(five: Period, year: int | None) -> bool:
    return year is None or five.year > year


def _done(report: Report, headings: Sequence[Heading]) -> Setting:
    """A part that tells of what was done: of the year, or the five years, that the nearest heading names."""
    for heading in reversed(headings):
        if heading.year is not None and heading.year == report.year:
            break
        if heading.year is not None:
            return Setting(heading.year)  # 一、2018年工作回顾 in a report of 2019
        five = five_years_of(heading.title)
        if five is not None and five.from_year is not None:
            so_far = report.year is not None and five.from_year <= report.year < five.year
            return Setting(report.year if so_far else five.year, from_year=five.from_year)
    return Setting(report.year, from_year=report.from_year)
