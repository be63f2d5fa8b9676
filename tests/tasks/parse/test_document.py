"""Bytes to documents: what they are, whatever their name says, and what is refused."""

from __future__ import annotations

import pytest

from indicators.schemas import REASONS
from tasks.parse.document import KNOWN_BINARY, Helpers, parse
from tasks.records import Document, Refusal
from tests.genre import page

TEXT = "柳城县教育局2019年工作总结\n全县共有幼儿园85所。"


@pytest.mark.parametrize("mark", KNOWN_BINARY, ids=repr)
def test_a_known_binary_is_refused_by_its_name(mark: bytes) -> None:
    refusal = parse(page(mark + b"\x00\x01" + TEXT.encode()))
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail) == ("unsupported form", f"the file is {KNOWN_BINARY[mark]}")
    assert refusal.reason in REASONS


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n", "damaged"),
        (b"PK\x03\x04\x14\x00", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported form"),
        (b"\xff\xd8\xff\xe0", "no text layer"),
        (b"\x89PNG\r\n\x1a\n", "no text layer"),
        (b"GIF89a", "unsupported form"),
        (b"Rar!\x1a\x07", "unsupported form"),
    ],
)
def test_the_binaries_that_bureaus_attach_are_known(content: bytes, reason: str) -> None:
    """On a machine with neither LibreOffice nor OCR; what is read of them has tests of its own."""
    refusal = parse(page(content), Helpers())
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    refusal = parse(page(content))
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "empty"


@pytest.mark.parametrize("content", [b"\x00" * 20, b"\xff\xff\xff"])
def test_bytes_that_are_no_text_are_unreadable(content: bytes) -> None:
    refusal = parse(page(content))
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "unreadable"
    assert refusal.snapshot == page(content).sha256


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_plain_text_is_kept_but_for_its_line_ends(ends: str) -> None:
    document = parse(page(TEXT.replace("\n", ends)))
    assert isinstance(document, Document)
    assert (document.text, document.form, document.title) == (TEXT, "text", None)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><head><title>总结</title></head><body><p>甲</p></body></html>",
        "<!DOCTYPE html><title>总结</title><p>甲</p>",
        "\ufeff<HTML><title>总结</title><BODY>甲",
        '<?xml version="1.0"?>\n<html><head><title>总结</title></head><body>甲</body></html>',
    ],
)
def test_markup_is_known_by_what_it_is(markup: str) -> None:
    document = parse(page(markup))
    assert isinstance(document, Document)
    assert (document.text, document.form, document.title) == ("甲", "html", "总结")


def test_a_text_that_speaks_of_less_than_is_no_markup() -> None:
    document = parse(page("差异系数<0.5，a<b>c"))
    assert isinstance(document, Document)
    assert (document.text, document.form) == ("差异系数<0.5，a<b>c", "text")


def test_a_document_knows_its_source_and_bytes() -> None:
    snapshot = page(TEXT, title="题")
    document = parse(snapshot)
    assert isinstance(document, Document)
    assert (document.source, document.snapshot) == (snapshot.source, snapshot.sha256)
