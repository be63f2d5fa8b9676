"""HTML pages: the visible text, a line a block and a line a row of a table, without menus and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tasks.knots import knot_in
from tasks.parse.errors import RefusedError
from tasks.parse.limits import TABLE_ROWS
from tasks.parse.writer import GridCell, TextWriter, holds_data
from tasks.records import Table

BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table "
        "tbody td tfoot th thead title tr ul br"
    ).split()
)
SKIPPED = frozenset(
    (
        "script style noscript template svg iframe object embed select option button textarea input head "
        "link meta nav rt rp"
    ).split()
)
SPACE = re.compile(r"[ \t\r\n\f]+")
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$)", re.I
)
PRE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
LEAST_SHOWN = 0.3
"""A page that shows less than this share of its text shows the rest by script."""


class Mark(Enum):
    """What stands between pieces of text."""

    LINE_END = "line end"
    HIDDEN = "hidden"


LINE_END, HIDDEN = Mark.LINE_END, Mark.HIDDEN
Grid = tuple[LexborNode, list[list[GridCell]]]
Event = str | Grid | Mark


def html_text(markup: str) -> tuple[str, str | None]:
    """The visible text of a page, a line a block, and what its <title> says."""
    text, title, _ = read_html(markup)
    return text, title


def read_html(markup: str) -> tuple[str, str | None, tuple[Table, ...]]:
    """The visible text of a page, a line a block; what its <title> says; the tables in the text.

    Nothing is judged here: menus and foot lines that are not marked up as such stay in the text, and
    the later stages pass over them, so that no part of a report can be lost with them. Left out is what
    no reader sees: scripts and hidden elements (copy protection, a copy for print); where nearly all is
    hidden it stays, since a script shows it. Raises RefusedError for markup made to grow without bound.
    """
    knot = knot_in(markup)
    if knot is not None:
        raise RefusedError("too large", knot)
    tree = LexborHTMLParser(markup)
    title_node = tree.css_first("title")
    title = SPACE.sub(" ", title_node.text()).strip() if title_node is not None else None
    writer = TextWriter()
    if tree.body is not None:
        hidden = _walk(tree.body, writer, show_hidden=False)
        if hidden:
            everything = TextWriter()
            _walk(tree.body, everything, show_hidden=True)
            if len(writer.text()) < LEAST_SHOWN * len(everything.text()):
                writer = everything
    return writer.text(), title or None, tuple(writer.tables)


def _walk(root: LexborNode, writer: TextWriter, show_hidden: bool) -> bool:
    """Collect lines in document order; whether anything was hidden."""
    line: list[str] = []
    hidden = False
    for event in _events(root, show_hidden=show_hidden):
        if isinstance(event, str):
            line.append(event)
            continue
        if line:
            writer.line(SPACE.sub(" ", "".join(line)))
            line.clear()
        if isinstance(event, tuple):
            table, rows = event
            caption = table.css_first("caption")
            if caption is not None:
                writer.line(SPACE.sub(" ", caption.text()))
            writer.table(rows, _marked_heads(table))
        hidden = hidden or event is HIDDEN
    if line:
        writer.line(SPACE.sub(" ", "".join(line)))
    return hidden


def _events(root: LexborNode, tables: bool = True, show_hidden: bool = False) -> Iterator[Event]:
    """Pieces of text, LINE_END, HIDDEN for what is left out, and (where `tables`) each table of data.

    Without recursion: pages nest deeper than Python's stack.
    """
    stack: list[tuple[LexborNode, bool, bool]] = [(root, False, False)]
    while stack:
        node, closing, kept_lines = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if kept_lines and "\n" in text:
                for piece in text.split("\n"):
                    yield SPACE.sub(" ", piece)
                    yield LINE_END
            else:
                yield SPACE.sub(" ", text)
            continue
        if tag in SKIPPED or tag.startswith(("-", "_")):
            continue
        attributes = node.attributes
        style = attributes.get("style") or ""
        if not show_hidden and ("hidden" in attributes or HIDING.search(style)):
            if tag in BLOCKS:
                yield HIDDEN
            continue
        if tag in BLOCKS:
            yield LINE_END
        if closing or tag == "br":
            continue
        rows = _data_rows(node) if tables and tag == "table" else None
        if rows is not None:
            yield node, rows
            continue
        kept_lines = kept_lines or tag == "pre" or PRE.search(style) is not None
        stack.append((node, True, kept_lines))
        children = list(node.iter(include_text=True))
        stack.extend((child, False, kept_lines) for child in reversed(children))


def _data_rows(table: LexborNode) -> list[list[GridCell]] | None:
    """The rows of a table of data; null for one that only arranges the page."""
    if any(child.css_first("table") is not None for child in table.iter()):
        return None
    if len(table.css("tr")) > TABLE_ROWS:
        return None
    rows = _rows(table)
    return rows if holds_data(rows) else None


def _rows(table: LexborNode) -> list[list[GridCell]]:
    return [
        [
            GridCell(_cell_words(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
            for cell in row.iter()
            if cell.tag in ("td", "th")
        ]
        for row in table.css("tr")
    ]


def _cell_words(cell: LexborNode) -> str:
    return "".join(piece if isinstance(piece, str) else "\n" for piece in _events(cell, tables=False)).strip()


def _span(cell: LexborNode, name: str) -> int:
    """How many rows or columns a cell says it covers; 1 for what is no number."""
    value = cell.attributes.get(name) or ""
    return min(max(int(value), 1), TABLE_ROWS) if re.fullmatch(r"[0-9]{1,6}", value) else 1


def _marked_heads(table: LexborNode) -> int | None:
    """How many rows at the top the markup calls heads; null where it calls none so."""
    heads = 0
    for row in table.css("tr"):
        cells = [cell.tag for cell in row.iter() if cell.tag in ("td", "th")]
        in_head = row.parent is not None and row.parent.tag == "thead"
        if not (in_head or (cells and all(tag == "th" for tag in cells))):
            break
        heads += 1
    return heads or None
