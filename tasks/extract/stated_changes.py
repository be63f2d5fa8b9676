"""By how much a fact differs from that of an earlier year, where its report says so: 85所，比上年增加9所.

No change is a fact. One is kept only where nobody can doubt whose change it is: it stands directly behind
the figure of its fact, with no word between but those of `indicators/words/changes.toml`, and nothing but
a mark behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indicators.change_words import ChangeWords, load_change_words
from tasks.extract.context import Fact
from tasks.extract.quantities import Quantity

POINTS, PERCENT = "个百分点", "%"
RATE = "percent"
COUNTED = frozenset(
    {"institutions", "people", "things", "events", "participations", "money", "area", "vehicles"}
)
"""What is measured in a unit of its own. Of a bare figure nobody knows whether it is a change in %."""
ENDS = frozenset("，。；！？）),;!?\n")
"""What may stand behind a change: a noun there would be what it is of (比上年增加9所公办园)."""
PARTED = re.compile("[，。；：（）,;:()！？\n]")
SIDES = {"at_least": "at_most", "at_most": "at_least"}
REACH = 30
"""A comparison has at most so many characters before its figure."""


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change of `fact` since `against_year`, signed, in its indicator's unit, 百分点 or %.

    `bound` is that of the signed change: 减少5所以上 is at most -5. `start` and `end` are of its quote.
    """

    fact: Fact
    against_year: int
    change: float
    unit: str
    bound: str
    value_stated: str
    unit_stated: str | None
    start: int
    end: int


def may_compare(sentence: str) -> bool:
    """Whether a sentence has a character without which it states no change."""
    return any(opening in sentence for opening in load_change_words().openings)


def changes_in(
    text: str, facts: Sequence[Fact], quantities: Sequence[Quantity], written_in: int | None
) -> Iterator[StatedChange]:
    """The changes that a sentence states of its facts, in their order.

    text         that in which the places of facts and figures count
    quantities   all figures of the sentence, in order
    written_in   the year of the report, against which 去年 is said
    """
    words = load_change_words()
    found = {
        number: match
        for number, quantity in enumerate(quantities)
        if (match := _compared(words, text, quantity)) is not None
    }
    for number, match in found.items():
        said = quantities[number]
        fact = _fact_before(text, facts, match.start("said"))
        own = number - 1
        if (
            fact is None
            or own < 0
            or not fact.start <= quantities[own].start < quantities[own].end <= fact.end
        ):
            continue  # between the fact and its change stands another figure
        if not _ends(text, said.end) or not _alone(text, quantities, own, found, fact):
            continue
        unit = _unit(fact, said)
        against = _against(fact, match, written_in)
        if unit is None or against is None:
            continue
        falls = match["falls"] is not None
        yield StatedChange(
            fact,
            against,
            round(-said.value if falls else said.value, 8),
            unit,
            SIDES.get(said.bound, said.bound) if falls else said.bound,
            said.value_stated,
            said.unit_stated,
            match.start("said"),
            said.end,
        )


def _compared(words: ChangeWords, text: str, quantity: Quantity) -> re.Match[str] | None:
    """The comparison that ends where a figure begins."""
    return words.pattern.search(text, max(0, quantity.start - REACH), quantity.start)


def _fact_before(text: str, facts: Sequence[Fact], at: int) -> Fact | None:
    """The one fact whose words end where a comparison begins, but for a comma or a bracket."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    if at > 0 and text[at - 1] in "，,（(":
        at -= 1
    here = [fact for fact in facts if fact.end == at]
    across = [fact for fact in facts if fact.start < at < fact.end]
    return here[0] if len(here) == 1 and not across else None


def _ends(text: str, at: int) -> bool:
    """Whether nothing but a mark stands at a place."""
    return at >= len(text) or text[at] in ENDS


def _alone(text: str, quantities: Sequence[Quantity], own: int, changes: Iterable[int], fact: Fact) -> bool:
    """Whether no figure beside that of the fact could be what has changed, alone or with it.

    Not in its clause (小学20所、初中10所，比上年增加2所), nor, of a count, as the last one of the clause
    before (小学20所，初中10所，比上年增加2所), unless that is a change itself.
    """
    if own == 0:
        return True
    mine, other = quantities[own], quantities[own - 1]
    between = PARTED.findall(text[other.end : mine.start])
    same = _kind(fact, other)
    if not between:
        return not same
    counts = fact.rule.measure != RATE
    return not (counts and same and between == ["，"] and own - 1 not in changes)


def _kind(fact: Fact, quantity: Quantity) -> bool:
    """Whether a figure measures what a fact does."""
    return fact.rule.measure in quantity.measures


def _unit(fact: Fact, said: Quantity) -> str | None:
    """The unit of a change; None where it does not go with what has changed.

    A rate rises by points; by 5% says of a rate that nobody knows whether its own twentieth is meant.
    """
    if said.unit_stated == POINTS:
        return "百分点" if fact.rule.measure == RATE else None
    if fact.rule.measure not in COUNTED:
        return None
    if RATE in said.measures:
        return PERCENT
    return fact.rule.indicator.unit if _kind(fact, said) else None


def _against(fact: Fact, match: re.Match[str], written_in: int | None) -> int | None:
    """The year that a fact is compared with; None where that is not sure, or the fact is not of one year."""
    timing = fact.timing
    if timing.status != "actual" or timing.year is None or timing.from_year not in (None, timing.year):
        return None
    if match["year"] is not None:
        named = int(match["year"])
        return named if named < timing.year else None
    if match["last"] is not None and timing.year != written_in:
        return None
    return timing.year - 1
