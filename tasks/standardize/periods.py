"""Years: of a report, from its title, headings, closing lines and date; of a figure, from its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.numerals import chinese_number
from tasks.plans import DASHES, five_years_behind, period_before, planned_years
from tasks.records import Period
from tasks.standardize.latest import latest_year, newest_year, span_since, year_as_of

YEAR_LOW, YEAR_HIGH = 1978, 2035

DIGITS = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "Ｏ": "0",
}
CHINESE_YEAR = re.compile(
    r"[两二]千零[一二三四五六七八九]年|[一二][九〇零○OＯ][〇零○OＯ一二三四五六七八九]{2}年"
)
FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:-|至|/)((?:19|20)?\d{2})学年")
SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:-|至|到|~)((?:19|20)\d{2})年")
YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年|(?=）)|(?=(?:学年|春季|秋季|工作总结)))|(?<=[育局县区市况])((?:19|20)\d{2})$"
    r"|(?<=盘点|回眸|回望|回顾|述说|难忘)((?:19|20)\d{2})(?!\d)"
)


def plausible(year: int) -> bool:
    """Whether a number can be the year of a report of our time."""
    return YEAR_LOW <= year <= YEAR_HIGH


def western_years(text: str) -> str:
    """Years in Chinese numerals written in digits, length for length (二〇一九年 → 2019年)."""
    return CHINESE_YEAR.sub(lambda m: "".join(DIGITS.get(char, char) for char in _by_place(m.group())), text)


def _by_place(year: str) -> str:
    """两千零一年 with its digits in their places: 二〇〇一年."""
    return f"二〇〇{year[3:]}" if year[1] == "千" else year


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
    years = [int(next(filter(None, match.groups()))) for match in YEAR.finditer(title)]
    years = [year for year in years if plausible(year)]
    both = SUMMARY_AND_PLAN.search(title)
    if both and years and years[0] == int(both.group(1)):
        return Period(years[0] - 1)
    return Period(years[0]) if years else five_years_behind(title)


LABELLED_DATE = re.compile(r"(?<!上传)(?:日期|时间)[：:\s\[【（|]{0,5}((?:19|20)\d{2})[年./-](\d{1,2})")
DAY_FIRST = re.compile(r"(?<![\d.])\d{1,2}\.(\d{1,2})\.((?:19|20)\d{2})(?=\s|$|\d{2}：)", re.M)
MONTH_ALONE = re.compile(
    r"((?:19|20)\d{2})[年./-](\d{1,2})月?(?=(?:[）)]?|，[^，。；（）\n\d]{2,20}[）)])[ \t]*$)", re.M
)
"""A month at the end of a line, or in the brackets of a byline: （2017年11月，县政协文教委）."""
ISSUE = re.compile(r"((?:19|20)\d{2})(?:年|[〕\]])第(\d{1,3})期(?:[，、（\s]{0,2}(\d{1,2})月)?")
"""The number of a bulletin, with its date: 2013年第4期，7月26日; 通报〔2018〕第9期."""
COLLECTION = re.compile(r"合集|集锦|大全|[一二三四五六七八九十\d]+篇")
"""Words in the title of an uploader's collection: its year is that of the upload."""
UPLOADED = re.compile(r"\.(?:docx?|pdf|pptx?|wps)")
OWN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年(?:度)?[\u4e00-\u9fff]{0,16}(?:工作总结|工作报告|情况报告|情况汇报|自查报告|工作汇报)(?![\u4e00-\u9fff]{0,6}篇)"
)
"""How a report calls itself, where an uploader has given it another title."""
TO_COME = re.compile(
    r"(?:度)?，?[^，。；]{0,12}(?:拟|力争|再[建买新增添投招]|将(?:继续|进一步|再|新|加|完成|投|实施|启动|全|重点|建|推|招|坚持|努力))"
)
"""What follows a year that is only looked forward to: 2023年将新建…."""
TEACHERS_DAY = re.compile(r"第([\d一二三四五六七八九十]{2,3})个教师节")
BEFORE_TEACHERS_DAY = 1984
"""The first Teachers' Day was kept in 1985."""
# not the date of an event in a sentence: 针对2020年5月19日地区…, 继2012年6月20日…
BARE_DATE = re.compile(
    r"(?<!\d)(?<![^\s-]-)(?<![继对自从到至在由据经按])(?<!(?<![表布])于)((?:19|20)\d{2})(?!年\d{1,2}[./-])[年./-](\d{1,2})[月./-](\d{1,2})(?:日|(?=[\s/\u4e00-\u9fff-]|\d{1,2}[：:]|$))"
)
CLOSING_DATE = re.compile(
    r"((?:19|20)\d{2})年([\d一二三四五六七八九十]{1,3})月[\d一二三四五六七八九十]{1,3}日[）)]?$"
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
DATED_EVENT = re.compile(r"(?:^|[。\n）])\s*\d{1,2}月(?:\d{1,2}日|[上中下]旬)")
SUMMARY = (
    "家底",
    "一览",
    "调研",
    "总结",
    "公报",
    "统计",
    "回顾",
    "述职",
    "年度报告",
    "年度工作",
    "工作情况",
    "基本情况",
    "概况",
)
# 总结及2021年工作安排: of the year before
SUMMARY_AND_PLAN = re.compile(
    r"总结(?:报告|汇报)?(?:及|和|暨|与|、)((?:19|20)\d{2})年?(?:度)?[^\n，。]{0,8}(?:安排|计划|思路|打算|要点|设想|重点)"
)
PAST_YEAR = re.compile(r"过去一年|过去的一年|一年来|全年")
YEARBOOK = re.compile(r"年鉴[（(]?((?:19|20)\d{2})|((?:19|20)\d{2})年?(?:卷)?[\u4e00-\u9fff]{0,8}年鉴")
NAMED = re.compile(
    r"(?<!\d)(?<![自由从到至比较继对])((?:19|20)\d{2})年(?!以来|起|级|开始|前|[^，。；]{0,14}(?:以来|启动))"
)
SO_FAR = re.compile(r"上半年|半年|阶段|季度|进展|月报")
"""Words in the title of a report in the midst of its year."""
OF_NOW = re.compile(r"^[一（(]+[）)、]*(?:基本|总体)(?:情况|概况)|^一、(?:概况|现状)")
PLANS = re.compile(r"工作(?:思路|打算|计划|安排|重点|要点)|下一步|来年")
OF_ITSELF = re.compile(r"\d{4}年(?:度)?[\u4e00-\u9fff]{0,8}(?:工作|招聘|总结|统计|招生)")
SENTENCE_END = re.compile(r"[。！？\n]")
ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
LOOKS_BACK = re.compile(r"(?:19|20)\d{2}年.{0,8}(?:回顾|总结|完成情况)")
SPOKEN_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})(?:-|至)(?:19|20)?\d{2}学年(?:度)?，")
CITED = re.compile(r"[〔\[]((?:19|20)\d{2})[〕\]]\d{1,4}号")
IN_SENTENCE = re.compile(r"(?:上午|下午|晚)?[，、在至\u4e00-\u9fff]")
LONG_PAST = 2
"""By how many years the year of an opening may be older than the newest that a text names."""
HEAD = 350
OPENING_WITHIN = 260
FIRST_LINES = 120


def date_of_publication(text: str) -> tuple[int, int] | None:
    """Year and month of a 发布日期 line, or of a date that stands among the first lines."""
    for pattern, part in ((LABELLED_DATE, text), (BARE_DATE, text[:HEAD])):
        for match in pattern.finditer(part):
            if plausible(int(match.group(1))) and 1 <= int(match.group(2)) <= 12:
                return int(match.group(1)), int(match.group(2))
    named = DAY_FIRST.search(text[:HEAD])
    year, month = (named.group(2), named.group(1)) if named else ("0", "0")
    alone = None if named else MONTH_ALONE.search(text[:HEAD])
    if alone:
        year, month = alone.groups()
    issue = ISSUE.search(text[:HEAD]) if year == "0" else None
    if issue:
        year, month = issue.group(1), issue.group(3) or ("1" if issue.group(2) == "1" else "6")
    found = int(year), int(month)
    return found if plausible(found[0]) and 1 <= found[1] <= 12 else None


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

    The order: what a plan of several years looks back on; a year in the title, a yearbook's less one; a
    year in the headings of its parts; a year with which the text opens (2019年，全县…); the year of
    publication or of the closing line, less one for a summary or statistics put up in the first quarter;
    the year with which several sentences open; the only year that the text names, if it does so among its
    first lines. A title's year that the text never names, while it speaks of another one again and again,
    is the uploader's and is not believed; nor is that of a collection of samples, the date of an upload,
    or a date of publication where the text masks its own years.
    """
    text = western_years(text)
    planned = planned_years(western_years(title or ""))
    if planned is not None and plausible(planned.year):
        return period_before(planned)
    spoken: dict[int, int] = {}
    for match in _openings(text):
        year = _year_of(match)
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
    as_of = year_as_of(text)
    if as_of is not None and plausible(as_of):
        return Period(as_of)
    looks_back = any(word in (title or "") for word in SUMMARY)
    collected = COLLECTION.search(title or "") is not None or UPLOADED.search(text[:HEAD]) is not None
    of_now = False
    for source in [title or "", *headings]:
        period = None if COLLECTION.search(source) or _ahead(source) else period_of_title(source)
        if period is not None and source != title and of_now and period == five_years_behind(source):
            continue  # 一、基本情况, and behind it 二、十三五期间的工作: the first part is of the present
        of_now = of_now or OF_NOW.search(source) is not None
        if period is not None and not (source == title and _contradicted(period.year, spoken)):
            return period
    opening = _opening_period(text)
    if opening is not None and opening.from_year is None:
        opening = span_since(text[:OPENING_WITHIN], opening.year) or opening
    published = None if collected else date_of_publication(text) or date_of_closing(text)
    newest = newest_year(text) if opening is not None and published is None else None
    if opening is not None and newest is not None and newest > opening.year + LONG_PAST:
        opening = None  # 2012年，全县小学生11860人，2021年只有5204人: it opens with what was before
    if opening is not None:
        later = published is not None and published[0] == opening.year + 1 and published[1] > 3
        if not later or looks_back or published is None or not _tells_of(text, published[0]):
            return opening
    named_so = OWN_NAME.search(text) if collected else None
    if named_so and plausible(int(named_so.group(1))):
        return Period(int(named_so.group(1)))
    school_years = [int(match.group(1)) for match in SPOKEN_SCHOOL_YEAR.finditer(text)]
    if len(school_years) >= 2 and len(set(school_years)) == 1 and plausible(school_years[0]):
        return Period(school_years[0])
    if published and not MASKED_YEAR.search(text):
        year, month = published
        of_the_past = looks_back or PAST_YEAR.search(text) is not None
        return Period(year - 1 if month <= 3 and of_the_past else year)
    festival = TEACHERS_DAY.search(text)
    if festival:
        count = festival.group(1)
        number = int(count) if count.isdigit() else int(chinese_number(count) or 0)
        if plausible(BEFORE_TEACHERS_DAY + number):
            return Period(BEFORE_TEACHERS_DAY + number)
    if spoken:
        year, count = max(spoken.items(), key=lambda item: (item[1], item[0]))
        if count >= 2:
            return Period(year)
        last = max(spoken)
        if last - 1 in spoken and last == newest_year(text) and not PLANS.search(text):
            return Period(last)  # 2022年，…。2023年，…: the year under report and the one before it
    if MASKED_YEAR.search(text):
        return None
    only = _only_year(text)
    latest = latest_year(text) if only is None else None
    return Period(latest) if latest is not None and plausible(latest) else only


def _ahead(title: str) -> bool:
    """Whether the first year of a title is only looked forward to: 云溪县2023年将新建学校6所."""
    year = ANY_YEAR.search(title)
    return year is not None and TO_COME.match(title, year.end()) is not None and not LOOKS_BACK.search(title)


def _tells_of(text: str, year: int) -> bool:
    """Whether a text speaks of a year as its own."""
    return "今年" in text or any(int(match.group(1)) == year for match in ANY_YEAR.finditer(text))


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


def year_of_plans(year: int | None, title: str | None, text: str) -> int | None:
    """The year for which a report of `year` makes plans that name none: the next one.

    A report of half a year, or one put up in the middle of its year, plans for the rest of it.
    """
    plan = planned_years(western_years(title or ""))
    if plan is not None:
        return plan.year
    if year is None or SO_FAR.search(title or ""):
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
                if not TO_COME.match(text, behind):
                    yield match
                break


def _year_of(opening: re.Match[str]) -> int:
    return int(opening.group(1) or opening.group(2))


def _opening_period(text: str) -> Period | None:
    """The year, or span of years, with which one of the first sentences opens."""
    head = text[:OPENING_WITHIN]
    span = re.search(r"(?:^|[。\n])\s*((?:19|20)\d{2})(?:年)?-((?:19|20)\d{2})年(?:度)?，", head)
    if span and plausible(int(span.group(2))):
        return Period(int(span.group(2)), int(span.group(1)))
    match = next(_openings(head), None)
    dated = FULL_DATE.search(head)
    if dated and match and int(dated.group(2)) <= 3 and _year_of(match) == int(dated.group(1)) - 1:
        dated = None  # 2022年2月7日，会议指出，2021年，全县…
    if dated and match and dated.start() < match.start() and plausible(int(dated.group(1))):
        match = None if IN_SENTENCE.match(head[dated.end() :]) else match
        if match is None:
            return Period(int(dated.group(1)))  # 2022年12月31日，县长作报告：2023年，…
    named = _year_of(match) if match else 0
    if match and plausible(named) and not SINCE.search(match.group()):
        return Period(named)
    event = DATED_EVENT.search(head[:80])
    if event:
        years = {int(m.group(1)) for m in ANY_YEAR.finditer(head)}
        end = SENTENCE_END.search(head, event.end())
        beside = NAMED.search(head, event.end(), end.start() if end else len(head))
        if (len(years) == 1 and NAMED.search(head)) or (beside and int(beside.group(1)) == max(years)):
            return Period(max(years))  # 6月中旬，2012年特岗计划获批。…从2009年算起…
    return None


def _contradicted(year: int, spoken: dict[int, int]) -> bool:
    return (
        bool(spoken)
        and year not in spoken
        and max(spoken.values()) >= 3
        and all(abs(y - year) > 1 for y in spoken)
    )
