"""Figures in a text: their values, units and bounds, and the dates that are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.units import Unit
from tasks.numerals import chinese_number
from tasks.records import FIVE_YEAR_PLANS, Period

PERCENT, RATIO, BARE = frozenset({"percent"}), frozenset({"ratio"}), frozenset({"bare"})
NUMERAL = "零〇一二两三四五六七八九十百千万亿"
TIMES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2, "": 1.0, "百万": 1e6, "千万": 1e7, "万亿": 1e12}

APPROX_BEFORE = re.compile(r"(?:约|近|大约|将近|约有|约为|接近|大概|上|逼近|约达)$")
AT_LEAST_BEFORE = re.compile(
    r"(?:(?<![不未])(?<!不[得能可应])(?:超过|超|高于|大于|逾|突破)|不[得能可应]?(?:低|少)于|至少|最少|不小于|不下)了?$"
)
AT_MOST_BEFORE = re.compile(
    r"(?:不[得能可应]?(?:超过|高于)|(?<!不)(?<!不[得能可应])(?:低于|少于|小于)|不足|不到|至多|最多|不大于|不多于|未超过)$"
)
APPROX_AFTER = re.compile(r"(?:左右|上下|许)")
AT_LEAST_AFTER = re.compile(r"(?:（含）|\(含\))?(?:及)?(?:以上|之上)")
AT_MOST_AFTER = re.compile(r"(?:（含）|\(含\))?(?:及)?(?:以内|以下|之内|之下|内(?=[，。；、）]|$))")
BOUNDS_AFTER = ((AT_LEAST_AFTER, "at_least"), (AT_MOST_AFTER, "at_most"), (APPROX_AFTER, "approx"))
BOUNDS_BEFORE = ((AT_LEAST_BEFORE, "at_least"), (AT_MOST_BEFORE, "at_most"), (APPROX_BEFORE, "approx"))
ORDINAL_BEFORE = re.compile(
    r"(?:第|(?<![学目])前|倒数第|No\.?|编号|文号|〔\d{4}〕|\[\d{4}\]|电话[：:]?|[A-Za-z]|[-/]\d*|[:：]\d+|\d[.:：])$"
)
# The patterns above cost more than all else of a figure, and seldom match. So first a look at the one
# character that stands beside the figure: no pattern matches without one of these (`$` allows a line end).
ORDINAL_LAST = frozenset("第前.号〕]话：:-/\nABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
COLON_LAST = frozenset("：:\n")
BOUND_LAST = frozenset("约近有为概上达过超于逾破少下了足到多\n")
BOUND_NEXT = frozenset("（(及以之内左上许")

COLON_BEFORE = re.compile(r"[：:]$")
"""What stands before a figure that needs its unit to be one: 小学：35所 and not 邮编：415000."""

LISTED_PEOPLE = re.compile(
    r"(?:教师|教职工|教职员工|学生|在校生|幼儿|儿童|保安员)(?:人?数|总数)?(?:合计|总计)?[：:]$"
)
LONGEST_LISTED = 6
PEOPLE = frozenset({"people"})

SINGLE = frozenset("一二两三四五六七八九")
ENDS_OPEN = re.compile(r"\s*(?:[-~～/至]|、?)\d|\n")
"""What follows a figure without a unit where it goes on, or where its line breaks off."""

APART_WITHIN = 30
"""How far 分别 may stand before the figures that it tells apart."""

DATE = re.compile(
    r"(?P<span>(?<!\d)(?P<a>(?:19|20)\d{2})(?:年)?(?:\d{1,2}月)?(?:-|至|到|~)(?P<b>(?:19|20)?\d{2})(?:年(?!级)|学年|(?=[二两三四五]年))(?:\d{1,2}月)?(?:\d{1,2}日)?[末底初]?)"
    r"|(?P<since>(?:自|从)?(?P<s>(?:19|20)\d{2})年(?:度)?[^，。；、\d]{0,16}?(?:\d{1,2}月)?(?:以来|至今|起至今)|(?:自|从)(?P<s2>(?:19|20)\d{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:秋季|春季|秋|春|下半年|上半年)?(?:学期)?(?:算起|起|开始)|(?<!\d)(?P<s3>(?:19|20)\d{2})年起(?![步草点])|(?:自|从)(?P<s4>(?:19|20)\d{2})年[^，。；、\d]{0,16}(?:启动|实施|开展|推行|成立|开工)(?=，(?:至今|迄今|已|共|累计|到|至|截至)))"
    r"|(?P<year>(?<!\d)(?P<y>(?:19|20)\d{2})(?:年度|学年度?|年)(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:[底末](?:之|以)?前(?!者)|底|末|初|中|秋季学期|春季学期|秋季|春季|上半年|下半年|以来|以后|之后|以前|前)?)"
    r"|(?P<listed>(?<!\d)(?P<y2>(?:19|20)\d{2})(?=(?:[、和及](?:19|20)\d{2}){0,5}[、和及](?:19|20)\d{2}[两二三四五]?年)|(?<=[、和及])(?P<y3>(?:19|20)\d{2})(?=[两二三四五]年))"
    r"|(?P<plan>[十](?:一|二|三|四|五)五(?:规划|期间|时期|末|以来|收官)*)"
    r"|(?:(?P<last>去年|上年度?(?!同)|上一年)|(?P<this>今年|本年度?|本学年)|(?P<next>明年|来年|下一年|新的?一年))(?:[底末](?:之|以)?前(?!者)|[底末初])?"
    r"|(?P<ago>(?<![前学第])(?:(?<!\d)[2-9]|[二两三四五六七八九十])年前)"
    r"|(?P<recent>(?:近|最近|过去)(?P<n>[一二两三四五六七八九十\d]{1,2})个?年(?:来|间|中|里)?|(?P<n2>[二两三四五六七八九十]|(?<!\d)[2-9])年(?:来|间|里|之间)|(?<![前学第近\d])(?P<n3>[二两三四五六七八九十]|(?<!\d)[2-9])年(?=共|累计|合计|总计|先后|补充|招聘|招录|公开招|引进|投入|交流)|(?<=[这过])(?:去的?)?(?P<n4>[五三两四])年)"
    r"|(?P<day>(?<!\d)\d{1,2}月份?(?:\d{1,2}日?)?(?:底|末|初|中旬|上旬|下旬)?(?![\d.]))"
)
# How every date begins, and a character that every date has: looking for them is quicker than trying DATE
DATE_START = re.compile(
    r"[\d自从十去上今本明来下近最过新二两三四五六七八九]"
    r"(?:(?<=\d)(?=\d{0,5}[年学月至到~、和及两二三四五-])|(?<=\D)(?=[年一学近去的二两三四五六七八九十\d]))"
)
DATE_HAS = ("年", "月", "五")
FIGURE_START = re.compile(rf"[\d{NUMERAL}]")


# Not frozen, which would take six times as long to make; never changed once made
@dataclass(slots=True)
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
            rf"(?<![第零〇一二两三四五六七八九十百千万])(?P<tenths>[一二三四五六七八九])成(?P<more_tenths>[一二三四五六七八九半])?(?=[，。；、！？）（以左上多的余]|$)"
            rf"|百分之(?P<cp>[{NUMERAL}]{{1,12}}(?:点[零一二三四五六七八九]{{1,6}})?|\d+(?:\.\d+)?)"
            rf"|(?P<p>{arabic})(?P<ps>[%‰])"
            rf"|(?<!\d)(?P<r1>\d{{1,3}}(?:\.\d{{1,3}})?)：(?P<r2>\d{{1,3}}(?:\.\d{{1,3}})?)"
            rf"|(?P<n>{arabic}|(?<![{NUMERAL}])[{NUMERAL}]{{1,12}}(?:点[零一二三四五六七八九]{{1,6}})?)"
            rf"(?P<m1>多|余|来)?(?P<t>万亿|百万|千万|[万亿千百])?(?:(?P<more>\d)(?P<mt>[千百]))?(?P<m2>多|余|来)?(?P<u>{names})?(?P<m3>多|余)?(?P<u2>次|人次)?"
        )

    def moments(self, text: str, start: int, end: int) -> list[Moment]:
        """The dates between two places, in order."""
        found: list[Moment] = []
        if not any(text.find(char, start, end) >= 0 for char in DATE_HAS):
            return found
        at = start
        while opening := DATE_START.search(text, at, end):
            match = DATE.match(text, opening.start(), end)
            if match is None:
                at = opening.end()
                continue
            at = match.end()
            moment = _moment(match)
            if moment is not None:
                found.append(moment)
        return found

    def quantities(self, text: str, start: int, end: int) -> list[Quantity]:
        """The figures between two places, in order. Dates must have been taken out by the caller."""
        found: list[Quantity] = []
        at = start
        while opening := FIGURE_START.search(text, at, end):
            match = self._pattern.match(text, opening.start(), end)
            if match is None:
                at = opening.end()
                continue
            at = match.end()
            quantity = self._quantity(text, match, start, end)
            if quantity is not None:
                at = quantity.end
                found.append(quantity)
        return found

    def _quantity(self, text: str, match: re.Match[str], low: int, high: int) -> Quantity | None:
        begin, end = match.span()
        before = text[max(low, begin - 8) : begin]
        last = before[-1:]
        if (last in ORDINAL_LAST or last.isdecimal()) and ORDINAL_BEFORE.search(before):
            return None
        if (
            last in COLON_LAST
            and COLON_BEFORE.search(before)
            and not (match["u"] or match["p"] or match["cp"])
        ):
            return _listed_people(match, before, text, high)
        bound = "exact"
        unit: str | None
        tenths, more_tenths, words, digits, sign, first, second, number, *rest = match.groups()
        if tenths:  # 七成六
            units = 5 if more_tenths == "半" else chinese_number(more_tenths or "零")
            value = (chinese_number(tenths) or 0) * 10.0 + (units or 0)
            unit, measures, stated_value = "成", PERCENT, match.group()
        elif words or digits:
            stated = words or digits
            share = float(stated) if stated[0].isdigit() else chinese_number(stated)
            if share is None:
                return None
            value = share
            if sign == "‰":
                value /= 10
            unit, measures = sign or "%", PERCENT
            stated_value = match.group() if words else stated
        elif first:
            left, right = float(first), float(second)
            if not left or not right or min(left, right) != 1:
                return None
            value, stated_value, unit, measures = max(left, right), match.group(), None, RATIO
        else:
            about, scale, more, more_scale, more_about, name, behind, times_behind = rest
            arabic = number[0].isdigit()
            if not arabic and not name:
                return None
            parsed = float(number) if arabic else chinese_number(number)
            if parsed is None or _uncertain(text, match, low, arabic):
                return None
            times = TIMES[scale or ""]
            if more:  # 3万5千人
                parsed = parsed * times + float(more) * TIMES[more_scale]
                times = 1.0
            value = round(parsed * times, 6) if times != 1.0 or "." in number or more else parsed
            known = self._units.get(name or ("元" if scale == "亿" else ""))  # 教育投入11.32亿
            unit = ((scale or "") + (name or "")) or None
            measures = known.measures if known else BARE
            if known and times_behind == "次" and name == "人":
                measures = self._units["人次"].measures
            if known:
                value = round(value * known.factor, 8)
            elif times_behind:
                end -= len(times_behind)
            stated_value = number
            if about or more_about or behind:
                bound = "approx"
        bound, end = _bound(bound, before, text, end, high)
        return Quantity(begin, end, value, stated_value, unit, measures, bound, begin)


def _listed_people(match: re.Match[str], before: str, text: str, high: int) -> Quantity | None:
    """专任教师：2799: a number alone on its line, behind a noun that can only be of people."""
    number, end = match["n"], match.end()
    if not number or match.group() != number or not number.isdecimal() or len(number) > LONGEST_LISTED:
        return None
    if LISTED_PEOPLE.search(before) is None or (end < high and text[end] != "\n"):
        return None
    return Quantity(match.start(), end, float(number), number, None, PEOPLE, "exact", match.start())


def _uncertain(text: str, match: re.Match[str], low: int, arabic: bool) -> bool:
    """数十所, 三五所, 85-90所, 12 34人: no figure is stated, or only the end of one.

    Of several behind 分别 each is one: 分别为32100、15200人.
    """
    number, begin, end = match["n"], match.start(), match.end()
    before = text[max(low, begin - 1) : begin]
    if not arabic and (before in ("数", "几", "好") or (len(number) == 2 and set(number) <= SINGLE)):
        return True
    if text[end : end + 1] == "性":  # 一次性
        return True
    if number != match.group() or "." in number or ENDS_OPEN.match(text, end) is None:
        return False
    before = text[max(low, begin - APART_WITHIN) : begin]
    return text[end : end + 1] != "、" or not ("分别" in before or "依次" in before)


def _bound(bound: str, before: str, text: str, end: int, high: int) -> tuple[str, int]:
    after = text[end : min(high, end + 8)]
    if after[:1] in BOUND_NEXT:
        for pattern, name in BOUNDS_AFTER:
            found = pattern.match(after)
            if found:
                return name, end + found.end()
    if before[-1:] in BOUND_LAST:
        for pattern, name in BOUNDS_BEFORE:
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
        return Moment(
            start, end, Period(int(match["s"] or match["s2"] or match["s3"] or match["s4"])), kind="since"
        )
    if match["year"]:
        kind = "before" if match["year"].endswith("前") and match["year"][-2] in "年以" else "year"
        return Moment(start, end, Period(int(match["y"])), kind=kind)
    if match["listed"]:
        return Moment(start, end, Period(int(match["y2"] or match["y3"])))
    if match["plan"]:
        first, last = FIVE_YEAR_PLANS.get(match["plan"][:3], (0, 0))
        if first and match["plan"].endswith("末"):
            return Moment(start, end, Period(last))
        return Moment(start, end, Period(last, first), kind="five") if first else None
    for name, shift in (("last", -1), ("this", 0), ("next", 1)):
        if match[name]:
            return Moment(start, end, None, shift)
    if match["ago"]:
        return Moment(start, end, None, -_count(match["ago"][0]))
    if match["recent"]:
        years = match["n"] or match["n2"] or match["n3"] or match["n4"]
        count = _count(years)
        return Moment(start, end, None, relative=1 - count if count > 1 else None, kind="recent")
    return Moment(start, end, None, kind="day")


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese_number(numeral) or 0)
