"""A lexicon without jieba's dictionary cuts by the declared words alone, and still reads."""

from __future__ import annotations

from benchmarks import labelled
from benchmarks.without_jieba import score_with
from indicators.catalogue import load_catalogue
from indicators.vocabulary import load_vocabulary
from tasks.extract.lexicon import Lexicon, load_lexicon

PLAIN = Lexicon(load_catalogue(), load_vocabulary(), dictionary=False)


def test_only_declared_words_are_cut() -> None:
    words = [word for word, _ in PLAIN.cut("某地现有幼儿园")]
    assert words[-1] == "幼儿园"
    assert "".join(words) == "某地现有幼儿园"


def test_the_whole_lexicon_knows_more() -> None:
    text = "教师爬山"
    assert len(load_lexicon().cut(text)) >= 2
    assert "".join(word for word, _ in load_lexicon().cut(text)) == text


def test_a_set_is_scored_with_it() -> None:
    scored = score_with(labelled.BUILDING, PLAIN)
    assert scored.labels == labelled.score_of(labelled.BUILDING).labels
    assert scored.found > 0
