"""The text of a document as it is put together: lines of prose, and tables whose cells keep their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.parse.errors import RefusedError
from tasks.parse.limits import TABLE_COLUMNS, TABLE_ROWS, TEXT_CHARACTERS
from tasks.records import Cell, Table

BLANKS = re.compile(r"[ \t\r\n\f\v]+")
BETWEEN_FIGURES = re.compile(r"(?<=\d)[ \t\r\f\v]*\n[ \t\r\n\f\v]*(?=\d)")
FIGURE = re.compile(
    r"[约近超≥≤>＞]?[-+±]?[\d０-９][\d０-９,，.．\s:：/／-]*[+＋]?(?:[%％‰]|[\u4e00-\u9fff㎡]{0,4})(?:以上|以下|以内|左右)?"
)
NO_FIGURE = re.compile(r"[-—–/／\s]*")
# years, ranges (3-6岁), classes and months name what a row or a column is about
LABEL = re.compile(
    r"(?:19|20)\d{2}\s*(?:年\D*|学年\D*)?|\d+\s*[-—–~～至]\s*\d+\D*|\d+(?:年级|岁|季度|号)|\d{1,2}月(?:\d{1,2}日|[份底末初]|[上中下]旬)?[之以]?前?"
)
SERIAL = re.compile(r"序号|编号|序|行次|№|[Nn]o\.?")


LONG_CELL = 150
"""A longer cell holds prose: then the table only arranges the page, and is read line by line."""


@dataclass(slots=True)
class GridCell:
    """A cell before it has a place: what it says, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


class TextWriter:
    """Collects lines and tables; `text()` and `tables` are what was collected."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._parts: list[str] = []
        self._length = 0

    def line(self, text: str) -> None:
        """Add a line, blanks around it left out; an empty one adds nothing."""
        text = text.rstrip() if self._length else text.strip()
        if text:
            self._open_line()
            self._add(text.strip(" \n"))

    def table(self, rows: Sequence[Sequence[GridCell]], head_rows: int | None = None) -> None:
        """Add a table, a line a row, tabs between the cells that begin in that row (none after the last).

        `head_rows` is how many rows the markup says are heads; without it the cells themselves tell.
        """
        filled = filled_grid(rows)
        if filled is None:
            for row in rows:
                for cell in row:
                    self.line(cell_text(cell.text))
            return
        if not any(cell_text(cell.text) for row in rows for cell in row):
            return
        self._open_line()
        start = self._length
        places: dict[int, Cell] = {}
        texts: dict[Cell, str] = {}
        for row in rows:
            apart = "\n"
            for position, cell in enumerate(row):
                apart += "\t" if position else ""
                text = cell_text(cell.text)
                if text and self._length > start:
                    self._add(apart)
                apart = "" if text else apart
                place = Cell(self._length, self._length + len(text))
                places[id(cell)] = place
                texts[place] = text
                self._add(text)
        nothing = Cell(self._length, self._length)
        grid = tuple(tuple(places[id(c)] if c is not None else nothing for c in row) for row in filled)
        words = [[texts.get(cell, "") for cell in row] for row in grid]
        heads = head_rows if head_rows is not None else head_rows_of(words)
        self.tables.append(Table(start, self._length, grid, heads, head_columns_of(words, heads)))

    def text(self) -> str:
        """Everything collected so far."""
        return "".join(self._parts)

    def _open_line(self) -> None:
        if self._length:
            self._add("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > TEXT_CHARACTERS:
            raise RefusedError("too large", f"more than {TEXT_CHARACTERS:,} characters of text")


def cell_text(text: str) -> str:
    """What a cell says on one line. Two figures one below the other stay on two: `76` `120` is not 76120."""
    apart = BETWEEN_FIGURES.sub("\0", text.strip())
    return BLANKS.sub(" ", apart).replace("\0", "\n").strip()


def holds_data(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a table is one: two rows and columns or more, short cells. A row of one cell may be long."""
    if len(rows) < 2 or max(sum(cell.columns for cell in row) for row in rows) < 2:
        return False
    return all(len(cell.text) <= LONG_CELL for row in rows if len(row) > 1 for cell in row)


def filled_grid(rows: Sequence[Sequence[GridCell]]) -> list[list[GridCell | None]] | None:
    """Every position with the cell that covers it; null for a table that is too large for one."""
    if len(rows) > TABLE_ROWS:
        return None
    grid: list[dict[int, GridCell]] = [{} for _ in rows]
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            if column + cell.columns > TABLE_COLUMNS:
                return None
            for below in range(number, min(number + cell.rows, len(rows))):
                for across in range(column, column + cell.columns):
                    grid[below].setdefault(across, cell)
            column += cell.columns
            width = max(width, column)
    return [[line.get(column) for column in range(width)] for line in grid]


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and no head: `12,000`, `98.5%`, `76所`, and not a year."""
    text = text.strip()
    return FIGURE.fullmatch(text) is not None and LABEL.fullmatch(text) is None


def head_rows_of(words: Sequence[Sequence[str]]) -> int:
    """How many rows at the top hold heads: those before the first row with a figure, if any row has one."""
    for number, row in enumerate(words):
        if any(is_figure(text) for text in row):
            return number
    return 1 if len(words) > 1 else 0


def head_columns_of(words: Sequence[Sequence[str]], head_rows: int) -> int:
    """How many columns at the left hold heads: words in every row below the column heads.

    A column of serial numbers counts as one when a column of words follows it.
    """
    body = words[head_rows:]
    if not body or not body[0]:
        return 0
    if not any(is_figure(cell) for row in body for cell in row):
        return 1
    columns = 0
    for column in range(len(body[0]) - 1):
        cells = [row[column] for row in body]
        serial = head_rows > 0 and any(SERIAL.fullmatch(row[column].strip()) for row in words[:head_rows])
        said = [cell for cell in cells if not NO_FIGURE.fullmatch(cell)]
        named = bool(said) and not any(is_figure(cell) for cell in said)
        if not (serial or named):
            break
        columns += 1
    return columns
