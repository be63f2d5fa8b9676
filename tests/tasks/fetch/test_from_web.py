"""Rounds against a local site that gains, loses and changes pages; nothing that was fetched is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.fetch.answers import Answer
from tasks.fetch.collection import Collected, mark_twins
from tasks.fetch.entries import Listing, Page, Paging
from tasks.fetch.fetcher import Fetcher
from tasks.fetch.from_web import Round, Shelf, ask_web, collect_web, page_id, told, troubles
from tasks.parse.document import parse
from tasks.records import Document, Snapshot
from tests.local_site import Clock, Reply, Site

DAYS = 86_400
LONG = "，幼儿园八十五所" * 60


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf.below(tmp_path)


def html(body: str) -> Reply:
    page = f"<html><head><title>x</title></head><body>{body}</body></html>"
    return Reply(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def report(year: int, more: str = "") -> Reply:
    return html(f"<h1>甲县教育局{year}年工作总结</h1><p>{year}年{LONG}</p>{more}")


def column(*years: int) -> Reply:
    rows = [f'<li><a href="t{year}.html">甲县教育局{year}年工作总结</a></li>' for year in years]
    return html(f'<ul>{"".join(rows)}<li><a href="/about.html">关于我们</a></li></ul><p>{LONG}</p>')


def listing(site: Site, *, pages: int = 0, attachments: bool = False, titles: str = "工作总结") -> Listing:
    return Listing(
        id="jia",
        address=site.address("/jyj/index.html"),
        publisher="甲县教育局",
        region="450222",
        titles=titles,
        paging=Paging(pattern="index_{n}.html", pages=pages) if pages else None,
        attachments=attachments,
    )


def ask(entries: list[Page | Listing], fetcher: Fetcher, shelf: Shelf, clock: Clock) -> dict[str, Answer]:
    return dict(ask_web(entries, fetcher, shelf, datetime.fromtimestamp(clock(), UTC)).answers)


def by_path(site: Site, collected: tuple[Collected, ...]) -> dict[str, Collected]:
    return {each.source.location.removeprefix(site.address("")): each for each in collected}


def test_a_new_paper_of_a_listing_is_read_without_touching_the_registry(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site)]
    site.pages |= {"/jyj/index.html": column(2024), "/jyj/t2024.html": report(2024)}
    ask(entries, fetcher, shelf, clock)
    first = collect_web(entries, shelf)
    assert list(by_path(site, first)) == ["/jyj/t2024.html"]
    assert (first[0].source.title, first[0].source.publisher) == ("甲县教育局2024年工作总结", "甲县教育局")

    # a year later the column has moved on, and the old paper is in it no more
    clock.now += 365 * DAYS
    site.pages |= {"/jyj/index.html": column(2025), "/jyj/t2025.html": report(2025)}
    ask(entries, fetcher, shelf, clock)
    second = collect_web(entries, shelf)
    assert list(by_path(site, second)) == ["/jyj/t2024.html", "/jyj/t2025.html"]
    assert second[0] == first[0]
    assert all(each.snapshot and each.reason is None and each.detail is None for each in second)
    assert "/about.html" not in site.paths()


def test_a_page_that_is_gone_stays_and_is_marked(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [Page(id="a", address=site.address("/a.html"))]
    site.pages["/a.html"] = report(2024)
    ask(entries, fetcher, shelf, clock)
    (before,) = collect_web(entries, shelf)
    del site.pages["/a.html"]
    clock.now += 10 * DAYS
    since = f"{datetime.fromtimestamp(clock(), UTC):%Y-%m-%d}"
    for _ in range(2):  # the day is the first, however often it is asked
        answers = ask(entries, fetcher, shelf, clock)
        assert answers["a"].reason == "gone"
        (after,) = collect_web(entries, shelf)
        assert (after.snapshot, after.reason) == (before.snapshot, None)
        assert after == replace(before, gone_since=since)
        clock.now += 10 * DAYS


def test_the_day_of_a_page_is_that_of_its_bytes_and_not_the_last_on_which_it_was_seen(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [Page(id="a", address=site.address("/a.html"))]
    site.pages["/a.html"] = report(2024)
    ask(entries, fetcher, shelf, clock)
    before = collect_web(entries, shelf)
    assert (before[0].fetched, before[0].gone_since, before[0].charset) == ("2026-11-21", None, "utf-8")
    clock.now += 10 * DAYS
    assert ask(entries, fetcher, shelf, clock)["a"].reason is None
    assert collect_web(entries, shelf) == before
    site.pages["/a.html"] = report(2025)
    clock.now += 10 * DAYS
    ask(entries, fetcher, shelf, clock)
    assert collect_web(entries, shelf)[0].fetched == "2026-12-11"


def test_a_page_that_changed_has_a_new_snapshot_and_both_stay(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [Page(id="a", address=site.address("/a.html"))]
    site.pages["/a.html"] = report(2024)
    ask(entries, fetcher, shelf, clock)
    (before,) = collect_web(entries, shelf)
    site.pages["/a.html"] = report(2024, "<p>更正：幼儿园八十六所</p>")
    clock.now += 10 * DAYS
    ask(entries, fetcher, shelf, clock)
    (after,) = collect_web(entries, shelf)
    assert before.snapshot
    assert after.snapshot
    assert before.snapshot != after.snapshot
    assert "更正".encode() in shelf.store.get(after.snapshot)
    assert "更正".encode() not in shelf.store.get(before.snapshot)
    assert shelf.ledger.standings()["a"].snapshots == (before.snapshot, after.snapshot)


def test_nothing_that_is_as_good_as_new_is_asked_again(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site)]
    site.pages |= {"/jyj/index.html": column(2024), "/jyj/t2024.html": report(2024)}
    ask(entries, fetcher, shelf, clock)
    clock.now += 3600
    assert ask(entries, fetcher, shelf, clock) == {}
    clock.now += 1 * DAYS  # the column is looked at daily, a paper that stands weekly
    assert list(ask(entries, fetcher, shelf, clock)) == [page_id(listing(site), 0)]


def test_entries_have_hours_of_their_own(site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf) -> None:
    often = listing(site).model_copy(update={"hours": 2.0, "papers_hours": 5.0})
    entries: list[Page | Listing] = [often, Page(id="a", address=site.address("/a.html"), hours=10)]
    site.pages |= {"/jyj/index.html": column(2024), "/jyj/t2024.html": report(2024), "/a.html": report(2025)}
    ask(entries, fetcher, shelf, clock)
    asked = []
    for _ in range(11):
        clock.now += 3660  # an hour, and what the pauses of a round take
        asked.append(sorted(ask(entries, fetcher, shelf, clock)))
    paper = next(id_ for id_ in shelf.ledger.standings() if id_.startswith("jia/") and "//" not in id_)
    assert [hour for hour, ids in enumerate(asked, start=1) if "jia//0" in ids] == [2, 4, 6, 8, 10]
    assert [hour for hour, ids in enumerate(asked, start=1) if paper in ids] == [5, 10]
    assert [hour for hour, ids in enumerate(asked, start=1) if "a" in ids] == [10]


def test_a_page_whose_snapshot_is_lost_is_asked_for_at_once(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [Page(id="a", address=site.address("/a.html"))]
    site.pages["/a.html"] = report(2024)
    ask(entries, fetcher, shelf, clock)
    (before,) = collect_web(entries, shelf)
    assert before.snapshot is not None
    shelf.store.path(before.snapshot).unlink()
    (lost,) = collect_web(entries, shelf)
    assert (lost.reason, lost.detail) == ("unreadable", "its snapshot is lost; fetch it again")
    assert list(ask(entries, fetcher, shelf, clock)) == ["a"]
    assert collect_web(entries, shelf) == (before,)


def test_documents_beside_papers_and_pages_are_followed_where_that_is_asked_for(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    page = Page(id="a", address=site.address("/a/a.html"), attachments=True, publisher="乙县教育局")
    entries: list[Page | Listing] = [page, listing(site, attachments=True)]
    link = '<a href="files/fj.pdf">附件：工作总结</a>'
    site.pages |= {
        "/a/a.html": report(2023, link),
        "/a/files/fj.pdf": Reply(b"%PDF-1.4 one", headers={"Content-Type": "application/pdf"}),
        "/jyj/index.html": column(2024),
        "/jyj/t2024.html": report(2024, link),
        "/jyj/files/fj.pdf": Reply(b"%PDF-1.4 two", headers={"Content-Type": "application/pdf"}),
    }
    ask(entries, fetcher, shelf, clock)
    collected = by_path(site, collect_web(entries, shelf))
    assert list(collected) == ["/a/a.html", "/a/files/fj.pdf", "/jyj/t2024.html", "/jyj/files/fj.pdf"]
    assert collected["/a/files/fj.pdf"].source.publisher == "乙县教育局"
    assert all(each.snapshot for each in collected.values())
    without: list[Page | Listing] = [page.model_copy(update={"attachments": False}), listing(site)]
    assert list(by_path(site, collect_web(without, shelf))) == ["/a/a.html", "/jyj/t2024.html"]


def test_links_count_from_where_the_listing_was_found_in_the_end(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site)]
    site.pages |= {
        "/jyj/index.html": Reply(status=301, headers={"Location": "/new/index.html"}),
        "/new/index.html": column(2024),
        "/new/t2024.html": report(2024),
    }
    ask(entries, fetcher, shelf, clock)
    assert list(by_path(site, collect_web(entries, shelf))) == ["/new/t2024.html"]


def test_further_pages_are_asked_for_as_far_as_they_go_and_then_only_behind_news(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site, pages=5)]
    site.pages |= {f"/jyj/t{year}.html": report(year) for year in range(2020, 2027)}
    site.pages |= {
        "/jyj/index.html": column(2024, 2025),
        "/jyj/index_1.html": column(2022, 2023),
        "/jyj/index_2.html": column(2021),
    }
    ask(entries, fetcher, shelf, clock)
    columns = [path for path in site.paths() if "index" in path]
    # the site has two further pages: the third is asked for, the fourth is not
    assert columns == [f"/jyj/{name}.html" for name in ("index", "index_1", "index_2", "index_3")]
    assert len(collect_web(entries, shelf)) == 5

    site.asked.clear()
    clock.now += DAYS
    ask(entries, fetcher, shelf, clock)
    assert site.paths() == ["/jyj/index.html"]

    site.asked.clear()
    clock.now += DAYS
    site.pages |= {"/jyj/index.html": column(2025, 2026), "/jyj/index_1.html": column(2023, 2024)}
    ask(entries, fetcher, shelf, clock)
    assert site.paths() == ["/jyj/index.html", "/jyj/index_1.html", "/jyj/t2026.html"]
    assert len(collect_web(entries, shelf)) == 6


def test_a_run_that_was_killed_before_it_looked_through_what_came_loses_nothing(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site)]
    site.pages |= {"/jyj/index.html": column(2024), "/jyj/t2024.html": report(2024)}
    ask(entries, fetcher, shelf, clock)
    whole = collect_web(entries, shelf)
    shelf.found.path.unlink()
    assert collect_web(entries, shelf) == whole


def test_other_patterns_look_through_the_same_snapshot_again(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    site.pages |= {"/jyj/index.html": column(2023, 2024)}
    site.pages |= {f"/jyj/t{year}.html": report(year) for year in (2023, 2024)}
    narrow: list[Page | Listing] = [listing(site, titles="2024年工作总结")]
    ask(narrow, fetcher, shelf, clock)
    assert list(by_path(site, collect_web(narrow, shelf))) == ["/jyj/t2024.html"]
    wide: list[Page | Listing] = [listing(site)]
    found = by_path(site, collect_web(wide, shelf))
    assert list(found) == ["/jyj/t2023.html", "/jyj/t2024.html"]
    assert found["/jyj/t2023.html"].reason == "not fetched"
    assert found["/jyj/t2023.html"].detail == "it was not asked for yet"
    assert list(by_path(site, collect_web(narrow, shelf))) == ["/jyj/t2024.html"]


def test_what_was_never_had_says_why(site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf) -> None:
    entries: list[Page | Listing] = [
        Page(id="a", address=site.address("/a.html")),
        Page(id="b", address=site.address("/b.html")),
    ]
    site.pages["/a.html"] = Reply(b"<h1>no</h1>", 403)
    ask(entries[:1], fetcher, shelf, clock)
    one, other = collect_web(entries, shelf)
    assert (one.snapshot, one.reason) == (None, "not fetched")
    assert one.detail is not None
    assert one.detail == "forbidden: the site does not show it to us (401, 403, 407, 451); status 403"
    assert other.detail == "it was not asked for yet"


def test_another_address_in_the_registry_is_another_page(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    site.pages |= {"/a.html": report(2024), "/b.html": report(2025)}
    was: list[Page | Listing] = [Page(id="a", address=site.address("/a.html"))]
    now: list[Page | Listing] = [Page(id="a", address=site.address("/b.html"))]
    ask(was, fetcher, shelf, clock)
    assert collect_web(now, shelf)[0].snapshot is None
    assert list(ask(now, fetcher, shelf, clock)) == ["a"], "it is due at once"
    assert collect_web(now, shelf)[0].snapshot is not None


def test_what_passes_is_asked_in_the_next_run_and_the_rest_when_it_is_due(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [
        Page(id="down", address=site.address("/down.html")),
        Page(id="gone", address=site.address("/gone.html")),
    ]
    site.pages["/down.html"] = Reply(b"later", 503)
    assert {name: each.reason for name, each in ask(entries, fetcher, shelf, clock).items()} == {
        "down": "server failed",
        "gone": "gone",
    }
    site.pages["/down.html"] = report(2024)
    clock.now += 60
    answers = ask(entries, fetcher, shelf, clock)
    assert list(answers) == ["down"]
    assert told(Round(answers)) == ("asked for 1 address: 1 fetched",)
    assert told(Round({})) == ("nothing was due: no site was asked",)


def test_an_operator_hears_of_listings_that_give_nothing(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site, titles="工作计划")]
    assert troubles(entries, shelf) == ("listing jia: not asked for yet",)
    site.pages["/jyj/index.html"] = column(2024)
    ask(entries, fetcher, shelf, clock)
    address = site.address("/jyj/index.html")
    assert troubles(entries, shelf) == (f"listing jia: none of its 2 links is wanted: {address}",)
    del site.pages["/jyj/index.html"]
    clock.now += DAYS
    ask(entries, fetcher, shelf, clock)
    (line,) = troubles(entries, shelf)
    assert line.startswith("listing jia: gone (")


def test_two_addresses_with_the_same_bytes_are_read_once(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    site.pages |= {"/a.html": report(2024), "/b.html": report(2024)}
    entries: list[Page | Listing] = [
        Page(id=name, address=site.address(f"/{name}.html")) for name in ("a", "b")
    ]
    ask(entries, fetcher, shelf, clock)
    one, other = mark_twins(collect_web(entries, shelf))
    assert one.reason is None
    assert (other.reason, other.detail) == ("duplicate", f"the same bytes as {site.address('/a.html')}")


def test_a_host_that_is_away_is_left_alone_for_the_whole_round(clock: Clock, shelf: Shelf) -> None:
    asked: list[str] = []

    class Away:
        def get(self, address: str, before: Answer | None = None) -> Answer:
            assert before is None  # there was no page
            asked.append(address)
            return Answer(address, address, f"{now:%Y-%m-%dT%H:%M:%SZ}", reason="no answer")

    now = datetime.fromtimestamp(clock(), UTC)
    entries: list[Page | Listing] = [
        Page(id=f"a{number}", address=f"http://a.example/{number}.html") for number in range(9)
    ]
    done = ask_web(entries, Away(), shelf, now)
    assert len(asked) == len(done.answers) == 3
    assert told(done) == (
        "asked for 3 addresses: 3 no answer",
        "away, left for the next run: a.example",
    )


def test_an_operator_hears_why_a_page_is_no_listing(
    site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [listing(site)]
    site.pages["/jyj/index.html"] = html("".join(f"<a href=/{n}>总结工作总结</a>" for n in range(2_001)))
    ask(entries, fetcher, shelf, clock)
    assert collect_web(entries, shelf) == ()
    (told,) = troubles(entries, shelf)
    assert told.startswith(f"listing jia: {site.address('/jyj/index.html')}: 2,001 links that are wanted")


@pytest.mark.parametrize("charset", ["big5", "gbk"])
def test_the_charset_that_a_site_says_reaches_the_reader(
    charset: str, site: Site, fetcher: Fetcher, clock: Clock, shelf: Shelf
) -> None:
    entries: list[Page | Listing] = [Page(id="a", address=site.address("/a.txt"))]
    body = "葉".encode("big5") * 40  # as good in the one as in the other
    site.pages["/a.txt"] = Reply(body, headers={"Content-Type": f"text/plain; charset={charset}"})
    ask(entries, fetcher, shelf, clock)
    (entry,) = collect_web(entries, shelf)
    assert entry.snapshot is not None
    document = parse(Snapshot(entry.source, entry.snapshot, shelf.store.get(entry.snapshot), entry.charset))
    assert isinstance(document, Document)
    assert document.text == body.decode(charset)
