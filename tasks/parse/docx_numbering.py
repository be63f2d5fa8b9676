"""The numbers that Word draws before headings and list items, from the definitions in a DOCX."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

DIGITS = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
SMALL, SMALL_LEGAL = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
LEVELS = 9
COUNTING = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "
    "koreanCounting ideographEnclosedCircle".split()
)
DIGIT_BY_DIGIT = frozenset(
    "ideographDigital taiwaneseDigital japaneseDigitalTenThousand koreanDigital2".split()
)
LEGAL_COUNTING = frozenset("chineseLegalSimplified ideographLegalTraditional japaneseLegal".split())


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The element found by going down from child to child by their names."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def attribute(element: Element | None, name: str) -> str | None:
    """The value of an attribute, whichever namespace it is in."""
    if element is None:
        return None
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def number(element: Element | None, name: str = "val") -> int | None:
    """The whole number in an attribute; null where there is none."""
    value = attribute(element, name)
    return int(value) if value is not None and value.lstrip("-").isdecimal() and len(value) < 10 else None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, how it is written, and the text around it (`（%1）`)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    decimal_only: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. `label` is called in document order."""

    lists: dict[int, int] = field(default_factory=dict)
    levels: dict[int, dict[int, Level]] = field(default_factory=dict)
    changed: dict[int, dict[int, Level]] = field(default_factory=dict)
    starts: dict[int, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[int | None, int | None, str | None]] = field(default_factory=dict)
    default_style: str | None = None
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def label(self, style: str | None, list_id: int | None, level: int | None) -> str:
        """The number drawn before a paragraph, with the space after it; empty where none is drawn."""
        styled_list, styled_level, styled_by = self._of_style(style or self.default_style)
        if list_id is None:
            list_id, level = styled_list, styled_level if level is None else level
        kind = self.lists.get(list_id or 0)
        if list_id is None or kind is None:
            return ""
        levels = {**self.levels.get(kind, {}), **self.changed.get(list_id, {})}
        if level is None:
            level = next((n for n, each in levels.items() if each.style and each.style == styled_by), 0)
        if not 0 <= level < LEVELS or level not in levels:
            return ""
        self._count(list_id, kind, level, levels)
        return self._drawn(self._counts[kind], level, levels)

    def _of_style(self, style: str | None) -> tuple[int | None, int | None, str | None]:
        """List, level and the style that says so, from a style or those that it is based on."""
        level: int | None = None
        for _ in range(20):
            if style is None or style not in self.styles:
                break
            list_id, own_level, parent = self.styles[style]
            level = own_level if level is None else level
            if list_id is not None:
                return list_id, level, style
            style = parent
        return None, level, None

    def _count(self, list_id: int, kind: int, level: int, levels: dict[int, Level]) -> None:
        counts = self._counts.setdefault(kind, {})
        for upper in range(level + 1):
            start = self.starts.get(list_id, {}).get(upper)
            if start is not None and (list_id, upper) not in self._begun:
                counts.pop(upper, None)
            first = start if start is not None else levels.get(upper, Level()).start
            if upper == level:
                counts[level] = counts[level] + 1 if level in counts else first
            else:
                counts.setdefault(upper, first)
            self._begun.add((list_id, upper))
        for deeper in [n for n in counts if n > level]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]

    def _drawn(self, counts: dict[int, int], level: int, levels: dict[int, Level]) -> str:
        own = levels[level]
        if own.form in ("bullet", "none"):
            return ""
        text = own.text
        for n in range(LEVELS):
            mark = f"%{n + 1}"
            if mark in text:
                form = "decimal" if own.decimal_only else levels.get(n, Level()).form
                text = text.replace(mark, written(counts.get(n, 1), form))
        text = text.strip()
        # a space only where it keeps two Latin pieces apart: 1. 2019年, but 一、总结
        space = own.suffix != "nothing" and text[-1:].isascii()
        return f"{text} " if text and space else text


def written(value: int, form: str) -> str:
    """A number as Word writes it in one of its forms; an unknown form is written in digits."""
    if value < 0:
        return str(value)
    if form in COUNTING:
        return counted(value, DIGITS, SMALL)
    if form in LEGAL_COUNTING:
        return counted(value, LEGAL, SMALL_LEGAL)
    if form in DIGIT_BY_DIGIT:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    return _written_otherwise(value, form)


def _written_otherwise(value: int, form: str) -> str:
    if form in ("ideographTraditional", "ideographZodiac"):
        row = STEMS if form == "ideographTraditional" else BRANCHES
        return row[(value - 1) % len(row)] if value else "0"
    if form in ("upperLetter", "lowerLetter") and 1 <= value <= 780:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 1 <= value < 4000:
        return roman(value) if form == "upperRoman" else roman(value).lower()
    enclosed = {
        "decimalEnclosedCircle": 0x2460,
        "decimalEnclosedCircleChinese": 0x2460,
        "decimalEnclosedParen": 0x2474,
        "decimalEnclosedFullstop": 0x2488,
    }.get(form)
    if enclosed is not None and 1 <= value <= 20:
        return chr(enclosed + value - 1)
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return f"{value:02d}" if form == "decimalZero" else str(value)


def counted(value: int, digits: str, small: tuple[str, ...]) -> str:
    """A number up to 9,999 in Chinese: 十, 十二, 二十, 一百零三."""
    if value == 0 or value > 9999:
        return digits[0] if value == 0 else str(value)
    text = ""
    gap = False
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if digit == 0:
            gap = gap or bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + small[power]
        gap = False
    return text[1:] if 10 <= value < 20 and digits is DIGITS else text


def roman(value: int) -> str:
    """A number in Roman numerals."""
    text = ""
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    for step, letters in steps:
        while value >= step:
            text, value = text + letters, value - step
    return text


def read_level(element: Element) -> tuple[int, Level]:
    """A <w:lvl>: which level it is, and how it counts."""
    start = number(child(element, "start"))
    own = Level(
        start=1 if start is None else start,
        form=_form(element),
        text=attribute(child(element, "lvlText"), "val") or "",
        suffix=attribute(child(element, "suff"), "val") or "tab",
        restart=number(child(element, "lvlRestart")),
        decimal_only=is_on(child(element, "isLgl")),
        style=attribute(child(element, "pStyle"), "val"),
    )
    return number(element, "ilvl") or 0, own


def _form(level: Element) -> str:
    """The number format; a newer one stands in a choice, with an older one to fall back on."""
    found = child(level, "numFmt")
    if found is None:
        found = child(level, "AlternateContent", "Fallback", "numFmt")
    return attribute(found, "val") or "decimal"


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and (attribute(element, "val") or "1") not in ("0", "false", "off", "none")


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of `numbering.xml` and the styles of `styles.xml` that use them; either may be missing."""
    found = Numbering()
    linked: dict[int, str] = {}
    linking: dict[str, int] = {}
    for element in numbering if numbering is not None else ():
        kind = number(element, "abstractNumId")
        if local(element) == "abstractNum" and kind is not None:
            found.levels[kind] = dict(read_level(each) for each in _named(element, "lvl"))
            if (name := attribute(child(element, "numStyleLink"), "val")) is not None:
                linked[kind] = name
            if (name := attribute(child(element, "styleLink"), "val")) is not None:
                linking[name] = kind
        list_id = number(element, "numId")
        used = number(child(element, "abstractNumId"))
        if local(element) == "num" and list_id is not None and used is not None:
            found.lists[list_id] = used
            for override in _named(element, "lvlOverride"):
                level = number(override, "ilvl") or 0
                if (start := number(child(override, "startOverride"))) is not None:
                    found.starts.setdefault(list_id, {})[level] = start
                if (changed := child(override, "lvl")) is not None:
                    found.changed.setdefault(list_id, {})[level] = read_level(changed)[1]
    for list_id, kind in found.lists.items():
        found.lists[list_id] = linking.get(linked.get(kind, ""), kind)
    _read_styles(found, styles)
    return found


def _read_styles(found: Numbering, styles: Element | None) -> None:
    for style in _named(styles, "style") if styles is not None else ():
        name = attribute(style, "styleId")
        if name is None or attribute(style, "type") not in (None, "paragraph"):
            continue
        listed = child(style, "pPr", "numPr")
        found.styles[name] = (
            number(child(listed, "numId")),
            number(child(listed, "ilvl")),
            attribute(child(style, "basedOn"), "val"),
        )
        if attribute(style, "default") in ("1", "true"):
            found.default_style = name


def _named(element: Element, name: str) -> Iterable[Element]:
    return (each for each in element if local(each) == name)
