"""Traditional and simplified characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, Protocol, cast

from ahocorasick_rs import AhoCorasick

from tasks.offsets import MappedText

Script = Literal["hans", "hant"]

# Frequent characters of reports that only traditional text writes so
TRADITIONAL = frozenset(
    "學們個會發業經國務與員師實開區縣鄉辦園數達總計劃設進強領導級義習門專職資產動對應"
    "題從來時間過為後種類體質標準導貫徹黨團結構縮減"
)
ONLY_TRADITIONAL = re.compile(f"[{''.join(sorted(TRADITIONAL))}]")
HAN = re.compile(r"[\u4e00-\u9fff]+")
SHARE = 0.03
"""From this share of traditional-only characters on, a text is traditional. Others have almost none."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def script_of(text: str) -> Script:
    """Which script a text is written in; a text without Chinese characters counts as simplified."""
    traditional = len(ONLY_TRADITIONAL.findall(text))
    if not traditional:
        return "hans"
    han = sum(map(len, HAN.findall(text)))
    return "hant" if traditional / han >= SHARE else "hans"


@cache
def _converter() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415  slow to import, and most reports don't need it

    return cast(_Converter, OpenCC("t2s"))


@lru_cache(maxsize=10_000)
def _character(char: str) -> str:
    converted = _converter().convert(char)
    return converted if len(converted) == 1 else char


@cache
def _phrases() -> AhoCorasick:
    """Finds the phrases that the converter does not convert character by character."""
    rows = (files("opencc") / "dictionary" / "TSPhrases.txt").read_text(encoding="utf-8").splitlines()
    return AhoCorasick([row.split("\t")[0] for row in rows if row.strip()])


# t2s leaves these as they are, or reports of machine conversion write them for other characters
REMAINDER = str.maketrans(
    {
        "著": "着",
        "於": "于",
        "裏": "里",
        "衆": "众",
        "峯": "峰",
        "祇": "只",
        "佔": "占",
        "餘": "余",
        "鍾": "钟",
        "衹": "只",
        "靑": "青",
        "吿": "告",
        "淸": "清",
        "擧": "举",
        "説": "说",
        "郷": "乡",
        "県": "县",
        "総": "总",
        "閲": "阅",
        "囯": "国",
    }
)


def to_simplified(mapped: MappedText) -> MappedText:
    """Traditional characters to simplified ones, line by line, every character in its place.

    Where the converter's phrases change the length of a line, that line is converted character by
    character, so that the places hold.
    """
    converted: list[str] = []
    for line in mapped.text.split("\n"):
        # A line without phrases it converts by the character, and so can we, much sooner
        simple = _converter().convert(line) if _phrases().find_matches_as_indexes(line) else ""
        if len(simple) != len(line):
            simple = "".join(map(_character, line))
        converted.append(simple)
    return mapped.replaced("\n".join(converted).translate(REMAINDER))
