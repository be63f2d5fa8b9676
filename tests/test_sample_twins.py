"""A report says the same in every form: the pages of the sample, and their texts set anew."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from deployments.sample import build_forms
from tasks.fetch.registry import read_sources
from tasks.parse.document import installed_helpers
from tasks.reading import PageReading, read_snapshot
from tasks.records import Snapshot, Source
from tests.genre import page
from tests.twins import FORMS, SAMPLE, TEXTS, as_docx, traditional

pytestmark = pytest.mark.usefixtures("read_once")

SAME = ("indicator", "value", "unit", "bound", "status", "year", "from_year", "region_code")
PAGES = {
    each.source.id: (each.source, each.path)
    for each in read_sources([SAMPLE / "sources.toml"])
    if (SAMPLE / "text" / f"{each.source.id}.txt").exists()
}
HELPERS = installed_helpers()
WITHOUT = {
    ".png": ("no text layer", HELPERS.ocr, "the extra `ocr`"),
    ".doc": ("unsupported form", HELPERS.soffice is not None, "LibreOffice"),
}
"""Endings of pages that want a helper, how they are refused without it, and whether it is here."""
SCANNED = {"taining-2018.pdf"}


def facts(reading: PageReading) -> tuple[Counter[tuple[Any, ...]], list[tuple[str, str | None]]]:
    """Every fact with its quote but for blanks, how often it is there; and what became of the page."""
    rows = [(*(row[name] for name in SAME), re.sub(r"\s", "", row["quote"])) for row in reading.observations]
    return Counter(rows), [(row["state"], row["reason"]) for row in reading.reports]


def read(content: bytes, source: Source | None = None) -> PageReading:
    snapshot = page(content)
    return read_snapshot(Snapshot(source, snapshot.sha256, content) if source else snapshot)


@cache
def of_text(text: str) -> tuple[Counter[tuple[Any, ...]], list[tuple[str, str | None]]]:
    return facts(read(text.encode("utf-8")))


def test_every_page_that_is_no_plain_text_in_utf8_has_its_twin() -> None:
    assert len(PAGES) >= 28
    assert {path.suffix for _, path in PAGES.values()} == {".html", ".txt", ".docx", ".doc", ".pdf", ".png"}
    assert {text.stem for text in TEXTS} == set(PAGES)


@pytest.mark.parametrize("known", [True, False], ids=["registry", "alone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_sample_says_what_its_text_says(name: str, known: bool) -> None:
    source, path = PAGES[name]
    ending = ".png" if path.name in SCANNED else path.suffix
    content, twin = path.read_bytes(), (SAMPLE / "text" / f"{name}.txt").read_bytes()
    found = read(content, source if known else None)
    reason, there, helper = WITHOUT.get(ending, ("", True, ""))
    if not there:
        assert [row["reason"] for row in found.reports] == [reason]
        assert helper in found.reports[0]["detail"]
        pytest.skip(f"{helper} is not installed here: the page is refused")
    assert facts(found) == facts(read(twin, source if known else None))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMS)
def test_a_text_set_anew_says_the_same(form: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert facts(read(FORMS[form](text))) == of_text(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_traditional_characters_in_big5_say_the_same(path: Path) -> None:
    text = traditional(path.read_text(encoding="utf-8"))
    try:
        content = text.encode("big5hkscs")
    except UnicodeEncodeError as error:
        pytest.skip(f"Big5 has no {text[error.start]}")
    assert facts(read(content)) == of_text(text)


@pytest.mark.skipif(
    HELPERS.soffice is None, reason="LibreOffice is not installed here: it writes and reads these"
)
@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
@pytest.mark.parametrize("name", ["shandan-2021", "wenxian-2012"])
def test_what_libreoffice_writes_says_the_same(tmp_path: Path, name: str, ending: str) -> None:
    text = (SAMPLE / "text" / f"{name}.txt").read_text(encoding="utf-8")
    given = tmp_path / "report.docx"
    given.write_bytes(as_docx(text))
    command = [str(HELPERS.soffice), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(tmp_path), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert facts(read(given.with_suffix(f".{ending}").read_bytes())) == of_text(text)


@pytest.mark.skipif(
    not (HELPERS.ocr and Path(build_forms.FONT).exists()), reason="wants the extra `ocr` and a Chinese font"
)
@pytest.mark.parametrize(("name", "form"), [("yindu-2020", "png"), ("zhuanglang-2021", "pdf")])
def test_a_scan_says_the_same(name: str, form: str) -> None:
    lines = build_forms.paragraphs(name)
    assert facts(read(build_forms.scanned_bytes(lines, form))) == of_text("\n".join(lines))
