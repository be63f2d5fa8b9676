"""Figures of a deed that names no noun: 全县教师老化，五年来招考录用412人; 隐患：累计发现436处."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.frames import Around, Frame, soft
from tasks.extract.lexicon import Token

LESS = frozenset({"eliminate"})
"""Deeds whose verbs are those of growth too: 减108个."""
IN_FACT = frozenset({"实际", "共", "一共", "合计", "累计", "总共"})


def deed_frames(context: Context, clause: Clause, low: int, at: int, left: Frame | Around) -> Iterator[Frame]:
    """What the figure at index `at` is of, where its clause has a verb and no noun at all.

    The catalogue says so by a reading whose thing is the name of a group of verbs; what that group is done
    to then stands elsewhere in the sentence or its headings (`near`). What is counted already in the same
    sentence is not counted again without a date: the second figure would be a part of the first.
    """
    if low > 0 or not isinstance(left, Around) or left.blocked or left.share or left.to or left.then:
        return
    if left.compare or not left.events or (left.growth and left.events.isdisjoint(LESS)):
        return
    tokens = clause.tokens
    if not all(soft(t) or t.events or t.kind in ("link", "date") for t in tokens[:at]):
        return
    if left.growth and sum(t.kind == "growth" for t in tokens[:at]) > 1:
        return
    if any(t.kind != "mark" and not soft(t) for t in tokens[at + 1 : at + 2]):
        return
    dated = any(t.kind == "date" for t in tokens[:at])
    in_fact = any(t.text in IN_FACT for t in tokens[:at])
    for event in sorted(left.events):
        rules = context.lexicon.things.get(event, ())
        if not rules or (not dated and any(r.indicator.id in context.matched for r in rules)):
            continue
        if event in context.events and not (dated or in_fact):
            continue  # 面向社会招聘农村教师，录用72名: of those that were named there
        start = next(t.start for t in tokens if t.events)
        head = Token(event, start, start, "", "thing", rules)
        yield Frame(head, events=left.events, link=True, start=start)
