"""jieba, which knows our words as well, and whose dictionary weighs the same whatever we add to it.

jieba cuts a text by how often each word of it is written, out of all the words of its dictionary. So each
word that is added would change the odds of all others by a hair. Here a word that no text holds stands for
all that might still be added, and gives way to what is: a text in which neither a new word stands, nor one
whose weight it changes, is cut as before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import rjieba

from indicators.errors import CatalogueError

BALLAST = "\ue000\ue001"
"""Of characters for private use, which no text has: what a page is made of is cut at them."""
ROOM = 1_000_000
"""What our words may weigh together; in 2026 they weigh 441,593 of the dictionary's sixty million."""
LEAST = 5
MARKS = "、，（）"


class Weights(NamedTuple):
    """How much our words weigh: those that only we know, and those that jieba knew with another weight."""

    ours: Mapping[str, int]
    theirs: Mapping[str, int]


def cutter_of(words: Collection[str]) -> tuple[rjieba.Jieba, Weights]:
    """jieba with these words, and what each of them weighs in it.

    Raises CatalogueError where they weigh more together than there is room for.
    """
    cutter, room = rjieba.Jieba(), ROOM
    cutter.add_word(BALLAST, room, None)
    ours, theirs = dict[str, int](), dict[str, int]()
    for word in sorted(words):
        if len(word) < 2 or any(mark in word for mark in MARKS):
            continue
        weight = max(cutter.suggest_freq(word), LEAST)
        if cutter.has_word(word):
            theirs[word] = weight
        else:
            ours[word] = weight
            room -= weight
            if room <= 0:
                raise CatalogueError(
                    "the words of the catalogue",
                    f"they weigh more than {ROOM:,}",
                    "room for all",
                    "Raise ROOM in tasks/extract/cutter.py.",
                )
            cutter.add_word(BALLAST, room, None)
        cutter.add_word(word, weight, None)
    return cutter, Weights(ours, theirs)
