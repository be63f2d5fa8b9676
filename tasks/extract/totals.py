"""Totals that come behind their parts: 新建5所、改扩建7所，合计12所; 公办58所、民办119所，共177所."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.frames import soft
from tasks.extract.lexicon import Rule

FEWEST, MOST = 2, 6
"""Of so many figures a total is made."""
APART = 40
"""A total stands at most so many characters behind its last part."""
CLOSE = 1e-9
BEHIND = frozenset({"unknown", "thing", "other", "restrict", "area"})


def with_totals(context: Context, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a sentence, with a total in place of the parts of one indicator, or beside those of two.

    A total has no noun of its own; that it is the sum of the figures before it says of what it is.
    Parts of one indicator (5 built anew and 7 enlarged) are no facts beside their sum.
    """
    found = list(facts)
    totals = context.lexicon.vocabulary.totals
    for clause in context.clauses:
        if not clause.figures or totals.isdisjoint(clause.words):
            continue
        at = clause.figures[0]
        if not _sums_up(clause, at, totals):
            continue
        quantity = context.sentence.quantities[clause.tokens[at].index]
        before = [fact for fact in found if fact.end <= clause.tokens[0].start]
        if not before or clause.tokens[0].start - before[-1].end > APART:
            continue
        parts = _parts(before, quantity.value)
        rule = _whole(context, parts) if parts else None
        if rule is None:
            continue
        total = replace(
            parts[-1],
            rule=rule,
            value=quantity.value,
            value_stated=quantity.value_stated,
            unit_stated=quantity.unit_stated,
            bound=quantity.bound,
            start=parts[0].start,
            end=quantity.end,
        )
        if all(part.rule.indicator.id == rule.indicator.id for part in parts):
            found = [fact for fact in found if fact not in parts]
        found = [
            *(f for f in found if f.start <= total.start),
            total,
            *(f for f in found if f.start > total.start),
        ]
    return found


def _sums_up(clause: Clause, at: int, totals: frozenset[str]) -> bool:
    """Whether nothing but a word of totals stands before the figure, and no noun behind it."""
    before = clause.tokens[:at]
    said = any(token.text in totals for token in before)
    behind = clause.tokens[at + 1 : at + 2]
    return (
        said
        and all(token.text in totals or soft(token) or token.kind == "link" for token in before)
        and not any(token.kind in BEHIND and not soft(token) for token in behind)
    )


def _parts(before: Sequence[Fact], value: float) -> list[Fact]:
    """The last facts, of one measure, status and year, that make up the value; none where they do not."""
    last = before[-1]
    parts: list[Fact] = []
    for fact in reversed(before[-MOST:]):
        if (fact.rule.measure, fact.timing) != (last.rule.measure, last.timing):
            break
        parts.insert(0, fact)
        if len(parts) >= FEWEST and abs(sum(part.value for part in parts) - value) <= CLOSE * value:
            return parts
    return []


def _whole(context: Context, parts: Sequence[Fact]) -> Rule | None:
    """The reading of which the parts are parts: their own, or that of the indicator made of theirs."""
    said = {part.rule.indicator.id for part in parts}
    if len(said) == 1:
        return parts[-1].rule
    for rule in context.lexicon.rules:
        whole = rule.indicator
        if set(whole.parts) == said and not rule.reading.event and rule.measure == parts[-1].rule.measure:
            return rule
    return None
