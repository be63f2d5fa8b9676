"""One question a host at a time, and a pause between two, whoever asks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.client import Limits
from tasks.fetch.fetcher import open_fetcher
from tasks.fetch.guard import parse_allowed
from tasks.fetch.turns import NotYetError, Turns, retry_after
from tests.local_site import Clock, Reply, Site

PAUSE = 0.15


@pytest.fixture
def turns(tmp_path: Path, clock: Clock) -> Turns:
    return Turns(tmp_path, clock, clock.sleep, patience=100)


def take(turns: Turns, host: str, pause: float, rest: float = 0.0) -> None:
    with turns.of(host) as turn:
        turn.take(pause)
        turn.rest = rest


def test_the_pause_counts_from_the_end_of_the_last_question(turns: Turns, clock: Clock) -> None:
    with turns.of("a.example") as turn:
        turn.take(5)
        clock.now += 60  # so long it took to answer
    clock.now += 2
    take(turns, "a.example", 5)
    take(turns, "b.example", 5)
    take(turns, "A.Example", 7)
    assert clock.slept == [3, 7]


def test_nothing_is_noted_where_nothing_was_asked(turns: Turns, clock: Clock) -> None:
    with turns.of("a.example"):
        pass
    take(turns, "a.example", 5)
    assert clock.slept == []


def test_a_host_that_wants_to_be_left_alone_is(turns: Turns, clock: Clock) -> None:
    take(turns, "a.example", 5, rest=50)
    take(turns, "a.example", 5)
    assert clock.slept == [50]
    take(turns, "a.example", 5, rest=200)
    with pytest.raises(NotYetError, match="200 seconds more"):
        take(turns, "a.example", 5)
    clock.now += 100
    take(turns, "a.example", 5)
    assert clock.slept == [50, 5, 100]


def test_a_question_that_ended_in_an_error_counts_too(turns: Turns, clock: Clock) -> None:
    def fail() -> None:
        with turns.of("a.example") as turn:
            turn.take(5)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    take(turns, "a.example", 5)
    assert clock.slept == [5]


def test_a_clock_that_was_set_back_does_not_stop_the_work(turns: Turns, clock: Clock) -> None:
    take(turns, "a.example", 5)
    clock.now -= 1_000_000
    take(turns, "a.example", 5)
    assert clock.slept == [5]


@pytest.mark.parametrize("content", [b"{", b"[]", b"\x00" * 30, b'{"asked": "x", "rest": 0}'])
def test_a_torn_file_means_that_it_was_just_asked(content: bytes, turns: Turns, clock: Clock) -> None:
    take(turns, "a.example", 5)
    (path,) = turns.folder.iterdir()
    path.write_bytes(content)
    clock.now += 1000
    take(turns, "a.example", 5)
    assert clock.slept == [5]


def test_hosts_do_not_leave_the_folder(turns: Turns) -> None:
    for host in ("../../x", "::1", "a/b", "政府.example", "."):
        take(turns, host, 1)
    names = {path.name for path in turns.folder.rglob("*")}
    assert names == {
        "..%2F..%2Fx.json",
        "%3A%3A1.json",
        "a%2Fb.json",
        "%E6%94%BF%E5%BA%9C.example.json",
        "..json",
    }


def ask_thrice(home: Path, address: str) -> None:
    with open_fetcher(home, limits=Limits(pause=PAUSE), allowed=parse_allowed(["127.0.0.1"])) as fetcher:
        for _ in range(3):
            assert fetcher.get(address).reason is None


def test_threads_and_processes_take_turns(site: Site, tmp_path: Path) -> None:
    site.pages["/page.html"] = Reply(b"<p>" + b"x" * 1000)
    context = multiprocessing.get_context("spawn")
    workers: list[threading.Thread | multiprocessing.process.BaseProcess] = [
        context.Process(target=ask_thrice, args=(tmp_path, site.address())) for _ in range(2)
    ]
    workers += [threading.Thread(target=ask_thrice, args=(tmp_path, site.address())) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(site.paths()) == 12
    assert len(site.asked) == 13  # and robots.txt, once
    assert site.together == 1
    asked = sorted(site.asked, key=lambda each: each.began)
    # the site notes the end of an answer a little after whoever asked has it
    assert all(after.began - before.began >= PAUSE for before, after in pairwise(asked))


def hold(folder: Path, ready: str) -> None:
    with Turns(folder, time.time, time.sleep).of("a.example") as turn:
        turn.take(5)
        Path(ready).touch()
        time.sleep(60)


def test_a_worker_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    worker = multiprocessing.get_context("spawn").Process(target=hold, args=(tmp_path / "hosts", str(ready)))
    worker.start()
    while not ready.exists():
        assert worker.is_alive()
        time.sleep(0.01)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    clock = Clock(time.time())
    take(Turns(tmp_path / "hosts", clock, clock.sleep), "a.example", 1000 / 10)
    assert clock.slept == [pytest.approx(100, abs=20)]  # what it asked when it was killed counts


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 60.0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 60.0),
        ("Sun Nov  6 08:49:37 1994", 60.0),
        ("Sun, 06 Nov 1994 16:49:37 +0800", 60.0),
        ("Sun, 06 Nov 1994 08:40:00 GMT", 0.0),
        ("9" * 400, 999_999_999.0),
        ("Sun, 06 Nov 1994 08:49:37 +99999999999999", None),
        ("Sun, 06 Nov 99999 08:49:37 GMT", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    now = 784_111_717.0  # 1994-11-06T08:48:37Z
    assert retry_after(header, now) == seconds


@given(
    st.text(max_size=60)
    | st.from_regex(r"Sun, \d{1,6} Nov \d{1,9} \d+:\d+:\d+ [+-]?\d{0,20}", fullmatch=True)
)
def test_whatever_a_site_asks_for_is_a_time_or_nothing(header: str) -> None:
    seconds = retry_after(header, 784_111_717.0)
    assert seconds is None or seconds >= 0
