"""On which line of a TOML file a key of a table stands: tomllib does not say, and people want to know."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADER = re.compile(r"\s*\[\[\s*([A-Za-z0-9_-]+)\s*\]\]")
KEY = re.compile(r"\s*\"?([^\s\"=]+)\"?\s*=")


@dataclass(frozen=True, slots=True)
class TomlLines:
    """The lines of a file of arrays of tables, [[like]] [[these]]."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> TomlLines:
        """The lines of a text."""
        return cls(tuple(text.splitlines()))

    def table(self, kind: str, number: int, keys: tuple[str, ...] = ()) -> int | None:
        """The line, from 1, of the first of these keys that the table has, else of the table's header.

        `number` counts the tables of the kind from 0. Null where the table was written in another way.
        """
        headers = [(n, found.group(1)) for n, line in enumerate(self.lines) if (found := HEADER.match(line))]
        of_kind = [n for n, name in headers if name == kind]
        if number >= len(of_kind):
            return None
        start = of_kind[number]
        end = min((n for n, _ in headers if n > start), default=len(self.lines))
        for key in keys:
            for n in range(start + 1, end):
                found = KEY.match(self.lines[n])
                if found and found.group(1) == key:
                    return n + 1
        return start + 1

    def word(self, word: str) -> int:
        """The first line, from 1, that has the word; 1 where none has."""
        return next((n for n, line in enumerate(self.lines, start=1) if word in line), 1)
