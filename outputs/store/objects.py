"""The few calls to a store of objects that releases need, and its errors in words for people.

Every call goes through `Objects.call`, one request or a few, so that tests can end a process at any of
them. Nothing here knows what a release is.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import HTTPStore, ObjectStore, S3Store

from indicators.errors import StoreError
from outputs.store.addresses import Address

T = TypeVar("T")

CHUNK = 1 << 20
CLIENT = {"connect_timeout": "10s", "timeout": "120s"}
"""How long a request may take: long enough for a large file on a slow line."""

RETRIES = 4
RETRY_FOR = timedelta(seconds=60)

TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".md": "text/markdown",
    ".cff": "application/yaml",
    ".dta": "application/x-stata-dta",
}
TEXTS = ("text/", "application/json", "application/yaml", "image/svg+xml")

KEYS = "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the rights that they give."
BUCKET = "Make the bucket first, or check its name, AWS_REGION and AWS_ENDPOINT_URL."
REACH = "Check the address, AWS_ENDPOINT_URL and the network; run it again."
OPEN = "Over HTTP a release is read where everybody may; a bucket has an address of its own, s3://bucket."
WEB = "Check the address and the network; run it again."


@dataclass(frozen=True, slots=True)
class Kept:
    """An object as it was read: its bytes, and the tag that changes whenever it does."""

    content: bytes
    tag: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing has it: its path below the store, when the store says it was written."""

    path: str
    written: datetime


class Objects:
    """A store of objects below a prefix. Every method raises StoreError where the store fails."""

    def __init__(self, store: ObjectStore, name: str) -> None:
        self.store = store
        self.name = name
        self.remedies = (KEYS, REACH) if name.startswith("s3:") else (OPEN, WEB)

    def read(self, path: str) -> Kept | None:
        """A small object, None where there is none."""

        def get() -> Kept:
            found = obstore.get(self.store, path)
            return Kept(bytes(found.bytes()), found.meta["e_tag"])

        return self.call(path, _or_none(get))

    def digest(self, path: str) -> str | None:
        """The sha256 of an object as it comes back from the store, None where there is none."""

        def get() -> str:
            sha256 = hashlib.sha256()
            for chunk in obstore.get(self.store, path).stream(min_chunk_size=CHUNK):
                sha256.update(chunk)
            return sha256.hexdigest()

        return self.call(path, _or_none(get))

    def save(self, path: str, file: Path) -> bool:
        """Write an object into a new file, piece by piece. False, and no file, where there is none."""

        def get() -> bool:
            stream = obstore.get(self.store, path).stream(min_chunk_size=CHUNK)
            with file.open("wb") as written:
                for chunk in stream:
                    written.write(chunk)
            return True

        return self.call(path, _or_none(get)) or False

    def create(self, path: str, content: bytes) -> bool:
        """Put an object where there is none. False where there is one: it stays as it is."""
        return self.call(path, lambda: self._put(path, content, "create"))

    def replace(self, path: str, content: bytes, tag: str | None) -> bool:
        """Put an object in place of the one with this tag. False where that one has changed or gone."""
        return self.call(path, lambda: self._put(path, content, {"e_tag": tag}))

    def overwrite(self, path: str, content: bytes) -> None:
        """Put an object, whatever was there."""
        self.call(path, lambda: self._put(path, content, "overwrite"))

    def listed(self, folder: str) -> list[Listed]:
        """Every object below a folder, sorted by path."""

        def get() -> list[Listed]:
            metas = [meta for page in obstore.list(self.store, prefix=folder) for meta in page]
            return sorted(
                (Listed(meta["path"], meta["last_modified"]) for meta in metas), key=lambda each: each.path
            )

        return self.call(folder, get)

    def folders(self) -> list[str]:
        """The names of the folders that the store has, sorted."""
        return self.call("", lambda: sorted(obstore.list_with_delimiter(self.store)["common_prefixes"]))

    def files(self) -> list[str]:
        """The names of the objects that lie in no folder, sorted."""
        return self.call(
            "", lambda: sorted(o["path"] for o in obstore.list_with_delimiter(self.store)["objects"])
        )

    def delete(self, paths: Sequence[str]) -> None:
        """Remove objects, whether or not they are there."""
        if paths:
            self.call(paths[0], _or_none(lambda: obstore.delete(self.store, list(paths))))

    def call(self, path: str, request: Callable[[], T]) -> T:
        """Make a request, and tell its failure as StoreError."""
        place = f"{self.name}/{path}".rstrip("/")
        rights, reach = self.remedies
        try:
            return request()
        except (BaseError, FileNotFoundError) as error:
            said = why(error)
            if "NoSuchBucket" in said:
                raise StoreError(self.name, "there is no such bucket", "", BUCKET) from error
            if isinstance(error, FileNotFoundError):
                raise StoreError(place, "is not there") from error
            # A listing has no kind of its own for what is refused.
            denied = isinstance(error, (PermissionDeniedError, UnauthenticatedError))
            if denied or re.search(r"status code: 40[13]\b", str(error)):
                raise StoreError(place, f"access is refused ({said})", "", rights) from error
            if "169.254." in str(error):
                raise StoreError(self.name, f"there are no keys ({said})", "", rights) from error
            raise StoreError(place, said, "", reach) from error

    def _put(self, path: str, content: bytes, mode: Any) -> bool:
        attributes = {"Content-Type": content_type(path)}
        # `latest` must not come out of a cache; what lies below a version never changes.
        if "/" not in path:
            attributes["Cache-Control"] = "no-cache"
        try:
            obstore.put(self.store, path, content, attributes=attributes, mode=mode, use_multipart=False)
        except (AlreadyExistsError, PreconditionError):
            return False
        return True


def open_s3(address: Address, settings: Mapping[str, str], *, allow_http: bool) -> Objects:
    """A bucket of an S3-compatible store; `settings` are obstore's, by the names of the AWS variables.

    Raises StoreError where a setting is wrong. Nothing is asked of the network yet.
    """
    client = CLIENT | ({"allow_http": "true"} if allow_http else {})
    config: Any = {name.lower(): value for name, value in settings.items()}
    try:
        store = S3Store(
            address.place,
            prefix=address.prefix or None,
            config=config,
            client_options=client,  # type: ignore[arg-type]
            retry_config={"max_retries": RETRIES, "retry_timeout": RETRY_FOR},
        )
    except (BaseError, ValueError) as error:
        raise StoreError(address.store, f"cannot be used ({why(error)})", "", KEYS) from error
    return Objects(store, address.store)


def open_http(address: Address) -> Objects:
    """A store that is read over HTTP, by the names that SHA256SUMS has. Nothing is asked of it yet."""
    client = CLIENT | ({"allow_http": "true"} if address.scheme == "http" else {})
    try:
        store = HTTPStore.from_url(
            address.store,
            client_options=client,  # type: ignore[arg-type]
            retry_config={"max_retries": RETRIES, "retry_timeout": RETRY_FOR},
        )
    except (BaseError, ValueError) as error:
        raise StoreError(address.store, f"cannot be used ({why(error)})") from error
    return Objects(store, address.store)


def content_type(path: str) -> str:
    """What a browser is told that an object is."""
    suffix = Path(path).suffix
    guessed = TYPES.get(suffix) or mimetypes.guess_type(path)[0]
    if guessed is None:
        guessed = "application/octet-stream" if suffix else "text/plain"
    return f"{guessed}; charset=utf-8" if guessed.startswith(TEXTS) else guessed


def why(error: BaseException) -> str:
    """The reason in an error of the library, which is many lines long, in a few words."""
    text = str(error).partition("\n\nDebug source")[0]
    code = re.search(r"<Code>([^<]*)</Code>", text)
    message = re.search(r"<Message>([^<]*)</Message>", text)
    status = re.search(r"status code: (\d{3}[^:\n]*)", text)
    if code:
        said = code[1] + (f": {message[1]}" if message and message[1] else "")
    elif status:
        said = f"it answered {status[1].strip()}"
    elif "HTTP error: " in text:
        said = f"it cannot be reached ({text.rpartition('HTTP error: ')[2]})"
    else:
        said = text.rpartition(" - ")[2]
    return " ".join(said.split())[:300].rstrip(".")


def _or_none(get: Callable[[], T]) -> Callable[[], T | None]:
    """None where an object is not there, though its bucket is."""

    def ask() -> T | None:
        try:
            return get()
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error):
                raise
            return None

    return ask
