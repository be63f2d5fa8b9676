"""The store of snapshots: bytes as fetched, each in a file named by its sha256."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from indicators.errors import SourceError
from tasks.durable import write_whole
from tasks.fetch.places import unreadable

MAX_BYTES = 50_000_000
"""A larger page is refused as too large: no work report comes near it."""


class TooLargeError(SourceError):
    """A page above the cap on its size."""


def read_page(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a page. Raises TooLargeError above the cap, SourceError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise SourceError(path, "no such file", "a page") from error
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > max_bytes:
        raise TooLargeError(path, f"more than {max_bytes:,} bytes", "the page of a report")
    return content


@dataclass(frozen=True, slots=True)
class SnapshotStore:
    """Snapshots below a folder, as `ab/cdef…`. What is in it never changes and is checked when read."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where a snapshot lies. Raises SourceError for what is no sha256."""
        if re.fullmatch(r"[0-9a-f]{64}", sha256) is None:
            raise SourceError(self.folder, f"{sha256!r}", "a sha256, 64 hexadecimal digits")
        return self.folder / sha256[:2] / sha256[2:]

    def put(self, content: bytes) -> str:
        """Keep these bytes and give their sha256. A damaged file of that name is written anew."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.holds(sha256, content):
            write_whole(self.path(sha256), content)
        return sha256

    def holds(self, sha256: str, content: bytes) -> bool:
        """Whether these bytes are kept under their sha256, undamaged."""
        try:
            return self.path(sha256).read_bytes() == content
        except OSError:
            return False

    @classmethod
    def below(cls, home: Path) -> SnapshotStore:
        """The store below a data home."""
        return cls(home / "snapshots")

    def get(self, sha256: str) -> bytes:
        """The bytes of a snapshot. Raises SourceError where they are missing or not what they were."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise SourceError(path, "no such snapshot", "one that was collected", "Collect again.") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise SourceError(
                path, "the bytes are not those of its name", "an unchanged snapshot", "Collect again."
            )
        return content
