"""When a figure holds and whether it is done or meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.extract.clauses import Clause
from tasks.extract.lexicon import Token
from tasks.extract.quantities import Moment
from tasks.records import Period

HAVING = ("有", "共有", "现有", "已有", "拥有", "现共有", "仅有", "尚有")
"""A clause that says what there is speaks of what is, whatever was meant before it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report and the part of it say: its year, and whether the part is a plan and of which year."""

    year: int | None
    plan: bool = False
    plan_year: int | None = None
    from_year: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Status and years of a figure. `stated` where the sentence itself names the year."""

    status: str
    year: int | None
    from_year: int | None
    stated: bool


def period_of(moments: Sequence[Moment], setting: Setting) -> tuple[Period | None, bool]:
    """The period that the nearest of the dates before a figure gives, and whether a date gave it."""
    for moment in reversed(moments):
        if moment.kind in ("day", "before"):
            continue
        if moment.kind == "recent":
            if moment.relative is None:
                continue
            if setting.year is None:
                return None, True
            return Period(setting.year, setting.year + moment.relative), True
        if moment.period is not None:
            if moment.kind == "since":
                first = moment.period.year
                return (
                    Period(setting.year, first if setting.year and setting.year > first else None)
                    if setting.year
                    else Period(0, first)
                ), True
            if moment.kind == "five" and setting.year is not None and moment.period.from_year is not None:
                if moment.period.from_year <= setting.year < moment.period.year:
                    return Period(setting.year, moment.period.from_year), True
            return moment.period, True
        if moment.relative is not None:
            return (Period(setting.year + moment.relative) if setting.year is not None else None), True
    return None, False


def planned_words(tokens: Sequence[Token]) -> bool | None:
    """True where the last word of intent or completion means intent, False for completion, None for none."""
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.kind == "done":
            return False
        if token.kind == "plan" and not ("invest" in token.events and _funds(tokens[i + 1 : i + 6])):
            return True
    return None


def _funds(tokens: Sequence[Token]) -> bool:
    """Whether money follows: 争取上级资金 is done, 争取建成 is meant."""
    return any(token.text in ("资金", "专项资金", "经费", "补助") or "元" in token.text for token in tokens)


def timing_of(
    before: Sequence[Token],
    clause: Clause,
    moments: Sequence[Moment],
    setting: Setting,
    then: bool,
    then_year: int | None,
) -> Timing:
    """Status and year of a figure from the words of its sentence before it.

    before     the tokens that lead to the figure, of its own clause and the ones before
    moments    the dates among them
    then       the figure is the earlier of a then-and-now pair; `then_year` is that of the pair before
    """
    period, stated = period_of(moments, setting)
    mood = planned_words(before)
    if mood and planned_words(clause.tokens) is None and any(t.text in HAVING for t in clause.tokens):
        mood = None
    if then:
        year = period.year if stated and period else then_year
        return Timing("actual", year or None, None, stated)
    if setting.plan:
        return _in_a_plan(period if stated else None, planned_words(clause.tokens), setting)
    later = stated and period is not None and setting.year is not None and period.year > setting.year
    status = "planned" if mood or (later and mood is not False) else "actual"
    if stated:
        return Timing(
            status, (period.year or None) if period else None, period.from_year if period else None, True
        )
    return Timing(status, setting.year, setting.from_year, False)


def _in_a_plan(period: Period | None, mood: bool | None, setting: Setting) -> Timing:
    """A figure in a part that is a plan: done only where its clause says so, or its year lies before."""
    plan_year = setting.plan_year
    past = period is not None and plan_year is not None and 0 < period.year < plan_year
    later = period is not None and plan_year is not None and period.year >= plan_year
    status = "actual" if past or (mood is False and not later) else "planned"
    year = period.year if period is not None else (plan_year if status == "planned" else setting.year)
    return Timing(status, year or None, period.from_year if period else None, period is not None)
