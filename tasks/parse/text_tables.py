"""Tables in plain text: lines one below the other whose cells tabs, upright lines or wide spaces part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.parse.limits import TABLE_COLUMNS, TABLE_ROWS
from tasks.parse.stacked_tables import stacked_tables
from tasks.parse.writer import LONG_CELL, head_columns_of, head_rows_of, is_figure
from tasks.records import Cell, Table

LINE = re.compile(r"[^\n]*")
WIDE = re.compile(r"[ \u3000]*\t[ \u3000]*|[ \u3000]{2,}|\u3000")
UPRIGHT = "|｜│┃║¦"
PIPE = re.compile(rf"[ \u3000]*[{UPRIGHT}][ \u3000]*")
RULE = re.compile(r"[ |｜:+-]*-{2,}[ |｜:+-]*|[ \u2500-\u257f]*[─━═]{2,}[ \u2500-\u257f]*")
"""The line below the heads of a table in Markdown, and what frames one drawn with lines."""
NARROW = re.compile(r"[ \u3000\t]+")
LEAST_ROWS = 2
LEAST_NARROW = 3
"""Cells that only a single space parts must be so many, and short: else the spaces are those of prose."""
SHORT_CELL = 14
LEAST_SET_IN = 4
"""How far a line of column heads is set in at least, where nothing stands over the rows' own heads."""
PROSE = re.compile(r"[，。；！？]|(?<!其中)：|[,;](?=\s?[\u4e00-\u9fff])")
TABBED_PROSE = re.compile(r"[。；！？]|;(?=\s?[\u4e00-\u9fff])")


def text_tables(text: str) -> tuple[Table, ...]:
    """The tables of a plain text, in order. A row is a line; all have the same number of cells, two or more.

    Tabs keep empty cells (`a<tab><tab>b` has three), spaces can't.
    """
    tables: list[Table] = []
    block: list[tuple[Cell, ...]] = []
    for start, end in _lines(text):
        if block and RULE.fullmatch(text, start, end):
            continue
        cells = _cells(text, start, end)
        if cells is not None and len(block) == 1 and _heads_set_in(text, block[0], cells):
            first = block[0][0].start
            block = [(Cell(first, first), *block[0])]  # the heads without one over the row heads
        if cells is None or (block and len(cells) != len(block[0])) or len(block) == TABLE_ROWS:
            tables += _table(text, block)
            block = []
        if cells is not None:
            block.append(cells)
    tables += _table(text, block)
    return tuple(sorted((*tables, *stacked_tables(text)), key=lambda table: table.start))


def _heads_set_in(text: str, heads: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a line is one cell short of the row below it, because nothing heads the rows' own heads."""
    if len(row) != len(heads) + 1 or len(heads) < LEAST_ROWS:
        return False
    before = text[text.rfind("\n", 0, heads[0].start) + 1 : heads[0].start]
    if before.strip() or len(before) < LEAST_SET_IN:
        return False
    return not any(is_figure(text[cell.start : cell.end]) for cell in heads)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in LINE.finditer(text):
        if match.start() < match.end():
            yield match.span()


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...] | None:
    """The cells of a line, if it can be a row of a table."""
    line = text[start:end]
    if len(line) > LONG_CELL * 2:
        return None
    tabbed = "\t" in line.strip()
    if PIPE.search(line):
        cells = _piped(text, start, end)
    elif tabbed:
        cells = _parted(text, start, end, re.compile("\t"))
    else:
        cells = _parted(text, start, end, WIDE)
        if len(cells) < 2:
            cells = _parted(text, start, end, NARROW)
            longest = max((cell.end - cell.start for cell in cells), default=0)
            if len(cells) < LEAST_NARROW or longest > SHORT_CELL:
                return None
    if not 2 <= len(cells) <= TABLE_COLUMNS:
        return None
    prose = TABBED_PROSE if tabbed or PIPE.search(line) else PROSE
    return None if any(prose.search(text, cell.start, cell.end) for cell in cells) else cells


def _piped(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells between upright lines; one at the very beginning or end of a row parts nothing."""
    while start < end and text[start] in " \u3000":
        start += 1
    while start < end and text[end - 1] in " \u3000":
        end -= 1
    if start < end and text[start] in UPRIGHT:
        start += 1
    if start < end and text[end - 1] in UPRIGHT:
        end -= 1
    return _parted(text, start, end, PIPE)


def _parted(text: str, start: int, end: int, mark: re.Pattern[str]) -> tuple[Cell, ...]:
    """The pieces of a line between marks, blanks around them left out."""
    if mark.pattern != "\t":
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
    cells: list[Cell] = []
    at = start
    for a, b in [*(m.span() for m in mark.finditer(text, start, end)), (end, end)]:
        stop = a
        while at < stop and text[at].isspace():
            at += 1
        while at < stop and text[stop - 1].isspace():
            stop -= 1
        cells.append(Cell(at, stop))
        at = b
    return tuple(cells)


def _table(text: str, block: Sequence[tuple[Cell, ...]]) -> list[Table]:
    """The table of some rows, if they are enough and hold a figure beside a head."""
    if len(block) < LEAST_ROWS:
        return []
    words = [[text[cell.start : cell.end] for cell in row] for row in block]
    if not any(is_figure(word) for row in words for word in row[1:]):
        return []
    heads = head_rows_of(words)
    columns = head_columns_of(words, heads)
    first, last = block[0][0], block[-1][-1]
    return [Table(first.start, last.end, tuple(block), heads, columns)] if columns else []
