"""Sentences that can state no fact are held back, and no other ones."""

from __future__ import annotations

import pytest

from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_of
from tasks.records import Document, Source
from tasks.standardize.reports import standardize
from tests.genre import sample_files

LEXICON = load_lexicon()


def let_through(sentence: str) -> bool:
    figures = LEXICON.quantities.quantities(sentence, 0, len(sentence))
    return LEXICON.sieve.lets_through(LEXICON.sieve.dimensions_in(sentence), figures)


@pytest.mark.parametrize(
    "sentence",
    [
        "全县有幼儿园85所。",
        "新建9所园，其中幼儿园3所。",
        "56人以上大班额的比例为3%。",  # a noun across 的
        "小学现有在校学生500人。",  # read as 小学在校学生
        "小学、初中入学率分别为100%、99%。",  # means 小学入学率, which stands nowhere
        "初中入学率和巩固率均为100%。",  # means 初中巩固率, which stands nowhere
        "保安配备、封闭管理、一键报警三项，全县学校均达100%。",
        "应配保安员209人，实际配备221人。",
        "全年未发生校园安全事故。",  # a claim, and no figure
        "排查安全隐患185项，现已全部整改完毕。",
        "幼儿园共1122。",  # a figure without a unit
    ],
)
def test_what_can_state_a_fact_is_let_through(sentence: str) -> None:
    assert let_through(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "我们召开了座谈会。",
        "会议历时3天。",
        "全县有幼儿园。",
        "全县召开现场会85场。",
        "2019年，全县幼儿园建设提速。",
        "幼儿园建筑用地12亩。",
    ],
)
def test_what_cannot_is_held_back(sentence: str) -> None:
    assert not let_through(sentence)


def test_most_sentences_of_the_sample_are_held_back_and_none_with_a_fact() -> None:
    held = 0
    for file in sample_files():
        document = Document(Source(file.name, file.name), "0" * 64, file.read_text("utf-8"))
        for report in standardize(document, load_vocabulary()).reports:
            stated = {row["sentence"] for row in observations_of(report, LEXICON)}
            text = report.text.text
            for line in text.split("\n"):
                if line.strip() and not let_through(line):
                    held += 1
                    assert line.strip() not in stated
    assert held > 0
