"""Files made to do harm end in a refusal, in bounded time and memory."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from indicators.schemas import REASONS
from tasks.parse import limits
from tests.tasks.parse.built import docx_of, paragraph, refused, text_of, zipped

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zip_bomb() -> bytes:
    """A DOCX of 1 MB whose body unpacks to 1,000 MB."""
    stream = io.BytesIO()
    archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open("word/document.xml", "w") as part:
        part.write(b"<w:document " + WORD + b"><w:body><w:p><w:r><w:t>")
        for _ in range(1000):
            part.write(b"7" * 1_000_000)
        part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return stream.getvalue()


def zip_bomb_of_lines() -> bytes:
    """The same in paragraphs."""
    line = b"<w:p><w:r><w:t>" + b"7" * 1_000 + b"</w:t></w:r></w:p>"
    return zipped({"word/document.xml": b"<w:document " + WORD + b"><w:body>" + line * 100_000})


def lying_zip_bomb() -> bytes:
    """The same, with a directory that says each part has 100 bytes."""
    content = bytearray(zip_bomb())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def many_parts() -> bytes:
    return zipped({f"word/{number}.xml": b"" for number in range(limits.ARCHIVE_PARTS + 1)})


def entity_bomb() -> bytes:
    """Nine entities, each ten times the one before: a thousand million characters."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    kinds = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "7">{entities}]>'
    body = f"{kinds}<w:document {WORD.decode()}><w:body><w:p>"
    text = f"{body}<w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": text.encode()})


def entity_bomb_in_utf16() -> bytes:
    """The same where a search for its ASCII letters finds nothing."""
    with zipfile.ZipFile(io.BytesIO(entity_bomb())) as archive:
        text = archive.read("word/document.xml").decode()
    return zipped({"word/document.xml": text.encode("utf-16")})


def pages(count: int, stream: bytes = b"", packed: bool = False) -> bytes:
    """A PDF of so many pages, all with the same content."""
    if packed:
        stream = zlib.compress(stream, 9)
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []

    def add(number: int, body: bytes) -> None:
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(count))
    add(1, b"<</Type/Catalog/Pages 2 0 R>>")
    add(2, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids))
    way = b"/Filter/FlateDecode" if packed else b""
    add(3, b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), way, stream))
    for n in range(count):
        font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        add(4 + n, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources%s>>" % font)
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start))
    return out.getvalue()


def pdf_of_blanks() -> bytes:
    """One page whose content unpacks from 1 MB to 900 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(900)) + packer.flush()
    return pages(1).replace(
        b"<</Length 0>>stream\n\n", b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(packed), packed)
    )


HARMFUL: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a zip bomb": (zip_bomb, {"too large"}),
    "a zip bomb of lines": (zip_bomb_of_lines, {"too large"}),
    "a zip bomb that lies": (lying_zip_bomb, {"too large", "damaged"}),
    "too many parts": (many_parts, {"too large"}),
    "an entity bomb": (entity_bomb, {"damaged"}),
    "an entity bomb in UTF-16": (entity_bomb_in_utf16, {"damaged", "empty"}),
    "a page of 100 MB": (lambda: b"<html><p>" + "全县有幼儿园76所。".encode() * 4_000_000, {"too large"}),
    "a text of 100 MB": (lambda: "全县有幼儿园76所。".encode() * 4_000_000, {"too large"}),
    "a PDF of 100 MB": (lambda: b"%PDF-1.4\n" + bytes(100_000_000), {"too large"}),
    "a picture of 100 MB": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100_000_000), {"too large"}),
    "an old Office file of 100 MB": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10**8),
        {"too large"},
    ),
    "a PDF of 5,000 pages": (lambda: pages(5_000, b"BT /F 12 Tf 60 500 Td (76) Tj ET"), {"too large"}),
    "a PDF page of 900 MB": (pdf_of_blanks, {"too large", "damaged", "empty"}),
    "a PDF page of a million figures": (
        lambda: pages(
            1, b"BT /F 12 Tf 60 500 Td " + b"(76767676767676767676) Tj " * 50_000 + b"ET", packed=True
        ),
        {"too large"},
    ),
    "tags a million deep": (lambda: b"<html>" + b"<div>" * 1_000_000, {"too large"}),
    "formatting left open": (
        lambda: b"<html>" + "".join(f"<b x={n}>" for n in range(20_000)).encode() + b"<p>x" * 20_000,
        {"too large"},
    ),
    "tables in tables": (lambda: b"<html>" + b"<table><tr><td>" * 300_000, {"too large"}),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused_in_time(name: str) -> None:
    build, reasons = HARMFUL[name]
    content = build()
    began = time.monotonic()
    reason, detail = refused(content)
    assert reason in reasons, detail
    assert reason in REASONS
    assert len(detail) < 300
    assert time.monotonic() - began < 60


MEASURED = """
import resource, sys
from tests.tasks.parse.test_limits import HARMFUL
from tests.tasks.parse.built import docx_of, parsed, refused
for small in (b"%PDF-1.4 x", docx_of("<w:p/>"), b"<html><div>76</div>"):
    parsed(small)
content = HARMFUL[sys.argv[1]][0]()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
refused(content)
most = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 0)
print(most, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it: in KiB")
@pytest.mark.parametrize(
    "name",
    [
        "a zip bomb",
        "an entity bomb in UTF-16",
        "a page of 100 MB",
        "a PDF of 5,000 pages",
        "a PDF page of 900 MB",
    ],
)
def test_a_harmful_file_takes_little_memory(name: str) -> None:
    """In this process and in the one that reads PDF: below the child's own bound by far, or by it."""
    done = subprocess.run([sys.executable, "-c", MEASURED, name], capture_output=True, text=True, check=True)
    own, child = (int(number) // 1024 for number in done.stdout.split())
    print(name, own, child)
    assert own < 200
    assert child < limits.PDF_BUDGET.address_space // 2**20


def test_a_child_that_takes_too_long_or_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pages(400, b"BT /F 12 Tf 60 500 Td " + b"(7676) Tj " * 2_000 + b"ET", packed=True)
    monkeypatch.setattr("tasks.parse.document.PDF_BUDGET", limits.Budget(0.5, 2_000_000_000))
    assert refused(content) == ("too large", "reading it took more than 0 seconds")
    monkeypatch.setattr("tasks.parse.document.PDF_BUDGET", limits.Budget(60, 300_000_000))
    assert refused(pdf_of_blanks())[0] in ("too large", "damaged")


def test_what_is_within_the_limits_is_read() -> None:
    """The limits are above a long report: 60,000 characters, repetitive as tables are."""
    body = "".join(paragraph(f"全县有幼儿园{n}所，在园幼儿{n * 37}人。") for n in range(5_000))
    assert text_of(docx_of(body)).count("幼儿园") == 5_000
    assert (
        text_of(zipped({"word/document.xml": b"<d><p><t>" + b"7" * 3_000_000 + b"</t></p></d>"}))
        == "7" * 3_000_000
    )
