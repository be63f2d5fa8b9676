"""What a site answered when a page was asked for, and the closed list of what can be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

REASONS = {
    "address refused": "it leads inside (loopback, private, link-local, file:), or is no address of a page",
    "no such host": "no name server knows the name",
    "no secure connection": "the site's certificate is not valid, or it speaks no TLS that is safe",
    "robots": "the site's robots.txt asks not to fetch it",
    "robots unknown": "the site's robots.txt cannot be had, so that nobody knows what it asks",
    "told to wait": "the site asks for a longer pause than a run has",
    "no answer": "no connection, or it broke off before the headers came",
    "too slow": "the whole took longer than it may",
    "cut short": "the body ended before its announced end",
    "server failed": "the site says that it failed (500, 502, 503, 504)",
    "too large": "more bytes than a page may have, as sent or unpacked",
    "encoding": "packed in a way that was not asked for, or the packing is broken",
    "too many redirects": "it leads on and on",
    "gone": "404 or 410",
    "not found page": "a page that says in words that there is none (soft 404)",
    "forbidden": "the site does not show it to us (401, 403, 407, 451)",
    "login page": "a page that asks who we are",
    "empty": "no bytes, or a page that shows nothing without script",
    "other status": "a status that is none of these",
}
"""Why an answer holds no page. A closed list, each with what it says."""

PASSING = frozenset({"no answer", "too slow", "cut short", "server failed", "told to wait", "robots unknown"})
"""What can be otherwise in a minute: asked again in the same run, as often as the limits say."""

GONE = frozenset({"gone", "not found page"})
"""The site says that there is no such page (any more)."""

KEPT = (
    "cache-control",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
    "location",
    "retry-after",
    "server",
)
"""The headers that a ledger keeps. None of them says who asked."""


SHA256 = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question to a site, with all its redirects, and what came of it.

    asked      the address that was asked for
    answered   the address that answered in the end; of the two only this one shows that a page moved
    when       when the answer was there: ISO 8601, UTC, to the second
    status     the HTTP status, null where none came
    headers    those of `KEPT`, by their names in lower case, sorted
    snapshot   sha256 of the page's bytes, unpacked; null where there is no page. What a login page or a
               soft 404 said is not kept
    size       bytes of the page, unpacked; 0 where there is none
    declared   the media type that the site declares, without parameters
    found      the media type that the bytes are, null where they tell nothing (see `tasks.fetch.media`)
    reason     one of `REASONS`, null where there is a page
    note       what a person should know besides
    tries      how often it was asked
    """

    asked: str
    answered: str
    when: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    snapshot: str | None = None
    size: int = 0
    declared: str | None = None
    found: str | None = None
    reason: str | None = None
    note: str = ""
    tries: int = 1

    def __post_init__(self) -> None:
        if (self.reason is None) == (self.snapshot is None):
            raise ValueError("an answer has either a snapshot or a reason")
        if self.reason is not None and self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is no reason of the list")
        if self.snapshot is not None and SHA256.fullmatch(self.snapshot) is None:
            raise ValueError(f"{self.snapshot!r} is no sha256")
        if TIME.fullmatch(self.when) is None:
            raise ValueError(f"{self.when!r} is no time in UTC, like 2026-11-22T08:00:00Z")

    def header(self, name: str) -> str | None:
        """A header that was kept, null where the site sent none."""
        return dict(self.headers).get(name)

    @property
    def unchanged(self) -> bool:
        """Did the site say that the page is what it was (304)?"""
        return self.status == 304 and self.reason is None

    def as_json(self) -> dict[str, Any]:
        """What JSON can hold; `from_json` makes the same answer of it."""
        return {name: getattr(self, name) for name in NAMES} | {"headers": dict(self.headers)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Answer:
        """Raises ValueError for what is no answer."""
        headers = data.get("headers", {})
        if not data.keys() <= NAMES or not isinstance(headers, dict):
            raise ValueError(f"keys {sorted(data.keys() - NAMES)}; an answer has {sorted(NAMES)}")
        if not all(isinstance(data.get(name), str) for name in ("asked", "answered", "when")):
            raise ValueError("an answer says in text what was asked, what answered, and when")
        return cls(**(dict(data) | {"headers": tuple(sorted(headers.items()))}))


NAMES = frozenset(field.name for field in fields(Answer))


def kept(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Those headers that an answer keeps."""
    return tuple((name, headers[name]) for name in KEPT if name in headers)


def reason_of(status: int) -> str | None:
    """What a status says by itself: null where a page may stand in the body."""
    if status in (200, 203):
        return None
    if status in (404, 410):
        return "gone"
    if status in (401, 403, 407, 451):
        return "forbidden"
    if status in (500, 502, 503, 504):
        return "server failed"
    if status == 429:
        return "told to wait"
    return "empty" if status == 204 else "other status"
