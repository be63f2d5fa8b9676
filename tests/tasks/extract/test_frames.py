"""Frames: which noun a figure counts, what narrows it, what was done, how the figure stands to another."""

from __future__ import annotations

import pytest

from tasks.extract.frames import Around, Frame, counted_behind, left_frame, right_frame
from tasks.extract.lexicon import Token, load_lexicon
from tasks.extract.names import apposition, named_part
from tasks.extract.tokens import cut_sentence

LEXICON = load_lexicon()


def cut(text: str) -> tuple[tuple[Token, ...], list[int]]:
    """The tokens of a clause, and the indexes of its figures."""
    tokens = cut_sentence(LEXICON, text, 0, len(text)).tokens
    return tokens, [i for i, token in enumerate(tokens) if token.kind == "figure"]


def left(text: str) -> Frame | Around:
    """What stands before the last figure of a clause."""
    tokens, figures = cut(text)
    low = figures[-2] + 1 if len(figures) > 1 else 0
    return left_frame(tokens, low, figures[-1])


def left_noun(text: str) -> Frame:
    frame = left(text)
    assert isinstance(frame, Frame), text
    return frame


def right(text: str) -> Frame | None:
    """What stands behind the first figure of a clause."""
    tokens, figures = cut(text)
    high = figures[1] if len(figures) > 1 else len(tokens)
    return right_frame(tokens, 0, figures[0], high)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("全县有幼儿园85所", "幼儿园"),
        ("幼儿园总数达到85所", "幼儿园"),
        ("学前三年毛入园率为91%", "学前三年毛入园率"),
        ("目前全县共有专任教师2764人", "专任教师"),
        ("教师已招聘120人", "教师"),
        ("幼儿园共有85所", "幼儿园"),
    ],
)
def test_the_noun_on_the_left(text: str, head: str) -> None:
    frame = left_noun(text)
    assert (frame.head.text, frame.side) == (head, "left")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("64名专职保安员", "专职保安员"),
        ("配备64名专职保安员", "专职保安员"),
        ("全县有121所小学", "小学"),
        ("3600人的平安志愿者队伍", "平安志愿者队伍"),
    ],
)
def test_the_noun_on_the_right(text: str, head: str) -> None:
    frame = right(text)
    assert frame is not None
    assert (frame.head.text, frame.side) == (head, "right")


@pytest.mark.parametrize("text", ["9个学区办公室", "85所", "46所，小学", "26名、小学"])
def test_no_noun_on_the_right(text: str) -> None:
    assert right(text) is None


def test_another_noun_between_blocks_the_left() -> None:
    frame = left("小学购置图书12000册")
    assert isinstance(frame, Around)
    assert frame.blocked


def test_the_noun_of_the_figure_before_is_not_taken_again() -> None:
    assert isinstance(left("121所小学85人"), Around)


@pytest.mark.parametrize(
    ("text", "residue"),
    [
        ("城区小学86所", ["城区"]),
        ("省级示范性普通小学6所", ["示范性", "省级"]),
        ("全县小学121所", []),
        ("共有小学121所", []),
    ],
)
def test_what_narrows_a_noun_is_kept_nearest_first(text: str, residue: list[str]) -> None:
    assert [token.text for token in left_noun(text).residue] == residue


def test_a_noun_joined_to_the_head_narrows_it() -> None:
    assert left_noun("食堂从业人员、教师412人").residue


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("新建幼儿园6所", "build"),
        ("全年公开招聘教师120人", "recruit"),
        ("教师招聘120人", "recruit"),
        ("撤并学校9所", "merge"),
        ("排查安全隐患74处", "find"),
        ("投入资金146万元", "invest"),
    ],
)
def test_what_was_done(text: str, event: str) -> None:
    assert event in left(text).events


def test_two_things_done_are_both_kept() -> None:
    assert {"find", "rectify"} <= left_noun("排查并整改安全隐患74处").events


def test_what_was_done_behind_the_figure_is_kept_apart() -> None:
    frame = left_noun("贫困学生3120人得到资助")
    assert "aid" in frame.behind
    assert "aid" not in frame.events
    other = right("112名教师下乡支教")
    assert other is not None
    assert "rotate" in other.events


def test_then_and_now() -> None:
    tokens, (then, now) = cut("毛入园率由78%提高到91%")
    first, second = left_frame(tokens, 0, then), left_frame(tokens, then + 1, now)
    assert first.then
    assert not first.to
    assert second.to
    assert not second.then


def test_growth_and_comparison() -> None:
    assert left("幼儿园增加3所").growth
    assert not left("幼儿园增加到85所").growth
    assert left("幼儿园增加到85所").to
    assert left("幼儿园同比多出3所").compare
    assert not left("幼儿园85所").compare


def test_shares_name_their_whole() -> None:
    frame = left_noun("公办幼儿园占全县幼儿园总数的38%")
    assert frame.share
    assert frame.head.text == "公办幼儿园"
    assert "幼儿园" in frame.whole
    alone = left("占在园幼儿的41%")
    assert isinstance(alone, Around)
    assert (alone.share, alone.whole) == (True, "在园幼儿的")


def test_who_has_what_is_counted() -> None:
    owner = left_noun("公办园有在园幼儿6230人").owner
    assert owner is not None
    assert owner.text == "公办园"
    assert left_noun("全县有在园幼儿6230人").owner is None


def test_some_of_them_are_no_level() -> None:
    some, all_of_them = right("已有15所小学获评先进"), right("全县有121所小学")
    assert some is not None
    assert all_of_them is not None
    assert (some.level, all_of_them.level) == (False, True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("甲镇、乙镇、丙镇3所幼儿园", True),
        ("甲镇等3所幼儿园", True),
        ("建成3所幼儿园", False),
        ("甲镇3所幼儿园", False),
    ],
)
def test_lists_of_names_before_a_figure(text: str, named: bool) -> None:
    tokens, figures = cut(text)
    assert apposition(tokens, 0, figures[0]) is named


@pytest.mark.parametrize(
    ("text", "behind"),
    [("学校940个摄像头", True), ("学校85所", False), ("学校85所，摄像头", False), ("学校86名男教师", True)],
)
def test_a_noun_behind_takes_the_figure(text: str, behind: bool) -> None:
    tokens, figures = cut(text)
    assert counted_behind(tokens, figures[0], len(tokens)) is behind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("柳林镇有小学5所", "镇"),
        ("城东小学有学生1320人", "小学"),
        ("县第一中学有教师186人", "中学"),
        ("河口乡中心校教师46人", "乡"),
        ("全县有小学121所", None),
        ("小学121所，初中30所", None),
        ("通州区小学83所", None),
        ("乡镇小学86所", None),
        ("全县中小学幼儿园", None),
    ],
)
def test_names_of_schools_and_towns(text: str, name: str | None) -> None:
    tokens, _ = cut(text)
    found = named_part(LEXICON, tokens, 0, len(tokens))
    if name is None:
        assert found is None
    else:
        assert found is not None
        assert tokens[found].text.endswith(name)
