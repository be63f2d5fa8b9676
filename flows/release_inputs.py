"""What decides what a release says, as one digest: what was read, corrections, code and data, libraries.

The same digest makes the same release, so what was made of it need not be made again to find that out.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path

from indicators.digests import digest_of
from outputs.release.contents import code_digest, file_digest
from tasks.kept_readings import TABLES

ROOMS = ("indicators", "tasks", "outputs", "flows")
PROJECT = "county-education-indicators"
NAME = re.compile(r"[A-Za-z0-9._-]+")


def code_of_rooms(rooms: Iterable[str] = ROOMS) -> str:
    """The digest of all code and data of ours, whether it has a part in a release or not."""
    return digest_of([f"{room} {code_digest(files(room), libraries=())}" for room in rooms])


def inputs_of(parts: Sequence[Path], corrections: Path | None, code: str | None = None) -> str | None:
    """The digest of everything that a release of these parts follows from, but for its version.

    `corrections` is a file in place of the package's. The month decides a version and not what a release
    says, so it has no part. None where a file cannot be read, or the libraries are not known.
    """
    try:
        lines = [f"{table} {file_digest(part / f'{table}.parquet')}" for part in parts for table in TABLES]
        own = f"corrections {file_digest(corrections)}" if corrections else "the package's corrections"
        return digest_of([*lines, own, f"code {code or CODE}", *library_lines()])
    except (OSError, PackageNotFoundError):
        return None


def library_lines() -> list[str]:
    """Python's version, the machine's kind, and every library that the project asks for.

    Those of an extra are passed over where they are not installed. Raises PackageNotFoundError where the
    project itself is not installed.
    """
    found = [NAME.match(line) for line in requires(PROJECT) or ()]
    names = sorted({match[0] for match in found if match})
    return [f"python {sys.version} {sys.platform} {platform.machine()}", *map(_line, names)]


def _line(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} missing"


CODE = code_of_rooms()
"""Taken when the process begins: an update that comes while it reads for hours is not what it runs."""
