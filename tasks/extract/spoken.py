"""Figures whose noun stands in another clause: 应交流者的16.2%; 学校（合计111所）; 398所，这是学校总数.

What is inherited is what was spoken of last, and only where the figure's own words name nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.divided import divided_frames
from tasks.extract.frames import Around, Frame, left_frame, soft
from tasks.extract.lexicon import NONE, STRONG_EVENTS, Token
from tasks.extract.names import JOINING
from tasks.extract.quantities import Quantity
from tasks.extract.topics import topical_frames

POINTING = frozenset({"这是", "这就是", "即", "即为", "此为", "这个数是"})
"""How a clause opens that says what the figure before it is of."""
EQUAL = "为达到是即系"
"""What may stand before the whole of a share that is given without 占: 为符合条件者的14.2%."""
OF = "的"
PEOPLE_OF = ("者", "人数", "总数")


def spoken_frames(
    context: Context, clause: Clause, low: int, at: int, left: Frame | Around, quantity: Quantity
) -> Iterator[Frame]:
    """What the figure at index `at` is of, where its own words say half of it or nothing; likeliest first."""
    yield from divided_frames(context, clause, low, at, quantity)
    yield from topical_frames(context, clause, low, at, left, quantity)
    if low > 0:
        return
    for frame in (
        _share_of_last(context, clause, at, quantity),
        _bracketed(context, clause, at, left),
        _told_behind(context, clause, at, left),
        _done_to_topic(context, clause, at, left, quantity),
        _done_once_more(context, clause, at, left, quantity),
    ):
        if frame is not None:
            yield frame


def names_nothing(tokens: Sequence[Token]) -> bool:
    """Whether words name nothing that could be counted."""
    return all(soft(token) or token.kind == "link" or token.events for token in tokens)


def _share_of_last(context: Context, clause: Clause, at: int, quantity: Quantity) -> Frame | None:
    """交流教师451人，应交流者的16.2%: a share without 占, of a whole that goes with what was counted last."""
    if "percent" not in quantity.measures or clause.parent is not None or not clause.number:
        return None
    said = "".join(token.text for token in clause.tokens[:at] if token.kind != "date").lstrip(EQUAL)
    if not said.endswith(OF):
        return None
    whole = said.removesuffix(OF)
    last = context.counted[-1] if context.counted else None
    if last is None or not last.matched or last.clause.segment != clause.segment:
        return None
    wholes = {word for rule in last.frame.head.rules for word in rule.whole}
    plain = next((whole.removesuffix(end) for end in PEOPLE_OF if whole.endswith(end)), whole)
    if last.frame.share or wholes.isdisjoint((whole, plain)):
        return None
    return replace(last.frame, share=True, whole=whole if whole in wholes else plain, link=True)


def _bracketed(context: Context, clause: Clause, at: int, left: Frame | Around) -> Frame | None:
    """学校（合计111所）: a bracket that sums up the noun directly before it, which has no figure itself."""
    around = clause.parent
    if around is None or not isinstance(left, Around) or left.to or left.then:
        return None
    tokens = clause.tokens
    if at + 1 < len(tokens) or not names_nothing(tokens[:at]) or left.events or "date" in clause.kinds:
        return None
    if context.lexicon.vocabulary.totals.isdisjoint(clause.words):
        return None
    before = [token for token in around.tokens if token.end <= tokens[0].start]
    if not before or before[-1].kind != "thing" or before[-1].end != tokens[0].start - 1:
        return None
    if any(token.kind == "figure" for token in before):
        return None
    noun = left_frame(before, 0, len(before))
    return replace(noun, link=True) if isinstance(noun, Frame) else None


def _told_behind(context: Context, clause: Clause, at: int, left: Frame | Around) -> Frame | None:
    """398所，这是全区学校的总数: the noun stands behind the figure, in a clause that points back to it."""
    if not isinstance(left, Around) or left.events or left.to or left.then:
        return None
    tokens = clause.tokens
    if at + 1 < len(tokens) or not names_nothing(tokens[:at]):
        return None
    behind = context.clauses[clause.number + 1] if clause.number + 1 < len(context.clauses) else None
    if behind is None or behind.figures or behind.parent is not None or behind.segment != clause.segment:
        return None
    if behind.tokens[0].text not in POINTING:
        return None
    noun = left_frame(behind.tokens, 1, len(behind.tokens))
    if not isinstance(noun, Frame) or noun.residue or noun.events:
        return None
    moments = context.moments(behind.tokens)
    if moments and tokens[at].start not in context.of_years:
        context.of_years[tokens[at].start] = moments[-1]
    return replace(noun, link=True)


def _done_to_topic(
    context: Context, clause: Clause, at: int, left: Frame | Around, quantity: Quantity
) -> Frame | None:
    """教师：五年招聘1018名: what was done to those whom a label or a heading names."""
    topic = context.topic
    if topic is None or not isinstance(left, Around) or not left.events & STRONG_EVENTS:
        return None
    if topic.text not in context.lexicon.things or "area" in quantity.measures:
        return None  # 校舍：维修…平方米 may be built or only mended
    tokens = clause.tokens
    if left.blocked or left.share or left.compare or left.then or at + 1 < len(tokens):
        return None
    if clause.parent is not None or not names_nothing(tokens[:at]):
        return None
    if any(token.text in JOINING for token in tokens[:at]) or _named_since(context, clause, topic):
        return None
    if any(c.frame.events & left.events for c in context.counted if c.clause.segment == clause.segment):
        return None  # 幼儿园：新建6所，改扩建3所
    start = tokens[0].start
    head = Token(topic.text, start, tokens[at].start, "", "thing", context.lexicon.things[topic.text])
    return Frame(head, events=left.events, link=True, to=left.to, start=start)


def _named_since(context: Context, clause: Clause, topic: Token) -> bool:
    """Whether the sentence has named someone else, or a part of them, since the label."""
    return any(
        token.narrows or (token.kind in ("thing", "other") and token.text != topic.text and not token.events)
        for other in context.clauses[: clause.number]
        if other.segment == clause.segment and other.parent is None
        for token in other.tokens
    )


def _done_once_more(
    context: Context, clause: Clause, at: int, left: Frame | Around, quantity: Quantity
) -> Frame | None:
    """招聘教师246人。2020年拟招聘280人: the same was done at another time to those of the sentence before."""
    done = context.carried.done
    if done is None or context.counted or not isinstance(left, Around) or not left.events & done.events:
        return None
    tokens = clause.tokens
    if left.blocked or left.share or left.compare or left.then or at + 1 < len(tokens):
        return None
    if clause.parent is not None or any("thing" in other.kinds for other in context.leading(clause)):
        return None
    again = any(token.kind in ("date", "plan", "done") for token in tokens[:at])
    if not again or not names_nothing(tokens[:at]) or "people" not in quantity.measures:
        return None
    return replace(done, events=left.events, residue=(), behind=NONE, level=True, start=tokens[0].start)
