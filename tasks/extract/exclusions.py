"""Figures that state no fact: so many for each, what was not done, what a standard asks for."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.lexicon import Token
from tasks.extract.quantities import Quantity

PER = frozenset({"每年", "每学年"})
EACH = frozenset({"平均", "人均", "校均", "班均", "生均", "园均", "户均"})
STANDARDS = frozenset({"标准", "要求", "底线", "指标", "红线", "比例要求"})
RULED = frozenset({"标准", "国标", "省标", "省定标准", "国家标准", "规定", "要求", "省定", "国定"})

BY = ("按", "按照", "依照", "参照")
NORMS = RULED | {"国家", "省", "省定", "省里", "市里", "上级", "部颁", "国家级", "省级"}
"""Who sets a standard, and what it is called."""


def no_statement(tokens: Sequence[Token], figure: int, quantity: Quantity) -> bool:
    """Whether the words beside a figure say that it is no fact: one for each, not done, a standard."""
    percent = "percent" in quantity.measures
    if figure and tokens[figure - 1].text in BY:
        return True  # 小学按45人编班
    for i in range(figure):
        token = tokens[i]
        text = token.text
        if token.kind == "undone":
            return True
        if text in RULED and (
            percent or (i + 1 < figure and (tokens[i + 1].kind == "link" or tokens[i + 1].text == "的"))
        ):
            return True
        if not percent and (text in EACH or (text[0] == "每" and text not in PER)):
            return True
    for token in tokens[max(0, figure - 3) : figure + 7]:
        if token.kind == "denied":
            return True
    return (
        figure + 2 < len(tokens) and tokens[figure + 1].text == "的" and tokens[figure + 2].text in STANDARDS
    )
