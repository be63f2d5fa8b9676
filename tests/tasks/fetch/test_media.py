"""What bytes are, whatever a site declares."""

from __future__ import annotations

import io
import zipfile

import pytest

from tasks.fetch.media import EXCEL, OLE, WORD, deceives, declared_charset, declared_type, found_type


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), OLE),
        (archive("[Content_Types].xml", "word/document.xml"), WORD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), EXCEL),
        (archive("a.txt"), "application/zip"),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"<!-- a comment -->\n<!DOCTYPE html>", "text/html"),
        ("﻿<HTML>".encode(), "text/html"),
        (b"<p>only a piece</p>", "text/html"),
        (b'<?xml version="1.0"?><rss/>', "application/xml"),
        (b'<?xml version="1.0"?><html/>', "text/html"),
        ("全县幼儿园".encode(), "text/plain"),
        ("全县幼儿园，".encode() * 2000, "text/plain"),
        ("全县幼儿园".encode("gb18030"), None),
        (b"a\x00b", None),
        (b"", "text/plain"),
    ],
)
def test_what_bytes_are(content: bytes, found: str | None) -> None:
    assert found_type(content) == found


@pytest.mark.parametrize(
    ("header", "declared"),
    [
        ("text/html", "text/html"),
        (" Text/HTML ; charset=GBK", "text/html"),
        ("", None),
        (None, None),
        ("; charset=gbk", None),
    ],
)
def test_what_a_site_declares(header: str | None, declared: str | None) -> None:
    assert declared_type(header) == declared


@pytest.mark.parametrize(
    ("declared", "found", "so"),
    [
        ("text/html", "text/html", False),
        ("application/xhtml+xml", "text/html", False),
        ("application/octet-stream", "application/pdf", False),
        ("application/msword", OLE, False),
        ("application/msword", "application/rtf", False),
        ("application/zip", WORD, False),
        (None, "text/html", False),
        ("text/html", None, False),
        ("application/pdf", "text/html", True),
        ("text/html", WORD, True),
        ("application/msword", WORD, True),
    ],
)
def test_who_deceives(declared: str | None, found: str | None, so: bool) -> None:
    assert deceives(declared, found) == so


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        (None, None),
        ("text/html", None),
        ("text/html; charset=GBK", "gbk"),
        ('text/html;boundary=x; Charset = "utf-8"', "utf-8"),
        ("text/html; charset='gb2312'", "gb2312"),
        ("text/html; xcharset=gbk", None),
        ("charset=gbk", None),
        ("text/html; charset=", None),
        ("text/html; charset=\x00", None),
        ("text/html; charset=" + "a" * 100, "a" * 40),
    ],
)
def test_what_charset_a_site_declares(header: str | None, charset: str | None) -> None:
    assert declared_charset(header) == charset
