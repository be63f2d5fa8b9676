"""Files of every form, built in memory from what a test wants them to say."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tasks.parse.document import Helpers, parse
from tasks.records import Document, Refusal, Snapshot, Source, Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
NOTHING = Helpers()


def parsed(content: bytes, helpers: Helpers = NOTHING) -> Document | Refusal:
    """What comes of these bytes on a machine with these helpers."""
    source = Source("a", "a.bin")
    return parse(Snapshot(source, hashlib.sha256(content).hexdigest(), content), helpers)


def text_of(content: bytes, helpers: Helpers = NOTHING) -> str:
    """The text of a file that is not refused."""
    document = parsed(content, helpers)
    assert isinstance(document, Document), document
    return document.text


def refused(content: bytes, helpers: Helpers = NOTHING) -> tuple[str, str]:
    """Reason and detail of a file that is refused."""
    refusal = parsed(content, helpers)
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason, refusal.detail


def cells_of(document: Document, table: Table) -> list[list[str]]:
    """What the cells of a table say, by their places in the text."""
    return [[document.text[cell.start : cell.end] for cell in row] for row in table.rows]


def docx_of(
    body: str,
    numbering: str = "",
    styles: str = "",
    header: str = "",
    fill: Callable[[Any], None] | None = None,
) -> bytes:
    """A DOCX whose body, list definitions and styles are this WordprocessingML."""
    document = docx.Document()
    root = document.element.body
    for element in list(root)[:-1]:
        root.remove(element)
    for element in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        root.insert(len(root) - 1, element)
    if numbering:
        part = document.part.numbering_part.element
        for element in list(part):
            part.remove(element)
        for element in parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"):
            part.append(element)
    for element in parse_xml(f"<w:styles {NAMESPACES}>{styles}</w:styles>"):
        document.styles.element.append(element)
    if header:
        document.sections[0].header.paragraphs[0].text = header
        document.sections[0].footer.paragraphs[0].text = header
    if fill is not None:
        fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(text: str, numbered: tuple[int, int] | None = None, style: str = "") -> str:
    """A paragraph, perhaps an item of a list at a level."""
    listed = ""
    if numbered is not None:
        listed = f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive with these parts, packed as small as can be."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def wrapped(text: str, width: float, size: float, indent: float = 24) -> list[tuple[float, str]]:
    """A paragraph cut into lines of a width, wherever it is full; each with its indent."""
    lines: list[tuple[float, str]] = []
    line, left = "", indent
    for character in text:
        if left + pdfmetrics.stringWidth(line + character, FONT, size) > width:
            lines.append((left, line))
            line, left = "", 0.0
        line += character
    return [*lines, (left, line)]


def canvas() -> tuple[Canvas, io.BytesIO]:
    """A PDF to draw on, and where its bytes go."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    return Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=1), stream


def pdf_of(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    head: str = "",
    foot: str = "- {} -",
    columns: int = 1,
    lines_a_page: int = 30,
    size: float = 12,
    turned: int = 0,
) -> bytes:
    """A PDF with these paragraphs set in lines, a running head and page numbers on every page."""
    drawing, stream = canvas()
    gap = 24.0
    width = (WIDTH - 120 - gap * (columns - 1)) / columns
    lines = [line for text in paragraphs for line in wrapped(text, width, size)]
    page = 0
    while lines or page == 0:
        page += 1
        if turned:
            drawing.setPageRotation(turned)
        drawing.setFont(FONT, 9)
        drawing.drawString(60, HEIGHT - 40, head)
        drawing.drawCentredString(WIDTH / 2, 30, foot.format(page))
        top = HEIGHT - 90
        if title and page == 1:
            drawing.setFont(FONT, 20)
            drawing.drawCentredString(WIDTH / 2, top, title)
            top -= 40
        drawing.setFont(FONT, size)
        for column in range(columns):
            for number, (indent, line) in enumerate(lines[:lines_a_page]):
                drawing.drawString(60 + column * (width + gap) + indent, top - number * size * 1.6, line)
            lines = lines[lines_a_page:]
        drawing.showPage()
    drawing.save()
    return stream.getvalue()
