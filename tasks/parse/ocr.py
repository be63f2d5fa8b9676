"""Words in pictures, by RapidOCR (the optional extra `ocr`, whose wheel carries its models: no network).

Runs in a child process: see `child`. The models take 0.7 GB of memory and 5 to 40 seconds a page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from statistics import median
from typing import Any

from tasks.parse.errors import RefusedError
from tasks.parse.limits import IMAGE_PIXELS
from tasks.parse.line_joining import text_of
from tasks.parse.page_layout import Piece, Sheet
from tasks.records import Recognised

THREADS = 2
CHARACTER = 0.8
"""The height of a character over that of the box around its line."""

SAME_SIZE = 0.35
"""Boxes of one size of print differ by so much in height, with the marks that a line happens to hold."""

INSTALL_OCR = (
    "install the extra `ocr` (Python 3.11 or 3.12): pip install 'county-education-indicators[ocr]', "
    "in a checkout make clean release PYTHON=python3.12"
)


def ocr_installed() -> bool:
    """Whether the extra is there; nothing is loaded."""
    return find_spec("rapidocr_onnxruntime") is not None


class Recogniser:
    """The models, loaded once. Raises RefusedError where they cannot be."""

    def __init__(self) -> None:
        try:
            from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415 - an extra, and 5 seconds to load
        except ImportError as error:  # a library of the system that OpenCV wants
            raise RefusedError("no text layer", f"OCR is installed and cannot start: {error}") from error
        # what is read does not depend on how many threads there are; measured with 1 to 4
        self._engine = RapidOCR(intra_op_num_threads=THREADS, inter_op_num_threads=1)

    def pieces(self, picture: Any) -> tuple[Piece, ...]:
        """The lines of print in a picture (an array of height × width × 3, BGR)."""
        found, _ = self._engine(picture)
        pieces: list[Piece] = []
        lines = [(corners, str(words).strip(), float(score)) for corners, words, score in found or ()]
        heights = [max(y for _, y in corners) - min(y for _, y in corners) for corners, _, _ in lines]
        usual = median(heights or [0])
        for (corners, text, score), height in zip(lines, heights, strict=True):
            if not text:
                continue
            across, down = [point[0] for point in corners], [point[1] for point in corners]
            size = usual if abs(height - usual) <= SAME_SIZE * usual else height
            box = (min(across), min(down), max(across), max(down))
            pieces.append(Piece(*box, text, CHARACTER * size, round(score, 4)))
        return tuple(pieces)


def read_image(content: bytes) -> dict[str, Any]:
    """`text` and `recognised` of a picture of a page. Raises RefusedError."""
    import numpy  # noqa: PLC0415 - comes with the extra
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
            if width * height > IMAGE_PIXELS:
                raise RefusedError("too large", f"a picture of {width:,} × {height:,} dots")
            picture = numpy.asarray(image.convert("RGB"))[:, :, ::-1]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RefusedError("damaged", f"the picture cannot be opened: {error}") from error
    recogniser = Recogniser()
    text, recognised = text_of([Sheet(float(height), recogniser.pieces(numpy.ascontiguousarray(picture)))])
    if not text:
        raise RefusedError("empty", "no words were recognised in the picture")
    return answer_of(text, recognised)


def answer_of(text: str, recognised: Sequence[Recognised]) -> dict[str, Any]:
    """What a child says to its parent, as JSON can carry it."""
    return {"text": text, "recognised": [(span.start, span.end, span.confidence) for span in recognised]}
