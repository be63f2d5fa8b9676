"""The shape of a text: paragraphs, headings, and the parts that are plans.

Works on a text that `noise` and `script` have put into one spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from indicators.vocabulary import Vocabulary
from tasks.heard import HEARD
from tasks.records import Heading, Paragraph

ORDINALS = "一二三四五六七八九十"
LEVELS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"第[{ORDINALS}]{{1,3}}(?:部分|章|编)[、:：，]?"),
    re.compile(rf"[{ORDINALS}]{{1,3}}(?:、|，(?=\S{{2,20}}$)|\.)|第[{ORDINALS}]{{1,3}}节[、:：，]?"),
    re.compile(rf"（[{ORDINALS}]{{1,3}}）、?"),
    re.compile(r"\d{1,2}(?:[.、](?!\d)|，(?=\S{2,20}$))"),
    re.compile(r"（\d{1,2}）、?|\d{1,2}）"),
    re.compile(rf"(?:项目|任务|实事|事项)[{ORDINALS}]{{1,2}}[：、]?(?=[^，。；：期览样年]{{3,20}}$)"),
)
"""How headings are numbered, from the highest level down."""

HEADING_OPENS = frozenset(f"第（项任实事{ORDINALS}")
"""What each of the LEVELS begins with, if not with a digit."""

# a heading in the middle of a run-on paragraph, where a copy has lost its line breaks
INLINE_HEADING = re.compile(rf"[{ORDINALS}]{{1,3}}、|（[{ORDINALS}]{{1,3}}）")
BEFORE_HEADING = frozenset("。；！？")
SENTENCE_END = re.compile(r"[。！？\n]")
LONG_LINE = 25
INSIDE = re.compile(r"[，。；]")
END_MARK = re.compile(r"[。！？；：…）]$")
GOES_ON = re.compile(r"[\u4e00-\u9fff\d，、）%]")
PIECE_START = re.compile(rf"第[{ORDINALS}]{{1,3}}篇")
TITLE_LENGTH = 60
BARE_HEADING = 22
STATED = re.compile(r"口径|统计|截至|截止|数据|现状")
"""Words of a heading that says as of when its figures are: 一、底数（统计口径为2023年）."""
LINK = re.compile(r"(?<!\d)\d{1,2}-\d{1,2}[·|｜•]")
LINKS = 2
TITLE_TAIL = re.compile(r"(?:[（(][^（）()]*[）)]|[》\s]|的?通知)+$")
"""What may stand behind the title of a plan: （2018-2020年）, （征求意见稿）, 》的通知."""
COUNTED = re.compile(
    r"，.*\d[余多]?(?:[所名人个处次起辆场]|万|亿|%)|\d[余多]?(?:[所名人个处次起辆场]|万|亿|%).*，"
)
"""In a numbered sentence that states figures, which is no heading."""
STAGE_LEVEL = 5
STAGE_ENDS = re.compile(r"(?:基本)?情况$|方面$|阶段$")
LONGEST_STAGE = 24
"""No word for a stage of education is as long, with one of STAGE_ENDS behind it."""
STAGE_PROSE = 15
BULLETS = " ：▲△▼●○◆◇★☆■□◎※▶►·•-"
"""Around a heading without a number: ▲ 回头看, 【明年要办】 in its one spelling."""
MARKED = frozenset("▲△▼●○◆◇★☆■□◎※▶►")
PROSE = re.compile(r"[，。；！？>|\d]")
MARKS = re.compile(r"[，。；：！？>|]")
YEAR = re.compile(
    r"(?<![\d.,])((?:19|20)\d{2})(?![\d.,%]|[余多]?[人名个所万亿元次处起辆场例位家户平名]|公里)"
)


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines that are not empty, without the space around them."""
    at = 0
    for line in text.split("\n"):
        opening = line.lstrip()
        if opening:
            start = at + len(line) - len(opening)
            yield start, start + len(opening.rstrip())
        at += len(line) + 1


def broken_lines(text: str) -> list[tuple[int, int]]:
    """The spans of line ends that stand inside a sentence.

    Such a line is long, has marks inside it and none at its end; the next one is no heading and goes on
    in Chinese or in digits. A title has no marks inside.
    """
    spans: list[tuple[int, int]] = []
    lines = list(lines_of(text))
    for (start, end), (after, stop) in pairwise(lines):
        line, following = text[start:end], text[after:stop]
        if len(line) < LONG_LINE or END_MARK.search(line, len(line) - 2) or not INSIDE.search(line):
            continue
        if "|" in line or "│" in line:
            continue  # a row of a table
        goes_on = (
            GOES_ON.match(following) and heading_level(following) is None and not PIECE_START.match(following)
        )
        if goes_on and text.count("\n", end, after) == 1:
            spans.append((end, after))
    return spans


def heading_level(line: str) -> tuple[int, int] | None:
    """The level of the heading that a line opens with, and the length of its ordinal."""
    if line[:1] not in HEADING_OPENS and not line[:1].isdecimal():
        return None
    for level, pattern in enumerate(LEVELS):
        match = pattern.match(line)
        if match:
            return level, match.end()
    return None


def plan_title(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a report calls itself a plan, and no summary as well."""
    bare = TITLE_TAIL.sub("", title)
    plan = vocabulary.plan_heading.search(bare) or vocabulary.plan_title.search(bare)
    return plan is not None and vocabulary.done_heading.search(title) is None


def paragraphs_of(text: str, vocabulary: Vocabulary, report_year: int | None) -> list[Paragraph]:
    """The paragraphs of a text in order, each under its headings."""
    found: list[Paragraph] = []
    stack: list[Heading] = []
    inline = [match.start() for match in INLINE_HEADING.finditer(text) if _may_open(text, match.start())]
    at = 0
    begun = False
    for line_start, line_end in lines_of(text):
        if len(LINK.findall(text, line_start, line_end)) >= LINKS:
            continue  # a list of other pages: 8-23·… 8-22·…
        cuts = [line_start]
        while at < len(inline) and inline[at] < line_end:
            if inline[at] > line_start:
                cuts.append(inline[at])
            at += 1
        cuts.append(line_end)
        for start, end in pairwise(cuts):
            piece = text[start:end]
            opening = heading_level(piece.lstrip())
            if opening is None and _names_stage(piece, vocabulary) and _followed(text, end):
                stack = [h for h in stack if h.level < STAGE_LEVEL]
                stack.append(Heading(STAGE_LEVEL, piece.strip("：。 "), False, None))
            # before the first sentence a bare line is the title, or of a menu (规划计划)
            elif (
                opening is None
                and (begun or (piece[:1] in MARKED and _prose_follows(text, end)))
                and _is_heading(piece, vocabulary)
            ):
                stack = [_heading(1, piece.strip(BULLETS), True, vocabulary, report_year)]
            begun = begun or "。" in piece or opening is not None
            if opening is None:
                found.append(Paragraph(start, end, tuple(stack)))
                continue
            level, length = opening
            body_start = start + len(piece) - len(piece.lstrip()) + length
            body = text[body_start:end]
            stop = SENTENCE_END.search(body)
            title = body[: stop.start() if stop else len(body)]
            # a numbered sentence of text is no title, but it opens a level all the same
            short = title if len(title) <= TITLE_LENGTH else title.split("，")[0][:TITLE_LENGTH]
            stack = [h for h in stack if h.level < level]
            stack.append(_heading(level, short, len(title) <= TITLE_LENGTH, vocabulary, report_year))
            found.append(Paragraph(body_start, end, tuple(stack)))
    return found


def _may_open(text: str, at: int) -> bool:
    """Whether a sentence ends before a place, or there is space, so that a heading can open at it."""
    return at > 0 and (text[at - 1] in BEFORE_HEADING or text[at - 1].isspace())


def _is_heading(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line without a number heads a part: short, without marks, and named like one."""
    said = line.strip(BULLETS)
    marked = said != line.strip(" ：") and said != ""
    if len(said) > BARE_HEADING or (PROSE if marked else MARKS).search(YEAR.sub("", said)):
        return False
    kinds = (vocabulary.plan_heading, vocabulary.done_heading, vocabulary.state_heading)
    return any(kind.search(said) is not None for kind in (kinds if marked else kinds[:2]))


def _names_stage(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line only names a stage of education, and so heads what stands below it."""
    said = line.strip("：。 ")
    if len(said) > LONGEST_STAGE:
        return False
    said = STAGE_ENDS.sub("", said)
    HEARD.note(said)
    return any(said in words for words in vocabulary.stages.values())


def _prose_follows(text: str, end: int) -> bool:
    """Whether the next line is a sentence, and not another link of a menu."""
    return text[end:].lstrip().split("\n", 1)[0].endswith(("。", "；"))


def _followed(text: str, end: int) -> bool:
    """Whether a line of prose follows, and not the next cell of a table."""
    return len(text[end:].lstrip().split("\n", 1)[0]) >= STAGE_PROSE


def _heading(level: int, title: str, whole: bool, vocabulary: Vocabulary, report_year: int | None) -> Heading:
    match = YEAR.search(title)
    sentence = whole and COUNTED.search(title) is not None
    whole = whole and not sentence
    year = int(match.group(1)) if match and not (sentence and match.start()) else None
    plan = False
    if whole:
        planned = vocabulary.plan_heading.search(title) is not None
        done = vocabulary.done_heading.search(title) is not None
        plan = planned and not done
        stated = STATED.search(title) is not None
        if year is not None and report_year is not None and year > report_year and not done and not stated:
            plan = plan or level <= 2
    state = whole and vocabulary.state_heading.search(title) is not None
    return Heading(level, title, plan, year, state)
