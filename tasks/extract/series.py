"""Figures of several years: 2017年、2018年分别为82%、85%, 在校学生2017年45100人，2018年46200人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.extract.clauses import Clause
from tasks.extract.frames import NOUNS
from tasks.extract.lexicon import Token
from tasks.extract.memory import COMPARED
from tasks.extract.names import JOINING
from tasks.extract.quantities import Moment
from tasks.extract.sieve import APART
from tasks.extract.timing import sets_time
from tasks.records import Period

AGAIN = ("date", "link", "to", "plan", "done")
"""Kinds of words that may stand before a figure that says the same of another year."""
BESIDES = (
    "和",
    "、",
    "全县",
    "全区",
    "全市",
    "又",
    "则",
    "也",
    "就",
    "共",
    "约",
    "，",
    "底",
    "末",
    "到",
    "至",
)
NOW = ("现在", "目前", "如今", "当前", "现", "现有")
MOST_YEARS = 10
COMPARED_YEAR = re.compile(r"((?:19|20)\d{2})年")
"""The year in a word of comparison: 比2015年."""


def dates_of_series(
    lead: Sequence[Clause], clause: Clause, at: int, moments: Sequence[Moment]
) -> list[Moment]:
    """The dates of the figures that the one at index `at` stands among, one to a figure; else none.

    The last run of dates before the figures is theirs: 2017年、2018年、2019年…; or a span of as many
    years: 2017-2019年分别….
    """
    tokens = clause.tokens
    figures = list(clause.figures)
    run = _run(tokens, figures, at)
    before = [*(t for c in lead if c.segment == clause.segment for t in c.tokens), *tokens[: run[0]]]
    dates: list[Moment] = []
    for i in range(len(before) - 1, -1, -1):
        token = before[i]
        if token.kind == "date" and moments[token.index].kind != "day":
            dates.insert(0, moments[token.index])
        elif token.kind == "figure" or (dates and token.text not in JOINING):
            break
    if len(dates) == 1:
        dates = _years_of(dates[0])
    return dates if len(dates) > 1 else []


def place_in_series(clause: Clause, at: int) -> tuple[int, int]:
    """Which of the figures that are joined in a row the one at index `at` is, and of how many."""
    run = _run(clause.tokens, list(clause.figures), at)
    return run.index(at), len(run)


def said_apart(clause: Clause, at: int) -> bool:
    """Whether 分别 stands before a figure."""
    return any(word in token.text for token in clause.tokens[:at] for word in APART)


def same_at_another_time(clauses: Sequence[Clause], clause: Clause, low: int, at: int) -> bool:
    """Whether nothing but a date stands between the figure before and this one: …82%，2018年为85%.

    A noun behind the figure is another that it counts: …共649名；2018年，55名新教师.
    """
    tokens = clause.tokens[low:at]
    behind = clause.tokens[at + 1 : at + 2]
    if any(t.kind == "thing" or (t.tag.startswith(NOUNS) and not t.events) for t in behind):
        return False
    dated = any(t.kind == "date" for t in tokens)
    if low == 0 and not dated and any(t.text in NOW for t in tokens):
        dated = any(t.kind == "date" for c in clauses[: clause.number] for t in c.tokens)
    if low == 0:
        before = next((c for c in reversed(clauses[: clause.number]) if c.parent is clause.parent), None)
        if before is None and clause.parent is not None and low == 0:
            before = _led_into(clause.parent, clause)
        if before is not None and not dated and sets_time(before):
            dated = True  # …82人；2018年：85人
            before = clauses[before.number - 1] if before.number else None
        if before is None or not before.figures:
            return False
        if any(t.kind == "thing" or t.events for t in before.tokens[before.figures[-1] + 1 :]):
            return False
    return dated and all(t.kind in AGAIN or t.text in BESIDES or t.text in NOW for t in tokens)


def _led_into(around: Clause, bracket: Clause) -> Clause | None:
    """What a bracket stands in, where it stands directly behind a figure: 招聘教师120人（2018年96人）."""
    before = [token for token in around.tokens if token.end <= bracket.tokens[0].start]
    return around if before and before[-1].kind == "figure" else None


def rises(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure of a date that is compared with goes on to a later one: 比2015年的78%提高到91%."""
    near = tokens[max(0, at - 3) : at]
    compared = any(t.kind == "compare" or t.text in COMPARED for t in near)
    dated = compared and any(t.kind == "date" or COMPARED_YEAR.search(t.text) for t in near)
    later = tokens[at + 1 :]
    to = next((i for i, t in enumerate(later) if t.kind == "to"), None)
    return dated and to is not None and not any(t.kind == "figure" for t in later[:to])


def _run(tokens: Sequence[Token], figures: list[int], at: int) -> list[int]:
    """The indexes of the figures that stand joined in a row with the one at index `at`."""
    run = [at]
    here = figures.index(at)
    for later, earlier in pairwise(reversed(figures[: here + 1])):
        if not _joined(tokens, earlier, later):
            break
        run.insert(0, earlier)
    for earlier, later in pairwise(figures[here:]):
        if not _joined(tokens, earlier, later):
            break
        run.append(later)
    return run


def _joined(tokens: Sequence[Token], earlier: int, later: int) -> bool:
    between = tokens[earlier + 1 : later]
    return 0 < len(between) <= 1 and all(t.text in JOINING for t in between)


def _years_of(span: Moment) -> list[Moment]:
    """The years of a span, one by one."""
    if span.kind == "recent" and span.relative is not None:
        return [replace(span, relative=shift, kind="year") for shift in range(span.relative, 1)]
    period = span.period
    if period is None or period.from_year is None or span.kind != "year":
        return []
    if not 0 < period.year - period.from_year < MOST_YEARS:
        return []
    return [replace(span, period=Period(year)) for year in range(period.from_year, period.year + 1)]


def year_compared_with(tokens: Sequence[Token], moments: Sequence[Moment]) -> list[Moment]:
    """The last date among tokens, if it is one that is compared with: 与2015年相比，…; 比2015年的…."""
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.kind == "date":
            beside = [t.text for t in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])]
            compared = not COMPARED.isdisjoint(beside)
            return [moments[token.index]] if compared else []
        found = COMPARED_YEAR.search(token.text) if token.kind == "compare" else None
        if found:
            return [Moment(token.start, token.end, Period(int(found.group(1))))]
    return []
