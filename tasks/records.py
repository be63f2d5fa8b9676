"""The frozen records that stages hand on. Texts are str, places are offsets into them in characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.offsets import MappedText

FIVE_YEAR_PLANS = {
    "十一五": (2006, 2010),
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
}
"""The nation's five-year plans, by the name that reports call them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report comes from: a file or an address, and what the registry says of it.

    `restated`: the figures are those of the page at the address, the sentences are not its own. `region` is
    the code of the county that the registry says it is about (see `tasks.standardize.registered`).
    """

    id: str
    location: str
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    restated: bool = False
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes as fetched, known by their sha256 (64 hexadecimal digits).

    `charset` is what the site said of them beside the page, null where it said nothing.
    """

    source: Source
    sha256: str
    content: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the span of the document's text that holds it, empty where start == end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document: rows of the same length, each position with the cell that covers it.

    A merged cell stands at every position that it covers. The first `head_rows` rows hold column heads,
    the first `head_columns` cells of every row hold row heads; either may be 0 where none could be told.
    In the document's text a row is a line, its cells separated by tabs; `start` and `end` span the table.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    head_columns: int = 0


@dataclass(frozen=True, slots=True)
class Recognised:
    """A span of the document's text that OCR read from one line of print, and how sure it was, 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """The visible text of a page, in one piece; every quote is a slice of it.

    `title` is what the page's own markup calls it, `form` the format that it came in: html, text, docx,
    doc, pdf or image. `tables` are in the order of the text, and so is what OCR `recognised`: nothing where
    the text was there to be read.
    """

    source: Source
    snapshot: str
    text: str
    title: str | None = None
    form: str = "text"
    tables: tuple[Table, ...] = ()
    recognised: tuple[Recognised, ...] = ()

    @property
    def confidence(self) -> float | None:
        """How sure OCR was of all that it read, from 0 to 1 (the mean over characters); null without OCR."""
        characters = sum(span.end - span.start for span in self.recognised)
        sure = sum(span.confidence * (span.end - span.start) for span in self.recognised)
        return round(sure / characters, 3) if characters else None


@dataclass(frozen=True, slots=True)
class Place:
    """A county-level division as the report's own years know it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a span of years that ends with it."""

    year: int
    from_year: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above a paragraph: its level (0 is the highest), its words, whether it heads a plan.

    `state`: it says that how things are, or were, stands below: so in the midst of a plan.
    """

    level: int
    title: str
    plan: bool
    year: int | None
    state: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span of the text with the headings above it, the nearest last. Its own ordinal is left out."""

    start: int
    end: int
    headings: tuple[Heading, ...]


TABLE_FIGURE = re.compile(
    r"(?!\d{1,2}月)(?P<least>[≥>])?(?P<most>≤)?(?:约|近|超)?\d+(?:\.\d+)?(?:：\d+(?:\.\d+)?)?\+?(?:[万亿](?!元))?"
    r"(?P<unit>%|‰|㎡|[\u4e00-\u9fff]{0,4}?)(?P<bound>以上|以下|以内|左右)?"
)
"""A cell of a table that is a figure by itself, in the one spelling of a report."""


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says, in the one spelling of the report, and its span of the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with figures: rows of the same length, its heads, the line above it and the headings above.

    As in `Table`, a merged cell stands at every position that it covers; there is a row head at least.
    `indents` says of each row how far it is set in, where its line is.
    """

    rows: tuple[tuple[CellText, ...], ...]
    head_rows: int
    head_columns: int
    caption: str
    headings: tuple[Heading, ...]
    indents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report of one place and year: a span of a document.

    `text` is its text in one spelling, each character with its place in the document's text;
    `paragraphs` are spans of `text`, those left out that repeat what stands elsewhere in the page, and
    the cells of `tables`.
    `plan` is true for a report that as a whole says what is meant to be done; `plan_year` is the year
    that its plans are for where they name none.
    `names` are what the text calls its place.
    `place` is null where the text hides it. `from_year` is the first year of a report of several.
    """

    id: str
    document: Document
    start: int
    end: int
    title: str | None
    place: Place | None
    year: int | None
    from_year: int | None
    names: tuple[str, ...]
    published: str | None
    publisher: str | None
    script: str
    text: MappedText
    paragraphs: tuple[Paragraph, ...]
    plan: bool = False
    plan_year: int | None = None
    flags: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page, or a piece of it, gives nothing. `reason` is one of `indicators.schemas.REASONS`.

    `place` and `year` are what it would be a report of, where that can be told all the same.
    `passing`: the reason may lie with the machine, and another try may end otherwise.
    """

    source: Source
    snapshot: str | None
    reason: str
    detail: str
    start: int = 0
    end: int = 0
    place: Place | None = None
    year: int | None = None
    passing: bool = False
