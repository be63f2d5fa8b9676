"""How a source stands, by all that it answered. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tasks.fetch.answers import GONE, Answer


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands, by all that it answered.

    last           its last answer, whatever that was
    page           its newest answer with a snapshot: what counts, though the page be gone since
    since          when that snapshot came first
    gone_since     the first time that the site said there was no such page, with none since; else null
    failing_since  the first answer without a page since the newest with one (or ever); else null
    snapshots      every snapshot that it had, oldest first; one that came back stands twice
    """

    source: str
    last: Answer
    page: Answer | None = None
    since: str | None = None
    gone_since: str | None = None
    failing_since: str | None = None
    snapshots: tuple[str, ...] = ()

    @property
    def snapshot(self) -> str | None:
        """The sha256 of its newest page; null where it never had one."""
        return None if self.page is None else self.page.snapshot


def after(standing: Standing | None, source: str, answer: Answer) -> Standing:
    """How a source stands after one answer more."""
    stood = Standing(source, answer) if standing is None else standing
    if answer.snapshot is None:
        failing = stood.failing_since or answer.when
        gone = stood.gone_since or (answer.when if answer.reason in GONE else None)
        return Standing(source, answer, stood.page, stood.since, gone, failing, stood.snapshots)
    if stood.snapshots[-1:] == (answer.snapshot,):
        return Standing(source, answer, answer, stood.since, snapshots=stood.snapshots)
    return Standing(source, answer, answer, answer.when, snapshots=(*stood.snapshots, answer.snapshot))


def to_json(standing: Standing) -> dict[str, Any]:
    """What JSON can hold of a standing; `from_json` makes the same of it."""
    return {
        "source": standing.source,
        "last": standing.last.as_json(),
        "page": None if standing.page is None else standing.page.as_json(),
        "since": standing.since,
        "gone_since": standing.gone_since,
        "failing_since": standing.failing_since,
        "snapshots": list(standing.snapshots),
    }


def from_json(data: Mapping[str, Any]) -> Standing:
    """Raises ValueError, TypeError, KeyError or AttributeError for what is none."""
    page = data["page"]
    answers = {
        "last": Answer.from_json(data["last"]),
        "page": None if page is None else Answer.from_json(page),
    }
    return Standing(**(dict(data) | answers | {"snapshots": tuple(data["snapshots"])}))
