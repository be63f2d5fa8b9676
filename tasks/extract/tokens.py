"""A sentence cut into words, figures, dates and marks, each with what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tasks.extract.lexicon import LONGEST_THING, Lexicon, Token
from tasks.extract.quantities import Moment, Quantity

MARKS = "，。；：、（）！？\n…"
SPOKEN_OF = re.compile("辖区|全域|域内|境内|目前|现有|现共有|共有|各级各类")
"""What stands behind a county's short name where the county is meant, and no school or town: 云溪现有小学."""
MARK = re.compile(f"[{MARKS}]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens in order; figures and dates are kept beside, by the `index` of their token."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]


def cut_sentence(lexicon: Lexicon, text: str, start: int, end: int, names: tuple[str, ...] = ()) -> Sentence:
    """Cut text[start:end]. Places are those of `text`; `names` are those of the report's own county."""
    fixed = lexicon.with_numbers(text, start, end)
    own = [(at, at + len(name)) for name in names[:1] for at in _all(text, name, start, end)]
    for name in names[1:]:
        places = [(at, at + len(name)) for at in _all(text, name, start, end)]
        own += [(a, b) for a, b in places if SPOKEN_OF.match(text, b, end) and not _within(a, b, own)]
    moments = [m for m in lexicon.quantities.moments(text, start, end) if not _within(m.start, m.end, fixed)]
    taken = [*fixed, *((m.start, m.end) for m in moments)]
    quantities: list[Quantity] = []
    for gap_start, gap_end in _gaps(taken, start, end):
        quantities += lexicon.quantities.quantities(text, gap_start, gap_end)
    spans: list[tuple[int, int, str, int]] = [(m.start, m.end, "@", i) for i, m in enumerate(moments)]
    spans += [(a, b, "b", -1) for a, b in fixed]
    spans += [(a, b, "own", -1) for a, b in own if not _within(a, b, fixed)]
    spans += [(q.start, q.end, "#", i) for i, q in enumerate(quantities)]
    spans.sort()
    tokens: list[Token] = []
    at = start
    for span_start, span_end, tag, index in spans:
        _words(lexicon, text, at, span_start, tokens)
        kind = {"@": "date", "#": "figure", "own": "neutral"}.get(tag) or lexicon.kind(
            text[span_start:span_end]
        )
        measured = tag == "#" and bool(quantities[index].measures)
        tokens.append(
            Token(text[span_start:span_end], span_start, span_end, tag, kind, index=index, measured=measured)
        )
        at = span_end
    _words(lexicon, text, at, end, tokens)
    return Sentence(text, start, end, tuple(_merged(lexicon, tokens)), tuple(quantities), tuple(moments))


def _words(lexicon: Lexicon, text: str, start: int, end: int, tokens: list[Token]) -> None:
    at = start
    while at < end:
        mark = MARK.search(text, at, end)
        stop = mark.start() if mark else end
        if stop > at:
            place = at
            for word, tag in lexicon.cut(text[at:stop]):
                tokens.append(Token(word, place, place + len(word), tag, lexicon.kind(word)))
                place += len(word)
        if mark:
            tokens.append(Token(mark.group(), stop, stop + 1, "w", "mark"))
        at = stop + 1


def _merged(lexicon: Lexicon, tokens: list[Token]) -> list[Token]:
    """Neighbouring words joined where they name a thing of the catalogue together, the longest first."""
    merged: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind in ("figure", "date") or (token.kind == "mark" and token.text != "（"):
            merged.append(token)
            i += 1
            continue
        best, word = 0, ""
        joined = ""
        for j in range(i, min(i + 9, len(tokens))):
            if tokens[j].kind in ("figure", "date") or tokens[j].text in "，。；：\n":
                break
            if tokens[j].text == "的" and j > i:
                continue  # 大班额的比例, 轮岗交流的教师
            joined += tokens[j].text
            if len(joined) > LONGEST_THING:
                break
            known = lexicon.thing(joined)
            if known is not None:
                best, word = j + 1 - i, known
            elif joined not in lexicon.prefixes:
                break
        if best:
            last = tokens[i + best - 1]
            merged.append(
                Token(
                    word,
                    token.start,
                    last.end,
                    last.tag,
                    "thing",
                    lexicon.things[word],
                    lexicon.events.get(word, frozenset()),
                    lexicon.groups.get(word, lexicon.groups.get(joined_words(tokens, i, best), frozenset())),
                )
            )
            i += best
            continue
        events = lexicon.events.get(token.text, frozenset())
        groups = lexicon.groups.get(token.text, frozenset())
        merged.append(replace(token, events=events, groups=groups) if events or groups else token)
        i += 1
    return merged


def joined_words(tokens: list[Token], start: int, count: int) -> str:
    """The text of some tokens in a row."""
    return "".join(token.text for token in tokens[start : start + count])


def _all(text: str, word: str, start: int, end: int) -> list[int]:
    """Where a word stands in text[start:end]."""
    found: list[int] = []
    at = text.find(word, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word), end)
    return found


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _gaps(taken: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    gaps: list[tuple[int, int]] = []
    at = start
    for a, b in sorted(taken):
        if a > at:
            gaps.append((at, a))
        at = max(at, b)
    if at < end:
        gaps.append((at, end))
    return gaps
