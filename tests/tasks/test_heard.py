"""Marks of texts: what stands in a text is never missed, and what does not is nearly always."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from tasks.heard import HEARD, mark_of, may_hold

TEXT = st.text(alphabet="县教育局幼儿园所的一二三0123 \n，。", max_size=60)


@given(texts=st.lists(TEXT, max_size=5), data=st.data())
def test_what_stands_in_a_text_is_held(texts: list[str], data: st.DataObject) -> None:
    mark = mark_of(texts)
    for text in texts:
        if text:
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            assert may_hold(mark, [text[start:end]])
            if without := text.replace("的", "")[start:end]:
                assert may_hold(mark, [without])


def test_what_does_not_stand_there_is_not_held() -> None:
    mark = mark_of(["全县现有幼儿园85所", "在园幼儿1200人"])
    assert not may_hold(mark, ["寄宿制学校", "校车", "儿幼", "高"])
    assert may_hold(mark, ["校车", "幼儿"])
    assert not may_hold(mark, [])
    assert not may_hold(mark_of([]), ["幼儿园"])


def test_a_long_text_has_a_mark_that_is_larger_up_to_a_limit() -> None:
    sizes = [len(mark_of(["县" * length])) for length in (0, 1_000, 10_000, 100_000, 1_000_000, 3_000_000)]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (256, 32768)


def test_a_thread_hears_itself_alone_and_only_while_it_listens() -> None:
    HEARD.note("before")
    with HEARD.listening() as texts:
        other = threading.Thread(target=lambda: HEARD.note("another"))
        other.start()
        other.join()
        HEARD.note("mine")
    HEARD.note("after")
    assert texts == ["mine"]
