"""Addresses of releases: `s3://bucket/prefix` for a store, one of its releases or `latest` behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from indicators.errors import StoreError
from outputs.release.history import LATEST, VERSION

SCHEMES = ("s3", "https", "http")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.*", re.DOTALL)
BUCKET = re.compile(r"[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]")
FORMS = "s3://bucket/prefix or https://host/path, and behind it a version or `latest`"


@dataclass(frozen=True, slots=True)
class Address:
    """A store of releases, and which of them is meant.

    scheme   s3, https or http
    place    the bucket, or the host with its port
    prefix   the path below it, without slashes at its ends; empty for none
    release  the version that is named; None: the one that `latest` names
    """

    scheme: str
    place: str
    prefix: str
    release: str | None = None

    @property
    def store(self) -> str:
        """The address of the store, as a person writes it."""
        return f"{self.scheme}://{self.place}" + (f"/{self.prefix}" if self.prefix else "")

    @property
    def writable(self) -> bool:
        """Whether releases can be put there."""
        return self.scheme == "s3"


def is_address(text: str) -> bool:
    """Whether a text is written as an address is, and not as a path or a version."""
    return ADDRESS.fullmatch(text) is not None


def parse_address(text: str) -> Address:
    """The address of a store, or of a release in one. Raises StoreError for one that is none.

    Names and passwords do not belong into an address: it is printed, and kept by Prefect.
    """
    scheme = text.partition("://")[0].lower()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise StoreError(_shown(text), f"is no address ({error})", FORMS) from error
    if not is_address(text) or scheme not in SCHEMES:
        raise StoreError(_shown(text), "is no address of a store", FORMS)
    if "@" in parts.netloc:
        remedy = "Keys are told by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        raise StoreError(_shown(text), "has a name or a password in it", FORMS, remedy)
    if parts.query or parts.fragment or any(c.isspace() or c in "\\?#" for c in text):
        raise StoreError(_shown(text), "has something in it that is no path", FORMS)
    pieces = [piece for piece in parts.path.split("/") if piece]
    if any(piece in (".", "..") for piece in pieces):
        raise StoreError(text, "has a path with dots in it", FORMS)
    if scheme == "s3" and (port is not None or BUCKET.fullmatch(parts.netloc) is None):
        raise StoreError(text, f"has no bucket {parts.netloc!r}", "the name of one, as in s3://bucket/prefix")
    if not parts.netloc:
        raise StoreError(text, "has no host", FORMS)
    release = None
    if pieces and VERSION.fullmatch(pieces[-1]):
        release = pieces.pop()
    elif pieces and pieces[-1] == LATEST:
        pieces.pop()
    return Address(scheme, parts.netloc, "/".join(pieces), release)


def parse_store(text: str) -> Address:
    """The address of a store to put releases into. Raises StoreError for anything else."""
    if not is_address(text):
        remedy = "For a folder there is --home: releases lie in its `releases`."
        raise StoreError(text, "is no address of a store", "s3://bucket/prefix", remedy)
    address = parse_address(text)
    if not address.writable:
        raise StoreError(address.store, "can only be read", "a store to write to, s3://bucket/prefix")
    if address.release is not None:
        raise StoreError(text, "is the address of a release", f"that of the store, {address.store}")
    return address


def _shown(text: str) -> str:
    """An address without what may be a password, on one line."""
    return re.sub(r"//[^/]*@", "//…@", " ".join(text.split()))
