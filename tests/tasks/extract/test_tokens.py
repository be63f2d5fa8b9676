"""Sentences cut into words: things joined from words, the longest first; digits inside words; dates."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.extract.lexicon import Token, load_lexicon
from tasks.extract.tokens import Sentence, cut_sentence
from tests.genre import PIECES, SENTENCES

LEXICON = load_lexicon()


def cut(text: str, names: tuple[str, ...] = ()) -> Sentence:
    return cut_sentence(LEXICON, text, 0, len(text), names)


def things(text: str) -> list[str]:
    return [token.text for token in cut(text).tokens if token.kind == "thing"]


def written(text: str, token: Token) -> str:
    return text[token.start : token.end]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("公办幼儿园在园幼儿6230人", "公办幼儿园在园幼儿"),
        ("普惠性民办幼儿园41所", "普惠性民办幼儿园"),
        ("学前三年毛入园率91%", "学前三年毛入园率"),
        ("九年义务教育巩固率97%", "九年义务教育巩固率"),
        ("九年一贯制学校5所", "九年一贯制学校"),
        ("专职保安员配备率100%", "专职保安员配备率"),
        ("小学校际综合差异系数0.41", "小学校际综合差异系数"),
        ("高中阶段毛入学率92%", "高中阶段毛入学率"),
    ],
)
def test_the_longest_thing_is_taken(text: str, thing: str) -> None:
    assert things(text) == [thing]


def test_a_particle_inside_a_thing_is_passed_over() -> None:
    text = "大班额的比例3%"
    (token,) = [t for t in cut(text).tokens if t.kind == "thing"]
    assert (token.text, written(text, token)) == ("大班额比例", "大班额的比例")


@pytest.mark.parametrize("text", ["幼儿园总数85所", "幼儿园数85所"])
def test_the_word_for_a_count_belongs_to_its_thing(text: str) -> None:
    assert things(text) == ["幼儿园"]


def test_things_do_not_reach_over_marks_or_figures() -> None:
    assert things("公办，幼儿园") == ["公办", "幼儿园"]
    assert things("小学121所在校学生") == ["小学", "在校学生"]


@pytest.mark.parametrize(
    "text",
    [
        "56人以上大班额全部消除",
        "学前三年毛入园率稳步提高",
        "九年一贯制学校",
        "三类残疾儿童入学率保持稳定",
        "一键式报警装置",
        "3-6岁儿童入园率有所提高",
        "九年义务教育",
    ],
)
def test_numbers_in_words_are_no_figures(text: str) -> None:
    assert cut(text).quantities == ()


def test_the_figure_beside_a_word_with_a_number_is_found() -> None:
    sentence = cut("56人以上大班额占比2.6%，九年一贯制学校5所")
    assert [q.value for q in sentence.quantities] == [2.6, 5]


def test_dates_are_no_figures() -> None:
    sentence = cut("2019年9月1日，幼儿园有85所，2018年底有82所")
    assert [q.value for q in sentence.quantities] == [85, 82]
    assert [m.period.year for m in sentence.moments if m.period] == [2019, 2018]


def test_tokens_lead_back_to_figures_and_dates() -> None:
    text = "2018年82所，2019年85所"
    sentence = cut(text)
    figures = [sentence.quantities[t.index].value for t in sentence.tokens if t.kind == "figure"]
    dates = [sentence.moments[t.index].period for t in sentence.tokens if t.kind == "date"]
    assert figures == [82, 85]
    assert [p.year for p in dates if p] == [2018, 2019]


def test_the_name_of_the_reports_own_county_says_nothing() -> None:
    named = {t.text: t.kind for t in cut("云溪县有小学121所", ("云溪县", "云溪")).tokens}
    assert named["云溪县"] == "neutral"
    assert "云溪县" not in {t.text for t in cut("云溪县有小学121所").tokens if t.kind == "neutral"}


def test_only_the_span_asked_for_is_cut() -> None:
    text = "幼儿园85所。小学121所。"
    sentence = cut_sentence(LEXICON, text, 7, len(text))
    assert [q.value for q in sentence.quantities] == [121]
    assert sentence.tokens[0].start == 7


def test_verbs_carry_what_was_done() -> None:
    events = {t.text: t.events for t in cut("新建幼儿园，招聘教师，撤并学校").tokens if t.events}
    assert "build" in events["新建"]
    assert "recruit" in events["招聘"]
    assert "merge" in events["撤并"]


@given(st.lists(st.one_of(SENTENCES, PIECES), max_size=12).map("".join))
@example("56人以上大班额的比例为3%（去年5%）；“十三五”末")
@example("）））（（（")
@example("")
def test_tokens_cover_the_sentence_without_gap_or_overlap(text: str) -> None:
    sentence = cut(text)
    at = 0
    for token in sentence.tokens:
        assert token.start == at
        assert token.end > token.start
        at = token.end
    assert at == len(text)
    assert "".join(written(text, token) for token in sentence.tokens) == text
    assert sum(t.kind == "figure" for t in sentence.tokens) == len(sentence.quantities)
    assert sum(t.kind == "date" for t in sentence.tokens) == len(sentence.moments)
