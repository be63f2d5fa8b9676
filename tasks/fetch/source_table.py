"""How the entries of a registry stand, as rows for a person. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tasks.fetch.entries import Listing
from tasks.fetch.found import Found
from tasks.fetch.from_web import ENTRIES, page_id, sources_on_the_web
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


def _answer(standing: Standing | None) -> str:
    if standing is None:
        return "not asked yet"
    return standing.last.reason or ("unchanged" if standing.last.unchanged else "a page")


def _day(when: str | None) -> str:
    return "" if when is None else when[:10]
