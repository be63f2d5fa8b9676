"""Pieces of print on a page to lines in reading order: columns told apart, running heads taken out.

Works for PDF and OCR alike. Measures are in the page's own units (points or pixels), y grows downward.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

COLUMN_LINES = 3
COLUMN_CHARACTERS = 8
PROSE = 0.6
"""A column has at least so many lines longer than that, and this share of its characters in them; the
cells of a table are shorter."""

MOST_CROSSED = 0.5
"""Of the lines of a page, those that may run across both columns: headings, tables."""

MARGIN = 0.12
"""The share of the page's height, at the top and at the foot, where running heads stand."""

LARGER = 1.15
CELL = "\t"
"""Between pieces far apart, as cells of a row are."""

PAGE_NUMBER = re.compile(
    r"[-—–―·•.~～\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十〇○百]{1,5})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–―·•.~～\s]*"
)
NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+")
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words printed together on one line, and the box around them. `size` is the height of a character.

    `confidence` is OCR's own, from 0 to 1; null where the words stand in the file.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its pieces from left to right, and the edges of the column that it stands in."""

    pieces: tuple[Piece, ...]
    column_left: float
    column_right: float

    @property
    def text(self) -> str:
        """Its words; pieces far apart, as cells of a row are, have a tab between them."""
        return CELL.join(piece.text for piece in self.pieces)

    @property
    def top(self) -> float:
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.bottom for piece in self.pieces)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its height and what is printed on it."""

    height: float
    pieces: tuple[Piece, ...]


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one height together, from the top down, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: ((p.top + p.bottom) / 2, p.left)):
        middle = (piece.top + piece.bottom) / 2
        row = rows[-1] if rows else []
        # of the widest piece: a small mark beside a line belongs to it
        if row and any(p.top < middle < p.bottom for p in row) and middle - _middle(row) < 0.6 * piece.size:
            row.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _middle(row: Sequence[Piece]) -> float:
    return sum((p.top + p.bottom) / 2 for p in row) / len(row)


def without_margins(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without page numbers and without what stands at the head or foot of most of them."""
    margins = [_margin_rows(sheet) for sheet in sheets]
    shapes = Counter(shape for rows in margins for shape in {_shape(row) for row in rows})
    often = max(2, 0.4 * len(sheets))
    left: list[Sheet] = []
    for sheet, rows in zip(sheets, margins, strict=True):
        # a title may say what the running head says: it is printed larger
        plain = LARGER * median([piece.size for piece in sheet.pieces] or [0])
        gone: set[int] = set()
        heads: set[str] = set()
        for row in rows:
            shape = _shape(row)
            # below a running head that says the same stands the title itself
            running = shapes[shape] >= often and shape not in heads
            heads.add(shape)
            if PAGE_NUMBER.fullmatch(_words(row)):
                gone |= {id(piece) for piece in row}
            elif running:
                gone |= {id(piece) for piece in row if piece.size <= plain}
        left.append(Sheet(sheet.height, tuple(p for p in sheet.pieces if id(p) not in gone)))
    return left


def _margin_rows(sheet: Sheet) -> list[list[Piece]]:
    """The first two and the last two rows of a page, where they stand in its margins."""
    rows = rows_of(sheet.pieces)
    head = [row for row in rows[:2] if max(p.bottom for p in row) < MARGIN * sheet.height]
    foot = [row for row in rows[-2:] if min(p.top for p in row) > (1 - MARGIN) * sheet.height]
    return [*head, *(row for row in foot if not any(row is each for each in head))]


def _words(row: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in row)


def _shape(row: Sequence[Piece]) -> str:
    """What a running head says on every page: its words, whatever the page's number is."""
    return NUMBERS.sub("#", BLANK.sub("", _words(row)))


def lines_of_all(sheets: Sequence[Sheet]) -> list[Line]:
    """The lines of all pages. A last page with little in its second column is parted as the others are."""
    found = [gutter_of(rows_of(sheet.pieces)) for sheet in sheets]
    known = sorted(gutter for gutter in found if gutter is not None)
    usual = known[len(known) // 2] if 2 * len(known) >= len(sheets) else None
    return [
        line
        for sheet, gutter in zip(sheets, found, strict=True)
        for line in lines_of(sheet.pieces, usual if gutter is None else gutter)
    ]


def lines_of(pieces: Sequence[Piece], gutter: float | None) -> list[Line]:
    """The lines of a page in reading order: column after column where a gutter parts two."""
    if not pieces:
        return []
    rows = rows_of(pieces)
    if gutter is not None and _crossed(rows, gutter) > MOST_CROSSED * len(rows):
        gutter = None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    if gutter is None:
        return [Line(tuple(row), left, right) for row in rows]
    lines: list[Line] = []
    band: list[Piece] = []
    for row in rows:
        across = any(p.left < gutter < p.right for p in row)
        if across:
            lines += _columns(band, gutter)
            band = []
            lines.append(Line(tuple(row), left, right))
        else:
            band += row
    return lines + _columns(band, gutter)


def _columns(band: Sequence[Piece], gutter: float) -> list[Line]:
    """What stands between two lines across the page: the left column, then the right one."""
    lines: list[Line] = []
    for side in ([p for p in band if p.right <= gutter], [p for p in band if p.left >= gutter]):
        lines += lines_of(side, gutter_of(rows_of(side)))
    return lines


def _crossed(rows: Sequence[Sequence[Piece]], x: float) -> int:
    return sum(any(p.left < x < p.right for p in row) for row in rows)


def _prose(side: Sequence[Piece]) -> bool:
    long = [len(piece.text) for piece in side if len(piece.text) > COLUMN_CHARACTERS]
    return len(long) >= COLUMN_LINES and sum(long) >= PROSE * sum(len(piece.text) for piece in side)


def gutter_of(rows: Sequence[Sequence[Piece]]) -> float | None:
    """The middle of the empty stripe between two columns of prose; null where there is none."""
    best: tuple[int, float] | None = None
    gaps = [(a.right, b.left) for row in rows for a, b in pairwise(row)]
    for x in sorted({round((left + right) / 2, 1) for left, right in gaps}):
        crossed = _crossed(rows, x)
        before = [p for row in rows for p in row if p.right <= x]
        after = [p for row in rows for p in row if p.left >= x]
        if crossed > MOST_CROSSED * len(rows):
            continue
        if not (_prose(before) and _prose(after)):
            continue
        if best is None or crossed < best[0]:
            best = (crossed, x)
    return best[1] if best is not None else None
