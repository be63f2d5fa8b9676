"""What a label says of the figures behind it: 小学：校数17所，在校生22250人; 【幼儿园】公办22所，民办88所."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.extract.clauses import Clause
from tasks.extract.context import AIMED, Context
from tasks.extract.frames import Around, Frame, counted_behind
from tasks.extract.lexicon import Token
from tasks.extract.quantities import Quantity

TOLD = AIMED | {"实绩", "实际", "自查", "自查为", "现状", "完成值", "现状值", "实绩为"}
"""Words that tell a goal from what was reached: 毛入园率：目标97%，实绩98.7%."""
RATES = ("率", "占比", "比例")
COUNTS = frozenset(("", "校数", "学校数", "学校", "园数", "园所", "机构数", "个数", "所数", "校", "园"))
"""Words that count what the label names: 小学：校数17所 is 小学17所."""

NAMING = ("unknown", "thing", "other", "restrict", "area")
"""What stands behind a figure that counts something itself: 资助：…为3759名大学生办理贷款."""


def is_rate(topic: Token) -> bool:
    """Whether a label names a rate of its own, and not a share of something."""
    return topic.text.endswith(RATES) and any(r.measure == "percent" and not r.whole for r in topic.rules)


def _narrowed(context: Context, tokens: Sequence[Token]) -> bool:
    """Whether the clauses that lead to these tokens speak of a part: 少数民族学生占多数，为23079人."""
    here = next((c for c in context.clauses if c.tokens is tokens), None)
    return here is not None and any(
        token.narrows or token.kind == "other"
        for clause in context.leading(here)
        if clause.segment == here.segment and clause.parent is None
        for token in clause.tokens
    )


def topical_frames(
    context: Context, clause: Clause, low: int, at: int, left: Frame | Around, quantity: Quantity
) -> Iterator[Frame]:
    """What the figure at index `at` is of, where its own words leave that to the label before it."""
    topic, tokens = context.topic, clause.tokens
    if topic is None or any(token.kind == "thing" and token.text == topic.text for token in tokens[low:at]):
        return
    if low > 0 and low < at and tokens[low].kind == "thing":
        return  # 1354名幼儿139名教职工: the noun of the figure before
    if counted_behind(tokens, at, len(tokens)) or _narrowed(context, tokens):
        return
    lexicon = context.lexicon
    words = "".join(t.text for t in tokens[low:at] if t.kind not in ("neutral", "link", "date", "done"))
    if isinstance(left, Frame):
        if left.residue or left.verb:
            return
        noun = left.head.text.removeprefix("共有")
        for word in (topic.text + noun, noun + topic.text):
            known = lexicon.thing(word)
            if known is not None:
                head = replace(left.head, text=known, rules=lexicon.things[known])
                yield replace(left, head=head)
    elif not left.share and not (at + 1 < len(tokens) and tokens[at + 1].kind in NAMING):
        known = lexicon.thing(topic.text + words) if words else None
        if words in COUNTS and "institutions" in quantity.measures:
            # without a word of its own only the first figure behind the label is sure to be of it
            known = topic.text if words or context.follows_label(clause) else None
        if (
            (not words or words in TOLD)
            and "percent" in quantity.measures
            and is_rate(topic)
            and not left.compare
        ):
            known = topic.text  # 毛入园率。2017年78.2%，2020年88.05%
        if known is not None:
            start = tokens[low].start if low < at else tokens[at].start
            head = Token(known, start, tokens[at].start, "", "thing", lexicon.things[known])
            yield Frame(head, start=start, link=True, to=left.to, then=left.then, compare=left.compare)
