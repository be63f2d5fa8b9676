"""Years: of a report, from its title, headings, closing lines and date; of a figure, from its sentence."""

from __future__ import annotations

import re

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
SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:-|至)((?:19|20)?\d{2})学年")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:-|至|到|~)((?:19|20)\d{2})年")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|(?=(?:学年|春季|秋季|工作总结)))")
FIVE_YEAR_PLANS = {
    "十一五": (2006, 2010),
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
}


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


def date_of_publication(text: str) -> tuple[int, int] | None:
    """Year and month of a 发布日期 / 发布时间 / 日期 line."""
    match = re.search(
        r"(?:发布|发文|成文|生成|更新|公开|印发|上传|发稿|录入)?(?:日期|时间)[：:\s]{0,4}((?:19|20)\d{2})[年./-](\d{1,2})",
        text,
    )
    if match and plausible(int(match.group(1))) and 1 <= int(match.group(2)) <= 12:
        return int(match.group(1)), int(match.group(2))
    return None


def date_of_closing(text: str) -> tuple[int, int] | None:
    """Year and month of the date that stands alone in the last lines, below the bureau's name."""
    lines = [line.strip() for line in western_years(text).split("\n") if line.strip()]
    for line in reversed(lines[-12:]):
        match = re.search(
            r"((?:19|20)\d{2})年([\d一二三四五六七八九十]{1,3})月[\d一二三四五六七八九十]{1,3}日$", line
        )
        if match and len(line) <= 40 and plausible(int(match.group(1))):
            month = match.group(2)
            value = (
                int(month)
                if month.isdigit()
                else "〇一二三四五六七八九十".find(month[-1]) + (10 if len(month) > 1 else 0)
            )
            return int(match.group(1)), value
    return None


def year_of_report(title: str | None, headings: list[str], text: str) -> tuple[int | None, int | None]:
    """The year a report is of, and the year it was published, either None where nothing tells.

    The order: a year in the title; the year that the headings of its parts name; the years of which
    the text itself speaks (2019年，全县…); the date of publication or of the closing line, less one
    year where that lies in the first quarter. A title's year that the text never names, while it
    speaks of another one again and again, is the uploader's and is not believed.
    """
    text = western_years(text)
    published = date_of_publication(text) or date_of_closing(text)
    published_year = published[0] if published else None
    spoken = _years_spoken_of(text)
    for source in [title or "", *headings]:
        period = period_of_title(source)
        if period is None or not any(
            word in source for word in ("总结", "回顾", "工作", "情况", "报告", "公报", "汇报", "统计", "年")
        ):
            continue
        if source == title and _contradicted(period.year, spoken):
            continue
        return period.year, published_year
    if spoken:
        year, count = max(spoken.items(), key=lambda item: (item[1], item[0]))
        if count >= 2 or published_year is None or abs(published_year - year) <= 1:
            return year, published_year
    if published:
        year, month = published
        return (year - 1 if month <= 3 else year), published_year
    return None, None


def _years_spoken_of(text: str) -> dict[int, int]:
    """How often the text opens a sentence or paragraph with a year (2019年，…) or says 截至2019年."""
    counts: dict[int, int] = {}
    for match in re.finditer(
        r"(?:^|[。\n；]\s*|截至|截止到?|截止)((?:19|20)\d{2})年(?!.{0,3}(?:至|到|-))(?=[，,以来底末\d春秋度全我])",
        text,
    ):
        year = int(match.group(1))
        if plausible(year):
            counts[year] = counts.get(year, 0) + 1
    return counts


def _contradicted(year: int, spoken: dict[int, int]) -> bool:
    return (
        bool(spoken)
        and year not in spoken
        and max(spoken.values()) >= 3
        and all(abs(y - year) > 1 for y in spoken)
    )
