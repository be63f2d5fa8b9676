"""The words in which a sentence says whom it speaks of: the county itself, a part of it, or more than it;
and what its schools teach and whom."""

from __future__ import annotations

from functools import lru_cache

from tasks.extract.lexicon import Token

LEVELS = {"县": "全县", "区": "全区", "市": "全市", "旗": "全旗"}
OWN = ("我县", "我区", "我市", "我旗", "我局", "本县", "本区", "本市")
SCHOOL = (
    *("该校", "我校", "本校", "全校", "该园", "我园", "本园", "全园", "我院", "园内", "校内", "两校", "三校"),
    *("全镇", "全乡", "全村", "该镇", "该乡", "我镇", "我乡", "该村", "镇内", "全街道"),
)
"""Words for a school or a town as the subject."""
BEFORE_NOW = (
    "建国初期",
    "解放初期",
    "建国前",
    "解放前",
    "建国初",
    "解放初",
    "改革开放初期",
    "改革开放初",
    "民国",
)
"""Times of long ago, of which nobody says the year."""
OTHERS = ("他们", "邻县", "邻区", "兄弟县", "兄弟县区", "周边县", "周边县区", "先进县", "外县")
ABOVE = ("全国", "全省", "我省", "全州", "全盟", "我国", "全自治区", *BEFORE_NOW, *OTHERS)
PLACE_ENDS = ("市", "省", "县", "州", "盟", "地区", "自治区", "旗")
TOTALS = ("共有", "共", "合计", "总计", "共计", "全县", "全区", "全市")
# The same words as sets: whether a clause has one of them is asked of every clause
OWN_WORDS = frozenset(OWN)
OWN_OR_LEVEL = OWN_WORDS | set(LEVELS.values())
OF_ALL = frozenset({*TOTALS, *OWN_OR_LEVEL})
OF_A_SCHOOL = frozenset(SCHOOL)
LEARNERS = frozenset({"students", "children"})
SCHOOL_KINDS = frozenset(
    {
        "kindergartens",
        "public_kindergartens",
        "private_kindergartens",
        "primary_schools",
        "junior_secondary_schools",
    }
)
ENROLMENTS = frozenset({"preschool_enrolment", "primary_enrolment", "junior_secondary_enrolment"})
OF_PRICE = frozenset({"inclusive_kindergartens", "inclusive_private_kindergartens"})
"""Kindergartens whose children have no indicator of their own."""
OF_OWNERS = frozenset({"public_kindergartens", "private_kindergartens"})
KINDERGARTENS = OF_OWNERS | {"kindergartens", "partial"}
STAGE_OF_KIND = {
    "kindergartens": "preschool",
    "public_kindergartens": "preschool",
    "private_kindergartens": "preschool",
    "primary_schools": "primary",
    "junior_secondary_schools": "junior",
}
KIND_OF_STAGE = {
    "preschool": "kindergartens",
    "primary": "primary_schools",
    "junior": "junior_secondary_schools",
}


NEARBY = ("邻近", "相邻", "毗邻", "邻近的", "同为", "周边", "附近")
NEAR_SUBJECT = 6
"""How another county is brought in, and within how many words its name follows."""


def foreign_words(place_name: str | None) -> tuple[str, ...]:
    """The words of LEVELS that a place does not mean by itself: 全市 for a county. None without a name."""
    return _foreign_words(place_name[-1:] if place_name else "")


@lru_cache(maxsize=8)
def _foreign_words(level: str) -> tuple[str, ...]:
    return tuple(word for char, word in LEVELS.items() if level not in (char, ""))


@lru_cache(maxsize=8)
def _own_words(level: str) -> frozenset[str]:
    return OWN_WORDS | {word for char, word in LEVELS.items() if level in (char, "")}


def own_words(place_name: str | None) -> frozenset[str]:
    """The words by which a report speaks of the whole of its place; those of every level without a name."""
    return _own_words(place_name[-1:] if place_name else "")


def names_place(token: Token) -> bool:
    """Whether a word is the name of a province, a prefecture or a county."""
    return token.kind == "unknown" and token.tag.startswith("ns") and token.text.endswith(PLACE_ENDS)


NEW_SUBJECT = frozenset(("目前", "现有", "现在", "如今", "当前", "截至目前", "共有", "现共有", "今年"))
"""Words with which a clause starts anew, of the present, whatever time the clause before it spoke of."""
