"""Which sentences can state a fact at all: a look at a sentence before it is cut into words.

A fact needs a noun of the catalogue and a figure of one of its dimensions, or a noun of which something
can be claimed without a figure. Whether both are in a sentence is quickly seen; which belongs to which
takes twenty times as long to tell. So the sieve errs on one side only: what it holds back has no fact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from tasks.extract.quantities import Quantity
from tasks.heard import HEARD

CLAIM = "claim"
"""Stands among a noun's dimensions where something can be claimed of it without a figure."""
OFFERS: Mapping[str, tuple[str, ...]] = {
    "bare": ("percent", "number", "people", "institutions"),
    "ratio": ("number",),
    "participations": ("people",),
}
"""What else a figure of a dimension may be counted as, besides that dimension."""
APART = ("分别", "依次")
"""小学、初中入学率分别为100%、99%: with such a word a sentence can mean a noun that stands nowhere in it."""
ALL = ("均", "都", "皆", "全部达", "同为", "同达", "双双", "同样")
JOINS = "、和及与"
"""初中入学率和巩固率均为100%: so it can with one of ALL in it, and nouns that are joined before it."""

EVERY = -1
"""All dimensions, in bits."""


class Sieve:
    """Made once of all nouns of the catalogue and their dimensions; stateless in use.

    counts   the endings that name the count of a noun and are left out where it is looked up (幼儿园数)
    """

    def __init__(self, nouns: Mapping[str, Collection[str]], counts: Sequence[str]) -> None:
        self._bits: dict[str, int] = {}
        masks = {noun: self._mask(set(dimensions) - {CLAIM}) for noun, dimensions in nouns.items()}
        self._claim = self._bit(CLAIM)
        self._offers: dict[frozenset[str], int] = {}  # as many as there are kinds of units
        # A word is found across 的 (大班额的比例), so no 的 counts on either side
        known: dict[str, int] = {}
        for noun, mask in _with_compounds(masks, counts).items():
            plain = noun.replace("的", "")
            known[plain] = known.get(plain, 0) | mask | (self._claim if CLAIM in nouns[noun] else 0)
        self.known = {
            noun: frozenset(name for name, bit in self._bits.items() if mask & bit)
            for noun, mask in known.items()
        }
        """The dimensions of each noun, as it is looked for."""
        self._masks = tuple(known.values())
        self._finder = AhoCorasick(list(known))

    def dimensions_in(self, sentence: str) -> int:
        """The dimensions of all nouns in a sentence, for `lets_through`; 0 where it can state nothing."""
        HEARD.note(sentence)
        if any(word in sentence for word in APART):
            return EVERY
        masks = self._masks
        found = 0
        for noun, _, _ in self._finder.find_matches_as_indexes(sentence.replace("的", ""), overlapping=True):
            found |= masks[noun]
        if any(mark in sentence for mark in ALL) and any(mark in sentence for mark in JOINS):
            found |= EVERY ^ self._claim  # but without a figure it says nothing
        return found

    def lets_through(self, dimensions: int, quantities: Iterable[Quantity]) -> bool:
        """Whether a sentence with nouns of these dimensions and with these figures can state a fact."""
        if dimensions & self._claim:
            return True
        for quantity in quantities:
            measures = quantity.measures
            if not measures:
                continue
            offered = self._offers.get(measures)
            if offered is None:
                offered = self._offers[measures] = self._offered(measures)
            if dimensions & offered:
                return True
        return False

    def _bit(self, dimension: str) -> int:
        return self._bits.setdefault(dimension, 1 << len(self._bits))

    def _mask(self, dimensions: Iterable[str]) -> int:
        mask = 0
        for dimension in dimensions:
            mask |= self._bit(dimension)
        return mask

    def _offered(self, measures: Iterable[str]) -> int:
        offered = 0
        for measure in measures:
            offered |= self._bit(measure) | self._mask(OFFERS.get(measure, ()))
        return offered


def _with_compounds(masks: Mapping[str, int], counts: Sequence[str]) -> dict[str, int]:
    """Each noun with the dimensions of the nouns that begin or end with it as well.

    小学现有在校学生 is read as 小学在校学生: a sentence that holds 在校学生 can mean that one.
    """
    ends: dict[str, int] = {}
    found = dict(masks)
    for noun, mask in masks.items():
        for n in range(1, len(noun)):
            if noun[:n] in found:
                found[noun[:n]] |= mask
            ends[noun[n:]] = ends.get(noun[n:], 0) | mask
    every = 0
    for mask in masks.values():
        every |= mask
    for noun in masks:
        found[noun] |= ends.get(noun, 0)
        for count in counts:
            if count.endswith(noun):
                found[noun] |= every
            elif noun.endswith(count):
                found[noun] |= ends.get(noun.removesuffix(count), 0)
    return found
