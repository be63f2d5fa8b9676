"""Sources that have had nothing new for long, by the ledger and by what was found. Pure: the clock is given.

What is new of an entry of the registry: that its page came with other bytes (a page that is asked for by
itself), or that a paper or document of it was answered with a page for the first time, or with another one
(a listing; its own page changes with every notice of a bureau, so that counts for nothing).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.fetch.entries import Listing
from tasks.fetch.found import Found
from tasks.fetch.from_web import ENTRIES, page_id, sources_on_the_web
from tasks.fetch.standings import Standing


@dataclass(frozen=True, slots=True)
class SilentSource:
    """An entry of the registry without news: since when (ISO 8601), and what is to be said besides."""

    source: str
    address: str
    publisher: str | None
    since: str
    besides: str = ""


def silent_sources(
    entries: ENTRIES, found: Found, standings: Mapping[str, Standing], now: datetime, months: int
) -> tuple[SilentSource, ...]:
    """The entries without news for so many months, in their order.

    One that never gave a page is silent since it fails, a listing without a paper since its own page came
    (what is wrong with it is told by each run); one that was never asked is not silent: nobody knows. Several
    entries of one region are one place: where one of them has news, none of them is silent.
    """
    limit = f"{months_before(now, months):%Y-%m-%dT%H:%M:%SZ}"
    news = {each.id: _newest(each.id, standings) for each in entries}
    for web in sources_on_the_web(entries, found):
        news[web.entry.id] = max(news[web.entry.id], _newest(web.source.id, standings))
    places: dict[str, str] = {}
    for each in entries:
        if each.region is not None:
            places[each.region] = max(places.get(each.region, ""), news[each.id])
    silent: list[SilentSource] = []
    for each in entries:
        own = page_id(each, 0) if isinstance(each, Listing) else each.id
        first = _first_asked(standings.get(own))
        since = news[each.id] or first
        heard = max(since, places.get(each.region or "", ""))
        if since and heard < limit:
            standing = standings.get(own)
            failing = standing.failing_since if standing is not None else None
            besides = f"; it has not answered with a page since {failing[:10]}" if failing else ""
            silent.append(SilentSource(each.id, each.address, each.publisher, since, besides))
    return tuple(silent)


def months_before(now: datetime, months: int) -> datetime:
    """The same day so many months before, or the last of its month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.astimezone(UTC).replace(year=year, month=month + 1, day=day)


def _newest(source: str, standings: Mapping[str, Standing]) -> str:
    standing = standings.get(source)
    return (standing.since if standing is not None else None) or ""


def _first_asked(standing: Standing | None) -> str:
    """The earliest that is known of a source that never gave a page: since when it fails."""
    return "" if standing is None else standing.failing_since or standing.since or ""
