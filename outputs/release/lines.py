"""Text for a terminal: wide characters count twice, and lines break where the terminal would end."""

from __future__ import annotations

import re
import unicodedata

COLUMNS = 80
PIECE = re.compile(r"\s+|[【（《“]*(?:[\x21-\u2e7f]+|.)[，。、；：！？）】》”]*", re.DOTALL)
"""What is not broken: a blank, or a word of an alphabet or one other character with its marks."""


def width(text: str) -> int:
    """How many columns a terminal gives a text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, first: str = "", rest: str | None = None, columns: int = COLUMNS) -> str:
    """A text in lines of at most so many columns, the first line after `first`, the others after `rest`.

    A word longer than a line stands on a line of its own, whole: paths and digests are for copying.
    """
    rest = " " * width(first) if rest is None else rest
    lines, line = [], first
    bare = True  # nothing of the text stands on the line yet
    for piece in PIECE.findall(text):
        blank = piece.isspace()
        if not bare and not blank and width(line + piece) > columns:
            lines.append(line.rstrip())
            line, bare = rest, True
        if blank and bare:
            continue
        line, bare = line + (" " if blank else piece), False
    return "\n".join([*lines, line.rstrip()])
