"""A round asks every source, hosts side by side, and goes on where it was killed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.answers import Answer
from tasks.fetch.drift import PageSize, drifts, page_drift, thresholds
from tasks.fetch.fetcher import Fetcher
from tasks.fetch.ledger import Ledger
from tasks.fetch.rounds import Question, ask_all, by_host, counts_of, due
from tasks.fetch.standings import Standing, after
from tests.local_site import Clock, Reply, Site

ONE, TWO = "1" * 64, "2" * 64


def answer(address: str, day: int, snapshot: str | None = ONE, size: int = 1000) -> Answer:
    reason = None if snapshot else "gone"
    when = f"2026-11-{day:02}T08:00:00Z"
    return Answer(address, address, when, snapshot=snapshot, size=size if snapshot else 0, reason=reason)


class Told:
    """Answers from a list, and remembers who asked what, with what was known before."""

    def __init__(self, killed_after: int | None = None) -> None:
        self.asked: list[tuple[str, Answer | None]] = []
        self.together = 0
        self._hosts: set[str] = set()
        self._left = killed_after
        self._lock = threading.Lock()

    def get(self, address: str, before: Answer | None = None) -> Answer:
        host = address.split("/")[2]
        with self._lock:
            assert host not in self._hosts, "two questions to one host at a time"
            self._hosts.add(host)
            self.together = max(self.together, len(self._hosts))
            self.asked.append((address, before))
            if self._left is not None:
                self._left -= 1
                if self._left < 0:
                    raise KeyboardInterrupt
        threading.Event().wait(0.01)
        with self._lock:
            self._hosts.discard(host)
        return answer(address, 5)


def questions(*per_host: int) -> list[Question]:
    return [
        Question(f"{host}-{page}", f"http://h{host}.example/{page}")
        for page in range(max(per_host))
        for host, pages in enumerate(per_host)
        if page < pages
    ]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_each_question_belongs_to_its_host(per_host: list[int]) -> None:
    asked = questions(*per_host)
    hosts = by_host(asked)
    assert sorted(each.source for host in hosts for each in host) == sorted(each.source for each in asked)
    assert [len(host) for host in hosts] == sorted(per_host, reverse=True)
    for host in hosts:
        assert len({each.address.split("/")[2] for each in host}) == 1
        assert list(host) == [each for each in asked if each in host]


def test_hosts_are_asked_side_by_side_and_pages_one_by_one(tmp_path: Path) -> None:
    asked, told, ledger = questions(4, 1, 3), Told(), Ledger(tmp_path)
    answers = ask_all(asked, told, ledger, workers=3)
    assert list(answers) == [each.source for each in asked]
    assert 1 < told.together <= 3
    assert {source: standing.last for source, standing in ledger.standings().items()} == answers


def test_what_is_known_of_a_page_is_handed_on_for_the_same_address_only(tmp_path: Path) -> None:
    told, ledger = Told(), Ledger(tmp_path)
    known = answer("http://h.example/1", 1)
    ledger.append(("a", known), ("b", answer("http://h.example/old", 1)))
    ask_all([Question("a", "http://h.example/1"), Question("b", "http://h.example/2")], told, ledger)
    assert told.asked == [("http://h.example/1", known), ("http://h.example/2", None)]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (["no answer"] * 9, 3),
        (["no answer", "too slow", "no answer", "no answer", "gone"] + ["told to wait"] * 4, 8),
        (["gone"] * 9, 9),
        (["robots unknown", "no such host", "no secure connection", "gone"], 3),
    ],
)
def test_a_host_that_is_away_is_left_for_the_next_round(told: list[str], asked: int, tmp_path: Path) -> None:
    class Away:
        def get(self, address: str, before: Answer | None = None) -> Answer:
            assert before is None  # none of them was ever asked
            if "/h0." not in address:
                return answer(address, 5)
            return replace(answer(address, 5, None), reason=told[int(address.rpartition("/")[2])])

    ledger = Ledger(tmp_path)
    every = questions(len(told), len(told))
    answers = ask_all(every, Away(), ledger)
    assert sum(source.startswith("0-") for source in answers) == asked
    assert sum(source.startswith("1-") for source in answers) == len(told)
    assert set(ledger.standings()) == set(answers)
    assert len(due(every, ledger.standings(), "2026-11-05T00:00:00Z")) == len(told) - asked


@pytest.mark.parametrize("killed_after", [0, 1, 3, 7])
def test_a_round_that_was_killed_goes_on(killed_after: int, tmp_path: Path) -> None:
    asked, since = questions(4, 4), "2026-11-05T00:00:00Z"
    with pytest.raises(KeyboardInterrupt):
        ask_all(asked, Told(killed_after), Ledger(tmp_path), workers=1)
    again = Told()
    ledger = Ledger(tmp_path)
    rest = due(asked, ledger.standings(), since)
    assert len(rest) == 8 - killed_after
    ask_all(rest, again, ledger, workers=1)
    assert len(again.asked) == 8 - killed_after
    assert due(asked, ledger.standings(), since) == ()
    assert due(asked, ledger.standings(), "2026-11-06T00:00:00Z") == tuple(asked)


def stood(*answers: Answer) -> Standing:
    standing: Standing | None = None
    for each in answers:
        standing = after(standing, "a", each)
    assert standing is not None
    return standing


def test_the_counts_of_a_round() -> None:
    standings = [
        stood(answer("x", 1), answer("x", 2)),
        stood(answer("x", 1, size=500), answer("x", 2, None)),
        stood(answer("x", 1, None)),
    ]
    assert counts_of(standings) == {"sources": 3, "pages": 2, "answered": 1, "gone": 2, "bytes": 1500}


def sizes(before: Mapping[str, Standing], now: Mapping[str, Standing]) -> list[PageSize]:
    pages = [(name, each.page, now[name].page) for name, each in before.items()]
    return [PageSize(name, was.size, page.size) for name, was, page in pages if was and page]


def test_a_site_through_three_rounds(site: Site, fetcher: Fetcher, clock: Clock, tmp_path: Path) -> None:
    """It changes, loses pages and puts a form letter in the place of the others; a person is asked."""
    names = [f"{number:02}" for number in range(30)]
    asked = [Question(name, site.address(f"/{name}.html")) for name in names]
    for name in names:
        site.pages[f"/{name}.html"] = Reply(
            (name + "总结" * 10_000).encode(), headers={"Content-Type": "text/html"}
        )
    ledger = Ledger.below(tmp_path)
    ask_all(asked, fetcher, ledger)
    first = ledger.standings()
    site.pages["/03.html"] = Reply(("改" + "总结" * 10_000).encode())
    del site.pages["/04.html"]
    clock.now += 86_400
    ask_all(asked, fetcher, ledger)
    second = ledger.standings()
    assert [len(second[name].snapshots) for name in names] == [2 if name == "03" else 1 for name in names]
    assert [name for name in names if second[name].gone_since] == ["04"]
    assert second["04"].snapshot == first["04"].snapshot
    assert drifts(counts_of(first.values()), counts_of(second.values()), thresholds()) == ()
    assert page_drift(sizes(first, second), thresholds()) is None
    for name in names[5:]:
        site.pages[f"/{name}.html"] = Reply("<p>网站升级改造中，敬请期待。</p>".encode())
    clock.now += 86_400
    ask_all(asked, fetcher, ledger)
    third = ledger.standings()
    far = drifts(counts_of(second.values()), counts_of(third.values()), thresholds())
    assert [each.name for each in far] == ["bytes"]
    assert page_drift(sizes(second, third), thresholds()) is not None
    for name in names:  # nothing is lost by it
        assert all(fetcher.store.get(snapshot) for snapshot in third[name].snapshots)
