"""Plans of several years: which years a title plans for, and on which it can look back."""

from __future__ import annotations

import re

from tasks.records import FIVE_YEAR_PLANS, Period

DASHES = re.compile(r"[—–―－‐−‐~～〜]+")
SPELLED = re.compile(r"第(十[一二三四])个五年")
PLANNED = re.compile(r"规划|纲要|计划|安排|方案|目标|蓝图")
BEHIND = re.compile(
    r"总结|回顾|期间|成就|成效|回眸|回头看|巡礼|答卷|辉煌|收官|汇报|报告|情况|评估|调整|解读|通知"
)
"""Words of a title that tells of its years, or of what became of the plan."""
LOOKED_BACK_ON = re.compile(r"总结|回顾|期间|成就|回眸|回头看|巡礼|答卷|辉煌|收官")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:-|至|到)((?:19|20)\d{2})(?:年|(?=[）)]))")
ONE_YEAR = re.compile(r"(?:19|20)\d{2}年")


def five_years_of(words: str) -> Period | None:
    """The years of the nation's five-year plan that is named first: 十三五, 第十三个五年."""
    spelled = SPELLED.search(words)
    found = [(words.find(name), years) for name, years in FIVE_YEAR_PLANS.items() if name in words]
    if spelled:
        found.append((spelled.start(), FIVE_YEAR_PLANS[f"{spelled.group(1)}五"]))
    if not found:
        return None
    first, last = min(found)[1]
    return Period(last, first)


def five_years_behind(words: str) -> Period | None:
    """The five years that a title or heading looks back on: 十三五发展成就."""
    return five_years_of(words) if LOOKED_BACK_ON.search(words) else None


def planned_years(title: str) -> Period | None:
    """The years that a title plans: 十四五教育发展规划, 学位建设方案（2020-2022年）."""
    title = DASHES.sub("-", title)
    if not PLANNED.search(title) or BEHIND.search(title):
        return None
    return span_of(title) or (None if ONE_YEAR.search(title) else five_years_of(title))


def span_of(words: str) -> Period | None:
    """The years of a span that a title or heading names: 重大工程（2021-2025年）."""
    span = SPAN.search(DASHES.sub("-", words))
    if span is None or int(span.group(1)) >= int(span.group(2)):
        return None
    return Period(int(span.group(2)), int(span.group(1)))


def period_before(plan: Period) -> Period:
    """What a plan of several years tells of as done: of five years, the five before; else up to its first."""
    first = plan.year if plan.from_year is None else plan.from_year
    if (first, plan.year) in FIVE_YEAR_PLANS.values():
        return Period(first - 1, first - 5)
    return Period(first)
