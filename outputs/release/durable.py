"""Writing so that a reader, or a power cut, finds the old state or the new one and nothing between."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indicators.errors import ReleaseError

AT_WORK = "another release is being made here"
"""What is found where somebody else holds a folder."""


def replace_text(file: Path, text: str) -> None:
    """Replace a small text file in one step."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        sync(beside)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync(file.parent)


def remove_left_texts(file: Path) -> None:
    """Remove what a killed `replace_text` of this file left; nobody else may be writing it."""
    for left in file.parent.glob(f".{file.name}.*"):
        left.unlink()


def sync(path: Path) -> None:
    """Have the disk keep what was written to a file, or which names a folder has."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Have the disk keep a folder with everything below it.

    A file that has another name as well was kept with that: it is one of an older release.
    """

    def stop(error: OSError) -> None:
        raise error

    for above, _, names in os.walk(folder, topdown=False, onerror=stop):
        for name in names:
            file = Path(above) / name
            if file.lstat().st_nlink == 1:
                sync(file)
        sync(Path(above))


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder alone: another process that wants it waits. A killed holder leaves no lock.

    Without `wait`, raises ReleaseError where another process holds it.
    """
    with (folder / ".lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise ReleaseError(
                folder, AT_WORK, "one at a time", "Wait for it, or use another --home."
            ) from error
        yield
