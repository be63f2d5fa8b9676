"""The central promise: whatever a page holds, reading it never fails, and every quote stands in its text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.batches import frames_of
from tasks.parse.document import parse
from tasks.reading import PageReading, read_snapshot
from tasks.records import Document, Snapshot
from tests.genre import changed_samples, invented_texts, page, sample_files

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16")


def kept_promise(snapshot: Snapshot) -> PageReading:
    """Read a page, check what holds for every page, and give the reading."""
    reading = read_snapshot(snapshot)
    frames_of([reading])  # raises where a row does not fit its schema
    parsed = parse(snapshot)
    ids = {row["report_id"]: row for row in reading.reports}
    assert len(ids) == len(reading.reports) > 0
    for row in reading.observations:
        assert isinstance(parsed, Document)
        assert parsed.text[row["start"] : row["end"]] == row["quote"]
        assert row["quote"].strip()
        assert all(line in parsed.text for line in row["sentence"].split("\n"))
        report = ids[row["report_id"]]
        assert report["state"] == "read"
        assert report["start"] <= row["start"] < row["end"] <= report["end"]
    counted = [row["report_id"] for row in reading.observations]
    assert {id_: counted.count(id_) for id_ in ids} == {id_: row["facts"] for id_, row in ids.items()}
    return reading


@given(invented_texts())
def test_every_quote_of_an_invented_text_stands_in_it(text: str) -> None:
    kept_promise(page(text))


@given(changed_samples())
def test_every_quote_of_a_changed_report_stands_in_it(text: str) -> None:
    kept_promise(page(text))


@given(changed_samples(), st.sampled_from(ENCODINGS))
def test_in_any_encoding(text: str, encoding: str) -> None:
    kept_promise(page(text.encode(encoding, errors="ignore")))


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-8"))))
def test_bytes_of_any_kind(content: bytes) -> None:
    kept_promise(page(content))


@given(st.lists(st.one_of(invented_texts(), changed_samples()), min_size=1, max_size=4))
def test_compendia_of_any_kind(texts: list[str]) -> None:
    pieces = (f"\n第{ordinal}篇：{text}" for ordinal, text in zip("一二三四", texts, strict=False))
    kept_promise(page("".join(pieces)))


@pytest.mark.parametrize("file", sample_files(), ids=lambda file: file.stem)
def test_the_promise_holds_for_the_sample_and_reading_again_gives_the_same(file: object) -> None:
    content = next(each for each in sample_files() if each == file).read_bytes()
    assert kept_promise(page(content)) == read_snapshot(page(content))


def test_the_texts_that_are_tried_hold_facts() -> None:
    """A promise about quotes is empty where nothing is read: count what the strategies give."""
    facts: list[int] = []

    @settings(derandomize=True, database=None, max_examples=200)
    @given(st.one_of(invented_texts(), changed_samples()))
    def count(text: str) -> None:
        facts.append(len(read_snapshot(page(text)).observations))

    count()
    assert sum(each > 0 for each in facts) > len(facts) / 10


def test_a_page_refused_has_one_row_that_says_why() -> None:
    reading = kept_promise(page(b"Rar!"))
    (row,) = reading.reports
    assert (row["state"], row["reason"], row["facts"]) == ("refused", "unsupported form", 0)


def test_a_page_that_names_a_strange_charset_is_read_or_refused() -> None:
    kept_promise(page('<meta charset="undefined"><p>幼儿园85所'.encode("gbk")))
