"""What a run counts, and what a person is told where that is far from the last one."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from tasks.fetch.answers import Answer
from tasks.fetch.collection import Collected
from tasks.fetch.drift import thresholds
from tasks.fetch.standings import Standing
from tasks.records import Source
from tasks.run_counts import PageCounts, RunCounts, compare, count_run

DOMAINS = {"kindergartens": "preschool_access", "teachers": "teacher_supply"}


def pages(number: int, size: int = 30_000, facts: int = 10) -> dict[str, PageCounts]:
    return {f"{n:03}.html": PageCounts(size, facts) for n in range(number)}


def test_what_is_counted() -> None:
    address = "http://www.a.example/a.html"
    answer = Answer(address, address, "2026-11-20T08:00:00Z", snapshot="1" * 64, size=900)
    gone = Answer(address, address, "2026-11-21T08:00:00Z", reason="gone")
    entries = [
        Collected(Source("a", "a.html"), "1" * 64, 900),
        Collected(Source("b", "b.html"), "2" * 64, 500),
        Collected(Source("c", "c.html"), None, 0, "not fetched"),
        Collected(Source("d", "d.html"), "1" * 64, 900, "duplicate"),
    ]
    observations = pl.DataFrame(
        [
            ("a.html", "450222", "kindergartens"),
            ("a.html", None, "teachers"),
            ("a.html", "450222", "teachers"),
        ],
        schema=["source", "region_code", "indicator"],
        orient="row",
    )
    reports = pl.DataFrame(
        [
            ("a.html", "read", None),
            ("b.html", "refused", "digits lost"),
            ("c.html", "refused", "not fetched"),
            ("d.html", "refused", "duplicate"),
        ],
        schema=["source", "state", "reason"],
        orient="row",
    )
    asked = [Standing("a", answer, answer), Standing("b", gone, answer, gone_since=gone.when)]
    counted = count_run(entries, asked, observations, reports, DOMAINS)
    assert counted.counts == {
        "sources": 2,
        "pages": 2,
        "answered": 1,
        "gone": 1,
        "bytes": 1800,
        "reports": 1,
        "refused": 2,
        "observations": 3,
        "places": 1,
        "preschool_access": 1,
        "teacher_supply": 2,
    }
    assert counted.pages == {
        "a.html": PageCounts(900, 3),
        "b.html": PageCounts(500, 0),
        "d.html": PageCounts(900, 0),
    }
    assert RunCounts.from_json(counted.as_json()) == counted
    files = count_run(entries, [], observations, reports, DOMAINS).counts
    assert not {"sources", "answered"} & set(files), "files alone: no address has anything to say"


def test_every_domain_has_a_threshold_and_every_threshold_a_count() -> None:
    domains = {each.id: each.domain for each in load_catalogue().by_id.values()}
    nothing = pl.DataFrame(schema=dict.fromkeys(("source", "region_code", "indicator"), pl.String))
    none = pl.DataFrame(schema=dict.fromkeys(("source", "state", "reason"), pl.String))
    address = "http://www.a.example/a.html"
    asked = [Standing("a", Answer(address, address, "2026-11-20T08:00:00Z", reason="gone"))]
    counted = count_run([], asked, nothing, none, domains)
    assert set(counted.counts) == {each.name for each in thresholds().measure}


def test_what_is_far_is_told_with_the_pages_that_have_lost_their_facts() -> None:
    before = RunCounts({"reports": 30, "observations": 300}, pages(30))
    after = pages(30) | {f"{n:03}.html": PageCounts(900, 0) for n in range(7)}
    now = RunCounts({"reports": 23, "observations": 230}, after)
    assert [line.partition(".")[0] for line in compare(before, now, thresholds())] == [
        "reports: 23, and 30 in the last run",
        "observations: 230, and 300 in the last run",
        "pages of another size, of 30 compared: 7",
        "Facts in the last run and none now: 000",
    ]
    *_, size, lost = compare(before, now, thresholds())
    assert "000.html (30,000 → 900 bytes), 001.html" in size
    assert size.endswith("and 2 more.")
    assert lost.endswith("004.html and 2 more.")


def test_what_is_near_is_nothing_to_tell() -> None:
    before = RunCounts({"reports": 30, "observations": 300}, pages(30))
    near = RunCounts({"reports": 29, "observations": 290}, pages(29))
    assert compare(before, near, thresholds()) == ()
    grown = RunCounts({"reports": 90, "observations": 1900}, pages(90))
    assert compare(before, grown, thresholds()) == (), "a young collection grows by leaps"
    assert compare(RunCounts(), before, thresholds()) == ()


@given(
    st.dictionaries(st.sampled_from([each.name for each in thresholds().measure]), st.integers(0, 10**6)),
    st.integers(0, 50),
)
def test_the_same_run_again_is_never_far(counts: dict[str, float], number: int) -> None:
    run = RunCounts(counts, pages(number))
    assert compare(run, run, thresholds()) == ()
