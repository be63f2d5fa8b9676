"""Bytes to text: the encodings that pages of the genre come in."""

from __future__ import annotations

import codecs
import re

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
KNOWN = frozenset({"gb2312", "gbk", "gb18030", "big5", "big5-hkscs", "big5hkscs", "utf-16", "windows-936"})
"""What a page may declare; anything else is passed over."""
CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "windows-936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
MOST_DAMAGED = 0.002
COMMON = re.compile("[的一是在了和有中国教育学校工作年度全县区市]|[學區縣]")


class UndecodableError(ValueError):
    """The bytes are text in none of the encodings known."""


def decode(content: bytes) -> str:
    """The text of a page: by its byte order mark, as UTF-8, as declared, or as what reads as Chinese.

    A declared encoding is only believed where it decodes without fault. Raises UndecodableError.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff")
    if b"\x00" in content[:4096]:
        raise UndecodableError("zero bytes in the text: not a text file")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(content[:4096])
    names = [declared.group(1).decode("ascii").lower()] if declared else []
    best: tuple[float, str] | None = None
    for name in dict.fromkeys([name for name in names if name in KNOWN] + ["gb18030", "big5hkscs"]):
        try:
            text = content.decode(CODECS.get(name, name))
        except (UnicodeDecodeError, LookupError):
            continue
        share = len(COMMON.findall(text)) / max(len(text), 1)
        if best is None or share > best[0]:
            best = (share, text)
    if best is None:
        for name in ("utf-8", "gb18030"):  # some bytes are damaged
            text = content.decode(name, errors="replace")
            if text.count("\ufffd") <= max(1, MOST_DAMAGED * len(text)):
                return text
        raise UndecodableError("the bytes are neither UTF-8 nor GB18030 nor Big5")
    return best[1]
