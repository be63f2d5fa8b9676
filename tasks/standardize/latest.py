"""The year of a text that has no date: the latest of which it tells, where it says enough to believe it."""

from __future__ import annotations

import re
from collections import Counter

from tasks.numerals import chinese_number
from tasks.records import Period

YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?:-((?:19|20)\d{2}))?(?:学年|年)(?!级|版)")
TO_COME = re.compile(
    r"(?:度|底|末|初|前|春|秋|\d{1,2}月)*(?:的)?[，：]?[^，。；\n]{0,6}?"
    r"(?:将|拟|力争|争取|计划|预计|确保|目标|任务|愿景|门槛|要|再|初步|规划|打算|届时)"
)
"""What follows a year that is only looked forward to: 2020年的任务, 2022年，再买12辆."""
UP_TO = re.compile(r"(?:(?<!年)到|(?<!年)至|力争|争取|计划|预计|于|在|确保)$")
THEN = re.compile(r"(?:由|从|比|较|自|早在|始于|创建于|建于|成立于)$")
AS_OF = re.compile(
    r"(?:数字|数据|统计)[^。；\n]{0,14}(?:均|都)?(?:为|截至|截止|以|取自|来自|采自)((?:19|20)\d{2})(?:[-/至](?:19|20)?\d{2}学)?年"
    r"|(?:目前|现在|至今|今日|如今|当前|眼下)（((?:19|20)\d{2})年"
)
"""以下数字除注明外，均为2008年底数; 目前（2018年10月）."""
STRONG = re.compile(r"(?:度|底|末|\d{1,2}月|春|秋|上半年|下半年|全|，)")
AS_FAR_AS = ("截至", "截止到", "截止")
BEFORE = 4
AGAIN = 2
FAR = 5
NEXT = ("明年", "来年")
YEARS_SINCE = re.compile(r"(?<![近去])(?<![\d十前])([二两三四五六七八九十]|[2-9])年(?:来|间)")


COUNTED_YEARS = re.compile(
    r"(?<![\d十前])([三四五六七八九十]|[3-9])年(?:来|间)|近([三四五六七八九十]|[3-9])年"
)


def year_as_of(text: str) -> int | None:
    """The year of which a text says that its figures are."""
    match = AS_OF.search(text)
    return int(match.group(1) or match.group(2)) if match else None


def span_since(head: str, first: int) -> Period | None:
    """2003年，我县列为试点。三年来，…2005年底建成: where the years since the one that opens a text end.

    None where the `head` counts no years since, or does not name the last of them.
    """
    since = YEARS_SINCE.search(head)
    count = int(chinese_number(since.group(1)) or 0) if since and not since.group(1).isdigit() else 0
    count = count or int(since.group(1) if since and since.group(1).isdigit() else 0)
    named = {int(match.group(2) or match.group(1)) for match in YEAR.finditer(head)}
    ends = [year for year in (first + count, first + count - 1) if count and year in named]
    return Period(ends[0], first) if ends and ends[0] == max(named) else None


def newest_year(text: str) -> int | None:
    """The newest year that a text names as past or present."""
    told, _, _ = _years(text)
    return max(told, default=None)


def latest_year(text: str) -> int | None:
    """The latest year that a text tells of as past, if it looks forward to the next one: 2020年的任务是….

    So is one that ends the years which the text counts and names. A year told of twice is believed as well
    where the text looks forward to a later one, or to 明年.
    """
    told, strong, ahead = _years(text)
    latest = max(told, default=None)
    if latest is None:
        return None
    if not any(year > latest for year in ahead) and _all_named(text, latest):
        return latest
    if latest + 1 in ahead and (latest in strong or told[latest] >= AGAIN):
        return latest
    later = any(latest < year <= latest + FAR for year in ahead) or any(word in text for word in NEXT)
    return latest if later and latest in strong and told[latest] >= AGAIN and "今年" not in text else None


def _all_named(text: str, latest: int) -> bool:
    """Whether a text counts the years that it tells of, and names each of them: 两年来…（2013年、2014年）."""
    named = {year for match in YEAR.finditer(text) for year in _of_span(match)}
    counts = {
        int(chinese_number(m.group(1) or m.group(2)) or m.group(1) or m.group(2))
        for m in COUNTED_YEARS.finditer(text)
    }
    return any(set(range(latest - count + 1, latest + 1)) <= named for count in counts if count > AGAIN)


def _of_span(match: re.Match[str]) -> range:
    first = int(match.group(1))
    return range(first, int(match.group(2) or first) + 1)


def _years(text: str) -> tuple[Counter[int], set[int], set[int]]:
    """How often a text tells of each year as past, which of them it opens with, and which are to come."""
    told: Counter[int] = Counter()
    strong: set[int] = set()
    ahead: set[int] = set()
    for match in YEAR.finditer(text):
        year = int(match.group(2) or match.group(1))
        before = text[max(0, match.start() - BEFORE) : match.start()]
        up_to = UP_TO.search(before) is not None and not before.endswith(AS_FAR_AS)
        if TO_COME.match(text, match.end()) or (up_to and not match.group(2)):
            ahead.add(year)
        elif not THEN.search(before):
            told[year] += 1
            if STRONG.match(text, match.end()):
                strong.add(year)
    return told, strong, ahead
