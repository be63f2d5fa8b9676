"""Bytes to a Document, by what the bytes are and not by what their name says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tasks.decoding import UndecodableError, decode
from tasks.parse.archive import Archive
from tasks.parse.child import Answer, read_apart
from tasks.parse.docx import is_docx, read_docx
from tasks.parse.errors import RefusedError
from tasks.parse.html import read_html
from tasks.parse.legacy import find_soffice, to_docx
from tasks.parse.limits import (
    IMAGE_BYTES,
    OCR_BUDGET,
    OFFICE_BYTES,
    PDF_BUDGET,
    PDF_BYTES,
    TEXT_BYTES,
    TEXT_CHARACTERS,
)
from tasks.parse.ocr import INSTALL_OCR, ocr_installed
from tasks.parse.text_tables import text_tables
from tasks.records import Document, Recognised, Refusal, Snapshot

HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|meta|span|article)\b", re.I)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IMAGES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n": "PNG"}
KNOWN_BINARY = {
    b"GIF8": "a GIF image",
    b"BM": "a BMP image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"RIFF": "a WebP image or a film",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
    b"%OFD": "an OFD file",
}
ODT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class Helpers:
    """What is installed beside this package: LibreOffice's program, and the extra `ocr`."""

    soffice: str | None = None
    ocr: bool = False


@cache
def installed_helpers() -> Helpers:
    """What this machine has."""
    return Helpers(find_soffice(), ocr_installed())


def parse(snapshot: Snapshot, helpers: Helpers | None = None) -> Document | Refusal:
    """The text of a page, or why there is none. `helpers` is what the machine has, unless given."""
    try:
        document = _read(snapshot, installed_helpers() if helpers is None else helpers)
        if len(document.text) > TEXT_CHARACTERS:
            raise RefusedError("too large", f"{len(document.text):,} characters of text")
    except UndecodableError as error:
        return Refusal(snapshot.source, snapshot.sha256, "unreadable", str(error))
    except RefusedError as error:
        return Refusal(snapshot.source, snapshot.sha256, error.reason, error.detail, passing=error.passing)
    return document


def _read(snapshot: Snapshot, helpers: Helpers) -> Document:
    content = snapshot.content
    if not content.strip():
        raise RefusedError("empty", "the file is empty")
    start = content[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(b"%PDF-"):
        _at_most(content, PDF_BYTES, "a PDF")
        return _pdf(snapshot, helpers)
    if content.startswith(b"PK\x03\x04"):
        return _zipped(snapshot, helpers)
    if content.startswith(OLE):
        _at_most(content, OFFICE_BYTES, "an old Office file")
        return _converted(snapshot, _ole_ending(content), helpers)
    if start.startswith(b"{\\rtf"):
        _at_most(content, OFFICE_BYTES, "an RTF file")
        return _converted(snapshot, "rtf", helpers)
    if any(content.startswith(mark) for mark in IMAGES):
        _at_most(content, IMAGE_BYTES, "a picture")
        if not helpers.ocr:
            raise RefusedError("no text layer", f"the file is a picture; {INSTALL_OCR}")
        return _recognised(snapshot, "image", read_apart("image", content, True, OCR_BUDGET))
    for mark, form in KNOWN_BINARY.items():
        if content.startswith(mark):
            raise RefusedError("unsupported form", f"the file is {form}")
    _at_most(content, TEXT_BYTES, "a page")
    return _text(snapshot)


def _at_most(content: bytes, limit: int, what: str) -> None:
    if len(content) > limit:
        raise RefusedError("too large", f"{what} of {len(content):,} bytes, and {limit:,} is the most")


def _text(snapshot: Snapshot) -> Document:
    text = decode(snapshot.content, snapshot.charset)
    if HTML.search(text[:20_000]):
        visible, title, tables = read_html(text)
        return Document(snapshot.source, snapshot.sha256, visible, title, "html", tables)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(snapshot.source, snapshot.sha256, plain, None, "text", text_tables(plain))


def _pdf(snapshot: Snapshot, helpers: Helpers) -> Document:
    """A PDF: its text layer within what that may cost; OCR, which may cost more, for pages that want it."""
    try:
        answer = read_apart("pdf", snapshot.content, False, PDF_BUDGET)
        scanned = answer["pictures"] > 0
    except RefusedError as error:
        scanned = error.reason == "no text layer"
        if not (scanned and helpers.ocr):
            raise
    if scanned and helpers.ocr:
        answer = read_apart("pdf", snapshot.content, True, OCR_BUDGET)
    return _recognised(snapshot, "pdf", answer)


def _recognised(snapshot: Snapshot, form: str, answer: Answer) -> Document:
    return Document(
        snapshot.source,
        snapshot.sha256,
        answer["text"],
        form=form,
        tables=text_tables(answer["text"]),
        recognised=tuple(Recognised(*span) for span in answer["recognised"]),
    )


def _zipped(snapshot: Snapshot, helpers: Helpers) -> Document:
    content = snapshot.content
    _at_most(content, OFFICE_BYTES, "an archive")
    names = Archive(content).names
    if is_docx(names):
        return _word(snapshot, content, "docx")
    if ODT in content[:200]:
        return _converted(snapshot, "odt", helpers)
    for folder, form in (
        ("xl/", "an XLSX table"),
        ("ppt/", "a PPTX presentation"),
        ("OFD.xml", "an OFD file"),
    ):
        if any(name.startswith(folder) for name in names):
            raise RefusedError("unsupported form", f"the file is {form}")
    raise RefusedError("unsupported form", f"the file is a ZIP archive of {len(names):,} files")


def _ole_ending(content: bytes) -> str:
    """What an old Office file is, by the streams that its directory names."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise RefusedError("damaged", "the file is locked with a password")
    if has("WordDocument"):
        return "doc"
    for stream, form in (("Workbook", "an XLS table"), ("PowerPoint Document", "a PPT presentation")):
        if has(stream):
            raise RefusedError("unsupported form", f"the file is {form}")
    return "wps"


def _converted(snapshot: Snapshot, ending: str, helpers: Helpers) -> Document:
    return _word(snapshot, to_docx(snapshot.content, ending, helpers.soffice), ending)


def _word(snapshot: Snapshot, content: bytes, form: str) -> Document:
    text, tables = read_docx(content)
    if not text:
        raise RefusedError("empty", "the document holds no text; it may hold pictures of it")
    return Document(snapshot.source, snapshot.sha256, text, None, form, tables)
