"""What stands in a registry of sources: the tables [[source]], [[folder]], [[page]] and [[listing]]."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar
from urllib.parse import urljoin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tasks.fetch.addresses import fault_of
from tasks.records import Source

MOST_PAGES = 100
"""Further pages of a listing. A bureau puts up some dozens of papers a year, twenty to a page."""


def _address(text: str) -> str:
    fault = fault_of(text)
    if fault is not None:
        raise ValueError(fault)
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression ({error})") from error
    return text


def _numbered(text: str) -> str:
    if "{n}" not in text:
        raise ValueError(f"{text!r} has no {{n}} where the number goes")
    return text


def _plain(text: str) -> str:
    if re.fullmatch(r"[^\s/]+", text) is None:
        raise ValueError(f"{text!r} is no name without blanks and slashes")
    return text


def _region(text: str) -> str:
    if re.fullmatch(r"[0-9]{6}", text) is None:
        raise ValueError(f"{text!r} is no code of six digits")
    return text


Id = Annotated[str, Field(min_length=1)]
PlainId = Annotated[str, AfterValidator(_plain)]
"""Without a slash: what is found below such an entry is called `id/…`."""
Address = Annotated[str, AfterValidator(_address)]
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
Hours = Annotated[float, Field(ge=1, le=24 * 366)]
Region = Annotated[str, AfterValidator(_region)]


class Entry(BaseModel):
    """A table of a registry. An unknown key is an error; `note` is for people."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    kind: ClassVar[str]

    id: Id
    note: str | None = None


class SourceEntry(Entry):
    """A table [[source]]: a page on this machine; `path` is relative to the registry.

    `restated` is true for a page put into other words: no quote of it is its publisher's.
    """

    kind = "source"

    path: str = Field(min_length=1)
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    restated: bool = False

    def source(self) -> Source:
        """The source that the stages know."""
        return Source(self.id, self.path, self.address, self.title, self.publisher, self.restated)


class Folder(Entry):
    """A table [[folder]]: every page below a folder on this machine; `path` is relative to the registry."""

    kind = "folder"

    id: PlainId
    path: str = Field(min_length=1)
    publisher: str | None = None
    region: Region | None = None

    def source(self, within: str) -> Source:
        """The source of the file at that path within the folder, its parts parted by slashes."""
        location = f"{self.path.rstrip('/')}/{within}"
        return Source(f"{self.id}/{within}", location, publisher=self.publisher, region=self.region)


class Page(Entry):
    """A table [[page]]: one page to fetch.

    region        six digits, the county that it is about
    attachments   follow the page's links to documents (.doc, .pdf, …) too
    hours         for which an answer is as good as new; else as [fetching] says
    fetched       false: the address was found in public, and nobody has fetched it from here yet. For
                  people; it holds no fetching back
    """

    kind = "page"

    id: PlainId
    address: Address
    title: str | None = None
    publisher: str | None = None
    region: Region | None = None
    attachments: bool = False
    hours: Hours | None = None
    fetched: bool = True

    def source(self) -> Source:
        """The source that the stages know."""
        return Source(self.id, self.address, self.address, self.title, self.publisher, region=self.region)


class Fetching(BaseModel):
    """The table [fetching] of a registry: how often its sites are asked, and how gently.

    listings_hours  for which the answer of a listing is as good as new; a run a day may begin earlier than
                    yesterday's
    pages_hours     those of all else: a work report that stands is hardly ever changed
    pause_seconds   between an answer of a host and the next question to it; its robots.txt may ask for more
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    listings_hours: Hours = 20.0
    pages_hours: Hours = 164.0
    pause_seconds: float = Field(default=3.0, ge=1, le=60)

    def of(self, entry: Entry) -> Entry:
        """The entry with its hours, where it has none of its own."""
        if isinstance(entry, Page):
            hours = {"hours": entry.hours or self.pages_hours}
        elif isinstance(entry, Listing):
            own, papers = entry.hours or self.listings_hours, entry.papers_hours or self.pages_hours
            hours = {"hours": own, "papers_hours": papers}
        else:
            return entry
        return entry.model_copy(update=hours)


class Paging(BaseModel):
    """Where the further pages of a listing are.

    pattern   their address, {n} in place of the number; may be relative to the listing's own
    first     the number of the page after the listing's own: 1 for index_1.html, 2 for ?page=2
    pages     at most so many further ones are asked for
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    pattern: Annotated[str, AfterValidator(_numbered)]
    first: int = Field(default=1, ge=0, le=10_000)
    pages: int = Field(ge=1, le=MOST_PAGES)


class Listing(Entry):
    """A table [[listing]]: a column of a bureau's site, whose new papers are found without touching this.

    links    a regular expression, searched for in the absolute address of each link; none: every link
    titles   the same, in the link's words; none: every link. One of the two is asked for, so that no
             menu is followed
    paging   where older papers are, if the listing goes on
    hours    for which the listing's answer is as good as new, and
    papers_hours  those of the papers found in it; else as [fetching] says
    The rest is as in `Page`; publisher and region are those of every paper found here.
    """

    kind = "listing"

    id: PlainId
    address: Address
    publisher: str = Field(min_length=1)
    region: Region
    links: Pattern | None = None
    titles: Pattern | None = None
    paging: Paging | None = None
    hours: Hours | None = None
    papers_hours: Hours | None = None
    attachments: bool = False
    fetched: bool = True

    @model_validator(mode="after")
    def _bounded(self) -> Listing:
        if self.links is None and self.titles is None:
            raise ValueError("neither links nor titles says which links to follow")
        for address in self.further():
            fault = fault_of(address)
            if fault is not None:
                raise ValueError(f"paging: {fault}")
        return self

    def further(self) -> tuple[str, ...]:
        """The addresses of the further pages, the nearest first."""
        if self.paging is None:
            return ()
        first, pages = self.paging.first, self.paging.pages
        return tuple(
            urljoin(self.address, self.paging.pattern.replace("{n}", str(number)))
            for number in range(first, first + pages)
        )
