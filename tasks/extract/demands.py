"""What is asked for beside what there is (毛入园率应达85%，我县99.3%), and figures in a row."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.frames import soft
from tasks.extract.lexicon import Token
from tasks.extract.names import JOINING
from tasks.extract.quantities import Quantity
from tasks.extract.timing import OURS

ASKED = ("应", "须", "需", "不得", "要求", "标准", "规定", "国标", "省标")
"""How a word opens that says what is asked for."""
MEASURED = ("实测", "实际")
"""What may stand between 我县 and its own figure."""
SEVERAL = 2


def asked_of_all(context: Context, clause: Clause, low: int, at: int, quantity: Quantity) -> bool:
    """Whether a figure is what is asked for, and the next clause has the county's own: 应达85%，我县99.3%."""
    if not any(token.text.startswith(ASKED) for token in clause.tokens[low:at]):
        return False
    later = (c for c in context.clauses[clause.number + 1 :] if c.parent is clause.parent)
    own = next(later, None)
    if own is None or own.segment != clause.segment or not own.figures or at != clause.figures[-1]:
        return False
    first = own.figures[0]
    told = context.sentence.quantities[own.tokens[first].index]
    return owned(own.tokens[:first]) and not told.measures.isdisjoint(quantity.measures)


def owned(tokens: Sequence[Token]) -> bool:
    """Whether the words before a figure say that it is the county's own, and nothing else: 我县实测."""
    said = [token for token in tokens if token.text not in MEASURED]
    if not said or said[0].text not in OURS:
        return False
    return all(soft(token) or token.kind == "link" for token in said)


def in_a_row(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure stands in a row of joined ones: 98.4%、100%、100%."""
    before = at >= SEVERAL and tokens[at - 1].text in JOINING and tokens[at - 2].kind == "figure"
    behind = (
        at + SEVERAL < len(tokens)
        and tokens[at + 1].text in JOINING
        and tokens[at + SEVERAL].kind == "figure"
        and not any(token.kind == "thing" for token in tokens[at:])
    )
    return before or behind
