"""Figures in a text: their values, units and bounds, and the dates that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indicators.units import Unit
from tasks.numerals import chinese_number
from tasks.records import FIVE_YEAR_PLANS, Period

NUMERAL = "零〇一二两三四五六七八九十百千万亿"
TIMES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2, "": 1.0, "百万": 1e6, "千万": 1e7, "万亿": 1e12}

APPROX_BEFORE = re.compile(r"(?:约|近|大约|将近|约有|约为|接近|大概|上|逼近|约达)$")
AT_LEAST_BEFORE = re.compile(
    r"(?:(?<![不未])(?:超过|超|高于|大于|逾|突破)|不低于|不少于|至少|最少|不小于|不下)了?$"
)
AT_MOST_BEFORE = re.compile(
    r"(?:不超过|不高于|(?<!不)(?:低于|少于|小于)|不足|不到|至多|最多|不大于|不多于|未超过)$"
)
APPROX_AFTER = re.compile(r"(?:左右|上下|许)")
AT_LEAST_AFTER = re.compile(r"(?:（含）|\(含\))?(?:及)?(?:以上|之上)")
AT_MOST_AFTER = re.compile(r"(?:（含）|\(含\))?(?:及)?(?:以内|以下|之内|之下|内(?=[，。；、）]|$))")
ORDINAL_BEFORE = re.compile(
    r"(?:第|(?<![学目])前|倒数第|No\.?|编号|文号|〔\d{4}〕|\[\d{4}\]|电话[：:]?|[A-Za-z]|[-/]\d*|[:：]\d+|\d[.:：])$"
)

COLON_BEFORE = re.compile(r"[：:]$")
"""What stands before a figure that needs its unit to be one: 小学：35所 and not 邮编：415000."""

DIGITS_ONLY = "一二两三四五六七八九"
ENDS_OPEN = re.compile(r"\s*(?:[-~～/至]|、?)\d|\n")
"""What follows a figure without a unit where it goes on, or where its line breaks off."""

DATE = re.compile(
    r"(?P<span>(?<!\d)(?P<a>(?:19|20)\d{2})(?:年)?(?:\d{1,2}月)?(?:-|至|到|~)(?P<b>(?:19|20)?\d{2})(?:年(?!级)|学年)(?:\d{1,2}月)?(?:\d{1,2}日)?[末底初]?)"
    r"|(?P<since>(?:自|从)?(?P<s>(?:19|20)\d{2})年(?:度)?[^，。；、\d]{0,16}?(?:\d{1,2}月)?(?:以来|至今|起至今)|(?:自|从)(?P<s2>(?:19|20)\d{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:秋季|春季|秋|春|下半年|上半年)?(?:学期)?(?:算起|起|开始))"
    r"|(?P<year>(?<!\d)(?P<y>(?:19|20)\d{2})(?:年度|学年度?|年)(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:底|末|初|中|秋季学期|春季学期|秋季|春季|上半年|下半年|以来|以后|之后|以前|前)?)"
    r"|(?P<plan>[十](?:一|二|三|四|五)五(?:规划|期间|时期|末|以来|收官)*)"
    r"|(?P<last>去年|上年度?(?!同)|上一年)|(?P<this>今年|本年度?|本学年)|(?P<next>明年|来年|下一年)"
    r"|(?P<recent>(?:近|最近|过去)(?P<n>[一二两三四五六七八九十\d]{1,2})个?年(?:来|间|中|里)?|(?P<n2>[二两三四五六七八九十]|(?<!\d)[2-9])年(?:来|间))"
    r"|(?P<day>(?<!\d)\d{1,2}月份?(?:\d{1,2}日?)?(?:底|末|初|中旬|上旬|下旬)?(?![\d.]))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `value` in the unit's own size, in the dimensions `measures` (percent and number too)."""

    start: int
    end: int
    value: float
    value_stated: str
    unit_stated: str | None
    measures: frozenset[str]
    bound: str
    number_start: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or span of years; `relative` is a shift against the report's year, where no year is said."""

    start: int
    end: int
    period: Period | None
    relative: int | None = None
    kind: str = "year"


class QuantityReader:
    """Finds figures and dates. Made once from the units; stateless in use."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        names = "|".join(re.escape(name) for name in sorted(units, key=len, reverse=True))
        arabic = r"(?<![\d.A-Za-z])\d{1,12}(?:\.\d{1,8})?(?!\d)"
        self._pattern = re.compile(
            rf"百分之(?P<cp>[{NUMERAL}]{{1,12}}(?:点[零一二三四五六七八九]{{1,6}})?|\d+(?:\.\d+)?)"
            rf"|(?P<p>{arabic})(?P<ps>[%‰])"
            rf"|(?<!\d)(?P<r1>\d{{1,3}}(?:\.\d{{1,3}})?)：(?P<r2>\d{{1,3}}(?:\.\d{{1,3}})?)"
            rf"|(?P<n>{arabic}|(?<![{NUMERAL}])[{NUMERAL}]{{1,12}}(?:点[零一二三四五六七八九]{{1,6}})?)"
            rf"(?P<m1>多|余|来)?(?P<t>万亿|百万|千万|[万亿千百])?(?:(?P<more>\d)(?P<mt>[千百]))?(?P<m2>多|余|来)?(?P<u>{names})?(?P<m3>多|余)?(?P<u2>次|人次)?"
        )

    def moments(self, text: str, start: int, end: int) -> list[Moment]:
        """The dates between two places, in order."""
        return [moment for match in DATE.finditer(text, start, end) if (moment := _moment(match)) is not None]

    def quantities(self, text: str, start: int, end: int) -> Iterator[Quantity]:
        """The figures between two places, in order. Dates must have been taken out by the caller."""
        at = start
        while match := self._pattern.search(text, at, end):
            at = max(match.end(), at + 1)
            quantity = self._quantity(text, match, start, end)
            if quantity is not None:
                at = quantity.end
                yield quantity

    def _quantity(self, text: str, match: re.Match[str], low: int, high: int) -> Quantity | None:
        begin, end = match.span()
        before = text[max(low, begin - 8) : begin]
        if ORDINAL_BEFORE.search(before):
            return None
        if COLON_BEFORE.search(before) and not (match["u"] or match["p"] or match["cp"]):
            return None
        bound = "exact"
        unit: str | None
        if match["cp"] or match["p"]:
            stated = match["cp"] or match["p"]
            value = float(stated) if stated[0].isdigit() else chinese_number(stated)
            if value is None:
                return None
            if match["ps"] == "‰":
                value /= 10
            unit, measures = match["ps"] or "%", frozenset({"percent"})
            stated_value = match.group() if match["cp"] else stated
        elif match["r1"]:
            first, second = float(match["r1"]), float(match["r2"])
            if not first or not second or min(first, second) != 1:
                return None
            value, stated_value, unit, measures = (
                max(first, second),
                match.group(),
                None,
                frozenset({"ratio"}),
            )
        else:
            number = match["n"]
            arabic = number[0].isdigit()
            parsed = float(number) if arabic else chinese_number(number)
            if parsed is None or (not arabic and not match["u"]) or _uncertain(text, match, before, arabic):
                return None
            times = TIMES[match["t"] or ""]
            if match["more"]:  # 3万5千人
                parsed = parsed * times + float(match["more"]) * TIMES[match["mt"]]
                times = 1.0
            value = round(parsed * times, 6)
            known = self._units.get(match["u"] or "")
            unit = ((match["t"] or "") + (match["u"] or "")) or None
            measures = known.measures if known else frozenset({"bare"})
            if match["u2"] and known and match["u2"] == "次" and match["u"] == "人":
                measures = self._units["人次"].measures
            if known:
                value = round(value * known.factor, 8)
            elif match["u2"]:
                end -= len(match["u2"])
            stated_value = number
            if match["m1"] or match["m2"] or match["m3"]:
                bound = "approx"
        bound, end = _bound(bound, before, text, end, high)
        return Quantity(begin, end, value, stated_value, unit, measures, bound, begin)


def _uncertain(text: str, match: re.Match[str], before: str, arabic: bool) -> bool:
    """数十所, 三五所, 85-90所, 12 34人: no figure is stated, or only the end of one."""
    number, end = match["n"], match.end()
    if not arabic and (before[-1:] in ("数", "几", "好") or (len(number) == 2 and number[1] in DIGITS_ONLY)):
        return True
    return number == match.group() and "." not in number and ENDS_OPEN.match(text, end) is not None


def _bound(bound: str, before: str, text: str, end: int, high: int) -> tuple[str, int]:
    after = text[end : min(high, end + 8)]
    for pattern, name in ((AT_LEAST_AFTER, "at_least"), (AT_MOST_AFTER, "at_most"), (APPROX_AFTER, "approx")):
        found = pattern.match(after)
        if found:
            return name, end + found.end()
    for pattern, name in (
        (AT_LEAST_BEFORE, "at_least"),
        (AT_MOST_BEFORE, "at_most"),
        (APPROX_BEFORE, "approx"),
    ):
        if pattern.search(before):
            return name, end
    return bound, end


def _moment(match: re.Match[str]) -> Moment | None:
    start, end = match.span()
    if match["span"]:
        first, last = int(match["a"]), match["b"]
        second = int(last) if len(last) == 4 else int(str(first)[:2] + last)
        if "学年" in match["span"]:
            return Moment(start, end, Period(second if match["span"][-1] in "末底" else first))
        return Moment(start, end, Period(second, first)) if second > first else None
    if match["since"]:
        return Moment(start, end, Period(int(match["s"] or match["s2"])), kind="since")
    if match["year"]:
        kind = "before" if match["year"].endswith("前") else "year"
        return Moment(start, end, Period(int(match["y"])), kind=kind)
    if match["plan"]:
        first, last = FIVE_YEAR_PLANS.get(match["plan"][:3], (0, 0))
        return Moment(start, end, Period(last, first), kind="five") if first else None
    for name, shift in (("last", -1), ("this", 0), ("next", 1)):
        if match[name]:
            return Moment(start, end, None, shift)
    if match["recent"]:
        years = match["n"] or match["n2"]
        count = int(years) if years.isdigit() else int(chinese_number(years) or 0)
        return Moment(start, end, None, relative=1 - count if count > 1 else None, kind="recent")
    return Moment(start, end, None, kind="day")
