"""Links of a page: the papers that a listing names, and the documents that a page hands out.

Bytes go in, links come out; nothing is fetched here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indicators.errors import SourceError
from tasks.decoding import UndecodableError, decode
from tasks.fetch.addresses import joined, same_site, spelled
from tasks.fetch.entries import Listing, Page
from tasks.knots import knot_in
from tasks.records import Source

MOST_BYTES = 10_000_000
"""As for any page of text: a listing of a hundred papers has 100 KB."""

MOST_PAPERS = 2_000
"""Papers that one page of a listing may name: asking for them takes two hours, and no column is as long."""

MOST_PARCELS = 2_000
"""Pieces of markup that a page carries for its script (<record><![CDATA[…), one a paper."""

DOCUMENTS = tuple(".doc .docx .wps .rtf .odt .pdf .xls .xlsx .et .ods .ppt .pptx".split())
"""How documents end that bureaus put beside a page. Which of them can be read, their readers decide."""

ROWS = frozenset("li tr dd dt article".split())
SHOWN_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)(?!\d)"
)
ADDRESS_DAY = (
    re.compile(r"/t((?:19|20)\d\d)(\d\d)(\d\d)_"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})/"),
)
"""How the usual publishing systems write the day into an address: t20211230_, /20201221/, /2025/2/7/."""

EDGE_DAY = re.compile(
    rf"^[\[(（【]?{SHOWN_DAY.pattern}[\])）】]?\s*|\s*[\[(（【]?{SHOWN_DAY.pattern}[\])）】]?$"
)
BULLET = re.compile(r"^[\s·•●■◆►▶▪☆★>》»]+")
CUT = re.compile(r"(?:…+|\.{2,})$")
PARCEL = re.compile(r"<record>\s*<!\[CDATA\[", re.I)
LONGEST_TITLE = 500
"""Characters of a link's words. What is longer is a text, and patterns on it may cost its square."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: its address in one spelling, its words, the day (YYYY-MM-DD) that stands with it.

    The day is what the page shows in the link's row, else what the address spells; null where neither
    says one, or the row shows two.
    """

    address: str
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listing's page names, in its order, each address once; `seen` counts all of its links.

    Many seen and none named: the patterns do not fit the page. None seen: it is no listing any more.
    """

    links: tuple[Link, ...]
    seen: int


def read_listing(content: bytes, address: str, listing: Listing, charset: str | None = None) -> Listed:
    """The papers that one page of a listing names.

    address   where the bytes came from in the end, redirects followed: relative links count from there

    The charset is found as for any page: what it declares, and what its site says beside it (`charset`),
    decide between equal readings only. Raises SourceError for bytes that are no text, too many of them, or
    markup without bound.
    """
    found = _links(content, address, charset)
    own = {spelled(each) for each in (address, listing.address, *listing.further())}
    links = re.compile(listing.links or "")
    titles = re.compile(listing.titles or "")
    named = [
        link
        for link in found
        if link.address not in own and links.search(link.address) and titles.search(link.title)
    ]
    if len(named) > MOST_PAPERS:
        raise SourceError(
            address, f"{len(named):,} links that are wanted", f"a listing of at most {MOST_PAPERS:,}"
        )
    return Listed(tuple(named), len(found))


def read_attachments(content: bytes, address: str, charset: str | None = None) -> tuple[Link, ...]:
    """The documents that a page links to, known by the ending of the address, of a file name in its query,
    or of the link's words. Raises SourceError as `read_listing` does."""
    here = spelled(address)
    found = _links(content, address, charset)
    return tuple(link for link in found if link.address != here and _is_document(link))


def source_of(entry: Page | Listing, link: Link) -> Source:
    """The source of what a listing or a page names; its id follows from the address, and so is stable.

    Publisher and region are the entry's for what stands on its own site. A column that leads elsewhere (to
    the province's paper, in a frame beside its own) says nothing of whose that is: its text has to.
    """
    digest = hashlib.sha256(link.address.encode()).hexdigest()[:12]
    id_, title = f"{entry.id}/{digest}", link.title or None
    if not same_site(entry.address, link.address):
        return Source(id_, link.address, link.address, title)
    return Source(id_, link.address, link.address, title, entry.publisher, region=entry.region)


def _is_document(link: Link) -> bool:
    parts = urlsplit(link.address)
    names = [parts.path, *parts.query.split("&"), link.title]
    return any(unquote(name).lower().rstrip().endswith(DOCUMENTS) for name in names)


def _links(content: bytes, address: str, charset: str | None) -> tuple[Link, ...]:
    """Every link that can be fetched, in the order of the page, each address once with its best words."""
    found: dict[str, Link] = {}
    for link in _anchors(_markup(content, address, charset), address):
        before = found.get(link.address)
        if before is None:
            found[link.address] = link
        else:  # a picture and a headline, a headline and 详细: the longest words say the most
            title = max(before.title, link.title, key=len)
            found[link.address] = replace(before, title=title, date=before.date or link.date)
    return tuple(
        link if link.date else replace(link, date=_day_of_address(link.address)) for link in found.values()
    )


def _markup(content: bytes, address: str, charset: str | None) -> str:
    if len(content) > MOST_BYTES:
        raise SourceError(address, f"{len(content):,} bytes", f"a listing of at most {MOST_BYTES:,}")
    try:
        markup = decode(content, charset)
    except UndecodableError as error:
        raise SourceError(address, str(error), "a page of links") from error
    knot = knot_in(markup)
    if knot is not None:
        raise SourceError(address, knot, "a page of links")
    return markup


def _anchors(markup: str, address: str) -> Iterator[Link]:
    """The links of the page, then those of the parcels that its script would show."""
    tree = LexborHTMLParser(markup)
    base = address
    for node in tree.css("base[href]"):
        base = joined(address, node.attributes.get("href") or "") or address
        break  # the first counts, as in the HTML standard
    yield from _links_of(tree, base)
    for parcel in islice(_parcels(markup), MOST_PARCELS):
        yield from _links_of(LexborHTMLParser(parcel), base)


def _parcels(markup: str) -> Iterator[str]:
    """What stands in the parcels of a page; of one that is not closed, and all behind it, nothing."""
    place = 0
    while found := PARCEL.search(markup, place):
        end = markup.find("]]>", found.end())
        if end < 0:
            return
        yield markup[found.end() : end]
        place = end


def _links_of(tree: LexborHTMLParser, base: str) -> Iterator[Link]:
    anchors = tree.css("a[href], area[href]")
    shared = _shared_by_links(anchors)
    days: dict[int, str | None] = {}
    for node in anchors:
        target = joined(base, node.attributes.get("href") or "")
        if target is not None:
            row = _row(node, shared)
            if row.mem_id not in days:
                days[row.mem_id] = _shown_day(row)
            yield Link(target, _title(node), days[row.mem_id])


def _shared_by_links(anchors: Iterable[LexborNode]) -> set[int]:
    """The nodes that hold links to more than one place. Every node is looked at twice at most."""
    held: dict[int, str | None] = {}
    shared: set[int] = set()
    for anchor in anchors:
        href = anchor.attributes.get("href")
        above = anchor.parent
        while above is not None and above.mem_id not in shared:
            if held.setdefault(above.mem_id, href) != href:
                shared.add(above.mem_id)
            above = above.parent
    return shared


def _row(node: LexborNode, shared: set[int]) -> LexborNode:
    """What belongs to a link: what is around it, up to a row of a list or table, or to another link."""
    while node.tag not in ROWS:
        above = node.parent
        if above is None or above.mem_id in shared or above.tag in ("body", "html"):
            break
        node = above
    return node


def _title(node: LexborNode) -> str:
    """The words of a link, whole where the page cuts them and keeps the whole in the title attribute."""
    shown = _plain(node.text(separator=" "))
    whole = _plain(node.attributes.get("title") or node.attributes.get("alt") or "")
    return whole if whole and whole.startswith(CUT.sub("", shown).rstrip()) else shown


def _plain(text: str) -> str:
    """Words on one line, without a bullet before them and the day at either end."""
    text = " ".join(text[: 4 * LONGEST_TITLE].split())[:LONGEST_TITLE]
    return BULLET.sub("", EDGE_DAY.sub("", text)).strip()


def _shown_day(row: LexborNode) -> str | None:
    """The one day that a row shows; null where it shows none, or several."""
    days = {day for found in SHOWN_DAY.finditer(row.text(separator=" ")) if (day := _day(found))}
    return days.pop() if len(days) == 1 else None


def _day_of_address(address: str) -> str | None:
    path = urlsplit(address).path
    return next((day for each in ADDRESS_DAY if (found := each.search(path)) and (day := _day(found))), None)


def _day(found: re.Match[str]) -> str | None:
    """The day of a match of year, month and day, as YYYY-MM-DD; null for one that no calendar has."""
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
