"""Bodies come whole and within a limit, however they were packed and cut into pieces."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.bodies import BodyTooLargeError, CutShortError, EncodingError, read_body, read_start


def bare(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def padded(content: bytes) -> bytes:
    return gzip.compress(content) + b"\0\0"


def in_two(content: bytes) -> bytes:
    return gzip.compress(content[:7]) + gzip.compress(content[7:])


PACKERS: dict[str, list[Callable[[bytes], bytes]]] = {
    "": [bytes],
    "identity": [bytes],
    "gzip": [gzip.compress, padded, in_two],
    "X-GZip": [gzip.compress],
    "deflate": [zlib.compress, bare],
}


def in_pieces(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@pytest.mark.parametrize(("encoding", "pack"), [(name, pack) for name in PACKERS for pack in PACKERS[name]])
@given(content=st.binary(max_size=3000), size=st.integers(1, 400))
def test_a_body_comes_back_whatever_its_pieces(
    encoding: str, pack: Callable[[bytes], bytes], content: bytes, size: int
) -> None:
    packed = pack(content)
    limit = max(len(packed), len(content))
    assert read_body(in_pieces(packed, size), encoding, limit) == content


@given(content=st.binary(min_size=1, max_size=2000), data=st.data())
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_body_that_was_cut_is_never_taken_for_whole(
    encoding: str, content: bytes, data: st.DataObject
) -> None:
    packed = gzip.compress(content) if encoding == "gzip" else zlib.compress(content)
    cut = packed[: data.draw(st.integers(1, len(packed) - 1))]
    with pytest.raises(CutShortError):
        read_body([cut], encoding, 10_000)


@given(content=st.binary(min_size=1, max_size=500), pieces=st.integers(1, 100))
def test_more_than_the_limit_is_too_large(content: bytes, pieces: int) -> None:
    assert read_body(in_pieces(content, pieces), "", len(content)) == content
    with pytest.raises(BodyTooLargeError):
        read_body(in_pieces(content, pieces), "", len(content) - 1)


def test_a_bomb_costs_little_more_than_the_limit() -> None:
    bomb = gzip.compress(bytes(200_000_000))
    tracemalloc.start()
    with pytest.raises(BodyTooLargeError):
        read_body([bomb], "gzip", 1_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip,deflate", "compress", "utf-8"])
def test_a_packing_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingError, match="Content-Encoding"):
        read_body([gzip.compress(b"x")], encoding, 1000)


def test_a_packing_that_is_broken_is_refused() -> None:
    broken = bytearray(gzip.compress(b"x" * 1000))
    broken[-6] ^= 1  # its checksum
    for content in (bytes(broken), b"<html>not packed", b"\x1f\x8b\x08" + b"\xff" * 30):
        with pytest.raises(EncodingError):
            read_body([content], "gzip", 100_000)


def test_nothing_is_nothing() -> None:
    for encoding in ("", "gzip", "deflate"):
        assert read_body([], encoding, 10) == b""
        assert read_body([b""], encoding, 10) == b""


@given(content=st.binary(max_size=300), limit=st.integers(1, 200), size=st.integers(1, 50))
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_start_of_a_body_is_its_whole_lines_within_the_limit(
    pack: Callable[[bytes], bytes], content: bytes, limit: int, size: int
) -> None:
    content = content.replace(b"\x00", b"\n")
    packed, encoding = pack(content), "" if pack is bytes else "gzip"
    if encoding and len(packed) > limit:
        return
    start = read_start(in_pieces(packed, size), encoding, limit)
    assert content.startswith(start)
    assert start == content or (
        len(start) < limit < len(content) and (not start or content[len(start)] == 10)
    )
