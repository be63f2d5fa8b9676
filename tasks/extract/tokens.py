"""A sentence cut into words, figures, dates and marks, each with what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.extract.bare_figures import with_units_of_their_lists
from tasks.extract.lexicon import COUNT_ENDS, LONGEST_THING, NONE, Lexicon, Token
from tasks.extract.quantities import Moment, Quantity

MARKS = "，。；：、（）！？\n…"
SPOKEN_OF = re.compile("辖区|全域|域内|境内|目前|现有|现共有|共有|各级各类")
"""What stands behind a county's short name where the county is meant, and no school or town: 云溪现有小学."""
MARK = re.compile(f"[{MARKS}]")
UNKNOWN = ("unknown", NONE, NONE)
STANDS_ALONE = frozenset({"figure", "date"})


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence's tokens in order; figures and dates are kept beside, by the `index` of their token.

    `named`: the name of the report's own county stands in it.
    """

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    named: bool = False


@dataclass(slots=True)
class Figures:
    """The figures and dates of a sentence, and the words in it that hold a number and are none."""

    fixed: list[tuple[int, int]]
    moments: list[Moment]
    quantities: list[Quantity]


def figures_of(lexicon: Lexicon, text: str, start: int, end: int) -> Figures:
    """What of text[start:end] is no mere word: the first half of cutting it."""
    fixed = lexicon.with_numbers(text, start, end)
    moments = [m for m in lexicon.quantities.moments(text, start, end) if not _within(m.start, m.end, fixed)]
    if not fixed and not moments:
        quantities = lexicon.quantities.quantities(text, start, end)
        return Figures(fixed, moments, with_units_of_their_lists(text, quantities))
    taken = [*fixed, *((m.start, m.end) for m in moments)]
    quantities = []
    for gap_start, gap_end in _gaps(taken, start, end):
        quantities += lexicon.quantities.quantities(text, gap_start, gap_end)
    return Figures(fixed, moments, with_units_of_their_lists(text, quantities))


def cut_sentence(
    lexicon: Lexicon,
    text: str,
    start: int,
    end: int,
    names: tuple[str, ...] = (),
    found: Figures | None = None,
) -> Sentence:
    """Cut text[start:end]. Places are those of `text`; `names` are those of the report's own county.

    found   its figures, where the caller has them already
    """
    found = found or figures_of(lexicon, text, start, end)
    fixed, moments, quantities = found.fixed, found.moments, found.quantities
    own = [(at, at + len(name)) for name in names[:1] for at in _all(text, name, start, end)]
    for name in names[1:]:
        places = [(at, at + len(name)) for at in _all(text, name, start, end)]
        own += [(a, b) for a, b in places if SPOKEN_OF.match(text, b, end) and not _within(a, b, own)]
    spans = [(q.start, q.end, "#", i) for i, q in enumerate(quantities)]
    if moments or fixed or own:
        spans += [(m.start, m.end, "@", i) for i, m in enumerate(moments)]
        spans += [(a, b, "b", -1) for a, b in fixed]
        spans += [(a, b, "own", -1) for a, b in own if not _within(a, b, fixed)]
        spans.sort()
    tokens: list[Token] = []
    at = start
    for span_start, span_end, tag, index in spans:
        _words(lexicon, text, at, span_start, tokens)
        word = text[span_start:span_end]
        if tag == "#":
            measured = bool(quantities[index].measures)
            token = Token(word, span_start, span_end, tag, "figure", index=index, measured=measured)
        elif tag == "@":
            token = Token(word, span_start, span_end, tag, "date", index=index)
        else:
            kind, events, groups = lexicon.described.get(word, UNKNOWN)
            kind = "neutral" if tag == "own" else kind
            token = Token(word, span_start, span_end, tag, kind, (), events, groups)
        tokens.append(token)
        at = span_end
    _words(lexicon, text, at, end, tokens)
    merged = tuple(_merged(lexicon, tokens))
    return Sentence(text, start, end, merged, tuple(quantities), tuple(moments), bool(own))


def _words(lexicon: Lexicon, text: str, start: int, end: int, tokens: list[Token]) -> None:
    described = lexicon.described
    at = start
    while at < end:
        mark = MARK.search(text, at, end)
        stop = mark.start() if mark else end
        if stop > at:
            place = at
            for word, tag in lexicon.cut(text[at:stop]):
                behind = place + len(word)
                kind, events, groups = described.get(word, UNKNOWN)
                tokens.append(Token(word, place, behind, tag, kind, (), events, groups))
                place = behind
        if mark:
            tokens.append(Token(mark.group(), stop, stop + 1, "w", "mark"))
        at = stop + 1


def _merged(lexicon: Lexicon, tokens: list[Token]) -> list[Token]:
    """Neighbouring words joined where they name a thing of the catalogue together, the longest first."""
    merged: list[Token] = []
    prefixes, things = lexicon.prefixes, lexicon.nouns
    i, count = 0, len(tokens)
    while i < count:
        token = tokens[i]
        joined = token.text
        known = joined if joined in things else None
        if known is None:
            if joined.endswith(COUNT_ENDS):
                known = lexicon.thing(joined)
            if known is None and joined not in prefixes:
                merged.append(token)
                i += 1
                continue
        if token.kind in STANDS_ALONE or (token.kind == "mark" and joined != "（"):
            merged.append(token)
            i += 1
            continue
        best, word = (1, known) if known is not None else (0, "")
        for j in range(i + 1, min(i + 9, count)):
            other = tokens[j].text
            if tokens[j].kind in STANDS_ALONE or other in "，。；：\n":
                break
            if other == "的":
                continue  # 大班额的比例, 轮岗交流的教师
            joined += other
            if len(joined) > LONGEST_THING:
                break
            known = joined if joined in things else lexicon.thing(joined)
            if known is not None:
                best, word = j + 1 - i, known
            elif joined not in prefixes:
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
                    things[word],
                    lexicon.events.get(word, NONE),
                    lexicon.groups.get(word) or lexicon.groups.get(joined_words(tokens, i, best), NONE),
                )
            )
            i += best
            continue
        merged.append(token)
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
