"""Bytes to a Document, by what the bytes are and not by what their name says."""

from __future__ import annotations

import re

from tasks.parse.decoding import UndecodableError, decode
from tasks.parse.html import read_html
from tasks.records import Document, Refusal, Snapshot

HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|meta|span|article)\b", re.I)
KNOWN_BINARY = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "a ZIP archive (DOCX, XLSX, WPS …)",
    b"\xd0\xcf\x11\xe0": "an old Office file (DOC, XLS, WPS …)",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"Rar!": "a RAR archive",
}


def parse(snapshot: Snapshot) -> Document | Refusal:
    """The text of a page, or why there is none."""
    content = snapshot.content
    if not content.strip():
        return Refusal(snapshot.source, snapshot.sha256, "empty", "the file is empty")
    for mark, form in KNOWN_BINARY.items():
        if content.startswith(mark):
            return Refusal(snapshot.source, snapshot.sha256, "unsupported form", f"the file is {form}")
    try:
        text = decode(content)
    except UndecodableError as error:
        return Refusal(snapshot.source, snapshot.sha256, "unreadable", str(error))
    if HTML.search(text[:20_000]):
        visible, title, tables = read_html(text)
        return Document(snapshot.source, snapshot.sha256, visible, title, "html", tables)
    return Document(
        snapshot.source, snapshot.sha256, text.replace("\r\n", "\n").replace("\r", "\n"), None, "text"
    )
