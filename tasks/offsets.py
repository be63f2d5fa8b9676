"""A text that was changed, and where each of its characters stands in the text it came from.

Only two kinds of change are allowed: a character for a character, and characters left out. So every
character of the changed text has one place in the original, and a span of it leads back exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text in runs of characters that stand in a row in the original as well.

    A run begins at `starts[n]` of `text` and at `origins[n]` of the original; both only ever grow.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> MappedText:
        """A text that is its own original, from character `start` of a longer one."""
        return cls(text, (0,), (start,)) if text else cls(text, (), ())

    @property
    def places(self) -> tuple[int, ...]:
        """Where each character stands in the original."""
        ends = (*self.starts[1:], len(self.text))
        runs = zip(self.starts, ends, self.origins, strict=False)  # of an empty text there are none
        return tuple(origin + n for start, end, origin in runs for n in range(end - start))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that holds the characters `start` to `end` of this text.

        Raises ValueError for an empty or reversed span.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        run = bisect_right(self.starts, at) - 1
        return self.origins[run] + at - self.starts[run]

    def translate(self, table: Mapping[int, str]) -> MappedText:
        """Each character replaced by the one character that `table` gives for it."""
        return self.replaced(self.text.translate(table))

    def replaced(self, text: str) -> MappedText:
        """Another text of the same length in the place of this one, character for character."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return MappedText(text, self.starts, self.origins)

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
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for start, end in kept:
            run = bisect_right(self.starts, start) - 1
            at = start
            while at < end:
                starts.append(length + at - start)
                origins.append(self.origins[run] + at - self.starts[run])
                run += 1
                at = self.starts[run] if run < len(self.starts) else end
            length += end - start
        text = "".join([self.text[start:end] for start, end in kept])
        return MappedText(text, tuple(starts), tuple(origins))
