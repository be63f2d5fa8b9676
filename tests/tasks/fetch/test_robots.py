"""What a site asks of programs is done, for as long as it is believed."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch.client import Limits
from tasks.fetch.fetcher import Fetcher, open_fetcher
from tasks.fetch.guard import parse_allowed
from tasks.fetch.robots import DAY, HOUR, KeptWishes, Wishes, site_of
from tests.local_site import Clock, Reply, Site

PAGE = Reply(b"<p>" + b"x" * 1000)
SITE = "https://jyj.example"


def robots(text: str, status: int = 200) -> Reply:
    return Reply(text.encode(), status, {"Content-Type": "text/plain"})


def times_asked(site: Site) -> int:
    return sum(each.path == "/robots.txt" for each in site.asked)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow: /\nAllow: /page", True),
        ("User-agent: county-education-indicators\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: County-Education-Indicators\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html><body>404</body></html>", True),
    ],
)
def test_what_robots_txt_asks_is_done(text: str, allowed: bool, site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": robots(text), "/page.html": PAGE}
    assert fetcher.get(site.address()).reason == (None if allowed else "robots")
    assert site.paths() == (["/page.html"] if allowed else [])


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, None),
        (403, None),
        (410, None),
        (429, "robots unknown"),
        (500, "robots unknown"),
        (503, "robots unknown"),
    ],
)
def test_a_site_without_robots_txt_asks_for_nothing_and_one_that_fails_is_left_alone(
    status: int, reason: str | None, site: Site, fetcher: Fetcher
) -> None:
    site.pages |= {"/robots.txt": robots("", status), "/page.html": PAGE}
    assert fetcher.get(site.address()).reason == reason
    asked = times_asked(site)
    assert asked == (1 if reason is None else 4)
    fetcher.get(site.address())
    assert times_asked(site) == asked  # nor is it asked for with every page


LONG = "User-agent: *\nDisallow: /private/\n" + "# nothing\n" * 500_000 + "Disallow: /\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_of_a_robots_txt_of_five_megabytes_the_start_counts(
    pack: Callable[[bytes], bytes], site: Site, fetcher: Fetcher
) -> None:
    headers = {"Content-Encoding": "gzip"} if pack is gzip.compress else {}
    site.pages |= {"/robots.txt": Reply(pack(LONG.encode()), headers=headers), "/page.html": PAGE}
    site.pages["/private/page.html"] = PAGE
    assert fetcher.get(site.address()).reason is None
    assert fetcher.get(site.address("/private/page.html")).reason == "robots"


@pytest.mark.parametrize(
    ("delay", "reason"),
    [
        ("1e309", None),  # no number: it asks for nothing
        ("99999999999", "told to wait"),
        ("nan", None),
        ("-5", None),
        ("9" * 5000, None),
    ],
)
def test_a_pause_beyond_reason_stops_nobody_else(
    delay: str, reason: str | None, site: Site, fetcher: Fetcher
) -> None:
    site.pages |= {"/robots.txt": robots(f"User-agent: *\nCrawl-delay: {delay}"), "/page.html": PAGE}
    assert fetcher.get(site.address()).reason == reason


def test_robots_txt_is_asked_for_once_a_day(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages |= {"/robots.txt": [robots(""), robots("User-agent: *\nDisallow: /")], "/page.html": PAGE}
    assert [fetcher.get(site.address()).reason for _ in range(3)] == [None] * 3
    assert times_asked(site) == 1
    clock.now += DAY
    assert fetcher.get(site.address()).reason == "robots"
    assert times_asked(site) == 2


def test_the_old_one_counts_while_the_new_one_cannot_be_had(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/page.html"] = PAGE
    site.pages["/robots.txt"] = [robots("User-agent: *\nDisallow: /old/"), robots("", 500)]
    assert fetcher.get(site.address()).reason is None
    clock.now += 2 * DAY
    assert fetcher.get(site.address()).reason is None
    assert fetcher.get(site.address("/old/x.html")).reason == "robots"
    clock.now += 40 * DAY
    assert fetcher.get(site.address()).reason == "robots unknown"


def test_the_pause_that_is_asked_for_is_made(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 20"), "/page.html": PAGE}
    fetcher.get(site.address())
    fetcher.get(site.address())
    assert clock.slept == [20.0, 20.0]


def test_a_pause_longer_than_the_patience_is_not_waited_for(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 600"), "/page.html": PAGE}
    assert fetcher.get(site.address()).reason == "told to wait"
    clock.now += 600
    assert fetcher.get(site.address()).reason is None
    assert fetcher.get(site.address()).reason == "told to wait"
    assert site.paths() == ["/page.html"]


def test_the_site_of_a_redirect_is_asked_too(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page.html"] = Reply(status=302, headers={"Location": "/private/page.html"})
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private/")
    assert fetcher.get(site.address()).reason == "robots"
    assert site.paths() == ["/page.html"]


def test_a_robots_txt_may_lead_on_but_not_inside(site: Site, tmp_path: Path, clock: Clock) -> None:
    def numbers(host: str, port: int) -> Sequence[str]:
        return ["10.0.0.1"] if host == "inside.example" else ["127.0.0.1"]

    with open_fetcher(
        tmp_path,
        allowed=parse_allowed(["127.0.0.1"]),
        clock=clock,
        sleep=clock.sleep,
        resolver=numbers,
    ) as fetcher:
        site.pages |= {"/page.html": PAGE, "/rules.txt": robots("User-agent: *\nDisallow: /")}
        site.pages["/robots.txt"] = Reply(status=301, headers={"Location": "/rules.txt"})
        assert fetcher.get(site.address()).reason == "robots"
        for to in ("http://inside.example/robots.txt", "file:///etc/passwd"):
            clock.now += 2 * DAY
            site.pages["/robots.txt"] = Reply(status=301, headers={"Location": to})
            assert fetcher.get(site.address(host="b.example")).reason == "address refused"
        site.pages["/robots.txt"] = Reply(status=301, headers={"Location": "/robots.txt"})
        assert fetcher.get(site.address(host="c.example")).reason is None


def test_threads_ask_for_it_once(site: Site, tmp_path: Path) -> None:
    site.pages["/page.html"] = PAGE
    with open_fetcher(tmp_path, limits=Limits(pause=0.01), allowed=parse_allowed(["127.0.0.1"])) as fetcher:
        threads = [threading.Thread(target=fetcher.get, args=(site.address(),)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert times_asked(site) == 1
    assert len(site.paths()) == 6


@given(content=st.binary(max_size=80))
def test_a_kept_file_that_is_damaged_is_asked_for_anew(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    kept = KeptWishes(tmp_path_factory.mktemp("robots"), Clock())
    wishes = kept.keep(SITE, "User-agent: *")
    assert kept.fresh(SITE) == wishes
    (path,) = kept.folder.iterdir()
    path.write_bytes(content)
    assert kept.fresh(SITE) is None
    assert kept.keep(SITE, None, "no answer", "x").text is None


def test_how_long_an_answer_is_believed(tmp_path: Path) -> None:
    clock = Clock()
    kept = KeptWishes(tmp_path, clock)
    kept.keep(SITE, None, "no answer", "connection refused")
    clock.now += HOUR - 1
    unknown = kept.fresh(SITE)
    assert unknown is not None
    assert (unknown.text, unknown.reason, unknown.note) == (None, "no answer", "connection refused")
    clock.now += 1
    assert kept.fresh(SITE) is None
    clock.now -= DAY  # a clock set back: nobody knows how old it is
    assert kept.fresh(SITE) is None


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("", 0.0),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nRequest-rate: 2/1m", 30.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        (None, 0.0),
    ],
)
def test_the_pause_of_a_robots_txt(text: str | None, delay: float) -> None:
    assert Wishes(text, 0.0, 0.0).delay("county-education-indicators") == delay


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://JYJ.example/a/b?c", "https://jyj.example"),
        ("http://jyj.example:8080", "http://jyj.example:8080"),
    ],
)
def test_a_robots_txt_speaks_for_scheme_host_and_port(address: str, site: str) -> None:
    assert site_of(address) == site
