"""Bringing a release out of a store into a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from indicators.errors import ReleaseError, StoreError
from outputs.release.checksums import compare_checksums, read_checksums
from outputs.release.contents import SUMS, file_digest
from outputs.store.objects import Objects
from outputs.store.together import WORKERS, together

Wanted = Callable[[str], bool]


def fetch_release(
    objects: Objects,
    version: str,
    folder: Path,
    wanted: Wanted = lambda _: True,
    workers: int = WORKERS,
) -> None:
    """Write the files of a release into an empty folder: its SHA256SUMS, and what that lists.

    `wanted` may leave some out. What is listed and not in the store is left out too: verifying tells.
    Raises StoreError where there is no such release, ReleaseError where SHA256SUMS is none.
    """
    if not objects.save(f"{version}/{SUMS}", folder / SUMS):
        raise StoreError(f"{objects.name}/{version}", f"no {SUMS} there", "a release")
    paths = [path for path in listed_paths(folder, f"{objects.name}/{version}") if wanted(path)]
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    together(lambda path: objects.save(f"{version}/{path}", folder / path), paths, workers)


def listed_paths(folder: Path, name: str) -> list[str]:
    """The paths of a SHA256SUMS from elsewhere, which `name` says. Raises ReleaseError where it is none, or
    for a path that leads out of the folder."""
    try:
        paths = sorted(read_checksums(folder))
    except ReleaseError as error:
        place = error.place.replace(str(folder), name)
        raise ReleaseError(place, error.found, error.expected, error.remedy) from error
    for path in paths:
        pure = PurePosixPath(path)
        if (
            pure.is_absolute()
            or str(pure) != path
            or {"..", "."} & set(pure.parts)
            or not path.isprintable()
            or "\\" in path
            or path == SUMS
        ):
            raise ReleaseError(f"{name}/{SUMS}", f"the path {path!r}", "paths of files below the release")
    return paths


def bring(
    objects: Objects, version: str, beside: Path, sums: str | None, wanted: Wanted | None = None
) -> None:
    """Fetch a release into a new folder `beside` and make sure that it is whole, else leave nothing.

    `sums` is the sha256 that its SHA256SUMS has to have, where that is known. With `wanted` only those
    files are fetched and looked at. Raises StoreError where it is not as it was written.
    """
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    name = f"{objects.name}/{version}"
    try:
        fetch_release(objects, version, beside, wanted or (lambda _: True))
        if sums is not None and file_digest(beside / SUMS) != sums:
            raise StoreError(f"{name}/{SUMS}", "is not the one that the release was made with")
        wrong = compare_checksums(beside) if wanted is None else _wrong(beside, wanted)
        if wrong:
            raise StoreError(name, wrong[0], "a release as it was written", "`verify` says all of it.")
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _wrong(folder: Path, wanted: Wanted) -> list[str]:
    """Which of the wanted files is not as SHA256SUMS says."""
    return [
        f"{path}: changed or missing"
        for path, digest in sorted(read_checksums(folder).items())
        if wanted(path) and (not (folder / path).is_file() or file_digest(folder / path) != digest)
    ]
