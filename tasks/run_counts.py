"""The counts of a run: what is compared with the last one before anything is published. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tasks.fetch.collection import Collected
from tasks.fetch.drift import Drift, PageSize, Thresholds, drifts, far_pages, page_drift
from tasks.fetch.rounds import counts_of
from tasks.fetch.standings import Standing

COPY = "duplicate"
MOST_NAMED = 5
"""So many pages are named to a person; of the others their number is told."""


@dataclass(frozen=True, slots=True)
class PageCounts:
    """The bytes of a page and how many facts it gave."""

    size: int
    facts: int


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run counted as a whole, and of each of its pages, by their location."""

    counts: Mapping[str, float] = field(default_factory=dict)
    pages: Mapping[str, PageCounts] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What JSON can hold; `from_json` makes the same of it."""
        pages = {location: [each.size, each.facts] for location, each in sorted(self.pages.items())}
        return {"counts": dict(sorted(self.counts.items())), "pages": pages}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RunCounts:
        """Raises KeyError, TypeError, ValueError or AttributeError for what is none."""
        counts = {str(name): float(count) for name, count in data["counts"].items()}
        return cls(counts, {name: PageCounts(*map(int, each)) for name, each in data["pages"].items()})


def count_run(
    entries: Iterable[Collected],
    asked: Sequence[Standing],
    observations: pl.DataFrame,
    reports: pl.DataFrame,
    domains: Mapping[str, str],
) -> RunCounts:
    """Count a run by its manifest, how its addresses stand, and what was read.

    asked         of the addresses that its registries lead to; none: only files were read
    observations  `source`, `region_code` and `indicator` of them at least
    reports       `source`, `state` and `reason`
    domains       the domain of each indicator: their facts are counted apart
    """
    state = reports["state"].cast(pl.String)
    counts: dict[str, float] = {**counts_of(asked)} if asked else {}
    counts |= {
        "reports": int((state == "read").sum()),
        "refused": int(((state == "refused") & (reports["reason"] != COPY).fill_null(True)).sum()),
        "observations": observations.height,
        "places": observations["region_code"].drop_nulls().n_unique(),
        **dict.fromkeys(domains.values(), 0),
    }
    for indicator, number in observations.group_by("indicator").len().rows():
        counts[domains[indicator]] += number
    facts = dict(observations.group_by("source").len().rows())
    pages = {
        each.source.location: PageCounts(each.size, facts.get(each.source.location, 0))
        for each in entries
        if each.snapshot is not None
    }
    return RunCounts(counts, pages)


def compare(before: RunCounts, now: RunCounts, by: Thresholds) -> tuple[str, ...]:
    """What a person should look at before this run is published: a line for each count that is too far.

    Where there is any, a last line names the pages that gave facts in the last run and give none now.
    """
    sizes = [
        PageSize(location, was.size, now.pages[location].size)
        for location, was in sorted(before.pages.items())
        if location in now.pages
    ]
    found: list[Drift] = [*drifts(before.counts, now.counts, by)]
    lines = [str(each) for each in found]
    if (far := page_drift(sizes, by)) is not None:
        pages = [f"{each.source} ({each.before:,} → {each.now:,} bytes)" for each in far_pages(sizes, by)]
        lines.append(f"{far} They are {_some(pages)}.")
    lost = [
        location
        for location, was in sorted(before.pages.items())
        if was.facts and (location not in now.pages or not now.pages[location].facts)
    ]
    if lines and lost:
        lines.append(f"Facts in the last run and none now: {_some(lost)}.")
    return tuple(lines)


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
