"""What sites ask of programs (robots.txt, RFC 9309): parsed by Protego, kept below the data home."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego

from tasks.durable import write_whole
from tasks.fetch.places import file_name

DAY = 86_400.0
HOUR = 3_600.0
MAX_BYTES = 512_000
"""What is read of a robots.txt, the rest is passed over; RFC 9309 asks for 500 kibibytes at least."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The robots.txt of a site as it was answered.

    `text` is null where it could not be had: nobody knows what the site asks, so nothing is fetched. A site
    that has none (4xx) asks for nothing: empty text. `asked` says when it was asked for last, `answered` when
    the text came, both in seconds since 1970: where they differ, an old text stands in for a new one.
    `reason` and `note` say why there is no (new) one; reasons are those of `tasks.fetch.answers`.
    """

    text: str | None
    asked: float
    answered: float
    reason: str | None = None
    note: str = ""

    def allow(self, address: str, agent: str) -> bool:
        """May this program fetch the address? `agent` is the name that robots.txt files call it by."""
        return self.text is not None and bool(Protego.parse(self.text).can_fetch(address, agent))

    def delay(self, agent: str) -> float:
        """The pause that the site asks for between two questions, in seconds; 0 where it says nothing."""
        if self.text is None:
            return 0.0
        rules = Protego.parse(self.text)
        rate = rules.request_rate(agent)
        by_rate = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max(float(rules.crawl_delay(agent) or 0.0), float(by_rate), 0.0)


@dataclass(frozen=True, slots=True)
class KeptWishes:
    """What sites ask, each in a file of its own below `folder`.

    lifetime   seconds for which an answer is believed (RFC 9309: no more than a day)
    retry      seconds for which a robots.txt that could not be had is not asked for again
    grace      seconds for which an old answer stands in for one that cannot be had
    """

    folder: Path
    clock: Callable[[], float]
    lifetime: float = DAY
    retry: float = HOUR
    grace: float = 30 * DAY

    def fresh(self, site: str) -> Wishes | None:
        """What is known of a site, while it is believed."""
        wishes = self._read(site)
        if wishes is None:
            return None
        sound = wishes.text is not None and wishes.answered == wishes.asked
        return wishes if 0 <= self.clock() - wishes.asked < (self.lifetime if sound else self.retry) else None

    def keep(self, site: str, text: str | None, reason: str | None = None, note: str = "") -> Wishes:
        """Keep what was answered just now, and say what counts: an old answer where there is no new one."""
        now = self.clock()
        wishes = Wishes(text, now, now, reason, note)
        if text is None:
            old = self._read(site)
            if old is not None and old.text is not None and now - old.answered < self.grace:
                wishes = replace(wishes, text=old.text, answered=old.answered)
        said = json.dumps({"site": site} | asdict(wishes), ensure_ascii=False)
        write_whole(self._path(site), said.encode())
        return wishes

    def _path(self, site: str) -> Path:
        return self.folder / file_name(site, ".json")

    def _read(self, site: str) -> Wishes | None:
        """What was kept; null where it is not there, damaged, or another version's: it is asked for again."""
        try:
            data = json.loads(self._path(site).read_text(encoding="utf-8"))
            del data["site"]
            wishes = Wishes(**data)
            return replace(wishes, asked=float(wishes.asked), answered=float(wishes.answered))
        except (OSError, ValueError, TypeError, KeyError):
            return None


def site_of(address: str) -> str:
    """Scheme, host and port: what a robots.txt speaks for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"
