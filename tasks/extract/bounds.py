"""How exact a figure is by words that do not stand right before it: 约有幼儿园85所, 不低于应交流教师的10%."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.frames import Frame
from tasks.extract.lexicon import Token
from tasks.extract.quantities import Quantity

NEARLY = ("约有", "大约有", "约", "大约", "近有", "将近有", "大概有")
FLOORS = ("不低于", "不少于", "不小于", "不得低于", "不得少于")
CEILINGS = ("不高于", "不超过", "不大于", "不得超过", "不得高于")


def bound_of(tokens: Sequence[Token], at: int, quantity: Quantity, frame: Frame) -> str:
    """The bound of the figure at index `at`: what stands beside it, or before its noun."""
    if quantity.bound != "exact":
        return quantity.bound
    before = next((t for t in reversed(tokens) if t.end == frame.head.start), None)
    if before is not None and before.text in NEARLY:
        return "approx"
    if "percent" not in quantity.measures:
        return "exact"
    low = max((i for i in range(at) if tokens[i].kind == "figure"), default=-1) + 1
    said = "".join(token.text for token in tokens[low:at])
    if any(word in said for word in FLOORS):
        return "at_least"
    return "at_most" if any(word in said for word in CEILINGS) else "exact"
