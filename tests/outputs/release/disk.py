"""A disk that fails, fills up or stops for tests: every use of files that Python makes passes here."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

EVENTS = (
    "open",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.scandir",
    "os.listdir",
    "shutil.rmtree",
    "fcntl.flock",
)
WRITING = ("open", "os.mkdir", "os.rename", "fsync")

Fails = Callable[[int, str], BaseException | None]


@dataclass
class Disk:
    """What was done below a folder, and what happens at each use.

    uses   what was done, each as its event and its paths
    fails  asked before a use, with its number and event; what it returns is raised
    """

    root: Path
    fails: Fails
    uses: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def use(self, event: str, paths: tuple[str, ...]) -> None:
        number = len(self.uses)
        self.uses.append((event, paths))
        failure = self.fails(number, event)
        if failure is not None:
            raise failure


_WATCHED: list[Disk] = []


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if not _WATCHED or event not in EVENTS:
        return
    disk = _WATCHED[-1]
    if event == "fcntl.flock":
        disk.use(event, ())
        return
    paths = tuple(os.fspath(arg) for arg in args[:2] if isinstance(arg, (str, os.PathLike)))
    paths = tuple(path for path in paths if str(path).startswith(str(disk.root)))
    if paths:
        writing = event != "open" or (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR))
        disk.use(event if writing else "read", paths)


sys.addaudithook(_hook)  # for good: there is no way to take one away, so it looks whether anybody watches


@contextmanager
def watched(root: Path, fails: Fails = lambda _number, _event: None) -> Iterator[Disk]:
    """Watch the uses of files below a folder. fsync is counted and not done."""
    disk = Disk(root, fails)

    def fsync(handle: int) -> None:
        disk.use("fsync", (str(Path(f"/proc/self/fd/{handle}").readlink()),))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        _WATCHED.append(disk)
        try:
            yield disk
        finally:
            _WATCHED.remove(disk)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file of this process grow above a size: what is written behind it fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
