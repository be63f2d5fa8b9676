"""Lines of print to paragraphs: a line broken inside a sentence or a figure goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.parse.page_layout import CELL, Line, Sheet, lines_of_all, without_margins
from tasks.records import Recognised

ENDS = re.compile(r"[。！？；：…][”’」』）)]?$|[.!?]$")
HEADING = re.compile(
    r"第[一二三四五六七八九十百]{1,3}(?:部分|章|编|篇|节)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
)
LATIN = re.compile(r"[A-Za-z]")
SHORT = 2.2
"""A line that ends this many characters before the edge of its column ends a paragraph: a full one may
end one or two early, where a mark or a figure may not be parted."""

UNFINISHED = 0.25
"""A line without a mark at its end may end this share of the column's width early: long figures and
Latin words go down to the next line whole."""

INDENT = 1.2


def text_of(sheets: Sequence[Sheet]) -> tuple[str, list[Recognised]]:
    """The text of all pages, and what of it OCR read: a sentence that a page breaks goes on across it."""
    parts: list[str] = []
    recognised: list[Recognised] = []
    at = 0
    before: Line | None = None
    for line in lines_of_all(without_margins(sheets)):
        apart = "" if before is None else _between(before, line)
        for piece in line.pieces:
            parts += [apart, piece.text]
            at += len(apart) + len(piece.text)
            if piece.confidence is not None:
                recognised.append(Recognised(at - len(piece.text), at, piece.confidence))
            apart = CELL
        before = line
    return "".join(parts), recognised


def _between(before: Line, line: Line) -> str:
    """What parts a line from the one before it: nothing inside a sentence, but between Latin words a blank.

    A row of pieces far apart (a table's) stays on a line of its own.
    """
    if not _goes_on(before, line):
        return "\n"
    return " " if LATIN.match(before.text[-1:]) and LATIN.match(line.text[:1]) else ""


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line continues the sentence of the one before it."""
    size = max(before.size, line.size)
    if len(before.pieces) > 1 or len(line.pieces) > 1:
        return False
    room = SHORT * size
    # a figure that goes down whole leaves no figure behind: two of them are two
    if not ENDS.search(before.text) and not (before.text[-1:].isdigit() and line.text[:1].isdigit()):
        room = max(room, UNFINISHED * (before.column_right - before.column_left))
    if before.column_right - before.right > room or abs(before.size - line.size) > 0.2 * size:
        return False
    if line.left - line.column_left > INDENT * size or line.text.startswith("\u3000"):
        return False
    return not (HEADING.match(line.text) and (ENDS.search(before.text) or _own_line(before)))


def _own_line(line: Line) -> bool:
    """Whether a line looks like a heading that fills its line: numbered, and without a mark at its end."""
    return HEADING.match(line.text) is not None and "，" not in line.text and "。" not in line.text
