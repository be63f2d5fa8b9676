"""The central promise: whatever a page holds, reading it never fails, and every quote stands in its text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.batches import frames_of
from tasks.parse.document import parse
from tasks.reading import PageReading, read_snapshot
from tasks.records import Document, Snapshot
from tests.genre import changed_samples, invented_texts, page, sample_files

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16")


def kept_promise(snapshot: Snapshot) -> PageReading:
    """Read a page and check what holds for every page; the reading."""
    reading = read_snapshot(snapshot)
    frames_of([reading])
    parsed = parse(snapshot)
    assert reading.reports
    ids = {row["report_id"]: row for row in reading.reports}
    for row in reading.observations:
        assert isinstance(parsed, Document)
        assert parsed.text[row["start"] : row["end"]] == row["quote"]
        assert row["quote"].strip()
        assert row["sentence"] in parsed.text
        report = ids[row["report_id"]]
        assert report["state"] == "read"
        assert report["start"] <= row["start"] < row["end"] <= report["end"]
    facts = [row["report_id"] for row in reading.observations]
    assert {id_: facts.count(id_) for id_ in ids} == {id_: row["facts"] for id_, row in ids.items()}
    return reading


@given(invented_texts())
def test_every_quote_of_an_invented_text_stands_in_it(text: str) -> None:
    kept_promise(page(text))


@given(changed_samples())
def test_every_quote_of_a_changed_report_stands_in_it(text: str) -> None:
    kept_promise(page(text))
