"""The parts that a site is made of: each its own pages, made of its own data, written by itself.

A part is a place, an indicator, a domain …: a kind of pages and a key. Parts don't depend on one
another, so they can be written in any order, by several processes, and a part whose data did not change
since the release before need not be written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from outputs.pages.published import Release
from outputs.pages.writer import Page, Writer


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
        text = each.write_ndjson() if isinstance(each, pl.DataFrame) else repr(each)
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()


def only(_: Release) -> tuple[str, ...]:
    """The one key of a kind that has one part."""
    return ("",)
