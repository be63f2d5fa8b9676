"""The tables of a report in its one spelling, under their headings; their cells are no paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.offsets import MappedText
from tasks.records import TABLE_FIGURE, Cell, CellText, Document, Paragraph, ReportTable, Table
from tasks.standardize.noise import without_noise
from tasks.standardize.script import to_simplified

LONGEST_CAPTION = 80


def tables_of(
    document: Document, span: tuple[int, int], script: str, text: MappedText, paragraphs: Sequence[Paragraph]
) -> tuple[tuple[ReportTable, ...], tuple[Paragraph, ...]]:
    """The tables in a span of a document that hold figures, and the paragraphs that are none of their cells.

    `text` is the report's text, of which the paragraphs are spans.
    """
    found: list[ReportTable] = []
    kept = list(paragraphs)
    for table in document.tables:
        if not (span[0] <= table.start and table.end <= span[1]) or not table.rows or not table.head_columns:
            continue
        places = {cell: _cell(document, cell, script) for row in table.rows for cell in row}
        rows = tuple(tuple(places[cell] for cell in row) for row in table.rows)
        body = [row[table.head_columns :] for row in rows[table.head_rows :]]
        if not any(TABLE_FIGURE.fullmatch(cell.text) for row in body for cell in row):
            continue
        inside = [
            p for p in kept if p.start < p.end and table.start <= text.original(p.start, p.end)[0] < table.end
        ]
        if not inside:
            continue  # a copy, which has been read before
        kept = [p for p in kept if p not in inside]
        caption = _caption(document, table, script)
        indents = tuple(_indent(document.text, row[0].start) for row in rows)
        found.append(
            ReportTable(rows, table.head_rows, table.head_columns, caption, inside[0].headings, indents)
        )
    return tuple(found), tuple(kept)


def _indent(text: str, start: int) -> int:
    """How many blanks stand before a place in its line, if nothing else does."""
    before = text[:start].rpartition("\n")[2]
    return 0 if before.strip() else len(before)


def _cell(document: Document, cell: Cell, script: str) -> CellText:
    said = _plain(document.text[cell.start : cell.end], script)
    return CellText(said.replace("\n", ""), cell.start, cell.end)


def _caption(document: Document, table: Table, script: str) -> str:
    """The line above a table, if it is short and no sentence."""
    above, _, _ = document.text[: table.start].rpartition("\n")
    line = above.rstrip("\n").rpartition("\n")[2]
    return (
        _plain(line, script).replace("\n", " ") if len(line) <= LONGEST_CAPTION and "。" not in line else ""
    )


def _plain(text: str, script: str) -> str:
    mapped = MappedText.of(text)
    return without_noise(to_simplified(mapped) if script == "hant" else mapped).text
