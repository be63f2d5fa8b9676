"""How the entries of a registry stand, as rows for a person. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from indicators.errors import SourceError
from tasks.fetch.entries import Listing
from tasks.fetch.found import Found
from tasks.fetch.from_web import ENTRIES, page_id, sources_on_the_web
from tasks.fetch.rounds import AWAY
from tasks.fetch.standings import Standing


def source_rows(entries: ENTRIES, found: Found, standings: Mapping[str, Standing]) -> list[dict[str, Any]]:
    """A row for each entry, those first that fail or are gone, the longest so first; then by what is new.

    papers   how many papers and documents were found behind it, and how many of them were fetched
    newest   the day on which the newest page of it, or of its papers, came first
    """
    behind: dict[str, list[Standing | None]] = {each.id: [] for each in entries}
    for web in sources_on_the_web(entries, found):
        if web.source.id != web.entry.id:
            behind[web.entry.id].append(standings.get(web.source.id))
    rows = []
    for each in entries:
        standing = standings.get(page_id(each, 0) if isinstance(each, Listing) else each.id)
        papers = behind[each.id]
        had = [paper for paper in papers if paper is not None and paper.page is not None]
        own = None if standing is None or isinstance(each, Listing) else standing.since
        rows.append(
            {
                "source": each.id,
                "address": each.address,
                "asked": _day(standing.last.when if standing else None),
                "answer": _answer(standing),
                "failing since": _day(standing.failing_since if standing else None),
                "gone since": _day(standing.gone_since if standing else None),
                "papers": f"{len(had)} of {len(papers)}" if papers or isinstance(each, Listing) else "",
                "newest": _day(max([paper.since or "" for paper in had] + [own or ""]) or None),
            }
        )
    rows.sort(key=lambda row: (row["failing since"] or "9", row["asked"] != "", row["newest"]))
    return rows


def refuse_no_answer(entries: ENTRIES, standings: Mapping[str, Standing]) -> None:
    """Raise SourceError where no entry ever had a page: a network or a registry is wrong, and no page is."""
    last = [standings.get(page_id(each, 0) if isinstance(each, Listing) else each.id) for each in entries]
    if not last or any(each is not None and each.page is not None for each in last):
        return
    counts = Counter(_answer(each) for each in last)
    each = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))
    reached = any(standing is not None and standing.last.reason not in AWAY for standing in last)
    raise SourceError(
        "sources",
        f"none of {len(last):,} addresses {'gave a page' if reached else 'answered'} ({each})",
        "a page of one at least",
        "Are the addresses of the registry right, and may they be asked from here?"
        if reached
        else "Does this machine reach the network and a name server?",
    )


def _answer(standing: Standing | None) -> str:
    if standing is None:
        return "not asked yet"
    return standing.last.reason or ("unchanged" if standing.last.unchanged else "a page")


def _day(when: str | None) -> str:
    return "" if when is None else when[:10]
