"""Foreign words that a site has strewn over a text, in the midst of words and figures: 全包養縣, 20包養19年.

Nobody knows beforehand which words they are. They are known by what they part: a word of the text that
recurs, but whose neighbours, put together, again and again make a word or a figure that it has torn apart.
Words of the genre stand between words, and tear none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from itertools import pairwise
from operator import add

from indicators.vocabulary import load_vocabulary
from tasks.heard import HEARD
from tasks.offsets import MappedText

LEAST = 6
"""Less often a word does not recur enough to be told by its neighbours."""
TORN_LEAST, TORN_SHARE, JOINED_SHARE, DIVERSE = 3, 0.15, 0.3, 0.4
FIGURES_TORN = 2
TAIL_LEAST, TAIL_SHARE = 3, 0.2
LONGEST = 8
HAN = re.compile(r"[\u4e00-\u9fff]{2}")


@cache
def words_of_two() -> frozenset[str]:
    """The words of the genre that an insertion can tear in two."""
    return frozenset(word for word in load_vocabulary().words if len(word) == 2)


@cache
def pairs_of_the_genre() -> frozenset[str]:
    """Two characters that stand so in a word of the genre, and so are not foreign to it."""
    return frozenset(a + b for word in load_vocabulary().words for a, b in pairwise(word))


def without_insertions(mapped: MappedText) -> MappedText:
    """Left out: every place of a word that tears others apart."""
    text, words, known = mapped.text, words_of_two(), pairs_of_the_genre()
    HEARD.note(text)
    pairs = Counter(map(add, text, text[1:]))
    for pair, times in pairs.most_common():
        if times < LEAST:
            break
        if pair not in known and HAN.fullmatch(pair) and _stands_anywhere(text, pair, times):
            found = _grown(text, pair)
            if _tears(text, found, pairs, words):
                return without_insertions(mapped.without(found))
    return mapped


def _stands_anywhere(text: str, pair: str, times: int) -> bool:
    """Whether ever other characters stand on one side of a pair, as they do of what was strewn."""
    lefts: set[str] = set()
    rights: set[str] = set()
    figures = 0
    at = text.find(pair)
    while at >= 0:
        left = text[at - 1 : at]
        lefts.add(left)
        rights.add(text[at + 2 : at + 3])
        figures += left.isdecimal()
        at = text.find(pair, at + 2)
    return max(len(lefts), len(rights)) >= DIVERSE * times and figures <= DIVERSE * times


def _grown(text: str, pair: str) -> re.Pattern[str]:
    """A pair with what often stands behind or before it as a part of it: 包養 and 包養網."""
    grown = {pair}
    edge = [pair]
    while edge:
        word = edge.pop()
        at = [match.start() for match in re.finditer(re.escape(word), text)]
        for char, before in (
            *((c, False) for c in Counter(text[i + len(word) : i + len(word) + 1] for i in at).items()),
            *((c, True) for c in Counter(text[max(0, i - 1) : i] for i in at).items()),
        ):
            if len(word) < LONGEST and char[1] >= max(TAIL_LEAST, TAIL_SHARE * len(at)):
                longer = char[0] + word if before else word + char[0]
                if longer not in grown and "\u4e00" <= char[0] <= "\u9fff":
                    grown.add(longer)
                    edge.append(longer)
    return re.compile("|".join(re.escape(word) for word in sorted(grown, key=len, reverse=True)))


def _tears(text: str, found: re.Pattern[str], pairs: Counter[str], words: Collection[str]) -> bool:
    """Whether what was found stands in the midst of words and figures too often for a part of the text."""
    places = [(text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]) for m in found.finditer(text)]
    lefts, rights = {left for left, _ in places}, {right for _, right in places}
    if len(places) < LEAST or min(len(lefts), len(rights)) < DIVERSE * len(places):
        return False
    if sum(left.isdecimal() for left, _ in places) > DIVERSE * len(places):
        return False  # a unit: 3年级5班 has figures on both sides, and seldom anything else
    if sum(_one_figure(left, right) for left, right in places) >= FIGURES_TORN:
        return True
    torn = sum(_torn(left, right, words) for left, right in places)
    joined = sum(_torn(left, right, words) or pairs[left + right] > 1 for left, right in places)
    return torn >= max(TORN_LEAST, TORN_SHARE * len(places)) and joined >= JOINED_SHARE * len(places)


def _torn(left: str, right: str, words: Collection[str]) -> bool:
    """Whether two neighbours belong together: they make a word, or are parts of one figure."""
    HEARD.note(left + right)
    return left + right in words or _one_figure(left, right)


def _one_figure(left: str, right: str) -> bool:
    return (left.isdecimal() or left == ".") and (right.isdecimal() or right == ".") and left + right != ".."
