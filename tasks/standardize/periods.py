"""Years: of a report, from its title, headings, closing lines and date; of a figure, from its sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

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
DASHES = re.compile(r"[—–―－‐−~～〜]+")
SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:-|至)((?:19|20)?\d{2})学年")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:-|至|到|~)((?:19|20)\d{2})年")
YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年|(?=）)|(?=(?:学年|春季|秋季|工作总结)))|(?<=[育局县区市况])((?:19|20)\d{2})$"
)


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
    title = DASHES.sub("-", western_years(title))
    school_year = SCHOOL_YEAR.search(title)
    if school_year:
        return Period(int(school_year.group(1)))
    span = SPAN.search(title)
    if span and plausible(int(span.group(2))):
        return Period(int(span.group(2)), int(span.group(1)))
    years = [int(match.group(1) or match.group(2)) for match in YEAR.finditer(title)]
    years = [year for year in years if plausible(year)]
    both = SUMMARY_AND_PLAN.search(title)
    if both and years and years[0] == int(both.group(1)):
        return Period(years[0] - 1)
    if years:
        return Period(years[0])
    for name, (first, last) in FIVE_YEAR_PLANS.items():
        if name in title and LOOKS_AT_PLAN.search(title):
            return Period(last, first)
    return None


LABELLED_DATE = re.compile(
    r"(?:发布|发文|成文|生成|更新|公开|印发|上传|发稿|录入)?(?:日期|时间)[：:\s\[【（]{0,5}((?:19|20)\d{2})[年./-](\d{1,2})"
)
# not the date of an event in a sentence: 针对2020年5月19日地区…, 继2012年6月20日…
BARE_DATE = re.compile(
    r"(?<![\d-])(?<![继对自从到至在由据经按])(?<!(?<![表布])于)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})(?:日|(?=[\s/\u4e00-\u9fff-]|\d{1,2}[：:]|$))"
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
YEAR_AND_COMMA = re.compile(r"(?:19|20)\d{2}年(?:度|末|底|\d{1,2}月)?(?:底|末)?(?:以来)?，")
"""How every match of OPENING ends."""
SINCE = re.compile(r"(?:自|从)?((?:19|20)\d{2})年[^，。；]{0,16}(?:以来|起)，")
MASKED_YEAR = re.compile(r"(?:20[X×xＸ*＊○_\d]?[X×xＸ*＊○_]|(?<![\dA-Za-z])(?:[X×xＸ*＊]{2,4}|_{1,4}))年")
DATED_EVENT = re.compile(r"(?:^|[。\n）])\s*\d{1,2}月\d{1,2}日")
SUMMARY = (
    *("总结", "公报", "统计", "回顾", "述职", "年度报告", "工作情况", "基本情况", "概况"),
    *("家底", "一览", "调研", "调查", "摸底"),
)
# below a title, in brackets or alone: （区政协教科卫体委，2021年11月）, （2013年第4期，7月26日）
DATED_LINE = re.compile(
    r"^[（(][^（）()\n。]{0,24}?((?:19|20)\d{2})年(?:(\d{1,2})月|第\d{1,3}期[，,\s]*(\d{1,2})月)[^（）()\n。]{0,8}[)）]$"
    r"|^[\s—-]*((?:19|20)\d{2})年(\d{1,2})月(?:\d{1,2}日)?$",
    re.M,
)
# what a report says of its own figures: 以下数字均为2008年底数, 时至今日（2018年10月）
DECLARED = re.compile(
    r"(?:数字|数据|统计|口径|时点)[^。；\n]{0,14}?(?:为|截至|截止到?|是)((?:19|20)\d{2})年(?:度|末|底|\d{1,2}月)"
    r"|(?:今日|目前|现在|当前|现阶段)[（(]((?:19|20)\d{2})年\d{0,2}月?"
)
# 总结及2021年工作安排: of the year before
SUMMARY_AND_PLAN = re.compile(
    r"总结(?:报告|汇报)?(?:及|和|暨|与|、)((?:19|20)\d{2})年?(?:度)?[^\n，。]{0,8}(?:安排|计划|思路|打算|要点|设想|重点)"
)
LOOKS_AT_PLAN = re.compile("总结|回顾|情况|评估|自评|自查|汇报|期间")
PLAN_TITLE = re.compile(r"规划|行动计划|实施方案|三年计划|指标")
UPLOADED = re.compile(r"篇|范例|范文|精选|通用|合集|大全|\.(?:docx?|pdf|pptx?|wps)", re.I)
"""In a title that some uploader gave: 2022年工作总结六篇范例.pdf."""
PAST_YEAR = re.compile(r"过去一年|过去的一年|一年来|全年")
YEARBOOK = re.compile(r"年鉴[（(]?((?:19|20)\d{2})|((?:19|20)\d{2})年?(?:卷)?[\u4e00-\u9fff]{0,8}年鉴")
NAMED = re.compile(
    r"(?<!\d)(?<![自由从到至比较继对])((?:19|20)\d{2})年(?!以来|起|级|开始|前|[^，。；]{0,28}以来|[^，。；]{0,14}启动)"
)
OF_ITSELF = re.compile(r"\d{4}年(?:度)?[\u4e00-\u9fff]{0,8}(?:工作|招聘|总结|统计|招生)")
SENTENCE_END = re.compile(r"[。！？\n]")
ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
LOOKS_BACK = re.compile(r"(?:19|20)\d{2}年.{0,8}(?:回顾|总结|完成情况)")
SPOKEN_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})(?:-|至)(?:19|20)?\d{2}学年(?:度)?，")
CITED = re.compile(r"[〔\[]((?:19|20)\d{2})[〕\]]\d{1,4}号")
IN_SENTENCE = re.compile(r"(?:上午|下午|晚)?[，、在至\u4e00-\u9fff]")
HEAD = 350
OPENING_WITHIN = 260
FIRST_LINES = 120


def date_of_publication(text: str) -> tuple[int, int] | None:
    """Year and month of a 发布日期 line, or of a date that stands among the first lines."""
    if "上传人" in text[:HEAD]:
        return None  # the date on which a reader put it up says nothing
    for pattern, part in ((LABELLED_DATE, text), (BARE_DATE, text[:HEAD])):
        for match in pattern.finditer(part):
            if plausible(int(match.group(1))) and 1 <= int(match.group(2)) <= 12:
                return int(match.group(1)), int(match.group(2))
    for line in DATED_LINE.finditer(text[:HEAD]):
        found = [int(each) for each in line.groups() if each]
        if plausible(found[0]) and 1 <= found[1] <= 12:
            return found[0], found[1]
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

    The order: a year in the title, a yearbook's less one; a year in the headings of its parts; a year
    with which the text opens (2019年，全县…); the year of publication or of the closing line, less one
    for a summary or statistics put up in the first quarter; the year with which several sentences open;
    the only year that the text names, if it does so among its first lines. A title's year
    that the text never names, while it speaks of another one again and again, is the uploader's and is
    not believed; nor is a date of publication where the text masks its own years.
    """
    text = western_years(text)
    spoken: dict[int, int] = {}
    for match in _openings(text):
        year = int(match.group(1) or match.group(2))
        if plausible(year) and not match.group().rstrip("，").endswith("以来"):
            spoken[year] = spoken.get(year, 0) + 1
    yearbook = YEARBOOK.search("\n".join([title or "", *headings]))
    if yearbook:
        return Period(int(yearbook.group(1) or yearbook.group(2)) - 1)
    for heading in headings:
        behind = period_of_title(heading) if LOOKS_BACK.search(heading) else None
        named = period_of_title(title or "")
        if behind and named and behind.year == named.year - 1:
            return behind  # 2023年教育工作报告, and in it 一、2022年工作回顾
    meant = span_of_plan(title)
    if meant is not None:
        return Period(meant[0] - 1)  # what a plan for 2021-2025 says of the present is of 2020
    for source in [title or "", *headings]:
        period = period_of_title(source)
        if period is not None and not (source == title and _contradicted(period.year, spoken, source, text)):
            return period
    declared = DECLARED.search(text)
    if declared is not None and plausible(year := int(declared.group(1) or declared.group(2))):
        return Period(year)
    opening = _opening_period(text)
    if opening is not None:
        return opening
    published = date_of_publication(text) or date_of_closing(text)
    school_years = [int(match.group(1)) for match in SPOKEN_SCHOOL_YEAR.finditer(text)]
    if len(school_years) >= 2 and len(set(school_years)) == 1 and plausible(school_years[0]):
        return Period(school_years[0])
    if published and not MASKED_YEAR.search(text):
        year, month = published
        looks_back = any(word in (title or "") for word in SUMMARY) or PAST_YEAR.search(text)
        return Period(year - 1 if month <= 3 and looks_back else year)
    if spoken:
        year, count = max(spoken.items(), key=lambda item: (item[1], item[0]))
        if count >= 2:
            return Period(year)
    return None if MASKED_YEAR.search(text) else _only_year(text)


def _only_year(text: str) -> Period | None:
    """The year of one of the first sentences, if that names no other; else of the one document cited."""
    cited = {int(match.group(1)) for match in CITED.finditer(text)}
    named = {int(match.group(1)) for match in ANY_YEAR.finditer(text)}
    first = NAMED.search(text[:FIRST_LINES])
    if first and plausible(int(first.group(1))):
        end = SENTENCE_END.search(text, first.start())
        begin = max(text.rfind(mark, 0, first.start()) for mark in "。！？\n") + 1
        sentence = text[begin : end.start() if end else len(text)]
        said = {int(match.group(1)) for match in ANY_YEAR.finditer(sentence)}
        if len(named) == 1 or (said == {int(first.group(1))} and OF_ITSELF.match(text, first.start())):
            return Period(int(first.group(1)))
    return Period(cited.pop()) if not named and len(cited) == 1 and plausible(max(cited)) else None


def year_of_plans(year: int | None, title: str | None, text: str, plan: bool = False) -> int | None:
    """The year for which a report of `year` makes plans that name none: the next one.

    A plan of several years is for the last of them, another plan (`plan`) for its own year.
    A report of half a year, or one put up in the middle of its year, plans for the rest of it.
    """
    meant = span_of_plan(title)
    if meant is not None:
        return meant[1]
    if year is None or plan or "上半年" in (title or ""):
        return year
    published = date_of_publication(text) or date_of_closing(text)
    middle = published is not None and published[0] == year and 4 <= published[1] <= 9
    return year if middle else year + 1


def _openings(text: str) -> Iterator[re.Match[str]]:
    """The matches of OPENING in order, tried only where a year stands that can be one's."""
    behind = 0
    for year in YEAR_AND_COMMA.finditer(text):
        start = year.start()
        while start > behind and text[start - 1] in " \t":
            start -= 1
        for opening in range(max(behind, start - 3), start + 1):  # the longest opening word is 截止到
            match = OPENING.match(text, opening)
            if match and match.end() >= year.end():
                behind = match.end()
                yield match
                break


def _opening_period(text: str) -> Period | None:
    """The year, or span of years, with which one of the first sentences opens."""
    head = text[:OPENING_WITHIN]
    span = re.search(r"(?:^|[。\n])\s*((?:19|20)\d{2})(?:年)?-((?:19|20)\d{2})年(?:度)?，", head)
    if span and plausible(int(span.group(2))):
        return Period(int(span.group(2)), int(span.group(1)))
    match = OPENING.search(head)
    dated = FULL_DATE.search(head)
    if dated and match and dated.start() < match.start() and plausible(int(dated.group(1))):
        match = None if IN_SENTENCE.match(head[dated.end() :]) else match
        if match is None:
            return Period(int(dated.group(1)))  # 2022年12月31日，县长作报告：2023年，…
    named = int(match.group(1) or match.group(2)) if match else 0
    if match and plausible(named) and not SINCE.search(match.group()):
        return Period(named)
    if DATED_EVENT.search(head[:80]):
        years = {int(m.group(1)) for m in re.finditer(r"(?<![自从由继比到])((?:19|20)\d{2})年", head)}
        if len(years) == 1:
            return Period(years.pop())
    return None


def span_of_plan(title: str | None) -> tuple[int, int] | None:
    """The first and the last year for which a plan of several years is made, if a title is of one."""
    title = DASHES.sub("-", western_years(title or ""))
    if not PLAN_TITLE.search(title) or LOOKS_AT_PLAN.search(title):
        return None
    span = SPAN.search(title)
    if span and plausible(int(span.group(1))) and int(span.group(1)) < int(span.group(2)) <= YEAR_HIGH:
        return int(span.group(1)), int(span.group(2))
    return next((years for name, years in FIVE_YEAR_PLANS.items() if name in title), None)


def _contradicted(year: int, spoken: dict[int, int], title: str, text: str) -> bool:
    if UPLOADED.search(title):
        named = Counter(int(match.group(1)) for match in ANY_YEAR.finditer(text.replace(title, "")))
        if named and year not in named and named.most_common(1)[0][1] > 1:
            return True
    return (
        bool(spoken)
        and year not in spoken
        and max(spoken.values()) >= 3
        and all(abs(y - year) > 1 for y in spoken)
    )
