"""Years: of a report, from its title, headings, closing lines and date; of a figure, from its sentence."""

from __future__ import annotations

import re

from tasks.numerals import chinese_number
from tasks.records import FIVE_YEAR_PLANS, Period

YEAR_LOW, YEAR_HIGH = 1978, 2035

DIGITS = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "Ｏ": "0",
}
CHINESE_YEAR = re.compile(r"[一二][九〇零○OＯ][〇零○OＯ一二三四五六七八九]{2}年")
FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:[-—–－~～]|至)((?:19|20)?\d{2})学年")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:[-—–－~～]|至|到)((?:19|20)\d{2})年")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=）)|(?=(?:学年|春季|秋季|工作总结)))")


def plausible(year: int) -> bool:
    """Whether a number can be the year of a report of our time."""
    return YEAR_LOW <= year <= YEAR_HIGH


def western_years(text: str) -> str:
    """Years in Chinese numerals written in digits, length for length (二〇一九年 → 2019年)."""
    return CHINESE_YEAR.sub(lambda m: "".join(DIGITS.get(char, char) for char in m.group()), text)


def period_of_title(title: str) -> Period | None:
    """The year that a title names for what is behind: 2019年工作总结和2020年工作思路 is 2019.

    A school year counts as the year it began in; a span has its last year.
    """
    title = western_years(title)
    school_year = SCHOOL_YEAR.search(title)
    if school_year:
        return Period(int(school_year.group(1)))
    span = SPAN.search(title)
    if span and plausible(int(span.group(2))):
        return Period(int(span.group(2)), int(span.group(1)))
    years = [int(match.group(1)) for match in YEAR.finditer(title)]
    years = [year for year in years if plausible(year)]
    if years:
        return Period(years[0])
    for name, (first, last) in FIVE_YEAR_PLANS.items():
        if name in title and ("总结" in title or "回顾" in title or "期间" in title):
            return Period(last, first)
    return None


LABELLED_DATE = re.compile(
    r"(?:发布|发文|成文|生成|更新|公开|印发|上传|发稿|录入)?(?:日期|时间)[：:\s]{0,4}((?:19|20)\d{2})[年./-](\d{1,2})"
)
BARE_DATE = re.compile(
    r"(?<![\d-])((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})(?:日|(?=[\s/-]|\d{1,2}[：:]|$))"
)
CLOSING_DATE = re.compile(
    r"((?:19|20)\d{2})年([\d一二三四五六七八九十]{1,3})月[\d一二三四五六七八九十]{1,3}日$"
)
# 2019年，全县…: a sentence that opens with the year it speaks of
OPENING = re.compile(
    r"(?:^|[。\n；：）】，])[ \t]*((?:19|20)\d{2})年(?:度|末|底)?(?:以来)?，"
    r"|(?:截至|截止到?|截止)((?:19|20)\d{2})年(?:\d{1,2}月)?(?:底|末)?，",
    re.M,
)
SINCE = re.compile(r"(?:自|从)?((?:19|20)\d{2})年[^，。；]{0,16}(?:以来|起)，")
MASKED_YEAR = re.compile(r"(?:20[X×xＸ*＊○\d]?[X×xＸ*＊○]|(?<![\dA-Za-z])[X×xＸ*＊]{2,4})年")
DATED_EVENT = re.compile(r"(?:^|[。\n）])\s*\d{1,2}月\d{1,2}日")
SUMMARY = ("总结", "公报", "统计", "回顾", "述职", "年度报告", "工作情况", "基本情况", "概况")
HEAD = 350
OPENING_WITHIN = 260


def date_of_publication(text: str) -> tuple[int, int] | None:
    """Year and month of a 发布日期 line, or of a date that stands among the first lines."""
    for pattern, part in ((LABELLED_DATE, text), (BARE_DATE, text[:HEAD])):
        for match in pattern.finditer(part):
            if plausible(int(match.group(1))) and 1 <= int(match.group(2)) <= 12:
                return int(match.group(1)), int(match.group(2))
    return None


def date_of_closing(text: str) -> tuple[int, int] | None:
    """Year and month of the date that stands alone in the last lines, below the bureau's name."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in reversed(lines[-12:]):
        match = CLOSING_DATE.search(line)
        if match and len(line) <= 40 and plausible(int(match.group(1))):
            month = match.group(2)
            number = int(month) if month.isdigit() else int(chinese_number(month) or 0)
            return int(match.group(1)), number
    return None


def year_of_report(title: str | None, headings: list[str], text: str) -> Period | None:
    """The year a report is of, with its first year where it is of several; None where nothing tells.

    The order: a year in the title; a year in the headings of its parts; a year with which the text
    opens (2019年，全县…); the year of publication or of the closing line, less one for a summary or
    statistics put up in the first quarter; the year with which several sentences open. A title's year
    that the text never names, while it speaks of another one again and again, is the uploader's and is
    not believed; nor is a date of publication where the text masks its own years.
    """
    text = western_years(text)
    spoken: dict[int, int] = {}
    for match in OPENING.finditer(text):
        year = int(match.group(1) or match.group(2))
        if plausible(year) and not match.group().rstrip("，").endswith("以来"):
            spoken[year] = spoken.get(year, 0) + 1
    for source in [title or "", *headings]:
        period = period_of_title(source)
        if period is not None and not (source == title and _contradicted(period.year, spoken)):
            return period
    opening = _opening_period(text)
    if opening is not None:
        return opening
    published = date_of_publication(text) or date_of_closing(text)
    if published and not MASKED_YEAR.search(text):
        year, month = published
        return Period(year - 1 if month <= 3 and any(word in (title or "") for word in SUMMARY) else year)
    if spoken:
        year, count = max(spoken.items(), key=lambda item: (item[1], item[0]))
        if count >= 2:
            return Period(year)
    return None


def _opening_period(text: str) -> Period | None:
    """The year, or span of years, with which one of the first sentences opens."""
    head = text[:OPENING_WITHIN]
    span = re.search(r"(?:^|[。\n])\s*((?:19|20)\d{2})(?:年)?-((?:19|20)\d{2})年(?:度)?，", head)
    if span and plausible(int(span.group(2))):
        return Period(int(span.group(2)), int(span.group(1)))
    match = OPENING.search(head)
    if match and match.group(1) and plausible(int(match.group(1))) and not SINCE.search(match.group()):
        return Period(int(match.group(1)))
    if DATED_EVENT.search(head[:80]):
        years = {int(m.group(1)) for m in re.finditer(r"((?:19|20)\d{2})年", head)}
        if len(years) == 1:
            return Period(years.pop())
    return None


def _contradicted(year: int, spoken: dict[int, int]) -> bool:
    return (
        bool(spoken)
        and year not in spoken
        and max(spoken.values()) >= 3
        and all(abs(y - year) > 1 for y in spoken)
    )
