"""The bytes of a body as they come, unpacked within a limit, and whole or not at all."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

GZIP = frozenset({"gzip", "x-gzip"})
STEP = 1 << 20
"""Bytes that are unpacked at once: what a bomb may cost above the limit."""


class BodyTooLargeError(Exception):
    """More bytes than a page may have, as sent or unpacked."""


class EncodingError(Exception):
    """Packed in a way that was not asked for, or the packing is broken."""


class CutShortError(Exception):
    """The packed body ends before its own end."""


def read_body(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The bytes of a body that comes in pieces, at most `limit` of them.

    `encoding` is the header Content-Encoding: nothing, identity, gzip or deflate, one of them only (packed
    twice a megabyte becomes a million of them). httpx would unpack too, but a piece at a time, however large
    it gets, and does not see that a packed body was cut short.

    Raises BodyTooLargeError, EncodingError and CutShortError.
    """
    return b"".join(_at_most(_opened(pieces, encoding, limit), limit))


def read_start(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """As `read_body`, but of a longer body the whole lines within the limit."""
    taken = bytearray()
    for piece in _opened(pieces, encoding, limit):
        taken += piece
        if len(taken) > limit:
            return bytes(taken[:limit]).rpartition(b"\n")[0]
    return bytes(taken)


def _opened(pieces: Iterable[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return iter(pieces)
    if name not in GZIP | {"deflate"}:
        raise EncodingError(f"Content-Encoding {encoding!r}")
    return _unpacked(_at_most(pieces, limit), name in GZIP)


def _at_most(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise BodyTooLargeError(f"more than {limit:,} bytes")
        yield piece


def _unpacked(pieces: Iterable[bytes], gzip: bool) -> Iterator[bytes]:
    # 16: a gzip header; 47: a gzip or a zlib header, whichever is there
    unpack = zlib.decompressobj(zlib.MAX_WBITS | (16 if gzip else 32))
    begun = False
    for piece in pieces:
        rest = piece
        if not begun and not gzip and rest and rest[0] & 0x0F != 8 and not rest.startswith(b"\x1f\x8b"):
            unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers say deflate and send it bare
        begun = begun or bool(rest)
        while rest:
            if unpack.eof:
                if not (gzip and rest.startswith(b"\x1f")):
                    return  # padding after the end: every browser passes it over
                unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)  # one member after another is one body
            try:
                yield unpack.decompress(rest, STEP)
            except zlib.error as error:
                raise EncodingError(f"the packing is broken ({error})") from error
            rest = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
    while begun and not unpack.eof:
        more = unpack.decompress(unpack.unconsumed_tail, STEP)
        if not more:
            raise CutShortError("the packed body ends before its end")
        yield more
