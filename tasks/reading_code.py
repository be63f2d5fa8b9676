"""What decides how a page is read: our code and data, the libraries and helpers. A digest of it all.

What was read is believed for as long as this digest stays. A new file of tasks/ or indicators/ counts
unless it is named here as one that has no part in reading; a test holds that list to what reading loads.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from indicators.digests import digest_of, files_below
from tasks.parse.document import installed_helpers

LIBRARIES = (
    "ahocorasick-rs",
    "dataframely",
    "lxml",
    "numpy",
    "onnxruntime",
    "opencc-python-reimplemented",
    "opencv-python",
    "opencv-python-headless",
    "pillow",
    "polars",
    "pyclipper",
    "pydantic",
    "pypdfium2",
    "rapidocr-onnxruntime",
    "rjieba",
    "selectolax",
    "shapely",
)
"""The libraries that take part in reading, OCR's own among them."""

NO_PART = (
    "indicators/bars.py",
    "indicators/changes.py",
    "indicators/check_changes.py",
    "indicators/check_figures.py",
    "indicators/check_rules.py",
    "indicators/check_verdicts.py",
    "indicators/checks.py",
    "indicators/correcting.py",
    "indicators/corrections.py",
    "indicators/corrections.toml",
    "indicators/derive.py",
    "indicators/findings_schemas.py",
    "indicators/knowing.py",
    "indicators/reference.py",
    "indicators/refusals.py",
    "indicators/regions/README.md",
    "indicators/regions/build_divisions.py",
    "indicators/regions/build_english.py",
    "indicators/regions/build_hosts.py",
    "indicators/regions/english.csv",
    "indicators/regions/english.toml",
    "indicators/romanised.py",
    "indicators/rules/",
    "indicators/silence.py",
    "indicators/tables.py",
    "indicators/targets.py",
    "indicators/vintages.py",
    "indicators/words/refusals.toml",
    "tasks/fetch/",
    "tasks/pruning.py",
    "tasks/run_counts.py",
    "tasks/steps.py",
)
"""Files and folders (with a slash) that have no part in reading: a page need not be read anew for them."""

CATALOGUE, GENERAL = "indicators/catalogue/", "indicators/words/general.toml"
SOFFICE_SECONDS = 60


@cache
def reading_lines() -> tuple[str, ...]:
    """A line for each thing that decides how a page is read here and now.

    They are taken once a process, as the code is that the process has loaded.
    """
    return (*code_lines(), *library_lines(), *helper_lines(installed_helpers().soffice))


def reading_digest() -> str:
    """The digest of all that decides how a page is read here and now: 64 hexadecimal digits."""
    return digest_of(reading_lines())


def word_files() -> dict[str, bytes]:
    """The files of words by which a page may be read otherwise or not, by their paths."""
    return {path: file.read_bytes() for path, file in _ours() if has_words(path)}


def has_words(path: str) -> bool:
    """Whether a file of ours is one of words (see `tasks.extract.word_tables`)."""
    return path.startswith(CATALOGUE) or path == GENERAL


def code_lines() -> list[str]:
    """A line for each file of ours that can have a part in reading: its path and its sha256."""
    return [
        f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}" for path, file in _ours() if has_part(path)
    ]


def has_part(path: str) -> bool:
    """Whether a file of ours, as `tasks/reading.py`, can have a part in reading."""
    return not any(path.startswith(each) if each.endswith("/") else path == each for each in NO_PART)


def library_lines() -> list[str]:
    """Python's version and those of the libraries; one that is not installed is said to be missing."""
    return [f"python {sys.version} {sys.platform}", *(f"{name} {_version(name)}" for name in LIBRARIES)]


def helper_lines(soffice: str | None) -> list[str]:
    """What LibreOffice says of its version; where it says nothing, its program's size and time stand in."""
    if soffice is None:
        return ["soffice missing"]
    with tempfile.TemporaryDirectory(prefix="county-education-") as home:
        command = [soffice, f"-env:UserInstallation=file://{home}/profile", "--version"]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SOFFICE_SECONDS,
                check=False,
            )
            said = done.stdout.decode("utf-8", errors="replace").strip()
        except (OSError, subprocess.TimeoutExpired):
            said = ""
    about = Path(soffice).resolve().stat()
    return [f"soffice {said or f'silent, {about.st_size} {about.st_mtime_ns}'}"]


def _ours() -> Iterator[tuple[str, Traversable]]:
    for room in ("indicators", "tasks"):
        yield from files_below(files(room), f"{room}/")


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"
