"""What a reader asks its tables of words about, noted while it reads, so that a changed word finds its pages.

A word acts on a page in two ways: it stands in a text that is searched for words, or a text that was put
together from pieces of the page is looked up among the words. Every such text is noted with `HEARD.note`.
Of all of them together the mark of a page is made, a set of hashed pairs of neighbouring characters: where
a pair of a word is not in it, that word was not in what was asked, whatever else was (see `may_hold`).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np

LEAST, MOST = 11, 18
"""Bits of the smallest mark and of the largest, as powers of two: 256 bytes and 32 kB."""
FIRST, SECOND = 0x9E3779B1, 0x85EBCA77
"""Odd numbers that spread the characters of a pair over all bits."""
WORD = 32


class Heard(threading.local):
    """What one thread hears; where nobody listens it is forgotten."""

    note: Callable[[str], None]

    def __init__(self) -> None:
        self.note = deque[str](maxlen=0).append

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """The texts that are noted while this lasts."""
        texts: list[str] = []
        before, self.note = self.note, texts.append
        try:
            yield texts
        finally:
            self.note = before


HEARD = Heard()


def mark_of(texts: Iterable[str]) -> bytes:
    """The mark of some texts: a bit for each character and each two neighbours, also across a 的 left out.

    2^n bits in 2^n / 8 bytes. Texts are taken as one, so more may be in it than stands in any; never less.
    """
    said = "\n".join(texts)
    joined = f"{said}\n{said.replace('的', '')}"
    bits = min(max((len(said) // 2).bit_length(), LEAST), MOST)
    mark = np.zeros(1 << bits, dtype=np.bool_)
    for places in _places(joined, bits):
        mark[places] = True
    return np.packbits(mark).tobytes()


def may_hold(mark: bytes, words: Iterable[str]) -> bool:
    """Whether one of some words may stand in the texts of a mark: each of its pairs is in it."""
    bits = (len(mark) * 8).bit_length() - 1
    held = np.unpackbits(np.frombuffer(mark, dtype=np.uint8))
    for word in words:
        single, pairs = _places(word, bits)
        if bool(held[single].all()) and bool(held[pairs].all()):
            return True
    return False


def _places(text: str, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """The bits of the characters of a text, and of each two neighbours."""
    chars = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    left = chars * np.uint32(FIRST)
    shift = np.uint32(WORD - bits)
    pairs = (left[:-1] ^ (chars[1:] * np.uint32(SECOND))) * np.uint32(FIRST)
    return left >> shift, pairs >> shift
