"""Stated changes: whose they are, since when, how much; and sentences that leave any of it open."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.schemas import StatedChanges, validated
from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_and_changes, observations_of
from tasks.extract.stated_changes import may_compare
from tasks.parse.document import parse
from tasks.reading import PageReading, read_snapshot
from tasks.records import Document, Snapshot, Source
from tests.genre import only_report

OPENING = "柳城县教育局2019年工作总结\n"

STATED: list[tuple[str, str]] = [
    ("全县有幼儿园85所，比上年增加9所。", "kindergartens 2018 9 所 exact"),
    ("全县有幼儿园85所比上年增加9所。", "kindergartens 2018 9 所 exact"),
    ("全县有幼儿园85所（比上年净增9所）。", "kindergartens 2018 9 所 exact"),
    ("全县有85所幼儿园，较上年度减少了9所。", "kindergartens 2018 -9 所 exact"),
    ("全县有幼儿园85所，同比增加9所。", "kindergartens 2018 9 所 exact"),
    ("全县有幼儿园85所，与上年同期相比，减少9所。", "kindergartens 2018 -9 所 exact"),
    ("全县有幼儿园85所，比2015年增加9所。", "kindergartens 2015 9 所 exact"),
    ("全县有幼儿园85所，较去年增加9所。", "kindergartens 2018 9 所 exact"),
    ("2017年全县有幼儿园85所，比上年增加9所。", "kindergartens 2016 9 所 exact"),
    ("全县在园幼儿12345人，较上年减少235人。", "preschool_enrolment 2018 -235 人 exact"),
    ("全县在园幼儿12345人，比上年增加0.12万人。", "preschool_enrolment 2018 1200 人 exact"),
    ("全县在园幼儿12345人，同比增长5.3%。", "preschool_enrolment 2018 5.3 % exact"),
    ("全县在园幼儿12345人，比上年增加约200人。", "preschool_enrolment 2018 200 人 approx"),
    ("全县在园幼儿12345人，比上年增加200人以上。", "preschool_enrolment 2018 200 人 at_least"),
    # of the signed change: more than 200 fewer is at most -200
    ("全县在园幼儿12345人，比上年减少200人以上。", "preschool_enrolment 2018 -200 人 at_most"),
    (
        "学前三年毛入园率达到91.2%，比上年提高1.2个百分点。",
        "preschool_gross_enrolment_rate 2018 1.2 百分点 exact",
    ),
    (
        "学前三年毛入园率91.2%，比上年下降1.2个百分点；",
        "preschool_gross_enrolment_rate 2018 -1.2 百分点 exact",
    ),
    # other figures of the sentence that measure something else, or have changes of their own
    ("全县有幼儿园85所、在园幼儿12345人，比上年增加200人。", "preschool_enrolment 2018 200 人 exact"),
    (
        "全县有幼儿园85所，比上年增加9所，其中公办幼儿园40所，比上年增加3所。",
        "kindergartens 2018 9 所 exact; public_kindergartens 2018 3 所 exact",
    ),
]

NOTHING: list[str] = [
    # whose change it is, is not sure
    "全县有小学57所、初中21所，比上年增加2所。",
    "全县有小学57所，初中21所，比上年增加2所。",
    "全县有小学57所、初中21所，分别比上年增加2所、1所。",
    "全县有幼儿园85所，公办园比上年增加9所。",
    "全县有幼儿园85所，比上年增加9所公办园。",
    "全县有幼儿园85所，教师比上年增加9人。",
    "全县有幼儿园85所，保教质量稳步提升，比上年增加9所。",
    "全县有幼儿园85所。比上年增加9所。",
    "全县有幼儿园85所，比上年增加200人。",
    # whose figure is none of the whole county
    "城区有幼儿园85所，比上年增加9所。",
    # since when, is not sure or not said
    "全县有幼儿园85所，增加9所。",
    "全县有幼儿园85所，比年初增加9所。",
    "全县有幼儿园85所，比往年增加9所。",
    "全县有幼儿园85所，比2021年增加9所。",
    "2017年全县有幼儿园85所，比去年增加9所。",
    # how it changed, is not sure
    "全县有幼儿园85所，比上年新增9所。",
    "全县有幼儿园85所，比上年增加到94所。",
    "全县有幼儿园85所，比邻县增加9所。",
    "学前三年毛入园率91.2%，比上年提高1.2%。",
    "全县有幼儿园85所，比上年提高1.2个百分点。",
    "全县有幼儿园85所，比上年的76所增加9所。",
    # what is only meant
    "2020年计划建成幼儿园85所，比上年增加9所。",
    "到2020年，学前三年毛入园率达到91.2%，比上年提高1.2个百分点。",
]


def read(text: str) -> PageReading:
    """The reading of a page of 柳城县 for 2019 that says `text`."""
    content = f"{OPENING}{text}\n".encode()
    return read_snapshot(Snapshot(Source("liucheng", "liucheng.txt"), "a" * 64, content))


def written(row: dict[str, Any]) -> str:
    return f"{row['indicator']} {row['against_year']} {row['change']:g} {row['change_unit']} {row['bound']}"


@pytest.mark.parametrize(("text", "said"), STATED)
def test_a_change_directly_behind_its_figure_is_read(text: str, said: str) -> None:
    reading = read(text)
    assert "; ".join(map(written, reading.changes)) == said
    facts = {row["observation_id"]: row for row in reading.observations}
    for row in reading.changes:
        fact = facts[row["observation_id"]]
        shared = ("report_id", "source", "snapshot", "region_code", "region_name", "indicator", "year")
        assert [row[name] for name in shared] == [fact[name] for name in shared]


@pytest.mark.parametrize("text", NOTHING)
def test_where_it_is_not_sure_there_is_no_change(text: str) -> None:
    assert read(text).changes == ()


def test_nothing_is_lost_to_the_counter_examples_that_has_no_fact_at_all() -> None:
    """Most of them state a fact; that it has no change is not for want of one."""
    assert sum(bool(read(text).observations) for text in NOTHING) > len(NOTHING) * 0.7


def test_a_fact_that_is_said_twice_has_its_change_once_and_by_the_id_that_was_kept() -> None:
    reading = read("全县有幼儿园85所。\n全县有幼儿园85所，比上年增加9所。\n全县幼儿园共85所，比上年增加9所。")
    (fact,) = (row for row in reading.observations if row["indicator"] == "kindergartens")
    (change,) = reading.changes
    assert change["observation_id"] == fact["observation_id"]
    assert change["start"] > fact["end"]


SENTENCES = st.lists(
    st.sampled_from(
        [*(text for text, _ in STATED), *NOTHING, "全县  有幼儿园85所，\u3000比上年 增加9所。", "其他工作。"]
    ),
    min_size=1,
    max_size=6,
)
GAPS = st.sampled_from(["", " ", "\n", "\u3000\u3000", "（一）"])


@given(sentences=SENTENCES, gap=GAPS)
def test_offsets_lead_to_the_quote_and_rows_keep_their_schema(sentences: list[str], gap: str) -> None:
    text = f"{OPENING}{gap.join(sentences)}\n"
    snapshot = Snapshot(Source("liucheng", "liucheng.txt"), "a" * 64, text.encode())
    document = parse(snapshot)
    assert isinstance(document, Document)
    reading = read_snapshot(snapshot)
    known = {row["observation_id"] for row in reading.observations}
    schema = {name: column.dtype for name, column in StatedChanges.columns().items()}
    rows = validated(StatedChanges, pl.DataFrame(list(reading.changes), schema=schema), "test").to_dicts()
    for row in rows:
        assert document.text[row["start"] : row["end"]] == row["quote"]
        assert row["value_stated"] in row["quote"]
        assert row["quote"] in row["sentence"]
        assert row["observation_id"] in known


def test_facts_are_the_same_whether_changes_are_asked_for_or_not() -> None:
    report = only_report(f"{OPENING}{''.join(text for text, _ in STATED)}\n")
    rows, changes = observations_and_changes(report, load_lexicon())
    assert rows == observations_of(report, load_lexicon())
    assert changes


def test_a_sentence_without_a_comparison_is_not_looked_at() -> None:
    assert not may_compare("全县有幼儿园85所。")
    assert may_compare("全县有幼儿园85所，同比增加9所。")
