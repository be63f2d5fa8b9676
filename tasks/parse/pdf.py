"""PDF: the text layer in reading order; pages that are only pictures go to OCR where it is installed.

Read with PDFium (pypdfium2, Apache-2.0/BSD). Runs in a child process: see `child`.
"""

from __future__ import annotations

import ctypes
import unicodedata
from statistics import median
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from tasks.parse.errors import RefusedError
from tasks.parse.limits import OCR_PAGES, PAGE_CHARACTERS, PDF_PAGES, TEXT_CHARACTERS
from tasks.parse.line_joining import text_of
from tasks.parse.ocr import INSTALL_OCR, Recogniser, answer_of
from tasks.parse.page_layout import Piece, Sheet

LEAST_CHARACTERS = 15
"""A page with less, beside a picture, has no text layer: a stamp, a page number."""

MOST_UNKNOWN = 0.2
"""More characters without a meaning than this, and the text layer is none: its fonts do not say it."""

APART = 1.5
"""Pieces are further apart than this many characters; blanks inside a line are narrower."""

BLANK = 0.2
POINTS_PER_INCH, OCR_DOTS = 72, 200
RADICALS = range(0x2E80, 0x2FE0)
COMPATIBLE = range(0xF900, 0xFB00)


def read_pdf(content: bytes, ocr: bool) -> dict[str, Any]:
    """`text` (a table's rows are lines with tabs), `recognised`, and how many pages are `pictures`.

    Without `ocr` those are left out, where they are few. Raises RefusedError.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise RefusedError("damaged", f"the PDF cannot be opened: {error}") from error
    if len(document) > PDF_PAGES:
        raise RefusedError("too large", f"{len(document):,} pages, and no report has more than {PDF_PAGES}")
    sheets: list[Sheet] = []
    pictures: list[int] = []
    characters = 0
    for number in range(len(document)):
        sheet, picture = _page(document, number)
        sheets.append(sheet)
        characters += sum(len(piece.text) for piece in sheet.pieces)
        if characters > TEXT_CHARACTERS:
            raise RefusedError("too large", f"more than {TEXT_CHARACTERS:,} characters of text")
        if picture:
            pictures.append(number)
    if pictures and ocr:
        _recognise(document, pictures, sheets)
    elif 2 * len(pictures) > len(sheets):
        detail = f"{len(pictures)} of {len(sheets)} pages are pictures without text; {INSTALL_OCR}"
        raise RefusedError("no text layer", detail)
    text, recognised = text_of(sheets)
    if not text:
        raise RefusedError("empty", f"{len(sheets)} pages without text and without pictures")
    return {**answer_of(text, recognised), "pictures": len(pictures)}


def _page(document: pdfium.PdfDocument, number: int) -> tuple[Sheet, bool]:
    """What is printed on a page, and whether it is a picture whose words are not in the file."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise RefusedError("damaged", f"page {number + 1} cannot be read: {error}") from error
    try:
        pieces, unknown = _pieces(text_page.raw, page)
        characters = sum(len(piece.text) for piece in pieces)
        if unknown > MOST_UNKNOWN * max(characters, 1):
            return Sheet(page.get_height(), ()), True
        has_picture = characters < LEAST_CHARACTERS and any(
            item.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
            for item in page.get_objects(max_depth=1)
        )
        return Sheet(page.get_height(), tuple(pieces)), has_picture
    finally:
        text_page.close()
        page.close()


def _pieces(text_page: Any, page: pdfium.PdfPage) -> tuple[list[Piece], int]:
    """Words printed together, in the order of the file, and how many characters have no meaning."""
    count = raw.FPDFText_CountChars(text_page)
    if count > PAGE_CHARACTERS:
        raise RefusedError("too large", f"{count:,} characters on one page")
    turn = _Turn(page)
    pieces: list[_Open] = []
    unknown = 0
    blank = False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (9, 10, 13, 32, 160) or raw.FPDFText_IsGenerated(text_page, index) == 1:
            blank = True
            continue
        character = _character(code)
        if character is None:
            unknown += 1
            continue
        left, top, right, bottom = turn.box(text_page, index)
        size = max(bottom - top, 1.0)
        last = pieces[-1] if pieces else None
        if last is not None and last.takes(left, top, bottom):
            # beside Chinese a blank is only how the line was set
            parts = blank and character.isascii() and last.text[-1].isascii()
            last.add(character, left, top, right, bottom, parts and left - last.right > BLANK * size)
        else:
            pieces.append(_Open(left, top, right, bottom, character))
        blank = False
    return [piece.closed() for piece in pieces], unknown


class _Open:
    """A piece that may still grow to the right."""

    def __init__(self, left: float, top: float, right: float, bottom: float, text: str) -> None:
        self.left, self.top, self.right, self.bottom, self.text = left, top, right, bottom, [text]
        self.sizes = [bottom - top]

    def takes(self, left: float, top: float, bottom: float) -> bool:
        """Whether a character stands on the same line and close behind."""
        size = max(self.sizes[-1], bottom - top)
        level = self.top < (top + bottom) / 2 < self.bottom or top < (self.top + self.bottom) / 2 < bottom
        return level and -0.5 * size < left - self.right < APART * size

    def add(self, text: str, left: float, top: float, right: float, bottom: float, blank: bool) -> None:
        """Take a character in, a blank before it where there is one to be seen."""
        self.text += [" ", text] if blank else [text]
        self.sizes.append(bottom - top)
        self.right, self.left = max(self.right, right), min(self.left, left)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)

    def closed(self) -> Piece:
        """The finished piece."""
        size = max(median(self.sizes), 1.0)
        return Piece(self.left, self.top, self.right, self.bottom, "".join(self.text), size)


class _Turn:
    """Boxes of characters as a reader sees the page: turned as the page is, from the top left corner."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._turned = page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._box = raw.FS_RECTF()

    def box(self, text_page: Any, index: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a character, with the room its font gives it."""
        raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(self._box))
        left, right, top, bottom = self._box.left, self._box.right, self._box.top, self._box.bottom
        if self._turned == 90:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self._turned == 180:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        if self._turned == 270:
            return self._top - top, self._right - right, self._top - bottom, self._right - left
        return left - self._left, self._top - top, right - self._left, self._top - bottom


def _character(code: int) -> str | None:
    """A character as it is written elsewhere; null where the font does not say what it is.

    Fonts of Chinese PDFs often give 用 as the radical ⽤, and a hyphen at a line's end as U+0002.
    """
    if code == 2:
        return "-"
    character = chr(code)
    if code in RADICALS or code in COMPATIBLE:
        return unicodedata.normalize("NFKC", character)
    if code < 32 or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xF900:
        return None
    return character


def _recognise(document: pdfium.PdfDocument, pages: list[int], sheets: list[Sheet]) -> None:
    """Put what OCR reads on these pages in place of what they hold."""
    if len(pages) > OCR_PAGES:
        raise RefusedError("too large", f"{len(pages)} scanned pages, and OCR reads no more than {OCR_PAGES}")
    recogniser = Recogniser()
    for number in pages:
        page = document[number]
        scale = min(OCR_DOTS / POINTS_PER_INCH, 4000 / max(page.get_width(), page.get_height(), 1))
        picture = page.render(scale=scale).to_numpy()
        sheets[number] = Sheet(float(picture.shape[0]), recogniser.pieces(picture))
        page.close()
