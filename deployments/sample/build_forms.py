"""Builds the binary pages of the sample from their plain text twins in text/.

    python deployments/sample/build_forms.py

Writes DOCX, DOC, PDF (with a text layer, in one column or two) and scanned pages (a PNG, and a PDF that is
only an image) into reports/. The twin is the truth: one line is one paragraph, lines with tabs are rows of a
table.

Needs python-docx 1.2, reportlab 4 and Pillow 12, which are no part of the project. The scanned pages need a
Chinese font as well (Debian: fonts-noto-cjk), and the DOC needs LibreOffice (Debian: libreoffice-writer):
where soffice is not on the PATH it is left as it is. Same versions and same font, same bytes; other fonts
draw other pixels, so what is built is kept in the repository.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document  # type: ignore[import-not-found,import-untyped,unused-ignore]
from docx.oxml import parse_xml  # type: ignore[import-not-found,import-untyped,unused-ignore]
from PIL import Image, ImageDraw, ImageFont  # type: ignore[import-not-found,import-untyped,unused-ignore]
from reportlab.lib.utils import ImageReader  # type: ignore[import-not-found,import-untyped,unused-ignore]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-not-found,import-untyped,unused-ignore]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-not-found,import-untyped,unused-ignore]
from reportlab.pdfgen import canvas  # type: ignore[import-not-found,import-untyped,unused-ignore]

HERE = Path(__file__).parent
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
HEADING = re.compile(r"^[一二三四五六七八九十]+、")
MOMENT = datetime(2024, 1, 1)

DOCX = ["anqiu-2023", "ningwei-xuexiao", "pingjiang-xuexiao", "qingzhou-xuexiao", "wenxian-2012"]
DOC = ["shandan-2021"]
BOXED = {"qingzhou-xuexiao": 2}  # the line that stands in a text box
NUMBERED = {"wenxian-2012"}  # headings numbered by the word processor: their 一、 is not in the text
PDF = {"zhuanglang-2021": 1, "pingjiang-2025": 2}  # columns
SCANNED = {"honggang-2025": "png", "taining-2018": "pdf"}


def paragraphs(name: str) -> list[str]:
    """The lines of a twin, without its empty ones."""
    text = (HERE / "text" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


def docx_bytes(name: str, lines: list[str]) -> bytes:
    """A word processor's file: headings, paragraphs, tables, a text box."""
    document = Document()
    rows: list[list[str]] = []
    for place, line in enumerate(lines):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        add_table(document, rows)
        rows = []
        if place == 0:
            document.add_heading(line, level=0)
        elif BOXED.get(name) == place:
            add_box(document, line)
        elif HEADING.match(line) and name in NUMBERED:
            document.add_paragraph(HEADING.sub("", line), style="List Number")
        elif HEADING.match(line):
            document.add_heading(line, level=1)
        else:
            document.add_paragraph(line)
    add_table(document, rows)
    about = document.core_properties
    about.author, about.created, about.modified = "", MOMENT, MOMENT
    raw = io.BytesIO()
    document.save(raw)
    return without_clock(raw.getvalue())


def doc_bytes(name: str, soffice: str) -> bytes:
    """The same file as an old Word writes it."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"{name}.docx"
        given.write_bytes(docx_bytes(name, paragraphs(name)))
        command = [soffice, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "doc:MS Word 97", "--outdir", folder, str(given)]
        subprocess.run(command, check=True, capture_output=True)
        return given.with_suffix(".doc").read_bytes()


def add_table(document: Any, rows: list[list[str]]) -> None:
    """Rows as a table with lines; nothing when there are none."""
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text


def add_box(document: Any, line: str) -> None:
    """A text box, which a reader of the body's paragraphs does not see."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    names = f'xmlns:w="{word}" xmlns:v="urn:schemas-microsoft-com:vml"'
    shape = (
        f'<w:pict {names}><v:shape style="width:380pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r>'
        f"<w:t>{line}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    document.add_paragraph().add_run()._r.append(parse_xml(shape))


def without_clock(packed: bytes) -> bytes:
    """The same zip with one fixed moment on every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(entry, (2024, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def broken(line: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A paragraph cut into lines wherever they are full, be it inside a figure."""
    out: list[str] = []
    piece = ""
    for sign in line:
        if measure(piece + sign) > width:
            out.append(piece)
            piece = ""
        piece += sign
    return [*out, piece]


def pdf_bytes(lines: list[str], columns: int) -> bytes:
    """Low pages with a text layer, a running head and a page mark, both in the way of sentences."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    size = 12 if columns == 1 else 11
    width, height = 420, 300
    column = (width - 60 - 14 * (columns - 1)) / columns
    raw = io.BytesIO()
    page = canvas.Canvas(raw, pagesize=(width, height), invariant=1)
    page.setTitle(lines[0])

    def head(number: int) -> None:
        page.setFont("STSong-Light", 8)
        page.drawString(30, height - 24, lines[0])
        page.drawCentredString(width / 2, 18, f"— {number} —")
        page.setFont("STSong-Light", size)

    pieces = [
        piece
        for place, line in enumerate(lines)
        for piece in broken(
            line if place == 0 or HEADING.match(line) else f"　　{line}",
            column,
            lambda text: pdfmetrics.stringWidth(text, "STSong-Light", size),
        )
    ]
    fits = int((height - 80) / (size * 1.6))
    for place, piece in enumerate(pieces):
        number, rest = divmod(place, fits * columns)
        if rest == 0:
            if number:
                page.showPage()
            head(number + 1)
        where, row = divmod(rest, fits)
        page.drawString(30 + where * (column + 14), height - 48 - row * size * 1.6, piece)
    page.save()
    return raw.getvalue()


def scan(lines: list[str]) -> Any:
    """The page as a scanner sees it: grey letters, a slight turn, a few grains."""
    font, title = ImageFont.truetype(FONT, 30), ImageFont.truetype(FONT, 40)
    image = Image.new("L", (1240, 1500), 250)
    draw = ImageDraw.Draw(image)
    draw.text((620 - title.getlength(lines[0]) / 2, 90), lines[0], font=title, fill=30)
    top = 180
    for line in lines[1:]:
        for piece in broken(line if HEADING.match(line) else f"　　{line}", 1000, font.getlength):
            draw.text((120, top), piece, font=font, fill=35)
            top += 50
    for grain in range(400):
        image.putpixel((grain * 7919 % 1240, grain * 104729 % 1500), 120)
    turned = image.rotate(0.4, resample=Image.Resampling.BILINEAR, fillcolor=250)
    return turned.crop((0, 0, 1240, min(1500, top + 80))).quantize(16)


def scanned_bytes(lines: list[str], form: str) -> bytes:
    """The scan as a PNG, or as a PDF that holds nothing but the image."""
    image, raw = scan(lines), io.BytesIO()
    if form == "png":
        image.save(raw, "PNG", optimize=True)
        return raw.getvalue()
    width, height = image.width * 0.48, image.height * 0.48
    page = canvas.Canvas(raw, pagesize=(width, height), invariant=1, pageCompression=1)
    page.drawImage(ImageReader(image.convert("L")), 0, 0, width, height)
    page.save()
    return raw.getvalue()


def main() -> int:
    """Builds every binary page anew."""
    made = {f"{name}.docx": docx_bytes(name, paragraphs(name)) for name in DOCX}
    made |= {f"{name}.pdf": pdf_bytes(paragraphs(name), columns) for name, columns in PDF.items()}
    made |= {f"{name}.{form}": scanned_bytes(paragraphs(name), form) for name, form in SCANNED.items()}
    soffice = shutil.which("soffice")
    if soffice is None:
        print("soffice is not on the PATH: the DOC is left as it is")
    else:
        made |= {f"{name}.doc": doc_bytes(name, soffice) for name in DOC}
    for name, content in sorted(made.items()):
        (HERE / "reports" / name).write_bytes(content)
        print(f"{name:<26}{len(content):>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
