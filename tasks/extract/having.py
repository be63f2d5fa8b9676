"""全县现有570所学校: a noun behind its figure that names its level only together with 现有, as before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.extract.frames import Frame
from tasks.extract.lexicon import Lexicon, Token

HAVE = ("有", "现有", "共有", "现共有")


def had_behind(lexicon: Lexicon, tokens: Sequence[Token], low: int, at: int, right: Frame) -> Iterator[Frame]:
    """The frame of such a noun, if the catalogue has it with the verb before the figure: 现有学校."""
    if at == low or tokens[at - 1].text not in HAVE or right.residue or right.events or not right.level:
        return
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None or behind.start != right.head.start or behind.text != right.head.text:
        return
    if at + 2 < len(tokens):
        return  # 现有12所学校建成…: some of them
    word = lexicon.thing(tokens[at - 1].text + right.head.text)
    if word is not None:
        yield replace(right, head=replace(right.head, text=word, rules=lexicon.things[word]))
