"""How much a file may hold. Beyond a limit a page is refused; each limit says why it is where it is.

The longest work reports of the genre have 40 pages and 60,000 characters. Every limit is far above that,
and low enough that a file made to do harm costs seconds and some hundred megabytes at the most.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT_BYTES = 10_000_000
"""HTML and plain text: 3 million Chinese characters; a page's tree takes some ten times its bytes."""

OFFICE_BYTES = 50_000_000
"""DOCX, DOC, WPS: photographs make them large; they are passed over."""

PDF_BYTES = 50_000_000
"""A scanned report of 60 pages has 30 MB."""

IMAGE_BYTES = 20_000_000
IMAGE_PIXELS = 40_000_000
"""A page of A4 at 600 dots an inch has 35 million: 105 MB once decoded."""

UNZIPPED_BYTES = 32_000_000
"""What is read out of one archive, counted while it is unpacked: no header is believed."""

UNZIP_RATIO = 300
"""Unpacked over packed. Word's own XML of the most repetitive tables packs 1 to 100; a bomb 1 to 1,000."""

UNZIP_RATIO_FROM = 4_000_000
"""The ratio is asked above this size only: small parts of nothing but blanks are harmless."""

ARCHIVE_PARTS = 5_000
"""A DOCX has some twenty parts and one more for each picture."""

PDF_PAGES = 500
"""More than any report: a yearbook, or made to keep the reader busy."""

OCR_PAGES = 60
"""Recognising takes 5 to 40 seconds a page."""

PAGE_CHARACTERS = 50_000
"""A page printed as small as can be read holds 10,000."""

TEXT_CHARACTERS = 3_000_000
"""What any parser may hand on: the same as the largest text page."""

TABLE_COLUMNS, TABLE_ROWS = 200, 5_000
"""A larger one is read as lines: no table of a report, and every merged cell costs its whole area."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a process that reads one file may take: seconds by the clock, bytes of address space."""

    seconds: float
    address_space: int


PDF_BUDGET = Budget(120, 1_000_000_000)
"""A page takes some 10 ms; PDFium reserves address space that it never touches."""

OCR_BUDGET = Budget(60 * OCR_PAGES, 6_000_000_000)
"""The models take 0.7 GB; each thread of the run time reserves address space of its own."""

LEGACY_SECONDS = 120.0
"""LibreOffice takes 2 to 6 seconds for a report, and longer for its first start on a machine."""
