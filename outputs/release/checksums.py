"""SHA256SUMS: a line for each file of a folder, as `sha256sum --check` reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from indicators.errors import ReleaseError
from outputs.release.contents import SUMS, file_digest

LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<path>.+)")


def files_below(folder: Path) -> list[str]:
    """Every file below a folder as a path with slashes, sorted; links count as files.

    Raises OSError for a folder in it that may not be read: what is in it would pass for missing.
    """

    def stop(error: OSError) -> None:
        raise error

    found: list[Path] = []
    for above, folders, names in os.walk(folder, onerror=stop):
        links = [name for name in folders if (Path(above) / name).is_symlink()]
        found += [Path(above) / name for name in [*names, *links]]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def write_checksums(folder: Path, known: Mapping[str, str] | None = None) -> None:
    """Write SHA256SUMS over every other file of the folder.

    `known` has digests by path that whoever wrote those files knows: what was to be written. Were the disk to
    keep something else, `verify` would say so.
    """
    known = known or {}
    paths = [path for path in files_below(folder) if path != SUMS]
    with ThreadPoolExecutor() as pool:
        unknown = [path for path in paths if path not in known]
        found = dict(zip(unknown, pool.map(file_digest, (folder / path for path in unknown)), strict=True))
    lines = [f"{known.get(path) or found[path]}  {path}\n" for path in paths]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_checksums(folder: Path) -> dict[str, str]:
    """The digest of each path in SHA256SUMS. Raises ReleaseError naming the line that is none."""
    file = folder / SUMS
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise ReleaseError(file, what, "the checksums of a release") from error
    except UnicodeDecodeError as error:
        raise ReleaseError(file, f"cannot be read ({error})", "the checksums of a release") from error
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        if match is None or match["path"] in sums:
            raise ReleaseError(f"{file} line {number}", repr(line), "a digest and a path, each path once")
        sums[match["path"]] = match["digest"]
    return sums


def compare_checksums(folder: Path) -> list[str]:
    """What is wrong with a folder's files against its SHA256SUMS: changed, missing and stray ones.

    Raises OSError for a folder in it that may not be read.
    """
    try:
        sums = read_checksums(folder)
    except ReleaseError as error:
        return [str(error)]
    present = set(files_below(folder)) - {SUMS}
    findings = [f"{path}: missing, though {SUMS} lists it" for path in sorted(set(sums) - present)]
    findings += [f"{path}: a stray file, {SUMS} does not list it" for path in sorted(present - set(sums))]
    for path in sorted(present & set(sums)):
        if (folder / path).is_symlink():
            findings.append(f"{path}: a link, expected a file of the release itself")
            continue
        try:
            if file_digest(folder / path) != sums[path]:
                findings.append(f"{path}: changed, its checksum is not the one in {SUMS}")
        except OSError as error:
            findings.append(f"{path}: cannot be read ({error.strerror or error})")
    return findings
