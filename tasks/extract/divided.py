"""Parts that are named by half a noun: 新增学位4170个（其中幼儿园2100个）, 招聘教师120人，其中高中30人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.frames import Around, Frame, left_frame, soft
from tasks.extract.lexicon import Token
from tasks.extract.quantities import Quantity

PASSED = frozenset({"neutral", "link", "date", "done"})


def divided_frames(
    context: Context, clause: Clause, low: int, at: int, quantity: Quantity
) -> Iterator[Frame]:
    """What the figure at index `at` is of, where it is a part of the whole said before it.

    The part's own noun (幼儿园) and that of the whole (学位) make a noun of the catalogue together; what was
    done to the whole was done to the part.
    """
    whole = context.whole
    if whole is None or not context.part_of(clause):
        return
    if quantity.measures != whole.quantity.measures or quantity.value > whole.quantity.value:
        return
    said = _words(clause.tokens[low:at])
    if len(said) != 1:
        return
    word = context.lexicon.thing(said[0].text + whole.frame.head.text)
    if word is None:
        return
    head = Token(word, said[0].start, said[0].end, "", "thing", context.lexicon.things[word])
    yield Frame(head, events=whole.frame.events, link=True, start=said[0].start)


def _words(tokens: Sequence[Token]) -> list[Token]:
    """The words before a figure that say what it is of."""
    return [token for token in tokens if token.kind not in PASSED and token.text != "、" and not token.events]


def _named_alone(context: Context, clause: Clause) -> bool:
    """论教师，3412人: whether a clause does nothing but name whom the next one counts, and ends no list."""
    if not all(soft(token) for token in clause.tokens[:-1]):
        return False
    return clause.number == 0 or bool(context.clauses[clause.number - 1].figures)


def announced_frame(
    context: Context, clause: Clause, low: int, at: int, left: Frame | Around
) -> Frame | None:
    """公开招聘教师，累计招聘1837人: the noun that ends the clause before, where that one has no figure."""
    before = context.clauses[clause.number - 1] if clause.number else None
    if before is None or before.figures or before.labels or low > 0 or not isinstance(left, Around):
        return None
    if before.segment != clause.segment or before.parent is not None or clause.parent is not None:
        return None
    tokens = clause.tokens
    if left.blocked or left.share or left.compare:
        return None
    if not (left.link or left.events or _named_alone(context, before)):
        return None
    if not all(soft(t) or t.kind == "link" or t.events for t in tokens[:at]) or at + 1 < len(tokens):
        return None
    if before.tokens[-1].kind != "thing":
        return None
    noun = left_frame(before.tokens, 0, len(before.tokens))
    if not isinstance(noun, Frame) or (left.events and not left.events & noun.events):
        return None
    return replace(noun, link=True, to=left.to, then=left.then)
