"""What parsing costs: pages a second for each form, memory beside the file's size, and files made to do harm.

    python -m benchmarks.parsing

Memory is asked of Linux; elsewhere only what Python itself allocated is measured.
"""

from __future__ import annotations

import ctypes
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.without_prefect import SAMPLE
from tasks.decoding import decode
from tasks.fetch.registry import read_sources
from tasks.parse.document import installed_helpers, parse
from tasks.parse.docx import read_docx
from tasks.parse.html import read_html
from tasks.parse.legacy import to_docx
from tasks.parse.ocr import read_image
from tasks.parse.pdf import read_pdf
from tasks.records import Document, Refusal, Snapshot, Source
from tests.tasks.parse.test_limits import HARMFUL

ROOT = Path(__file__).parents[1]
TARGET = 20
"""Peak memory of parsing, as a multiple of the file."""
SECONDS = 1.0
"""A form is read again and again for so long, so that fast ones can be measured at all."""
LARGE = 2_000_000
STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the sample: its name, the form that it is read as, its bytes."""

    name: str
    form: str
    content: bytes


def snapshot(content: bytes) -> Snapshot:
    """These bytes as a stage before parsing hands them on."""
    return Snapshot(Source("page", "page"), "0" * 64, content)


def sample_pages() -> tuple[list[Page], list[tuple[str, Refusal]]]:
    """The pages of the sample by form, and those that this machine cannot read."""
    pages: list[Page] = []
    refused: list[tuple[str, Refusal]] = []
    for each in read_sources([SAMPLE]):
        content = each.path.read_bytes()
        document = parse(snapshot(content))
        if isinstance(document, Document):
            scanned = document.form == "pdf" and document.recognised
            pages.append(Page(each.path.name, "scanned pdf" if scanned else document.form, content))
        else:
            refused.append((each.path.name, document))
    return pages, refused


def rates(pages: list[Page]) -> None:
    """Pages a second of each form, beside plain text in the same run."""
    found: dict[str, tuple[int, float]] = {}
    for form in sorted({page.form for page in pages}):
        contents = [snapshot(page.content) for page in pages if page.form == form]
        times: list[float] = []
        while sum(times) < SECONDS or not times:
            start = time.perf_counter()
            for content in contents:
                parse(content)
            times.append(time.perf_counter() - start)
        found[form] = len(contents), len(contents) / statistics.median(times)
    print(f"{'form':<14}{'files':>6}{'pages a second':>16}{'of plain text':>16}")
    for form, (files, rate) in sorted(found.items(), key=lambda item: -item[1][1]):
        print(f"{form:<14}{files:>6}{rate:>16,.1f}{rate / found['text'][1]:>16.2%}")
    print("pdf, picture and old Office files: each in a process of its own, whose start is counted")


def resident(field: str) -> int:
    """Memory of this process in bytes: VmRSS now, VmHWM at its highest; 0 where the system does not say."""
    if not STATUS.exists():
        return 0
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def growth(work: Callable[[], object]) -> tuple[int, int]:
    """Peaks of a piece of work above what was there: what Python allocated, and resident memory."""
    gc.collect()
    tracemalloc.start()
    work()
    allocated = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.collect()
    if not CLEAR.exists():
        return allocated, 0
    ctypes.CDLL(None).malloc_trim(0)  # else what an earlier page took is there to be taken again
    CLEAR.write_text("5")
    before = resident("VmRSS")
    work()
    return allocated, max(resident("VmHWM") - before, 0)


def reader(page: Page) -> Callable[[], object]:
    """What parses a page, in this process and not in a child, so that it can be measured."""
    if page.form in ("pdf", "scanned pdf"):
        return lambda: read_pdf(page.content, ocr=page.form == "scanned pdf")
    if page.form == "image":
        return lambda: read_image(page.content)
    if page.form == "doc":
        made = to_docx(page.content, "doc", installed_helpers().soffice)
        return lambda: read_docx(made)
    return lambda: parse(snapshot(page.content))


def memory(pages: list[Page]) -> None:
    """Growth of memory for every file of the sample, and for large files of the forms that are text."""
    rows: list[tuple[float, str]] = []
    for page in pages:
        work = reader(page)
        work()  # loads what is loaded once: libraries, models
        allocated, grown = growth(work)
        size = len(page.content)
        times = (grown or allocated) / size
        sizes = f"{size:>10,}{allocated:>12,}{grown:>13,}"
        rows.append((times, f"{page.name:<30}{page.form:<12}{sizes}{times:>8.1f}"))
    head = f"{'file':<30}{'form':<12}{'bytes':>10}{'allocated':>12}{'resident':>13}{'times':>8}"
    print(head, *(row for _, row in sorted(rows, reverse=True)), sep="\n")
    above = sum(times > TARGET for times, _ in rows)
    print(f"{above} of {len(rows)} files take more than {TARGET} times their size at the peak, above a")
    print("process that has read a page before. Memory comes in pages of 4,096 bytes, and every parser has")
    print(
        "costs that do not grow with the file: small files miss the target for that. allocated: what Python's"
    )
    print("allocator gave out, with the room that lexbor keeps ready and never touches. pdf: PDFium loads a")
    print("font of the system where the file brings none. doc: what LibreOffice hands over, without its own")
    for name, work in large_files():
        work()
        allocated, grown = growth(work)
        print(f"{name:<42}{LARGE:>10,}{allocated:>12,}{grown:>13,}{(grown or allocated) / LARGE:>8.1f}")


def large_files() -> list[tuple[str, Callable[[], object]]]:
    """The sample's text again and again up to 2 MB, where the fixed costs of a page no longer count."""
    text = "\n".join(decode(path.read_bytes()) for path in sorted((SAMPLE.parent / "text").glob("*.txt")))
    plain = (text * (LARGE // len(text.encode()) + 1)).encode()[:LARGE].decode(errors="ignore")
    marked = "<html><body>" + "".join(f"<p>{line}</p>\n" for line in plain.split("\n"))
    marked = marked.encode()[:LARGE].decode(errors="ignore")
    return [
        ("text of 2 MB", lambda: parse(snapshot(plain.encode()))),
        ("html of 2 MB", lambda: parse(snapshot(marked.encode()))),
        ("html of 2 MB, its tree alone", lambda: read_html(marked)),
    ]


def harmful() -> None:
    """Each hostile file in a new process: what comes of it, how long it takes, and how much memory."""
    _, own = read_in_new_process(b"plain text, ")
    print(f"{'file':<32}{'bytes':>13}{'seconds':>9}{'MB above':>10}   outcome")
    for name, (build, _) in HARMFUL.items():
        content = build()
        start = time.perf_counter()
        outcome, peak = read_in_new_process(content)
        taken = time.perf_counter() - start
        above = max(peak - own, 0) / 1e6
        print(f"{name:<32}{len(content):>13,}{taken:>9.1f}{above:>10,.0f}   {outcome[:70]}")
    print(
        f"above: the peak of the reading process or its child, less the {own / 1e6:,.0f} MB of one that reads"
    )
    print("a line; the file itself is among them. Seconds hold the start of Python")


def read_in_new_process(content: bytes) -> tuple[str, int]:
    """What comes of these bytes, and the peak memory of the process that read them or of its child."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.parsing", file.name],
            check=True,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    outcome, peak = done.stdout.strip().rsplit("\t", 1)
    return outcome, int(peak)


def one(path: Path) -> None:
    """Read one file and say what came of it, and the peak of memory in bytes."""
    document = parse(snapshot(path.read_bytes()))
    said = (
        f"{document.reason}: {document.detail}"
        if isinstance(document, Refusal)
        else f"read, {len(document.text):,} characters"
    )
    # of this process the kernel counts what its parent had before it began, so it is asked otherwise
    peaks = [resident("VmHWM"), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]
    print(f"{said}\t{max(peaks)}")


def main() -> None:
    """Everything, one part after the other."""
    pages, refused = sample_pages()
    rates(pages)
    for name, refusal in refused:
        print(f"not read: {name}: {refusal.reason}: {refusal.detail}")
    print()
    memory(pages)
    print()
    harmful()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(Path(sys.argv[1]))
    else:
        main()
