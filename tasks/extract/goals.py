"""Goals: labels and openings of a sentence that say of all behind them that it is only meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.extract.clauses import Clause
from tasks.extract.timing import planned_words, sets_time

NUMBER = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十])[.．]")
SPAN = re.compile(r"^[一二两三四五六七八九十\d]{1,2}年")
"""For how long: 两年任务：…"""
LABEL = re.compile(
    r"(?:目[标的](?:任务)?|任务(?:目标)?|愿景|要求(?:各校|各学校|各地|各单位)?|承诺|打算|建议|对策)(?:如下|为|是)?$|愿景|门槛"
)
"""How a label names what is only meant: 目标：…, 2020年愿景：…, 会议要求各校：…."""
OF_WHAT_BECAME = re.compile(
    r"完成|实现|达成|落实|情况|对照|围绕|按照?|根据|超过|达到|上级|省|国家|市里|市定|部颁|实绩|做了|\d"
)
"""Words of a label that tells what became of the goal, or whose goal it was."""


def label_before(clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The last label of a sentence before a clause, if what it names is only meant."""
    for other in reversed(clauses[: clause.number]):
        if other.labels and other.parent is None:
            said = _without_dates(other)
            number = NUMBER.match(said)
            said = said[number.end() :] if number else said
            span = SPAN.match(said)
            said = said[span.end() :] if span else said
            counts = [i for i in other.figures if i or not (number or span)]
            meant = LABEL.search(other.text) and not (OF_WHAT_BECAME.search(said) or counts)
            return other if meant else None
    return None


def governs(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether a sentence opens with a time that is only expected, over its ；: 预计至2020年底，…；…."""
    first = clauses[0]
    return first.segment != clause.segment and sets_time(first) and planned_words(first.tokens) is True


def _without_dates(clause: Clause) -> str:
    return "".join(token.text for token in clause.tokens if token.kind != "date")
