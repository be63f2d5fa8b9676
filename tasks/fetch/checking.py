"""What is wrong with a registry of sources, what looks odd in it, and what a run would fetch. Offline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from indicators.errors import SourceError
from indicators.gazetteer import Division, Gazetteer
from indicators.hosts import parents_of_address
from tasks.fetch.entries import Folder, Listing, Page
from tasks.fetch.registry import Registry, examine_registry


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an entry: a fault keeps the registry from being used, a doubt asks for a look."""

    text: str
    fault: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run would ask for: an entry, its address or folder, and in words what happens there."""

    id: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Check:
    """A registry looked through: findings in the order of its lines, then what would be fetched."""

    registry: Registry
    findings: tuple[Finding, ...]

    @property
    def away(self) -> tuple[Page | Listing, ...]:
        """The entries that are fetched."""
        return self.registry.away

    @property
    def right(self) -> bool:
        """Has it no fault?"""
        return not any(finding.fault for finding in self.findings)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """What a run would ask for, in the registry's order, pages before listings."""
        return (*map(_wanted_page, self.registry.pages), *map(_wanted_listing, self.registry.listings))

    @property
    def hosts(self) -> tuple[tuple[str, int], ...]:
        """The hosts that would be asked, each with the number of its entries, the busiest first."""
        counts = Counter(urlsplit(each.address).hostname or "" for each in self.away)
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def unfetched(self) -> int:
        """How many entries nobody has fetched from here yet."""
        return sum(not each.fetched for each in self.away)


def check_registry(path: Path, gazetteer: Gazetteer) -> Check:
    """Look through a registry. Raises SourceError only where it cannot be read at all."""
    try:
        registry, faults = examine_registry(path)
    except SourceError as error:
        return Check(Registry(), (Finding(str(error), fault=True),))
    findings = [Finding(str(fault), fault=True) for fault in faults]
    entries: list[Folder | Page | Listing] = [*registry.folders, *registry.pages, *registry.listings]
    for each in entries:
        findings += _of_region(each, f"{path} [[{each.kind}]] {each.id}", gazetteer)
    return Check(registry, tuple(findings))


def _of_region(entry: Folder | Page | Listing, place: str, gazetteer: Gazetteer) -> list[Finding]:
    """What the gazetteer says of an entry's region, beside its address and its publisher."""
    if entry.region is None:
        return []
    divisions = gazetteer.by_code(entry.region)
    counties = [each for each in divisions if each.level == "county"]
    if not counties:
        what = f"is {divisions[-1].name}, a {divisions[-1].level}" if divisions else "is the code of no place"
        text = f"{place}: region {entry.region} {what}; expected the code of a county-level division"
        return [Finding(text, fault=True)]
    county = counties[-1]
    findings = []
    if county.valid_until is not None:
        after = ", ".join(county.successors) or "nothing"
        findings.append(f"region {entry.region} was {county.name} until {county.valid_until}, then {after}")
    host = () if isinstance(entry, Folder) else parents_of_address(entry.address)
    if host and not set(host) & _above(counties):
        findings.append(f"the address is of {' or '.join(host)}, {county.name} is in {_parent(county)}")
    publisher = entry.publisher or ""
    names = {name for each in counties for name in (each.name, *each.aliases, *each.short_names)}
    if publisher and not any(name in publisher for name in names):
        findings.append(f"the publisher {publisher} does not name {county.name}")
    return [Finding(f"{place}: {text}", fault=False) for text in findings]


def _above(counties: list[Division]) -> set[str]:
    return {name for each in counties for name in (each.province, each.prefecture) if name}


def _parent(county: Division) -> str:
    return county.prefecture or county.province


def _wanted_page(page: Page) -> Wanted:
    return Wanted(page.id, page.address, _with_attachments("a page", page))


def _wanted_listing(listing: Listing) -> Wanted:
    further = len(listing.further())
    pages = f"a listing and at most {further} further pages of it" if further else "a listing"
    rules = [
        f"{what} has {pattern}"
        for what, pattern in (("address", listing.links), ("title", listing.titles))
        if pattern is not None
    ]
    return Wanted(
        listing.id,
        listing.address,
        _with_attachments(f"{pages}; each link whose {' and '.join(rules)}", listing),
    )


def _with_attachments(what: str, entry: Page | Listing) -> str:
    return f"{what}, with attachments" if entry.attachments else what
