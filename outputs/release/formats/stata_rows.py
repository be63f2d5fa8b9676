"""The rows of a Stata file, some at a time: pandas writes the file of one row, here the others are put in.

The format (.dta 118, `help dta` in Stata) is a line of sections, and `<map>` says where each one begins. Only
three things depend on the rows: their number, `<data>`, and `<strls>`, the texts that are too long for a
column of fixed width.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np
import polars as pl

MISSING = struct.unpack("<d", bytes.fromhex("000000000000e07f"))[0]
"""What Stata takes for a missing number: its smallest `double` that is none."""
MISSING_BYTE, MISSING_INT = 101, 32_741
"""The same for whole numbers of one byte, and of two."""
MAP = "<14q"
ROWS, STRLS = 9, 10
"""The places of `<data>` and `<strls>` in the map."""


class Variable(Protocol):
    """A column: first it looks at all rows, then it knows the type of its cells."""

    name: str

    def look_at(self, cells: pl.Series) -> None:
        """Take note of some rows."""

    def largest(self, rows: int) -> Any:
        """What pandas makes the same type of as of all rows: a column of no row, or of one."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of a cell in the file."""

    @property
    def is_long(self) -> bool:
        """Whether its cells are references to texts that stand elsewhere."""

    def cells(self, cells: pl.Series) -> np.ndarray[Any, Any]:
        """The cells of some rows, of a variable that is not long."""


class Numbers:
    """A column of numbers, written as doubles."""

    dtype: np.dtype[Any] = np.dtype("<f8")
    is_long = False

    def __init__(self, name: str) -> None:
        self.name = name

    def look_at(self, cells: pl.Series) -> None:
        """Nothing: every number is a double."""

    def largest(self, rows: int) -> Any:
        """A number."""
        return np.zeros(rows)

    def cells(self, cells: pl.Series) -> np.ndarray[Any, Any]:
        """The numbers. Raises ValueError for one that is none."""
        found = cells.cast(pl.Float64).fill_null(MISSING).to_numpy()
        if not np.isfinite(found).all():
            raise ValueError(f"{self.name}: a number that is not finite")
        return found


class Kinds:
    """A column of kinds: small numbers with labels."""

    is_long = False

    def __init__(self, name: str, kinds: Sequence[str]) -> None:
        self.name = name
        self._kinds = list(kinds)
        self._most = -1

    def look_at(self, cells: pl.Series) -> None:
        """The largest number decides between one byte and two."""
        self._most = max([self._most, *self._numbers(cells).drop_nulls().unique()])

    def largest(self, rows: int) -> Any:
        """The last of the kinds that is there; none at all where there are no rows, which have no labels."""
        import pandas as pd  # noqa: PLC0415

        if not rows:
            return pd.Series([], dtype=object)
        last = self._kinds[self._most] if self._most >= 0 else None
        return pd.Categorical([last], categories=self._kinds, ordered=False)

    @property
    def dtype(self) -> np.dtype[Any]:
        """A whole number: of one byte, or of two where the labels or the kinds need it."""
        return np.dtype("<i1" if len(self._kinds) < 127 and self._most < MISSING_BYTE else "<i2")

    def cells(self, cells: pl.Series) -> np.ndarray[Any, Any]:
        """The numbers of the kinds."""
        none = MISSING_BYTE if self.dtype.itemsize == 1 else MISSING_INT
        return self._numbers(cells).fill_null(none).to_numpy()

    def _numbers(self, cells: pl.Series) -> pl.Series:
        return (cells.to_physical() if isinstance(cells.dtype, pl.Enum) else cells).cast(pl.Int16)


class Texts:
    """A column of texts, as wide as the longest; of references, where that is longer than `width`."""

    def __init__(self, name: str, width: int) -> None:
        self.name = name
        self._width = width
        self._longest = ""
        self._bytes = 0

    @property
    def is_long(self) -> bool:
        """Whether a text is longer than a column of fixed width can be."""
        return self._bytes > self._width

    def look_at(self, cells: pl.Series) -> None:
        """The longest text."""
        sizes = cells.str.len_bytes()
        place = sizes.arg_max()
        if place is not None and sizes[place] > self._bytes:
            self._longest, self._bytes = cells[place], sizes[place]

    def largest(self, rows: int) -> Any:
        """The longest text."""
        import pandas as pd  # noqa: PLC0415

        return pd.Series([self._longest] * rows, dtype=object)

    @property
    def dtype(self) -> np.dtype[Any]:
        """Bytes, filled up with zeros; of a reference 8."""
        return np.dtype("<u8" if self.is_long else f"S{max(1, self._bytes)}")

    def cells(self, cells: pl.Series) -> np.ndarray[Any, Any]:
        """The texts in UTF-8."""
        return np.array(cells.fill_null("").cast(pl.Binary).to_list(), dtype=self.dtype)


class LongTexts:
    """`<strls>`: each text once, named by the variable and the row where it comes first."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._places: dict[bytes, int] = {}

    def place(self, text: str, row: int, number: int) -> int:
        """The reference to a text; an empty one has none. Rows and variables count from 0."""
        if not text:
            return 0
        content = text.encode()
        known = hashlib.blake2b(
            content, digest_size=16
        ).digest()  # the texts themselves would fill the memory
        if known not in self._places:
            self._places[known] = (number + 1) | (row + 1) << 16
            self._stream.write(b"GSO" + struct.pack("<IQBI", number + 1, row + 1, 130, len(content) + 1))
            self._stream.write(content + b"\0")
        return self._places[known]


def write_rows(
    file: Path, head: bytes, variables: Sequence[Variable], rows: Iterable[Sequence[pl.Series]], height: int
) -> None:
    """Write the file whose one row in `head` is replaced by `height` others, given as columns of some rows.

    Raises ValueError where pandas lays a row out otherwise than here.
    """
    references = [n for n, each in enumerate(variables) if each.is_long]
    start = head.index(b"<map>") + len(b"<map>")
    places = list(struct.unpack_from(MAP, head, start))
    record = np.dtype([(f"v{n}", each.dtype) for n, each in enumerate(variables)])
    before = places[ROWS] + len(b"<data>")
    if places[STRLS] - before != record.itemsize + len(b"</data>"):
        raise ValueError(f"{file.name}: pandas lays a row out otherwise")
    with file.open("wb") as stream, tempfile.TemporaryFile(dir=file.parent) as texts:
        stream.write(head[:before])
        long = LongTexts(texts)
        first = 0
        for columns in rows:
            some = np.zeros(len(columns[0]), dtype=record)
            for n, (variable, cells) in enumerate(zip(variables, columns, strict=True)):
                if not variable.is_long:
                    some[f"v{n}"] = variable.cells(cells)
            told = [(n, columns[n].fill_null("").to_list()) for n in references]
            for row in range(len(some)):  # row by row, as pandas does: a text is named by where it came first
                for n, cells_of in told:
                    some[f"v{n}"][row] = long.place(cells_of[row], first + row, n)
            stream.write(some.tobytes())
            first += len(some)
        stream.write(b"</data>")
        strls = stream.tell()
        stream.write(b"<strls>")
        texts.seek(0)
        shutil.copyfileobj(texts, stream)
        stream.write(b"</strls>")
        moved = stream.tell() - places[STRLS + 1]
        stream.write(head[places[STRLS + 1] :])
        places[STRLS] = strls
        places[STRLS + 1 :] = [place + moved for place in places[STRLS + 1 :]]
        stream.seek(start)
        stream.write(struct.pack(MAP, *places))
        stream.seek(head.index(b"<N>") + len(b"<N>"))
        stream.write(struct.pack("<Q", height))
