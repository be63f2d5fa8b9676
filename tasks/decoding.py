"""Bytes to text: the encodings that pages of the genre come in."""

from __future__ import annotations

import codecs
import re

DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
CODECS = {
    **dict.fromkeys(
        ("gb2312", "gbk", "gb18030", "gb-2312", "cp936", "windows-936", "x-gbk", "euc-cn"), "gb18030"
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5", "big-5"), "big5hkscs"),
}
"""What pages declare, and the codec that reads it. A larger code of the family reads the smaller ones."""

COMMON = frozenset(
    "的一是在了和有中国教育学校工作年度全县区市人生师资学前义务高中小幼儿园所名个万元达到率为上下大加强开展建设管理"
    "安全培训完成实施提高发展不这与及等对新进行情况总结报告"
    "國學校縣區師資義務園達為強開設實發進報總結訓與對數"
)
"""Characters that make up two fifths of any report, in both scripts; of other Chinese text a fifth."""

WRONG = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
MOST_WRONG = 0.02
"""More faults than this among the characters beyond ASCII, and the text is in another encoding."""

LEAST_COMMON = 0.02
LOOKED_AT = 200_000
"""Bytes of a page that decide its encoding."""


class UndecodableError(ValueError):
    """The bytes are text in none of the encodings known."""


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of a page: by its byte order mark, as UTF-8, or as what reads as Chinese.

    What a page declares decides only between readings that are equally good: pages declare wrongly too
    often. What the site says beside it (`charset`, of the header Content-Type) counts where the page
    declares nothing, or what it cannot be: sites say one thing of all their pages. A few broken bytes (a
    page cut short, a fault in copying) become U+FFFD; raises UndecodableError where they are many.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(content[2:], "utf-16-le" if content.startswith(codecs.BOM_UTF16_LE) else "utf-16-be")
    content = content.removeprefix(codecs.BOM_UTF8)
    if b"\x00" in content[:4096]:
        return _unmarked_wide(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(content[:4096])
    said = declared.group(1).decode("ascii").lower() if declared else ""
    scores: dict[str, float] = {}
    for name in ("gb18030", "big5hkscs", "utf-8"):
        text = content[:LOOKED_AT].decode(name, errors="replace")
        foreign = sum(not character.isascii() for character in text)
        if foreign and len(WRONG.findall(text)) <= max(MOST_WRONG * foreign, foreign < 50):
            scores[name] = _commonness(text)
    if not scores:
        raise UndecodableError("the bytes are neither UTF-8 nor GB18030 nor Big5")
    for word, weight in ((said, 0.002), ((charset or "").strip().lower(), 0.001)):
        if (name := CODECS.get(word, word)) in scores:
            scores[name] += weight
    return content.decode(max(scores, key=lambda name: scores[name]), errors="replace")


def _commonness(text: str) -> float:
    """The share of common characters among those beyond ASCII, 0 to 1."""
    foreign = [character for character in text if not character.isascii()]
    return sum(character in COMMON for character in foreign) / max(len(foreign), 1)


def _wide(content: bytes, name: str) -> str:
    return content.decode(name, errors="replace").lstrip("\ufeff")


def _unmarked_wide(content: bytes) -> str:
    """UTF-16 without a mark: zero bytes stand in text only there, beside digits and line ends."""
    best = max(("utf-16-le", "utf-16-be"), key=lambda name: _commonness(_wide(content[:LOOKED_AT], name)))
    text = _wide(content, best)
    seen = text[:LOOKED_AT]
    if _commonness(seen) < LEAST_COMMON or len(WRONG.findall(seen)) > MOST_WRONG * len(seen) + 1:
        raise UndecodableError("zero bytes in the text: not a text file")
    return text
