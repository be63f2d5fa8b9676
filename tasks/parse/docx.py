"""DOCX: the text as Word draws it, with its numbers before headings, its tables and its text boxes.

Read as a stream, paragraph by paragraph: python-docx and docx2python build the whole tree in memory (over
100 times the file), draw no numbers, and pass over text boxes and inserted runs. Left out are headers and
footers, deleted and hidden text, notes, comments, and the table of contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element as Element

from tasks.parse.archive import Archive
from tasks.parse.docx_numbering import (
    Numbering,
    attribute,
    child,
    is_on,
    local,
    number,
    read_numbering,
)
from tasks.parse.errors import RefusedError
from tasks.parse.limits import TABLE_COLUMNS
from tasks.parse.writer import GridCell, TextWriter, holds_data
from tasks.records import Table

CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"
SILENT = frozenset(
    "pPr rPr sectPr sdtPr tblPr trPr tcPr tblGrid rubyPr rt del moveFrom delText delInstrText object "
    "footnoteReference endnoteReference commentReference annotationRef docPr cNvPr".split()
)
LOOKS = frozenset("rPr latentStyles tblStylePr tblPr tcPr trPr".split())
MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNREAD_FIELDS = frozenset(("PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES", "TOC"))


def is_docx(names: Iterable[str]) -> bool:
    """Whether an archive with these parts holds a Word document."""
    return any(name.startswith("word/") and name.endswith(".xml") for name in names)


def read_docx(content: bytes) -> tuple[str, tuple[Table, ...]]:
    """The text of a DOCX and the tables in it. Raises RefusedError where it is damaged or too large."""
    archive = Archive(content)
    main = _main_part(archive)
    folder = main.rpartition("/")[0]
    reader = _Reader(_numbering(archive, folder))
    for block in _blocks(archive, main):
        reader.block(block)
    if reader.in_field:
        # a field that never ends would have swallowed the rest: believe none
        reader = _Reader(_numbering(archive, folder), believe_fields=False)
        for block in _blocks(archive, main):
            reader.block(block)
    return reader.writer.text(), tuple(reader.writer.tables)


def _numbering(archive: Archive, folder: str) -> Numbering:
    parts = (f"{folder}/{part}.xml".lstrip("/") for part in ("numbering", "styles"))
    return read_numbering(*(_root(archive, part) for part in parts))


def _main_part(archive: Archive) -> str:
    """The part that holds the body: what the package says, or word/document.xml."""
    relations = _root(archive, RELATIONS)
    for relation in relations if relations is not None else ():
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            target = (attribute(relation, "Target") or "").lstrip("/")
            if target in archive.names:
                return target
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    raise RefusedError("damaged", "the archive has no word/document.xml")


def _root(archive: Archive, name: str) -> Element | None:
    """A small part as a tree; null where it is missing."""
    if name not in archive.names:
        return None
    element: Element | None = None
    for _, element in _events(archive, name, None):
        if local(element) in LOOKS:
            # nine tenths of a styles part: kept, they take a hundred times the file
            element.clear()
    return element.getroottree().getroot() if element is not None else None


def _events(archive: Archive, name: str, tags: tuple[str, ...] | None) -> Iterator[tuple[str, Element]]:
    try:
        yield from etree.iterparse(
            archive.open(name),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
    except etree.XMLSyntaxError as error:
        if "limit exceeded" in str(error):
            raise RefusedError("too large", f"{name}: {error}") from error
        raise RefusedError("damaged", f"{name}: {error}") from error


def _blocks(archive: Archive, name: str) -> Iterator[Element]:
    """The paragraphs and tables of the body in order; each is forgotten when the next is asked for."""
    for _, element in _events(archive, name, ("{*}p", "{*}tbl")):
        if any(local(each) in ("p", "tbl", "txbxContent") for each in element.iterancestors()):
            continue
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


class _Reader:
    """Goes through the body in order: numbers and fields depend on what came before."""

    def __init__(self, numbering: Numbering, believe_fields: bool = True) -> None:
        self.writer = TextWriter()
        self._numbering = numbering
        self._believe_fields = believe_fields
        self._fields: list[tuple[list[str], bool]] = []

    @property
    def in_field(self) -> bool:
        """Whether a field has begun and not ended."""
        return bool(self._fields)

    def block(self, element: Element) -> None:
        """Write a paragraph or a table of the body."""
        if local(element) == "tbl":
            self._table(element)
            return
        text, boxes = self._paragraph(element)
        for line in text.split("\n"):
            self.writer.line(line)
        for box in boxes:
            for inner in _inside(box, ("p", "tbl")):
                self.block(inner)

    def _paragraph(self, element: Element) -> tuple[str, list[Element]]:
        """What a paragraph says, its number before it, and the text boxes that are tied to it."""
        pieces: list[str] = []
        boxes: list[Element] = []
        self._inline(element, pieces, boxes)
        text = "".join(pieces).strip(" ")
        properties = child(element, "pPr")
        if not text and child(properties, "rPr", "del") is not None:
            return "", boxes
        listed = child(properties, "numPr")
        style = attribute(child(properties, "pStyle"), "val")
        label = self._numbering.label(style, number(child(listed, "numId")), number(child(listed, "ilvl")))
        return f"{label}{text}" if text else "", boxes

    def _inline(self, element: Element, pieces: list[str], boxes: list[Element]) -> None:
        for each in element:
            name = local(each)
            if name in SILENT or not name:
                continue
            if name == "r" and is_on(child(each, "rPr", "vanish")):
                self._inline(each, [], [])
            elif name == "txbxContent":
                boxes.append(each)
            elif name == "AlternateContent":
                chosen = child(each, "Choice")
                chosen = child(each, "Fallback") if chosen is None else chosen
                if chosen is not None:
                    self._inline(chosen, pieces, boxes)
            elif name == "sdt" and child(each, "sdtPr", "showingPlcHdr") is not None:
                continue
            elif name == "fldSimple":
                if UNREAD_FIELDS.isdisjoint((attribute(each, "instr") or "").upper().split()[:1]):
                    self._inline(each, pieces, boxes)
            elif name == "fldChar":
                self._field(attribute(each, "fldCharType"))
            elif name == "instrText":
                if self._fields:
                    self._fields[-1][0].append(each.text or "")
            elif name in MARKS or name == "t":
                if not self._unread():
                    pieces.append((each.text or "").replace("\t", " ") if name == "t" else MARKS[name])
            else:
                self._inline(each, pieces, boxes)

    def _field(self, kind: str | None) -> None:
        if kind == "begin" and self._believe_fields:
            self._fields.append(([], False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _unread(self) -> bool:
        """Whether the text is a field's instruction, or the result of one that is no text of a report."""
        return any(
            not shown or not UNREAD_FIELDS.isdisjoint("".join(said).upper().split()[:1])
            for said, shown in self._fields
        )

    def _table(self, table: Element) -> None:
        rows: list[list[GridCell]] = []
        above: dict[int, GridCell] = {}
        heads = 0
        for row in _inside(table, ("tr",)):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            if is_on(child(properties, "tblHeader")) and heads == len(rows):
                heads += 1
            rows.append(self._row(row, above))
        nested = next(table.iterdescendants("{*}tbl"), None) is not None
        if rows and holds_data(rows) and not nested:
            self.writer.table(rows, heads or None)
            return
        for cells in rows:
            for cell in cells:
                for line in cell.text.split("\n"):
                    self.writer.line(line)

    def _row(self, row: Element, above: dict[int, GridCell]) -> list[GridCell]:
        """The cells that begin in a row. `above` has the cell last begun in each column, for merged ones."""
        cells: list[GridCell] = []
        column = _span(child(row, "trPr", "gridBefore"), 0)
        if column:
            cells.append(GridCell("", 1, column))
        for element in _inside(row, ("tc",)):
            properties = child(element, "tcPr")
            width = _span(child(properties, "gridSpan"), 1)
            merged = child(properties, "vMerge")
            text = self._cell(element)
            upper = above.get(column)
            if (
                merged is not None
                and attribute(merged, "val") != "restart"
                and upper is not None
                and not text
            ):
                upper.rows += 1
            else:
                above[column] = GridCell(text, 1, width)
                cells.append(above[column])
            column += width
        return cells

    def _cell(self, cell: Element) -> str:
        lines: list[str] = []
        for element in cell.iterdescendants("{*}p"):
            # paragraphs of text boxes come with the paragraph that holds them
            if any(local(each) in ("txbxContent", "del") for each in element.iterancestors()):
                continue
            text, boxes = self._paragraph(element)
            lines.append(text)
            lines += [self._paragraph(each)[0] for box in boxes for each in box.iterdescendants("{*}p")]
        return "\n".join(line for line in lines if line)


def _span(element: Element | None, least: int) -> int:
    value = number(element)
    return least if value is None else min(max(value, least), TABLE_COLUMNS)


def _inside(element: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The nearest elements with these names below one, whatever wraps them; deleted ones left out."""
    for each in element:
        if local(each) in names:
            yield each
        elif local(each) not in SILENT:
            yield from _inside(each, names)
