"""A text that was changed, and where each of its characters stands in the text it came from.

Only two kinds of change are allowed: a character for a character, and characters left out. So every
character of the changed text has one place in the original, and a span of it leads back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedText:
    """`text[i]` comes from the original's character `places[i]`; `places` only ever grows."""

    text: str
    places: tuple[int, ...] | range

    @classmethod
    def of(cls, text: str, start: int = 0) -> MappedText:
        """A text that is its own original, from character `start` of a longer one."""
        return cls(text, range(start, start + len(text)))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that holds the characters `start` to `end` of this text.

        Raises ValueError for an empty or reversed span.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        return self.places[start], self.places[end - 1] + 1

    def translate(self, table: Mapping[int, str]) -> MappedText:
        """Each character replaced by the one character that `table` gives for it."""
        return self.replaced(self.text.translate(table))

    def replaced(self, text: str) -> MappedText:
        """Another text of the same length in the place of this one, character for character."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return MappedText(text, self.places)

    def without(self, pattern: re.Pattern[str], group: int = 0) -> MappedText:
        """Left out: whatever `pattern` matches, or that group of it."""
        return self.without_spans([match.span(group) for match in pattern.finditer(self.text)])

    def without_spans(self, spans: Iterable[tuple[int, int]]) -> MappedText:
        """Left out: the characters of these spans, which are in order and don't overlap."""
        kept: list[tuple[int, int]] = []
        at = 0
        for start, end in spans:
            if start < end:
                kept.append((at, start))
                at = end
        if not kept:
            return self
        kept.append((at, len(self.text)))
        places: list[int] = []
        for start, end in kept:
            places.extend(self.places[start:end])
        return MappedText("".join(self.text[start:end] for start, end in kept), tuple(places))
