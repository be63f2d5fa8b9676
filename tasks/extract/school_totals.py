"""Numbers of all schools, told by the list of their kinds that makes them up: 学校69所（高中2、初中12、…）;
幼儿园95所、小学134所、初中51所，以上总计280所."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.frames import Frame, soft
from tasks.extract.lexicon import Token
from tasks.extract.quantities import BARE, Quantity
from tasks.extract.tokens import figures_of

ALL_KINDS = "各级各类学校"
"""The noun by which the catalogue knows them."""
HEADS = ("学校", "中小学", "中小学校", "学校（含幼儿园）", "学校（幼儿园）", "学校、幼儿园", "中小学、幼儿园")
ABOVE = ("以上", "上述", "各类", "各类学校", "学校")
OPENS = re.compile(r"(?:（(?:其中)?[：，]?|：|，其中[：，]?)")
EACH = re.compile(r"各(?:有)?$")
JOINED = re.compile(r"[、和及]")
FEWEST = 4
SCHOOLED = ("junior", "senior")
LEAST = 5


def school_total(context: Context, clause: Clause, low: int, at: int, quantity: Quantity) -> Frame | None:
    """The frame of a number of all schools, if the kinds counted behind or before it make it up."""
    if quantity.unit_stated != "所" or quantity.value < LEAST or "幼儿园" not in context.sentence.text:
        return None
    tokens = clause.tokens[low:at]
    if not tokens or low > 0:
        return None
    last = tokens[-1].text
    head = next((t for t in reversed(tokens) if t.text in HEADS), None)
    if head is not None and all(t is head or soft(t) or t.kind == "link" for t in tokens):
        made_up = _behind(context, quantity)
    elif context.lexicon.vocabulary.totals.isdisjoint(t.text for t in tokens) or last in ABOVE:
        return None
    elif all(soft(t) or t.kind == "link" or t.text in ABOVE for t in tokens):
        made_up = _before(context, clause, quantity, any(t.text in ("以上", "上述") for t in tokens))
    else:
        return None
    rules = context.lexicon.things.get(ALL_KINDS, ())
    if not made_up or not rules:
        return None
    start = head.start if head is not None else tokens[0].start
    return Frame(Token(ALL_KINDS, start, quantity.start, "", "thing", rules), link=True, start=start)


def _behind(context: Context, whole: Quantity) -> bool:
    """Whether the list that the number opens adds up to it."""
    sentence = context.sentence
    opening = OPENS.match(sentence.text, whole.end, sentence.end)
    if opening is None:
        return False
    end = sentence.end
    if opening.group().startswith("（"):
        end = _closing(sentence.text, opening.end(), sentence.end)
    return _adds_up(context, opening.end(), end, whole.value)


def _before(context: Context, clause: Clause, whole: Quantity, above: bool) -> bool:
    """Whether the figures before the clause add up to the number: of its sentence, or of those `above` it."""
    sentence = context.sentence
    start, end = sentence.start, clause.tokens[0].start
    if clause.number or not above:
        return _adds_up(context, start, end, whole.value, to_the_end=True)
    start = sentence.text.rfind("\n", 0, start) + 1
    found = figures_of(context.lexicon, sentence.text, start, end)
    quantities = found.quantities if found is not None else ()
    return _adds_up(context, start, end, whole.value, quantities, to_the_end=True)


def _adds_up(
    context: Context,
    start: int,
    end: int,
    value: float,
    quantities: Sequence[Quantity] = (),
    to_the_end: bool = False,
) -> bool:
    """Whether the schools counted between two places, those in brackets left out, are as many as said.

    They are of all stages, and of no fewer than FEWEST kinds. `to_the_end`: none may be left over.
    """
    text = context.sentence.text
    total, items, last = 0.0, 0, start
    for item in quantities or context.sentence.quantities:
        if item.start < start or item.end > end or _in_brackets(text, start, item.start):
            continue
        if "institutions" not in item.measures and item.measures != BARE:
            return False
        said = text[last : item.start]
        kinds = 1 + len(JOINED.findall(said.strip("，；、"))) if EACH.search(said) else 1
        total, items, last = total + item.value * kinds, items + kinds, item.end
        if total == value and not to_the_end:
            break
        if total > value:
            return False
    stages = context.lexicon.stages_in(text[start:last])
    schooled = not stages.isdisjoint(SCHOOLED) or "中学" in text[start:last]
    of_all = {"preschool", "primary"} <= stages and schooled
    return total == value and items >= FEWEST and of_all


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("（", start, at) > text.count("）", start, at)


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket that opened before `start` closes."""
    depth = 1
    for at in range(start, end):
        depth += {"（": 1, "）": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return end
