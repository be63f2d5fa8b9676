"""Tables that a copy has taken apart: every cell on a line of its own, row by row, the heads first.

How many columns there were is told by the heads, of which one or more is a year or a word such as 现状: below
it there stands a figure in every row. What breaks the rhythm, as a row with two labels, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.parse.limits import TABLE_ROWS
from tasks.parse.writer import is_figure
from tasks.records import Cell, Table

LINE = re.compile(r"[^\n]+")
HEAD_OF_FIGURES = re.compile(
    r"(?:19|20)\d{2}年?(?:[（(]?[^\d\n]{0,6}[)）]?)|数量|数值|数据|现状值?|目标值|实际值|完成值|指标值"
)
FIRST_HEAD = re.compile(r"(?:主要)?(?:指\s*标|项\s*目|名\s*称|类\s*别|内\s*容|序\s*号)(?:名称|内容)?")
SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.]?\S{0,14}")
NOTHING = re.compile(r"[-—–/／]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
FEWEST, MOST = 2, 8
LEAST_ROWS = 2
SHORT, LONG = 14, 40
LOOK_AHEAD = 12


def stacked_tables(text: str) -> tuple[Table, ...]:
    """The tables of a plain text whose cells stand one below the other, in order."""
    if HEAD_OF_FIGURES.search(text) is None:
        return ()
    lines = _lines(text)
    said = [text[line.start : line.end] for line in lines]
    found: list[Table] = []
    at = 0
    while at < len(lines):
        titled = at + 1 < len(said) and FIRST_HEAD.fullmatch(said[at + 1]) is not None
        if titled or FIRST_HEAD.fullmatch(said[at]) is None:
            at += 1
            continue
        widths = range(FEWEST, min(MOST, len(lines) - at) + 1)
        found_rows = {width: _rows(said, at, width) for width in widths}
        width = max(found_rows, key=lambda each: len(found_rows[each]), default=0)
        rows = found_rows.get(width, [])
        if len(rows) <= LEAST_ROWS:
            at += 1
            continue
        grid = tuple(tuple(lines[row : row + width]) for row in rows)
        found.append(Table(grid[0][0].start, grid[-1][-1].end, grid, 1, 1))
        at = rows[-1] + width
    return tuple(found)


def _lines(text: str) -> list[Cell]:
    cells = []
    for match in LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            cells.append(Cell(start, start + len(stripped)))
    return cells


def _rows(said: Sequence[str], at: int, width: int) -> list[int]:
    """Where the rows of so many cells begin, the heads' first; [] where they are none of this width."""
    heads = said[at : at + width]
    figures = [n for n in range(1, width) if HEAD_OF_FIGURES.fullmatch(heads[n])]
    if not figures or any(is_figure(head) or len(head) > SHORT for head in heads):
        return []
    rows = [at]
    line = at + width
    while line < len(said) and len(rows) <= TABLE_ROWS:
        if _fits(said, line, width, figures):
            rows.append(line)
            line += width
            continue
        ahead = range(line + 1, min(line + LOOK_AHEAD, len(said)))
        again = next((n for n in ahead if _fits(said, n, width, figures)), None)
        # only a part's title may stand between the heads and the first row
        if again is None or (len(rows) == 1 and not all(SECTION.fullmatch(s) for s in said[line:again])):
            break
        line = again
    return rows


def _fits(said: Sequence[str], at: int, width: int, figures: Sequence[int]) -> bool:
    """Whether a row of the table begins at a line: a label, and figures where figures belong."""
    row = said[at : at + width]
    if len(row) < width or not HAN.search(row[0]) or is_figure(row[0]) or len(row[0]) > LONG:
        return False
    return all(
        is_figure(cell) or NOTHING.fullmatch(cell) is not None
        if n in figures
        else len(cell) <= SHORT and not is_figure(cell)
        for n, cell in enumerate(row)
        if n
    ) and any(is_figure(row[n]) for n in figures)
