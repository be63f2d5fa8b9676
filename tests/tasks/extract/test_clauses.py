"""Clauses: what stands between marks; brackets, nested ones too; segments between semicolons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.extract.clauses import Clause, clauses_of
from tasks.extract.lexicon import load_lexicon
from tasks.extract.tokens import cut_sentence
from tests.genre import PIECES, SENTENCES

LEXICON = load_lexicon()


def cut(text: str) -> list[Clause]:
    return clauses_of(cut_sentence(LEXICON, text, 0, len(text)))


def texts(text: str) -> list[str]:
    return [clause.text for clause in cut(text)]


def test_marks_part_clauses_and_enumeration_commas_do_not() -> None:
    assert texts("小学121所，初中30所：公办、民办都有。") == ["小学121所", "初中30所", "公办、民办都有"]


def test_a_bracket_is_a_clause_inside_the_one_before_it() -> None:
    outer, inner, last = cut("幼儿园85所（公办32所），小学121所")
    assert (outer.text, inner.text, last.text) == ("幼儿园85所", "公办32所", "小学121所")
    assert inner.parent is outer
    assert outer.parent is last.parent is None


def test_what_follows_a_bracket_goes_on_with_the_clause_before() -> None:
    outer, inner = cut("义务教育学校（含教学点）168所")
    assert (outer.text, inner.text) == ("义务教育学校168所", "含教学点")


def test_clauses_inside_one_bracket_share_their_parent() -> None:
    outer, first, second = cut("幼儿园85所（公办32所，民办53所）")
    assert first.parent is second.parent is outer


def test_brackets_in_brackets() -> None:
    outer, middle, inner, after = cut("幼儿园85所（公办32所（含乡镇18所）和民办53所）比较多，完")
    assert outer.text == "幼儿园85所比较多"
    assert middle.text == "公办32所和民办53所"
    assert (middle.parent, inner.parent, after.parent) == (outer, middle, None)


def test_semicolons_begin_segments() -> None:
    assert [c.segment for c in cut("小学121所；初中30所，高中3所；完")] == [0, 1, 1, 2]


def test_semicolons_in_brackets_begin_none() -> None:
    assert [c.segment for c in cut("学校168所（小学121所；初中30所），完")] == [0, 0, 0, 0]


def test_brackets_that_do_not_match_lose_no_word() -> None:
    assert texts("）幼儿园85所") == ["幼儿园85所"]
    assert texts("幼儿园85所（公办32所") == ["幼儿园85所", "公办32所"]
    assert texts("幼儿园85所））小学121所") == ["幼儿园85所小学121所"]
    assert texts("（") == []


def test_empty_clauses_are_left_out() -> None:
    assert texts("，，小学121所。。") == ["小学121所"]


def test_how_a_clause_opens() -> None:
    (_, part) = cut("幼儿园85所，其中公办32所")
    assert part.starts_with("其中")
    assert part.starts_with("包括", "其中")
    assert not part.starts_with("包括")


@given(st.lists(st.one_of(SENTENCES, PIECES, st.sampled_from("（（））；，")), max_size=14).map("".join))
def test_every_word_is_in_one_clause(text: str) -> None:
    sentence = cut_sentence(LEXICON, text, 0, len(text))
    clauses = clauses_of(sentence)
    words = [t.start for t in sentence.tokens if t.kind != "mark" or t.text == "、"]
    assert sorted(t.start for c in clauses for t in c.tokens if t.kind != "mark" or t.text == "、") == words
    assert [c.segment for c in clauses] == sorted(c.segment for c in clauses)
    for clause in clauses:
        starts = [token.start for token in clause.tokens]
        assert starts == sorted(starts)
        if clause.parent is not None:
            assert clause.parent in clauses or not clause.parent.tokens
