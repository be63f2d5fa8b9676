"""Pictures of print: read by the extra `ocr` where it is installed, else refused with what to install."""

from __future__ import annotations

import io
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tasks.parse.document import Helpers
from tasks.parse.errors import RefusedError
from tasks.parse.limits import IMAGE_PIXELS
from tasks.parse.ocr import Recogniser
from tasks.records import Document
from tests.tasks.parse.built import parsed, refused

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "deployments" / "sample"
WITH_OCR = Helpers(ocr=True)
needs_ocr = pytest.mark.skipif(
    find_spec("rapidocr_onnxruntime") is None,
    reason="the extra `ocr` is not installed here: nothing recognises",
)
LINES = ["Annual report 2019", "Kindergartens 76", "Children 12,345", "Share 98.5%"]


def picture(lines: list[str] = LINES, form: str = "PNG", size: tuple[int, int] = (900, 500)) -> bytes:
    """A picture of these lines, in the one font that comes with Pillow."""
    image = Image.new("RGB", size, "white")
    drawing = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        drawing.text((60, 60 + 90 * number), line, font=ImageFont.load_default(44), fill="black")
    stream = io.BytesIO()
    image.save(stream, form)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_without_the_extra_a_picture_says_what_to_install(form: str) -> None:
    reason, detail = refused(picture(form=form))
    assert reason == "no text layer"
    assert detail.startswith("the file is a picture; install the extra `ocr` (Python 3.11 or 3.12): ")
    assert "pip install 'county-education-indicators[ocr]'" in detail
    assert "in a checkout make " in detail


@needs_ocr
@pytest.mark.parametrize("form", ["PNG", "JPEG", "PDF"])
def test_figures_in_pictures_are_read_with_a_confidence(form: str) -> None:
    document = parsed(picture(form=form), WITH_OCR)
    assert isinstance(document, Document)
    assert document.form == ("pdf" if form == "PDF" else "image")
    for figure in ("2019", "76", "12,345", "98.5%"):
        assert figure in document.text
    assert document.confidence is not None
    assert 0.8 < document.confidence <= 1
    lines = [document.text[line.start : line.end].replace(" ", "") for line in document.recognised]
    assert lines == [line.replace(" ", "") for line in LINES]
    assert all(0.8 < line.confidence <= 1 for line in document.recognised)


THREADED = """
import json, sys
import tasks.parse.ocr as ocr
ocr.THREADS = int(sys.argv[1])
print(json.dumps(ocr.read_image(sys.stdin.buffer.read())))
"""


@needs_ocr
def test_any_number_of_threads_reads_the_same() -> None:
    content = (SAMPLE / "reports" / "honggang-2025.png").read_bytes()
    said = {
        subprocess.run(
            [sys.executable, "-c", THREADED, threads],
            input=content,
            capture_output=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for threads in ("1", "2", "4")
    }
    assert len(said) == 1
    assert b"12" in said.pop()


def test_a_library_that_is_missing_is_a_refusal_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    with pytest.raises(RefusedError, match="no text layer: OCR is installed and cannot start: "):
        Recogniser()


@needs_ocr
def test_a_picture_without_words_is_empty_and_a_broken_one_damaged() -> None:
    assert refused(picture([]), WITH_OCR) == ("empty", "no words were recognised in the picture")
    assert refused(picture()[:200], WITH_OCR)[0] == "damaged"


@needs_ocr
def test_a_picture_that_unpacks_to_more_than_a_page_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(stream, "PNG")
    assert len(stream.getvalue()) < IMAGE_PIXELS / 100
    reason, _ = refused(stream.getvalue(), WITH_OCR)
    assert reason in ("too large", "damaged")
