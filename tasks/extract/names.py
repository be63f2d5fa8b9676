"""The names of schools, towns and the like: a figure behind one is of a part of the county."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.extract.lexicon import Lexicon, Token

JOINING = ("、", "和", "及", "与", "以及")
PROPER = ("nr", "ns", "nz", "nt")
COMMON = ("j", "x", "n", "f", "s", "vn")
COMMON_ENDS = ("小学", "中学", "幼儿园", "镇", "乡", "一中", "二中", "三中", "学区")
"""What ends the name of a part of the county also after a common noun: 城东中学."""
TOWN = re.compile(r"[^一二两三四五六七八九十各数多全城集市乡村][镇乡]")
APPOSITION = 2
"""From this many names in a row on, a list before a figure names what it counts (甲镇、乙镇2所幼儿园)."""


def apposition(tokens: Sequence[Token], low: int, figure: int) -> bool:
    """Whether a list of names stands directly before the figure."""
    if figure > low and tokens[figure - 1].text == "等":
        return True
    marks = 0
    for i in range(figure - 1, low - 1, -1):
        token = tokens[i]
        if token.text in JOINING:
            marks += 1
        elif token.kind in ("thing", "link", "date") or (token.events and token.kind != "unknown"):
            break
    return marks + 1 >= APPOSITION


def _proper(tokens: Sequence[Token], at: int, low: int, end: int) -> bool:
    """临江繁华中学: whether a proper name stands right before a place."""
    return (
        at >= low
        and tokens[at].kind == "unknown"
        and tokens[at].tag.startswith(PROPER)
        and tokens[at].end == end
    )


def named_part(lexicon: Lexicon, tokens: Sequence[Token], low: int, high: int) -> int | None:
    """The index of a word that ends the name of a school, a town or the like; None where there is none."""
    suffixes, endings = lexicon.vocabulary.part_suffixes, lexicon.part_endings
    for i in range(low, high):
        token = tokens[i]
        if token.text[-1] not in endings or token.kind in ("figure", "date", "mark"):
            continue
        if (
            token.kind == "unknown"
            and len(token.text) >= 3
            and token.text.endswith(suffixes)
            and token.tag.startswith(PROPER if not token.text.endswith(COMMON_ENDS) else (*PROPER, *COMMON))
        ):
            return i
        before = tokens[i - 1] if i > low else None
        if before is None or before.kind != "unknown" or before.events or before.end != token.start:
            continue
        if before.text.endswith(("县", "区", "市", "旗", "省")):
            continue  # the place itself, or one above it: 通州区小学83所
        if token.kind == "unknown" and TOWN.fullmatch(token.text):
            return i  # 四合永镇, cut to 四合 and 永镇
        if token.text not in suffixes or token.kind not in ("thing", "unknown", "restrict", "area", "other"):
            continue
        if before.tag.startswith(PROPER) or (
            token.text in COMMON_ENDS
            and (before.text.startswith("第") or (token.text == "中学" and before.tag.startswith("m")))
        ):
            return i
        if token.text in COMMON_ENDS and (
            before.tag.startswith(COMMON) or _proper(tokens, i - 2, low, before.start)
        ):
            return i
    return None


def names_object(tokens: Sequence[Token], end: int) -> bool:
    """新建临江繁华中学: whether a name, up to its last word, is all that a verb has for its object."""
    i = end - 1
    while i >= 0 and tokens[i].kind in ("unknown", "area") and not tokens[i].events:
        i -= 1
    return i >= 0 and i < end - 1 and bool(tokens[i].events)
