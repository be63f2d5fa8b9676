"""Nouns that stand in a list before their figures: 小学、初中入学率分别为100%、99%."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.frames import JOINING, Frame
from tasks.extract.lexicon import Lexicon, Token
from tasks.extract.sieve import APART

ALL = ("均", "都", "皆", "全部达")


def listed_frame(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> Frame | None:
    """The noun of the list that the figure at index `at` belongs to, if 分别 stands between the two."""
    marker = next((i for i in range(at - 1, -1, -1) if APART in tokens[i].text), None)
    if marker is None:
        return None
    first = marker
    while first > 0 and not _breaks(tokens[first - 1]):
        first -= 1
    piece = [t for t in tokens[first:marker] if t.kind not in ("neutral", "link") or t.text in JOINING]
    names = _names(piece)
    place = sum(1 for t in tokens[marker:at] if t.kind == "figure")
    if len(names) < 2 or place >= len(names):
        return None
    for word in (*_completed(lexicon, names[place], names[-1]), names[place]):
        rules = lexicon.things.get(word)
        if rules:
            head = Token(word, piece[0].start, piece[-1].end, "", "thing", rules)
            return Frame(head, start=piece[0].start, link=True)
    return None


def shared_frames(tokens: Sequence[Token], low: int, at: int) -> list[Frame]:
    """初中入学率和巩固率均为100%: every noun of the list has the figure."""
    marker = next((i for i in range(at - 1, low - 1, -1) if tokens[i].text.startswith(ALL)), None)
    if marker is None:
        return []
    first = marker
    while first > low and not _breaks(tokens[first - 1]):
        first -= 1
    piece = [t for t in tokens[first:marker] if t.kind not in ("neutral", "link") or t.text in JOINING]
    heads = [t for t in piece if t.kind == "thing"]
    plain = all(t.kind == "thing" or t.text in JOINING for t in piece)
    if len(heads) < 2 or not plain:
        return []
    return [Frame(head, start=head.start, link=True) for head in heads]


def _breaks(token: Token) -> bool:
    return token.kind in ("figure", "date", "compare", "from", "to") or bool(
        token.events and token.kind != "thing"
    )


def _names(piece: Sequence[Token]) -> list[str]:
    text = "".join("、" if token.text in JOINING else token.text for token in piece)
    for word in JOINING:
        text = text.replace(word, "、")
    return [name for name in text.split("、") if name]


def _completed(lexicon: Lexicon, name: str, last: str) -> list[str]:
    """The name with what only the last of the list says: 小学 of 小学、初中入学率 is 小学入学率."""
    words = [name + last[n:] for n in range(1, len(last))]
    return [word for word in words if word in lexicon.things]
