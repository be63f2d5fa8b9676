"""What bytes are, by their first ones: sites declare a media type, and are wrong about it now and then."""

from __future__ import annotations

import re

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLE = "application/x-ole-storage"

STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|table|meta|span|article|script)\b", re.I)
XML = re.compile(rb"<\?xml\b")

CHARSET = re.compile(r"(?:^|[;\s])charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.I)

FAMILIES = (
    {"text/html", "application/xhtml+xml", "text/xml", "application/xml"},
    {
        OLE,
        "application/msword",
        "application/vnd.ms-excel",
        "application/kswps",
        "application/wps-office.doc",
    },
    {"application/rtf", "text/rtf", "application/msword"},
    {"application/zip", "application/x-zip-compressed", WORD, EXCEL},
    {"image/jpeg", "image/jpg"},
)
"""Types that are one and the same as far as anybody is deceived by them."""

ANYTHING = frozenset({"application/octet-stream", "binary/octet-stream", "application/x-download", "*/*"})
"""Declared for want of anything to declare."""


def declared_type(header: str | None) -> str | None:
    """The media type of a header Content-Type, without its parameters; null where there is none."""
    name = (header or "").partition(";")[0].strip().lower()
    return name or None


def declared_charset(header: str | None) -> str | None:
    """The charset of a header Content-Type, in small letters; null where it names none."""
    _, _, parameters = (header or "").partition(";")
    found = CHARSET.search(parameters)
    return found.group(1).lower() if found else None


def found_type(content: bytes) -> str | None:
    """The media type that bytes are; null where they tell nothing (plain text in an encoding unknown)."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for mark, name in STARTS:
        if start.startswith(mark):
            return name
    if content.startswith(b"PK\x03\x04"):
        if b"word/" in content:
            return WORD
        return EXCEL if b"xl/" in content else "application/zip"
    if HTML.search(content[:20_000]):
        return "text/html"
    if XML.match(start):
        return "application/xml"
    try:
        content[:20_000].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < min(len(content), 20_000) - 4:
            return None
    return None if b"\x00" in content[:20_000] else "text/plain"


def deceives(declared: str | None, found: str | None) -> bool:
    """Do the bytes say otherwise than what is declared? What is not known deceives nobody."""
    if declared is None or found is None or declared in ANYTHING or declared == found:
        return False
    return not any({declared, found} <= family for family in FAMILIES)
