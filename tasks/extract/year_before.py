"""The level of an earlier year that a sentence compares with: 学生9654人，比2017年的9812人减少158人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.lexicon import Token
from tasks.extract.quantities import Quantity
from tasks.extract.series import COMPARED_YEAR
from tasks.extract.timing import Timing, span_of

COMPARING = ("比", "较", "与", "同")
BETWEEN = frozenset({"的", "同期", "年底", "末", "底"})
LAST_YEAR = re.compile(r"(?:上|去)(?:年|一年|学年)")
LESS_OR_MORE = ("净", "少", "多", "下降", "减", "增", "提高", "上升", "降", "升", "翻", "略", "大幅", "明显")
TWO = 2
FAR = 3.0
"""A level of the year before is no more than so many times that of this one, nor so many times less."""


def level_of_the_year_before(
    context: Context, clause: Clause, low: int, at: int, quantity: Quantity
) -> list[Fact]:
    """The facts of a figure that is what the one before it was, in the year compared with.

    A word for more or less stands directly behind it, and nothing but the year before: what stands behind
    比2017年增加 is how much more, and no level.
    """
    tokens = clause.tokens
    if at + 1 >= len(tokens) or not _changes(tokens[at + 1]):
        return []
    found = _year(context, tokens[low:at])
    if found is None:
        return []
    said: list[Fact] = []
    for fact in context.last_facts:
        near = fact.value / FAR <= quantity.value <= fact.value * FAR
        if fact.timing.status == "actual" and fact.rule.measure in quantity.measures and near:
            year = found if found > 0 else _earlier(fact.timing.year)
            said.append(fact.said_again(quantity, Timing("actual", year, None, True)))
    return said


def _changes(token: Token) -> bool:
    return token.kind == "growth" or token.text.startswith(LESS_OR_MORE)


def _earlier(year: int | None) -> int | None:
    return year - 1 if year is not None else None


def _year(context: Context, tokens: Sequence[Token]) -> int | None:
    """The year that words compare with; 0 where it is the one before; None where they say anything else."""
    words = [t for t in tokens if t.text not in BETWEEN]
    if len(words) == 1 and words[0].kind == "compare":
        named = COMPARED_YEAR.search(words[0].text)
        if named:
            return int(named.group(1))
        return 0 if LAST_YEAR.search(words[0].text) else None
    if len(words) != TWO or words[0].text not in COMPARING or words[1].kind != "date":
        return None
    moment = context.sentence.moments[words[1].index]
    if moment.relative == -1:
        return 0
    span = span_of([moment], context.setting)
    return span.year if span is not None and span.from_year is None else None
