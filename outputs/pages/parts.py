"""The parts that a site is made of: each its own pages, made of its own data, written by itself.

A part is a place, an indicator, a domain …: a kind of pages and a key. Parts don't depend on one
another, so they can be written in any order, by several processes, and a part whose data did not change
since the release before need not be written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from outputs.pages.published import Release
from outputs.pages.writer import Page, Writer

ROWS_AT_ONCE = 10_000
"""So many rows of a frame are put into words at a time, to be summed up."""


@dataclass(frozen=True)
class Kind:
    """A kind of parts.

    keys    the keys of its parts in a release, in a fixed order
    inputs  all that the pages of a part say, beside the catalogue: frames or values with a stable repr.
            What is left out here may change without its pages being written anew
    pages   the pages of a part in the writer's language, by their address from that language's root
    """

    name: str
    keys: Callable[[Release], Iterable[str]]
    inputs: Callable[[Release, str], Iterable[object]]
    pages: Callable[[Release, str, Writer], Iterator[Page]]


def digest_of(kind: Kind, key: str, release: Release, shared: str) -> str:
    """SHA-256 of all that a part's pages are made of; `shared` is the digest of what all parts share."""
    digest = hashlib.sha256(f"{shared}\n{kind.name}\n{key}\n".encode())
    for each in kind.inputs(release, key):
        digest.update(_digest_of_input(each))
    return digest.hexdigest()


def _digest_of_input(each: object) -> bytes:
    """The digest of a frame or a value; of a large one without a text of all of it."""
    digest = hashlib.sha256()
    if isinstance(each, pl.DataFrame):
        digest.update(repr(each.columns).encode())
        for some in each.iter_slices(ROWS_AT_ONCE):
            digest.update(some.write_ndjson().encode())
    elif isinstance(each, Mapping):
        for item in each.items():
            digest.update(f"{item!r}\n".encode())
    else:
        digest.update(repr(each).encode())
    return digest.digest()


def only(_: Release) -> tuple[str, ...]:
    """The one key of a kind that has one part."""
    return ("",)
