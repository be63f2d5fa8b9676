"""Whether a text still has its figures: pages that lost their digits, or hide them, say nothing."""

from __future__ import annotations

import re

UNITS = "万元|亿元|平方米|人次|余人|多人|名教师|名学生|所学校|个百分点|余万元|多万元"
WITH_FIGURE = re.compile(
    rf"(?:\d|[一二三四五六七八九十百千万几两数多余]){{1,12}}(?:\.\d+)?(?:{UNITS}|%|人|名|所|个|次|起|处|年)"
)
MASKED = r"(?:[X×xＸ*＊○_]{1,4})(?:万元|亿元|平方米|人次|余人|多人|人|名|所|个|次|起|处|%|年)"
# a unit directly behind a verb or a preposition, where a figure must have stood
WITHOUT_FIGURE = re.compile(
    r"(?:共|达|达到|为|投入|投资|发放|约|近|计|占|招聘|新增|完成|资助|培训|配备|组织|开展|派出|有|到|了|得|筹措|争取|的)(?:余|多)?(?:万元|亿元|平方米|人次|人(?=[，。、；）])|名(?=[教学贫优])|所(?=[学中小幼，、])|%|次(?=[，。]))"
    rf"|{MASKED}"
    r"|(?<![\d一二三四五六七八九十])(?:月|年)(?:至|底|初|中旬|份|日)(?=[，。\u4e00-\u9fff])(?<!今年)(?<!去年)(?<!本月)(?<!当月)"
)
# How the matches of WITHOUT_FIGURE end: as many or more of them, and a text is searched for them at once
MAYBE_WITHOUT = (
    re.compile(
        r"[共达到为入资放约近计占聘增成助训备织展出有了得措取的余多]"
        r"(?:万元|亿元|平方米|人次|人(?=[，。、；）])|名(?=[教学贫优])|所(?=[学中小幼，、])|%|次(?=[，。]))"
    ),
    re.compile(MASKED.replace("{1,4}", "")),
    re.compile(r"[月年](?:至|底|初|中旬|份|日)"),
)
DIGIT = re.compile(r"\d")
NUMERAL = frozenset("一二三四五六七八九十")
IS_MASKED = re.compile(MASKED)
SHARE_LOST = 0.5
FEW = 4
ENOUGH_KEPT = 5
"""So many figures beside masks that say so honestly (X人) are worth reading."""


LONGEST_FURNITURE = 40
"""Menus, index numbers and foot lines are shorter; a line of prose that lost its marks is longer."""


def only_furniture(text: str) -> bool:
    """Whether there is nothing but the frame of a page: no sentence, no row, no figure of anything."""
    if re.search(r"[，。；\t]", text) or any(
        len(line.strip()) > LONGEST_FURNITURE for line in text.split("\n")
    ):
        return False
    return all(match.group().endswith("年") for match in WITH_FIGURE.finditer(text))


def lost_digits(text: str) -> str | None:
    """Why a text's digits count as lost, in words; None where it can be read.

    Lost: at least FEW places where a unit stands without its figure or a mask in its place, and as
    many of them as there are figures that still stand. A text that marks what it hides, and keeps some
    figures, can be read: no mask becomes a figure.
    """
    if not _may_be_lost(text):
        return None
    lost = sum(1 for _ in WITHOUT_FIGURE.finditer(text))
    kept = sum(1 for match in WITH_FIGURE.finditer(text) if DIGIT.search(match.group()))
    masked = sum(1 for _ in IS_MASKED.finditer(text))
    if kept >= ENOUGH_KEPT and lost - masked < FEW:
        return None
    if lost >= FEW and lost >= SHARE_LOST * (kept + lost):
        return f"{lost} units stand without a figure or with a mask, {kept} with one"
    return None


def _may_be_lost(text: str) -> bool:
    """Whether WITHOUT_FIGURE can have FEW matches. It looks back at every character, and costs much."""
    direct, masked, dates = MAYBE_WITHOUT
    found = len(direct.findall(text)) + len(masked.findall(text))
    for match in dates.finditer(text):
        before = text[match.start() - 1 : match.start()]
        found += not (before.isdecimal() or before in NUMERAL)
    return found >= FEW
