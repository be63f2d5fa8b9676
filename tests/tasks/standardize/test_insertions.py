"""Words strewn over a text in the midst of others are left out; words of the text stay."""

from __future__ import annotations

import pytest

from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_of
from tasks.offsets import MappedText
from tasks.standardize.insertions import without_insertions
from tests.genre import only_report

PLAIN = (
    "柳城县教育局2019年工作总结\n今年以来，全县坚持教育优先发展，扎实推进学校建设，共有幼儿园85所，"
    "小学132所，在校学生25812人。全年资助学生7912人，发放资助金1263万元，招聘教师126名，"
    "开展培训25期，参加教师3182人次，毛入园率达到92.5%，确保各项政策落实到位，干部职工满意。"
)


def strewn(text: str, words: tuple[str, ...], step: int) -> str:
    """A text with words put in at every `step` characters, in turn."""
    parts = [text[at : at + step] for at in range(0, len(text), step)]
    return parts[0] + "".join(words[n % len(words)] + part for n, part in enumerate(parts[1:]))


@pytest.mark.parametrize("words", [("养宠",), ("寵物店", "寵物"), ("水电行",)])
@pytest.mark.parametrize("step", [5, 7, 8])
def test_a_text_strewn_with_foreign_words_is_read_as_without_them(words: tuple[str, ...], step: int) -> None:
    noisy = strewn(PLAIN, words, step)
    assert without_insertions(MappedText.of(noisy)).text == PLAIN
    report = only_report(noisy)
    rows = observations_of(report, load_lexicon())
    expected = observations_of(only_report(PLAIN), load_lexicon())
    assert [(r["indicator"], r["value"]) for r in rows] == [(r["indicator"], r["value"]) for r in expected]
    assert all(noisy[r["start"] : r["end"]] == r["quote"] for r in rows)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        # a place, a thing and an adjective that recur, as they do
        PLAIN.replace("学校", "柳城学校").replace("教师", "柳城教师") * 4,
        "公办幼儿园85所，新建公办幼儿园6所，改建公办园5所，公办学位850个，公办教师85人，公办在园幼儿850人。"
        * 3,
        "新建幼儿园6所。全县幼儿园85所。2019年幼儿园5所。幼儿园年检。改建幼儿园3所，共幼儿园9所，有幼儿园8所。"
        * 2,
        "小学85所，小学生850人，小学教师85人，小学班额45人，小学2019年，小学132个，小学有85所，" * 2,
    ],
)
def test_words_that_recur_in_their_places_stay(text: str) -> None:
    assert without_insertions(MappedText.of(text)).text == text
