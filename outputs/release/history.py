"""The releases that lie in a folder: their versions, and which is the latest."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from indicators.errors import ReleaseError
from outputs.release.contents import METADATA
from outputs.release.durable import replace_text
from outputs.release.withdrawal import Withdrawal, withdrawal_file, withdrawal_of

LATEST = "latest"
"""A text file with the version of the release that the last run made, or found to say the same already."""

VERSION = re.compile(r"(?P<month>[0-9]{4}\.(0[1-9]|1[0-2]))\.(?P<number>0|[1-9][0-9]*)")


def versions(releases: Path) -> list[tuple[str, int]]:
    """Month and number of every release of a folder, oldest first; other files are passed over."""
    matches = [VERSION.fullmatch(path.name) for path in releases.iterdir()]
    return sorted((match["month"], int(match["number"])) for match in matches if match)


def next_version(releases: Path, month: str, taken: Collection[str] = ()) -> str:
    """The next version of a month (`2026.11`): 2026.11.0, or one more than the largest that is there.

    `taken` are versions that count as if they were there. Raises ReleaseError where the month is not
    written YYYY.MM.
    """
    if VERSION.fullmatch(f"{month}.0") is None:
        raise ReleaseError("version", f"the month {month!r}", "a year and a month, as in 2026.11")
    matches = [VERSION.fullmatch(version) for version in taken]
    numbers = [number for of, number in versions(releases) if of == month]
    numbers += [int(match["number"]) for match in matches if match and match["month"] == month]
    return f"{month}.{max(numbers, default=-1) + 1}"


def release_of_content(releases: Path, content: str) -> Path | None:
    """The newest release whose content has this digest, None where there is none.

    One whose metadata cannot be read is passed over: it is another matter, which `verify` tells.
    """
    for month, number in reversed(versions(releases)):
        folder = releases / f"{month}.{number}"
        with suppress(ReleaseError):
            if read_metadata(folder).get("content") == content:
                return folder
    return None


def stands(release: Path) -> bool:
    """Whether nobody has withdrawn a release."""
    return not withdrawal_file(release.absolute()).exists()


def newest_standing(releases: Path, below: str | None = None) -> Path | None:
    """The newest release of a folder that is not withdrawn, None where there is none.

    `below` is a version: only those before it are meant.
    """
    for month, number in reversed(versions(releases)):
        folder = releases / f"{month}.{number}"
        if (below is None or (month, number) < _order(below)) and stands(folder):
            return folder
    return None


def withdrawals(releases: Path, below: str) -> list[Withdrawal]:
    """What is said of every withdrawn release of a folder before a version, oldest first."""
    folders = [releases / f"{m}.{n}" for m, n in versions(releases) if (m, n) < _order(below)]
    return [found for folder in folders if (found := withdrawal_of(folder)) is not None]


def release_named(version: str, releases: Path) -> Path:
    """The folder of a version. Raises ReleaseError where it is none, or there is no such release."""
    if VERSION.fullmatch(version) is None:
        raise ReleaseError(version, "is no version of a release", "one, as in 2026.11.0")
    return find_release(releases / version, releases)


def _order(version: str) -> tuple[str, int]:
    """What versions are sorted by: 2026.11.10 comes after 2026.11.9."""
    month, _, number = version.rpartition(".")
    return month, int(number)


def find_release(named: Path | None, releases: Path) -> Path:
    """The folder of the release that a person means; `releases` is where those of the data home lie.

    A release is named by its folder, by its version (`2026.11.0`), or by the file `latest` that holds
    one; nothing named means the latest. Raises ReleaseError where there is none, or it may not be read.
    """
    try:
        if named is None or str(named) == LATEST:
            folder = latest_release(releases)
            if folder is None:
                if releases.is_dir() and versions(releases):
                    remedy = "Name one by its version to see it all the same."
                    raise ReleaseError(releases, "every release is withdrawn", "one that stands", remedy)
                remedy = "Make it with `county-education release`."
                raise ReleaseError(releases, "no release yet", "one", remedy)
            return folder
        if named.is_dir():
            return named
        if named.name == LATEST and (folder := latest_release(named.parent)) is not None:
            return folder
        if VERSION.fullmatch(str(named)) and (releases / named).is_dir():
            return releases / named
        there = [f"{month}.{number}" for month, number in versions(releases)] if releases.is_dir() else []
    except OSError as error:
        found = f"cannot be read ({error.strerror or error})"
        raise ReleaseError(error.filename or releases, found, "a release") from error
    raise ReleaseError(
        named,
        "no such release",
        "the folder of a release, its version, or `latest`",
        f"In {releases}: {', '.join(there)}." if there else f"There is none in {releases}.",
    )


def latest_release(releases: Path) -> Path | None:
    """The folder of the latest release, None where there is none yet, or none that stands.

    Where `latest` still names one that was withdrawn, it is the newest of the others. Raises ReleaseError
    where it names a release that is not there.
    """
    file = releases / LATEST
    if not file.is_file():
        return None
    version = file.read_text(encoding="utf-8").strip()
    folder = releases / version
    if VERSION.fullmatch(version) is None or not folder.is_dir():
        raise ReleaseError(
            file,
            f"names {version!r}, which is no release here",
            "the version of one",
            "Put the version of the newest folder into it, or remove the file.",
        )
    return folder if stands(folder) else newest_standing(releases)


def set_latest(releases: Path, version: str) -> None:
    """Name the latest release, in one step: a reader sees the old name or the new one."""
    replace_text(releases / LATEST, f"{version}\n")


def read_metadata(release: Path) -> dict[str, Any]:
    """The release's `release.json`. Raises ReleaseError where it is missing or is no JSON object."""
    file = release / METADATA
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(file, f"cannot be read ({error})", "the metadata of a release") from error
    if not isinstance(data, dict):
        raise ReleaseError(file, "is no JSON object", "the metadata of a release")
    return data
