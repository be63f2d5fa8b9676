"""What pages named is kept, whatever order it was found in, and under a kill."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import SourceError
from tasks.fetch.found import Found, FoundFile, Look
from tasks.fetch.listing import Link

LINKS = st.builds(
    Link,
    st.sampled_from(["http://a.cn/1", "http://a.cn/2"]),
    st.text("甲乙", max_size=3),
    st.none() | st.sampled_from(["2024-01-01", "2025-01-01"]),
)
LOOKS = st.builds(
    Look,
    st.sampled_from(["x", "y"]),
    st.sampled_from(["1" * 64, "2" * 64]),
    st.just("r"),
    st.just(3),
    st.lists(LINKS, max_size=3).map(tuple),
)


def all_of(looks: list[Look]) -> Found:
    found = Found()
    for look in looks:
        found.take(look)
    return found


@given(st.lists(LOOKS, max_size=5).flatmap(lambda looks: st.tuples(st.just(looks), st.permutations(looks))))
def test_the_order_of_looks_makes_no_difference(both: tuple[list[Look], list[Look]]) -> None:
    one, other = (all_of(looks) for looks in both)
    assert one == other
    for look in both[0]:
        assert one.news(look.page, look.links) == (), "what is known is no news"
        assert {link.address for link in look.links} <= {link.address for link in one.named_by(look.page)}


def test_looks_are_read_as_they_were_written_and_a_torn_line_is_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = FoundFile.below(tmp_path)
    assert file.read() == Found()
    file.add([])
    assert not file.path.exists(), "nothing found writes nothing"
    first = Look("x//0", "1" * 64, "r", 9, (Link("http://a.cn/1", "总结", "2024-01-02"),))
    second = Look("x//0", "2" * 64, "r", 8, (Link("http://a.cn/2", "计划"),))
    file.add([first])
    with file.path.open("ab") as stream:
        stream.write(b'{"page": "x//0", "snap')
    file.add([second])
    with caplog.at_level(logging.WARNING):
        assert file.read() == all_of([first, second])
    assert "found.jsonl line 2: a torn line is passed over" in caplog.text


@pytest.mark.parametrize("line", ["{}", "[]", '{"page": "x", "links": [{}]}'])
def test_a_whole_line_that_is_no_look_is_an_error(line: str, tmp_path: Path) -> None:
    file = FoundFile.below(tmp_path)
    file.path.parent.mkdir()
    file.path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"found\.jsonl line 1: no look"):
        file.read()
