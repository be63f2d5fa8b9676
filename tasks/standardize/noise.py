"""What copying, converting and typesetting put into a text, taken out again with every place kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tasks.offsets import MappedText

FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
FULL_WIDTH |= {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# One form for each mark: Chinese ones for clauses and brackets, ASCII ones within figures
MARKS = {ord(mark): plain for mark, plain in zip("％．﹒﹪〞〝﹐﹔﹕︰∶", "%..%””，；：：：", strict=True)}
MARKS |= dict.fromkeys(map(ord, "—–―－‐−~〜～"), "-")
ASCII_MARKS = {ord(a): b for a, b in zip(",;:()!?", "，；：（）！？", strict=True)}
# 【幼儿园】公办22所 is 幼儿园：公办22所
MARKS |= {ord("【"): " ", ord("】"): "："}
SPACES = dict.fromkeys((12288, 160, *range(0x2000, 0x200B), 0x202F, 0x205F, 11, 12), " ")
# a tab parts the cells of a row: as a space it would make one figure of two
TABLE = {**FULL_WIDTH, **MARKS, **SPACES, 0x09: "\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
OTHER_SPELLING = re.compile(f"[{re.escape(''.join(map(chr, TABLE)))}]")
INVISIBLES = "\u200b-\u200f\u2060\ufeff\u00ad"
UNUSUAL = re.compile(f"[{INVISIBLES}{re.escape(''.join(map(chr, TABLE)))}]")
OTHER_MARK = re.compile(f"[{re.escape(''.join(map(chr, ASCII_MARKS)))}]")

THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)")
CHINESE_THOUSANDS = re.compile(r"(?<![\d.,，])\d{1,3}(?:，\d{3})+(?=[人名所个万元平次件户处场]|%)")
GROUPS = r"(?<![\d.])(?<!\d )(?!0\d)\d{1,3}(?: \d{3})+"
UNIT = "所人名个万亿元平次件户处场间套辆班位例起台条堂节期座%㎡"
# 小学 12 345 is two columns of a table, unless a unit or a mark follows: 小学 12 345人
SPACED_THOUSANDS = re.compile(
    rf"(?<![\u4e00-\u9fff] ){GROUPS}(?![\d.]| \d)|{GROUPS}(?= ?[{UNIT}]|[，。；、）,;)])"
    rf"|{GROUPS}\.\d{{1,4}}(?= ?[{UNIT}])"
)
COMMA_OR_SPACE = re.compile(r"[,， ]")
# 至此,77辆 of which a wrong decoding left ?7辆: the rest of a figure is no figure
BROKEN_FIGURE = re.compile(r"(?<=[?\ufffd])\d+(?:\.\d+)?(?!\d|年)(?=[\u4e00-\u9fff%])")
LETTER_FOR_ZERO = re.compile(r"(?<=\d)[OＯo○〇](?=[\d%％所人名个万亿年])")
LIKE_ENTER = re.compile(r"(?<=[毛童年段口净])人(?=[园学]率)")
"""人 for 入, as scanners read it: 毛人园率."""
SINGLE_DIGITS = re.compile(r"(?<![\d.])(?<!\d )\d(?: \d){2,}(?= ?[年人所名个万元%])")
SPACED_POINT = re.compile(r"(?<![\d.])\d{1,3}(?: \. ?|\. )\d{1,2}(?=%)")
INVISIBLE = re.compile(f"[{INVISIBLES}]+")
PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,8}[)）]")
ENTITIES = re.compile(r"(?:\?/?p>|</?[a-z]{1,6}/?>|&(?:#x?[0-9a-fA-F]{2,6}|[a-z]{2,8});)")
# 163所——幼儿园84所: a long dash parts, but between two years it joins
LONG_DASH = re.compile(r"(?<![\d-])-{2,}(?=[\u4e00-\u9fff（])|(?<=[\u4e00-\u9fff）])-{2,}")
QUOTED_NUMBER = re.compile(r"[“\"‘『「][\d.+]+[”\"’』」](?![所名人个万元%次])")
QUOTES = re.compile(r"[“”‘’\"'「」『』]")
TITLES = re.compile(r"《[^《》\n]{1,80}》")
ONE_WORD_BRACKET = re.compile(r"（[班园所点校次]）(?=[\u4e00-\u9fff])")
# a space counts only between two Latin letters or digits, and there a single one
LOOSE_SPACE = re.compile(r" (?: +|(?![A-Za-z0-9])|(?<![A-Za-z0-9] ))")
# Some patterns above look back before they look at a character, and cost much at every place of a text
# that has nothing for them; what each must find in it is quickly looked for
BRACKETED_LATIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]")
AFTER_CHINESE_COMMA = re.compile(r"，\d{3}")
AFTER_SPACE = re.compile(r" \d{3}")
DIGIT_AND_SPACE = re.compile(r"\d \d |\d\. |\d \.")


def without_noise(mapped: MappedText) -> MappedText:
    """A text in one spelling: digits in ASCII, clause marks in Chinese, no quotes, no titles of documents.

    Left out are pinyin put in by copy protection, debris of markup, spaces inside Chinese, the marks of
    thousands, quotation marks (they change no fact), and everything in 《》 (a document's title names
    things and states nothing).
    """
    if UNUSUAL.search(mapped.text):
        mapped = _respelled(mapped.without(INVISIBLE), OTHER_SPELLING, TABLE)
    if "?" in mapped.text or "\ufffd" in mapped.text:
        mapped = mapped.replaced(BROKEN_FIGURE.sub(lambda match: "X" * len(match.group()), mapped.text))
    if LETTER_FOR_ZERO.search(mapped.text):
        mapped = mapped.replaced(LETTER_FOR_ZERO.sub("0", mapped.text))
    if "人园率" in mapped.text or "人学率" in mapped.text:
        mapped = mapped.replaced(LIKE_ENTER.sub("入", mapped.text))
    if ">" in mapped.text or "&" in mapped.text:
        mapped = mapped.without(ENTITIES)
    if BRACKETED_LATIN.search(mapped.text):
        mapped = mapped.without(PINYIN)
    if "," in mapped.text:
        mapped = _joined(mapped, THOUSANDS)
    if AFTER_CHINESE_COMMA.search(mapped.text):
        mapped = _joined(mapped, CHINESE_THOUSANDS)
    if AFTER_SPACE.search(mapped.text):
        mapped = _joined(mapped, SPACED_THOUSANDS)
    if DIGIT_AND_SPACE.search(mapped.text):
        mapped = _joined(_joined(mapped, SINGLE_DIGITS), SPACED_POINT)
    mapped = _respelled(mapped, OTHER_MARK, ASCII_MARKS)
    if "--" in mapped.text:
        mapped = mapped.replaced(LONG_DASH.sub(lambda match: "：" * len(match.group()), mapped.text))
    if QUOTES.search(mapped.text):
        mapped = mapped.without(QUOTED_NUMBER).without(QUOTES)
    return mapped.without(TITLES).without(LOOSE_SPACE).without(ONE_WORD_BRACKET)


def _respelled(mapped: MappedText, others: re.Pattern[str], table: Mapping[int, str]) -> MappedText:
    """What `translate` gives, sooner where few characters have another spelling. None of it has another."""
    text = mapped.text
    for char in set(others.findall(text)):
        text = text.replace(char, table[ord(char)])
    return mapped.replaced(text)


def _joined(mapped: MappedText, pattern: re.Pattern[str]) -> MappedText:
    """The marks left out of every figure that `pattern` matches."""
    return mapped.without_spans(
        mark.span()
        for match in pattern.finditer(mapped.text)
        if not _numbers_a_line(mapped.text, match)
        for mark in COMMA_OR_SPACE.finditer(mapped.text, match.start(), match.end())
    )


def _numbers_a_line(text: str, figure: re.Match[str]) -> bool:
    """Whether a figure opens a line with its number, as the line before or behind it does: 3 120所."""
    start = figure.start()
    if (start and text[start - 1] != "\n") or text[start + 1 : start + 2] != " ":
        return False
    number = int(text[start])
    return any(f"\n{other} " in f"\n{text}" for other in (number - 1, number + 1))
