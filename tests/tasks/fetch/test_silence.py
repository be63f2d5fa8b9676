"""Which sources have had nothing new for long: a table of ledgers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indicators.errors import SourceError
from tasks.fetch.answers import Answer
from tasks.fetch.entries import Listing, Page
from tasks.fetch.found import Found, Look
from tasks.fetch.from_web import page_id
from tasks.fetch.listing import Link, source_of
from tasks.fetch.silence import SilentSource, months_before, silent_sources
from tasks.fetch.source_table import refuse_no_answer, source_rows
from tasks.fetch.standings import Standing, after

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
ADDRESS = "http://www.jia.example/jyj/"
PAPER = Link("http://www.jia.example/jyj/2025.html", "甲县教育局2025年工作总结", None)
PAGE = Page(id="page", address="http://www.jia.example/2019.html", publisher="甲县教育局")


def listing(region: str = "450222") -> Listing:
    return Listing(id="jia", address=ADDRESS, publisher="甲县教育局", region=region, titles="总结")


def stands(source: str, address: str, *answers: tuple[str, str | None]) -> dict[str, Standing]:
    """How a source stands after answers: the day, and the first digit of the snapshot or a reason."""
    standing: Standing | None = None
    for day, what in answers:
        page = what if what is not None and len(what) == 1 else None
        answer = Answer(
            address,
            address,
            f"{day}T03:30:00Z",
            snapshot=None if page is None else page * 64,
            reason=None if page is not None else what,
        )
        standing = after(standing, source, answer)
    return {} if standing is None else {source: standing}


@pytest.mark.parametrize(
    ("answers", "since"),
    [
        ([], None),  # nobody asked it: nobody knows
        ([("2025-09-23", "1")], None),
        ([("2025-09-22", "1")], None),  # fourteen months to the day
        ([("2025-09-21", "1")], "2025-09-21"),
        ([("2019-01-01", "1"), ("2026-11-21", "1")], "2019-01-01"),  # it answers, with the same
        ([("2019-01-01", "1"), ("2026-01-21", "2")], None),
        ([("2025-03-01", "no answer"), ("2026-11-21", "no answer")], "2025-03-01"),
        ([("2026-03-01", "no answer"), ("2026-11-21", "gone")], None),
    ],
)
def test_a_page_is_silent_since_its_bytes_came(answers: list[tuple[str, str]], since: str | None) -> None:
    silent = silent_sources([PAGE], Found(), stands("page", PAGE.address, *answers), NOW, 14)
    assert [each.since[:10] for each in silent] == ([] if since is None else [since])


def test_a_listing_without_a_paper_is_silent_when_its_own_page_stands_still() -> None:
    own = stands(page_id(listing(), 0), ADDRESS, ("2024-01-01", "1"), ("2026-11-01", "1"))
    (silent,) = silent_sources([listing()], Found(), own, NOW, 14)
    assert silent.since == "2024-01-01T03:30:00Z"
    own = stands(page_id(listing(), 0), ADDRESS, ("2024-01-01", "1"), ("2026-11-01", "2"))
    assert silent_sources([listing()], Found(), own, NOW, 14) == ()


def test_a_listing_with_papers_is_silent_since_the_newest_came() -> None:
    found = Found()
    found.take(Look(page_id(listing(), 0), "1" * 64, "rules", 9, (PAPER,)))
    paper = source_of(listing(), PAPER)
    own = stands(page_id(listing(), 0), ADDRESS, ("2024-01-01", "1"), ("2026-11-01", "2"))
    old = own | stands(paper.id, paper.location, ("2025-01-05", "3"), ("2026-11-01", "3"))
    assert silent_sources([listing()], found, old, NOW, 14) == (
        SilentSource("jia", ADDRESS, "甲县教育局", "2025-01-05T03:30:00Z"),
    )
    assert silent_sources([listing()], found, old, NOW, 24) == ()
    new = own | stands(paper.id, paper.location, ("2026-01-05", "3"))
    assert silent_sources([listing()], found, new, NOW, 14) == ()


def test_a_place_with_news_elsewhere_is_not_silent() -> None:
    page = PAGE.model_copy(update={"region": "450222"})
    old = stands("page", PAGE.address, ("2019-01-01", "1"))
    found = Found()
    found.take(Look(page_id(listing(), 0), "1" * 64, "rules", 9, (PAPER,)))
    paper = source_of(listing(), PAPER)
    new = stands(paper.id, paper.location, ("2026-01-05", "3"))
    assert silent_sources([page, listing()], found, old | new, NOW, 14) == ()
    assert len(silent_sources([page, listing("450223")], found, old | new, NOW, 14)) == 1


def test_a_source_that_fails_says_since_when() -> None:
    standing = stands("page", PAGE.address, ("2025-01-01", "1"), ("2026-08-01", "no answer"))
    (silent,) = silent_sources([PAGE], Found(), standing, NOW, 14)
    assert silent.besides == "; it has not answered with a page since 2026-08-01"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-11-22", 14, "2025-09-22"), ("2026-03-31", 1, "2026-02-28"), ("2024-01-31", 23, "2022-02-28")],
)
def test_months_before(day: str, months: int, then: str) -> None:
    now = datetime.fromisoformat(day).replace(tzinfo=UTC)
    assert f"{months_before(now, months):%Y-%m-%d}" == then


def test_the_table_of_sources_has_those_that_fail_first() -> None:
    found = Found()
    found.take(Look(page_id(listing(), 0), "1" * 64, "rules", 9, (PAPER,)))
    gone = PAGE.model_copy(update={"id": "gone", "address": "http://www.jia.example/gone.html"})
    never = PAGE.model_copy(update={"id": "never", "address": "http://www.jia.example/never.html"})
    standings = (
        stands("page", PAGE.address, ("2026-01-01", "1"), ("2026-11-01", "1"))
        | stands("gone", gone.address, ("2025-01-01", "1"), ("2026-10-01", "gone"))
        | stands(page_id(listing(), 0), ADDRESS, ("2026-11-20", "1"))
    )
    rows = source_rows([PAGE, never, gone, listing()], found, standings)
    assert [row["source"] for row in rows] == ["gone", "never", "jia", "page"]
    assert rows[0] == {
        "source": "gone",
        "address": gone.address,
        "asked": "2026-10-01",
        "answer": "gone",
        "failing since": "2026-10-01",
        "gone since": "2026-10-01",
        "papers": "",
        "newest": "2025-01-01",
    }
    assert rows[1]["answer"] == "not asked yet"
    assert (rows[2]["papers"], rows[2]["newest"]) == ("0 of 1", "")


SECOND = Page(id="second", address="http://www.yi.example/2019.html")
NETWORK = "Does this machine reach the network and a name server?"
RIGHT = "Are the addresses of the registry right, and may they be asked from here?"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("no such host", "no such host", f"none of 3 addresses answered (3 no such host); {NETWORK}"),
        (
            "no answer",
            None,
            f"none of 3 addresses answered (1 no answer, 1 no such host, 1 not asked yet); {NETWORK}",
        ),
        (
            "gone",
            "no answer",
            f"none of 3 addresses gave a page (1 gone, 1 no answer, 1 no such host); {RIGHT}",
        ),
    ],
)
def test_where_no_address_ever_gave_a_page_that_is_said_once(
    first: str, second: str | None, said: str
) -> None:
    standings = stands(page_id(listing(), 0), ADDRESS, ("2026-11-01", "no such host"))
    standings |= stands("page", PAGE.address, ("2026-11-01", first))
    standings |= stands("second", SECOND.address, *([("2026-11-01", second)] if second else []))
    with pytest.raises(SourceError) as raised:
        refuse_no_answer([PAGE, listing(), SECOND], standings)
    assert f"{raised.value.found}; {raised.value.remedy}" == said


def test_a_page_that_came_once_is_enough() -> None:
    once = stands("page", PAGE.address, ("2026-10-01", "1"), ("2026-11-01", "no such host"))
    refuse_no_answer([PAGE, SECOND], once)
    refuse_no_answer([], {})
