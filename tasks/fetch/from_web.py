"""Collecting from the web: what a registry's pages and listings lead to, asked for when due, never lost.

Two halves. `ask_web` asks and fills ledger, store and the file of what was found. `collect_web` reads those
and asks nobody: what was fetched once stays in the data, though its site or listing have it no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from indicators.errors import SourceError
from indicators.schemas import NOT_FETCHED
from tasks.fetch.addresses import spelled
from tasks.fetch.answers import PASSING, REASONS, Answer
from tasks.fetch.collection import Collected
from tasks.fetch.entries import Fetching, Listing, Page
from tasks.fetch.found import Found, FoundFile, Look
from tasks.fetch.ledger import Ledger
from tasks.fetch.listing import read_attachments, read_listing, source_of
from tasks.fetch.media import declared_charset
from tasks.fetch.rounds import AWAY, Asker, Question, ask_all, due
from tasks.fetch.standings import Standing
from tasks.fetch.store import SnapshotStore
from tasks.records import Source

ENTRIES = Sequence[Page | Listing]
MARKUP = (None, "text/html", "text/xml", "application/xml", "application/xhtml+xml")
"""Where a page may have links, by `Answer.found`; null: text without a tag that tells."""
AT_ONCE = PASSING | AWAY | {"address refused"}
"""Answers that are never as good as new: it passes, or an operator has put it right."""
ATTACHMENTS = "attachments"
"""The rules of a look for the documents beside a page."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where it is kept what sites answered."""

    ledger: Ledger
    store: SnapshotStore
    found: FoundFile

    @classmethod
    def below(cls, home: Path) -> Shelf:
        """Where it is kept below a data home."""
        return cls(Ledger.below(home), SnapshotStore.below(home), FoundFile.below(home))


@dataclass(frozen=True, slots=True)
class WebSource:
    """A source on the web; `beside` is the id of the page that names it as its document, else null."""

    source: Source
    entry: Page | Listing
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The answers of a round by the ids of the ledger, and the hosts that were left for the next one.

    Such a host was away several times in a row (`ask_all`), and nothing more was asked of it.
    """

    answers: Mapping[str, Answer]
    away: tuple[str, ...] = ()


def page_id(listing: Listing, number: int) -> str:
    """By which the ledger knows a listing's own page (0) and its further ones; no paper has such an id."""
    return f"{listing.id}//{number}"


def sources_on_the_web(entries: ENTRIES, found: Found) -> tuple[WebSource, ...]:
    """Every page, paper and document that the entries lead to, by all that was ever found.

    In the order of the entries; the papers of a listing by address, each with its documents behind it. An
    address is one source, whoever names it. A paper that the patterns of today do not fit is none.
    """
    taken = {spelled(each.address) for each in entries}
    every: list[WebSource] = []
    for entry in entries:
        if isinstance(entry, Page):
            every += [WebSource(entry.source(), entry), *_documents(entry, entry.id, found, taken)]
            continue
        for source in _papers(entry, found, taken):
            every += [WebSource(source, entry), *_documents(entry, source.id, found, taken)]
    return tuple(every)


def _papers(listing: Listing, found: Found, taken: set[str]) -> list[Source]:
    """The papers of a listing that nobody before it names, by address."""
    links, titles = re.compile(listing.links or ""), re.compile(listing.titles or "")
    ever = found.named_by(listing.id)
    named = [link for link in ever if links.search(link.address) and titles.search(link.title)]
    return [source_of(listing, link) for link in named if _fresh(link.address, taken)]


def _documents(entry: Page | Listing, page: str, found: Found, taken: set[str]) -> list[WebSource]:
    links = found.named_by(page) if entry.attachments else ()
    return [WebSource(source_of(entry, link), entry, page) for link in links if _fresh(link.address, taken)]


def _fresh(address: str, taken: set[str]) -> bool:
    if address in taken:
        return False
    taken.add(address)
    return True


def look_through(entries: ENTRIES, shelf: Shelf) -> tuple[Found, tuple[Look, ...]]:
    """Look for links in the newest snapshot of every listing and page where that was not done yet.

    What is found is written down first. Gives all that is known, and the looks that were made now.
    """
    found, standings = shelf.found.read(), shelf.ledger.standings()
    looks: list[Look] = []
    for entry in entries:
        if isinstance(entry, Listing):
            for number, address in enumerate((entry.address, *entry.further())):
                page = _page(standings, page_id(entry, number), address)
                looks += _look(page, page_id(entry, number), entry, found, shelf.store)
    for each in sources_on_the_web(entries, found):
        if each.entry.attachments and each.beside is None:
            page = _page(standings, each.source.id, each.source.location)
            looks += _look(page, each.source.id, None, found, shelf.store)
    shelf.found.add(looks)
    return found, tuple(looks)


def _look(
    page: Answer | None, source: str, listing: Listing | None, found: Found, store: SnapshotStore
) -> list[Look]:
    """One look at most, and `found` knows of it."""
    rules = ATTACHMENTS if listing is None else f"links {listing.links} titles {listing.titles}"
    if page is None or page.snapshot is None or (source, page.snapshot, rules) in found.looked:
        return []
    if page.found not in MARKUP:
        return []
    try:
        content, charset = store.get(page.snapshot), declared_charset(page.header("content-type"))
        if listing is None:
            links = read_attachments(content, page.answered, charset)
            seen = len(links)
        else:
            listed = read_listing(content, page.answered, listing, charset)
            links, seen = listed.links, listed.seen
    except SourceError:
        return []  # lost: asked anew when it is due; or no page of links, which the troubles say
    look = Look(source, page.snapshot, rules, seen, found.news(source, links))
    found.take(look)
    return [look]


def _page(standings: Mapping[str, Standing], source: str, address: str) -> Answer | None:
    """The newest answer with a page of a source at this address: what stood at another is another page."""
    standing = standings.get(source)
    page = None if standing is None else standing.page
    return page if page is not None and page.asked == address else None


def ask_web(entries: ENTRIES, asker: Asker, shelf: Shelf, now: datetime) -> Round:
    """Ask for everything that is due, what is found on the way too.

    now   the time, in UTC; what was answered within the hours of its entry before it is not asked again,
          unless the answer was one of `AT_ONCE` or its snapshot is lost. So a run that was killed goes on.

    A further page of a listing is asked for as long as the one before it is there, when that one named
    something new, and when its own answer is old.
    """
    answers: dict[str, Answer] = {}
    away: set[str] = set()

    def ask(questions: Iterable[tuple[Question, float]]) -> None:
        standings = shelf.ledger.standings()
        asked = [
            each
            for each, hours in questions
            if _is_due(each, standings, f"{now - timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}", shelf.store)
            and each.source not in answers
            and urlsplit(each.address).hostname not in away
        ]
        told = ask_all(asked, asker, shelf.ledger) if asked else {}
        answers.update(told)
        away.update(urlsplit(each.address).hostname or "" for each in asked if each.source not in told)

    look_through(entries, shelf)  # what a run that was killed had no time for
    listings = [each for each in entries if isinstance(each, Listing)]
    ask((Question(page_id(each, 0), each.address), _hours(each)) for each in listings)
    ask((Question(each.id, each.address), _hours(each)) for each in entries if isinstance(each, Page))
    for number in range(1, 1 + max((len(each.further()) for each in listings), default=0)):
        looks = look_through(entries, shelf)[1]
        news = {look.page for look in looks if look.links}
        standings = shelf.ledger.standings()
        ask(
            (
                Question(page_id(each, number), each.further()[number - 1]),
                _hours(each) if page_id(each, number - 1) in news else _hours_of_papers(each),
            )
            for each in listings
            if len(each.further()) >= number and _goes_on(each, number, standings)
        )
    for beside in (False, True):
        every = sources_on_the_web(entries, look_through(entries, shelf)[0])
        wanted = [each for each in every if (each.beside is not None) == beside]
        ask((Question(each.source.id, each.source.location), _hours_of_papers(each.entry)) for each in wanted)
    look_through(entries, shelf)
    return Round(answers, tuple(sorted(away)))


def _goes_on(listing: Listing, number: int, standings: Mapping[str, Standing]) -> bool:
    """Is the page before this one there?"""
    before = standings.get(page_id(listing, number - 1))
    return before is not None and before.page is not None and before.gone_since is None


def _fault_of(standing: Standing, listing: Listing, store: SnapshotStore) -> str | None:
    """Why the page of a listing cannot be one; null where it can."""
    if standing.page is None or standing.page.snapshot is None:
        return None
    try:
        content = store.get(standing.page.snapshot)
        charset = declared_charset(standing.page.header("content-type"))
        read_listing(content, standing.page.answered, listing, charset)
    except SourceError as error:
        return str(error)
    return None


def _hours(entry: Page | Listing) -> float:
    """How long an answer of an entry's own page is as good as new."""
    usual = Fetching()
    return entry.hours or (usual.listings_hours if isinstance(entry, Listing) else usual.pages_hours)


def _hours_of_papers(entry: Page | Listing) -> float:
    """The same of what is found in it."""
    own = entry.papers_hours if isinstance(entry, Listing) else entry.hours
    return own or Fetching().pages_hours


def _is_due(question: Question, standings: Mapping[str, Standing], since: str, store: SnapshotStore) -> bool:
    """Whether its answer is old, of `AT_ONCE`, or of another address, or its page is lost."""
    if due([question], standings, since):
        return True
    standing = standings[question.source]
    lost = standing.snapshot is not None and not store.path(standing.snapshot).is_file()
    return standing.last.reason in AT_ONCE or standing.last.asked != question.address or lost


def collect_web(entries: ENTRIES, shelf: Shelf) -> tuple[Collected, ...]:
    """An entry of the manifest for each source on the web, by what was fetched until now; asks nobody.

    The newest snapshot counts, also of a page that is gone: `gone_since` says since when. A source without a
    snapshot has the reason "not fetched", and its detail says what its site answered last.
    """
    found, _ = look_through(entries, shelf)
    standings = shelf.ledger.standings()
    return tuple(
        _collected(each.source, standings, shelf.store) for each in sources_on_the_web(entries, found)
    )


def _collected(source: Source, standings: Mapping[str, Standing], store: SnapshotStore) -> Collected:
    standing, page = standings.get(source.id), _page(standings, source.id, source.location)
    if page is not None and page.snapshot is not None:
        if not store.path(page.snapshot).is_file():
            return Collected(source, None, 0, "unreadable", "its snapshot is lost; fetch it again")
        charset = declared_charset(page.header("content-type"))
        return Collected(
            source,
            page.snapshot,
            page.size,
            charset=charset,
            fetched=_day(standing.since if standing else None),
            gone_since=_day(standing.gone_since if standing else None),
        )
    last = standing.last if standing is not None and standing.last.asked == source.location else None
    if last is None or last.reason is None:
        return Collected(source, None, 0, NOT_FETCHED, "it was not asked for yet")
    # of what passes the note is another one each time, and the data would be, too
    note = "" if last.reason in PASSING else last.note
    said = "; ".join(filter(None, (REASONS[last.reason], note)))
    return Collected(source, None, 0, NOT_FETCHED, f"{last.reason}: {said}")


def _day(moment: str | None) -> str | None:
    """The day of a time of the ledger."""
    return moment and moment[:10]


def told(asked: Round) -> tuple[str, ...]:
    """What a round's answers were, in a line, and which hosts were left, in another."""
    answers = asked.answers
    counts = Counter(each.reason or "unchanged" * each.unchanged or "fetched" for each in answers.values())
    each = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))
    if not answers:
        return ("nothing was due: no site was asked",)
    line = f"asked for {len(answers):,} {'address' if len(answers) == 1 else 'addresses'}: {each}"
    return (line, *(f"away, left for the next run: {host}" for host in asked.away))


def troubles(entries: ENTRIES, shelf: Shelf) -> tuple[str, ...]:
    """What an operator should know, a line each: listings that cannot be had, or that name nothing."""
    found, standings = shelf.found.read(), shelf.ledger.standings()
    told: list[str] = []
    for entry in entries:
        if not isinstance(entry, Listing):
            continue
        standing = standings.get(page_id(entry, 0))
        if standing is None:
            told.append(f"listing {entry.id}: not asked for yet")
        elif standing.last.reason is not None:
            said = standing.last.note or REASONS[standing.last.reason]
            told.append(f"listing {entry.id}: {standing.last.reason} ({said}): {entry.address}")
        elif not _papers(entry, found, set()):
            fault = _fault_of(standing, entry, shelf.store)
            if fault is not None:
                told.append(f"listing {entry.id}: {fault}")
                continue
            seen = max(
                (seen for (page, *_), seen in found.looked.items() if page == page_id(entry, 0)), default=0
            )
            told.append(f"listing {entry.id}: none of its {seen:,} links is wanted: {entry.address}")
    return tuple(told)
