"""What pages named: the links of listings and the documents beside pages, kept when they are named no more.

`ledger/found.jsonl` has a line for each snapshot that was looked through. Lines are only ever added.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from indicators.errors import SourceError
from tasks.fetch.ledger import add_lines
from tasks.fetch.listing import Link

logger = logging.getLogger(__name__)

FILE = "found.jsonl"


@dataclass(frozen=True, slots=True)
class Look:
    """One look through a snapshot of a page, by certain rules, and the links that were new in it.

    page       the id of the page's source
    snapshot   sha256 of its bytes
    rules      what was looked for; by other rules the same snapshot is looked through again
    seen       how many links the page has, whatever they are
    links      those that fit and were not known of it yet, or not with so many words
    """

    page: str
    snapshot: str
    rules: str
    seen: int
    links: tuple[Link, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What JSON can hold; `from_json` makes the same of it."""
        links = [{"address": each.address, "title": each.title, "date": each.date} for each in self.links]
        return {
            "page": self.page,
            "snapshot": self.snapshot,
            "rules": self.rules,
            "seen": self.seen,
            "links": links,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Look:
        """Raises KeyError or TypeError for what is no look."""
        return cls(**(data | {"links": tuple(Link(**each) for each in data["links"])}))


@dataclass(slots=True)
class Found:
    """All looks together: what was named in its time, and which snapshots need no look any more.

    `links` are by the id of who names them: a listing with all its pages (`jia//0`, `jia//1`) is one.

    Which look came first makes no difference: of a link the longest words count (of equally long ones the
    first in order), and the earliest day.
    """

    links: dict[str, dict[str, Link]] = field(default_factory=dict)
    looked: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def take(self, look: Look) -> None:
        """Know what a look found, too."""
        self.looked[look.page, look.snapshot, look.rules] = look.seen
        known = self.links.setdefault(_owner(look.page), {})
        for link in look.links:
            known[link.address] = better(known.get(link.address), link)

    def news(self, page: str, links: Iterable[Link]) -> tuple[Link, ...]:
        """Of the links of a page those that say something that is not known yet."""
        known = self.links.get(_owner(page), {})
        return tuple(
            link for link in links if better(known.get(link.address), link) != known.get(link.address)
        )

    def named_by(self, owner: str) -> tuple[Link, ...]:
        """Every link that a page or a listing ever named, by address."""
        return tuple(link for _, link in sorted(self.links.get(owner, {}).items()))


def _owner(page: str) -> str:
    return page.partition("//")[0]


def better(known: Link | None, link: Link) -> Link:
    """Of two that lead to one address: the words of the one with more, the earlier of the days known."""
    if known is None:
        return link
    title = min(known.title, link.title, key=lambda each: (-len(each), each))
    days = [day for day in (known.date, link.date) if day is not None]
    return replace(link, title=title, date=min(days, default=None))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The file of looks. Safe for several writers, and under a kill at any moment."""

    path: Path

    @classmethod
    def below(cls, home: Path) -> FoundFile:
        """The file below a data home."""
        return cls(home / "ledger" / FILE)

    def add(self, looks: Iterable[Look]) -> None:
        """Write looks down; they are on the disk when this returns."""
        lines = [json.dumps(each.as_json(), ensure_ascii=False, sort_keys=True) + "\n" for each in looks]
        if lines:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            add_lines(self.path, "".join(lines).encode())

    def read(self) -> Found:
        """All of it. A torn line is passed over with a warning: its snapshot is looked through again."""
        found = Found()
        for look in self._looks():
            found.take(look)
        return found

    def _looks(self) -> Iterator[Look]:
        if not self.path.exists():
            return
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), start=1):
            if not line:
                continue
            try:
                data = json.loads(line)
            except ValueError:
                logger.warning("%s line %d: a torn line is passed over", self.path, number)
                continue
            try:
                yield Look.from_json(data)
            except (KeyError, TypeError) as error:
                raise SourceError(
                    f"{self.path} line {number}", f"no look ({error})", "a line of this version"
                ) from error
