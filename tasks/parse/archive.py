"""ZIP archives that may be made to do harm: what is unpacked is counted while it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from tasks.parse.errors import RefusedError
from tasks.parse.limits import ARCHIVE_PARTS, UNZIP_RATIO, UNZIP_RATIO_FROM, UNZIPPED_BYTES

FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises for an archive that is broken, locked, or packed in an unknown way."""


class Archive:
    """An archive in memory. Raises RefusedError where it is damaged or holds too much."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except FAULTS as error:
            raise RefusedError("damaged", f"the archive cannot be opened: {error}") from error
        self.names = frozenset(self._archive.namelist())
        if len(self.names) > ARCHIVE_PARTS:
            raise RefusedError("too large", f"{len(self.names):,} files in one archive")
        self._left = UNZIPPED_BYTES

    def open(self, name: str) -> Part:
        """A part to be read from its beginning."""
        try:
            info = self._archive.getinfo(name)
            return Part(self, name, self._archive.open(info), max(info.compress_size, 1))
        except (KeyError, *FAULTS) as error:
            raise RefusedError("damaged", f"{name} cannot be read: {error}") from error

    def take(self, size: int) -> None:
        """Count what was unpacked."""
        self._left -= size
        if self._left < 0:
            raise RefusedError("too large", f"more than {UNZIPPED_BYTES:,} bytes once unpacked")


class Part(io.RawIOBase):
    """One file of an archive, read as a stream."""

    def __init__(self, archive: Archive, name: str, stream: io.BufferedIOBase | object, packed: int) -> None:
        self._archive, self._name, self._stream, self._packed = archive, name, stream, packed
        self._read = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`."""
        try:
            content: bytes = self._stream.read(min(size, 65_536) if size > 0 else 65_536)  # type: ignore[union-attr]
        except FAULTS as error:
            raise RefusedError("damaged", f"{self._name} cannot be unpacked: {error}") from error
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise RefusedError("damaged", f"{self._name} declares entities, which no Office program writes")
        self._read += len(content)
        self._archive.take(len(content))
        if self._read > UNZIP_RATIO_FROM and self._read > UNZIP_RATIO * self._packed:
            raise RefusedError("too large", f"{self._name} unpacks to more than {UNZIP_RATIO} times its size")
        return content
