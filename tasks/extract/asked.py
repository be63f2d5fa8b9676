"""Tables of words that note what they are asked for, so that a changed word finds its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar, overload

from tasks.heard import HEARD

V = TypeVar("V")


class Asked(Generic[V]):
    """A mapping from words that can be asked for one word and nothing else: not for all, nor how many."""

    __slots__ = ("_table",)

    def __init__(self, table: Mapping[str, V]) -> None:
        self._table = table

    def __contains__(self, word: object) -> bool:
        if isinstance(word, str):
            HEARD.note(word)
        return word in self._table

    def __getitem__(self, word: str) -> V:
        HEARD.note(word)
        return self._table[word]

    @overload
    def get(self, word: str) -> V | None: ...
    @overload
    def get(self, word: str, default: V) -> V: ...
    def get(self, word: str, default: V | None = None) -> V | None:
        """What stands for a word, else the default."""
        HEARD.note(word)
        return self._table.get(word, default)
