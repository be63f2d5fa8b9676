"""A document to its reports: pieces of a compendium, copies left out, each with place, year and parts."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from indicators.vocabulary import Vocabulary
from tasks.offsets import MappedText
from tasks.records import Document, Paragraph, Refusal, Report
from tasks.standardize.addresses import year_by_address
from tasks.standardize.insertions import without_insertions
from tasks.standardize.legibility import lost_digits, only_furniture
from tasks.standardize.noise import without_noise
from tasks.standardize.periods import western_years, year_of_plans, year_of_report
from tasks.standardize.places import locate, names_of
from tasks.standardize.refused_pages import whose
from tasks.standardize.registered import with_region
from tasks.standardize.script import Script, script_of, to_simplified
from tasks.standardize.structure import ORDINALS, broken_lines, lines_of, paragraphs_of, plan_title
from tasks.standardize.tables import tables_of

PIECE = re.compile(
    rf"(?m)^[ \t\u3000]*(?:[^\n。，]{{2,40}}(?:(?<![上下]一)篇|范文)[{ORDINALS}\d]{{1,2}}[：:]?[ \t]*$"
    rf"|[【\[]?(?:第[{ORDINALS}\d]{{1,3}}篇|篇[{ORDINALS}\d]{{1,3}}|[Pp]art\s?\d{{1,2}})(?:[】\]]|[：:、\s]))"
)
PIECE_HAS = ("篇", "范文", "art")
ANY_FIGURE = re.compile(rf"\d|[{ORDINALS}百千]+[所名个人次起处]|百分之")
MIN_PIECE = 60
HEADING_LENGTH, HEADINGS = 40, 6
NO_HEADING = re.compile(r"[，。]|日期|时间|来源|月\d|\d年\d{1,2}月|月[一二三四五六七八九十]|\d{4}[-/.]\d")
TITLE_WITHIN, LEAST_TITLE = 800, 8
REPEATED = 18
"""Paragraphs of at least this many characters that come twice are read once."""
TITLE = re.compile(
    r"^(?!.*[。；>|])(?!今天|当前|您|你|首页|网站|来源|[一二三四五六七八九十]+、|（[一二三四五六七八九十])[^\n]{4,60}(?:(?:总结|报告|汇报|情况|公报|要点|计划|思路|工作|简报|自查|方案|自评|材料|讲话|述职|调研|通报|年鉴|概况|统计|回顾)[^\n。]{0,24}|(?<!，)(?:发展|建设|布局|事业|改革|工作|体育|五年)规划(?:纲要)?(?:[（(][^\n。]{0,20})?)$",
    re.M,
)
FIRST_LINE = re.compile(
    r"(?=.{0,30}[县区市旗])(?=.{0,34}(?:教育|学校|幼儿|教师|校园|校车|学生|入园))[^，。；：>|\n]{6,40}"
)
"""A first line that can be a title, where no line reads like one."""
PUBLISHER = re.compile(
    r"(?:来源|信息来源|发布机构|发布单位|发文机关|发布机关|单位|作者|供稿|发文单位|公开机构|责任部门|稿源|文章来源)[：:\s]{1,4}([\u4e00-\u9fff（）]{3,30}?)(?=发布|日期|时间|浏览|作者|点击|阅读|字号|编辑|[^\u4e00-\u9fff（）]|$)"
)
PUBLISHED = re.compile(
    r"(?:发布|发文|成文|生成|更新|公开|印发|发稿|录入)(?:日期|时间)[：:\s]{0,4}((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})"
)
DATED_SOURCE = re.compile(
    r"^(?=[^\n]{0,60}(?<![据料金费])来源[：:])[^\n]{0,60}?"
    r"(?<!\d)((?:19|20)\d{2})[年./-](0?[1-9]|1[0-2])[月./-](0?[1-9]|[12]\d|3[01])(?!\d)",
    re.MULTILINE,
)
"""A line that names the source beside a day without a label: 来源：县教育局　2025-04-02."""
HEAD = 350
"""Within so many characters it is that of the page; further on it is one that the page quotes."""


@dataclass(frozen=True, slots=True)
class Standardized:
    """What a document holds: its reports, and what of it is refused."""

    reports: tuple[Report, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    mapped: MappedText
    original: str
    script: Script
    simplified: str


def standardize(document: Document, vocabulary: Vocabulary) -> Standardized:
    """Find the reports of a document. Never raises: what cannot be read is refused with its reason."""
    pieces = [_prepared(document, start, end) for start, end in _spans(document.text)]
    whole = "\n".join(piece.mapped.text for piece in pieces)
    if not whole.strip():
        return Standardized((), (_refusal(document, "empty", "the page has no text"),))
    if not document.tables and only_furniture(whole):
        detail = "nothing but menus and foot lines: no sentence, no table, no figure with its unit"
        return Standardized((), (_refusal(document, "empty", detail),))
    lost = lost_digits(whole)
    if lost or not ANY_FIGURE.search(whole):
        reason, detail = ("digits lost", lost) if lost else ("no figures", "not one figure in the text")
        refusal = _refusal(document, reason, detail)
        if len(pieces) == 1:
            place, year = whose(document.source, _title(document, whole, alone=True), whole)
            refusal = replace(refusal, place=place, year=year)
        return Standardized((), (refusal,))
    kept = _without_copies([piece.mapped.text for piece in pieces])
    reports: list[Report] = []
    refusals: list[Refusal] = []
    for number, (piece, spans) in enumerate(zip(pieces, kept, strict=True)):
        found = _report(document, piece, spans, vocabulary, alone=len(pieces) == 1, number=number)
        if isinstance(found, Report):
            reports.append(found)
        else:
            refusals.append(found)
    return Standardized(tuple(reports), tuple(refusals))


def _spans(text: str) -> list[tuple[int, int]]:
    """The pieces of a compendium, or the whole text."""
    if not any(word in text for word in PIECE_HAS):
        return [(0, len(text))]
    starts = [match.start() for match in PIECE.finditer(text)]
    if len(starts) < 2:
        return [(0, len(text))]
    spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    return [(a, b) for a, b in spans if b - a >= MIN_PIECE] or [(0, len(text))]


def _prepared(document: Document, start: int, end: int) -> _Piece:
    original = document.text[start:end]
    mapped = MappedText.of(original, start)
    script = script_of(original)
    if script == "hant":
        mapped = to_simplified(mapped)
    mapped = without_insertions(mapped)
    simplified = mapped.text
    mapped = without_noise(mapped)
    mapped = mapped.replaced(western_years(mapped.text))
    mapped = mapped.without_spans(broken_lines(mapped.text))
    return _Piece(start, end, mapped, original, script, simplified)


def _without_copies(texts: list[str]) -> list[list[tuple[int, int]]]:
    """For each piece the lines to read: a line that comes again is read once, in the longest piece."""
    seen: set[str] = set()
    kept: list[list[tuple[int, int]]] = [[] for _ in texts]
    for index in sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i)):
        text = texts[index]
        for start, end in lines_of(text):
            line = text[start:end]
            if len(line) >= REPEATED:
                if line in seen:
                    continue
                seen.add(line)
            kept[index].append((start, end))
    return kept


def _report(
    document: Document,
    piece: _Piece,
    spans: list[tuple[int, int]],
    vocabulary: Vocabulary,
    alone: bool,
    number: int,
) -> Report | Refusal:
    text = piece.mapped.text
    source = document.source
    title = _title(document, text, alone)
    found_publisher = PUBLISHER.search(text[:600]) if alone else None
    publisher = source.publisher or (found_publisher.group(1) if found_publisher else None)
    short = [text[a:b] for a, b in spans if b - a <= HEADING_LENGTH]
    headings = [line for line in short if not NO_HEADING.search(line)][:HEADINGS]
    period = year_of_report(title, headings, text)
    year = period.year if period else None
    located = locate(title, publisher, text, (piece.original, piece.simplified), year, source.address)
    located = with_region(located, source.region, year)
    if located.problem is not None:
        return _refusal(document, "no county-level place", located.problem, piece.start, piece.end)
    if year is None and alone and located.place is not None:
        year = year_by_address(source.address, text)
    published = (PUBLISHED.search(text) or DATED_SOURCE.search(text[:HEAD])) if alone else None
    starts = [start for start, _ in spans]
    paragraphs = tuple(p for p in paragraphs_of(text, vocabulary, year) if _inside(p, spans, starts))
    script = piece.script
    tables, paragraphs = tables_of(document, (piece.start, piece.end), script, piece.mapped, paragraphs)
    identity = f"{document.snapshot}:{number}:{piece.start}"
    return Report(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        document=document,
        start=piece.start,
        end=piece.end,
        title=title,
        place=located.place,
        year=year,
        from_year=period.from_year if period else None,
        names=names_of(located),
        published="-".join(part.zfill(2) for part in published.groups()) if published else None,
        publisher=publisher,
        script=script,
        text=piece.mapped,
        paragraphs=paragraphs,
        plan=plan_title(title or "", vocabulary),
        plan_year=year_of_plans(year, title, text),
        flags=located.flags,
        tables=tables,
    )


def _inside(paragraph: Paragraph, lines: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether one of the lines, which are in order and begin at `starts`, holds a paragraph."""
    line = bisect_right(starts, paragraph.start) - 1
    return line >= 0 and paragraph.end <= lines[line][1]


def _title(document: Document, text: str, alone: bool) -> str | None:
    """The registry's title, the first line that reads like one, or what the markup says."""
    if not alone:
        first = text.strip().split("\n", 1)[0]
        second = text.strip().split("\n", 2)[1:2]
        line = re.sub(PIECE, "", first).strip()
        more = second[0].strip() if second else ""
        return (f"{line} {more}" if len(more) <= 40 and not more.endswith("。") else line)[
            :120
        ].strip() or None
    if document.source.title:
        return document.source.title
    if document.title:
        # the line of the page that its markup calls so as well: no link to another report is both
        spelled = _spelled(document.title)
        agreed = [line.strip() for line in text[:TITLE_WITHIN].split("\n") if line.strip() in spelled]
        longest = max(agreed, key=len, default="")
        if len(longest) >= LEAST_TITLE:
            return longest
    lines = [match.group().strip() for match in TITLE.finditer(text[:TITLE_WITHIN])]
    first = text.strip().split("\n", 1)[0].strip()
    return max(
        lines, key=_likeness, default=document.title or (first if FIRST_LINE.fullmatch(first) else None)
    )


def _spelled(text: str) -> str:
    """A text in the one spelling of `_prepared`."""
    mapped = MappedText.of(text)
    if script_of(text) == "hant":
        mapped = to_simplified(mapped)
    return without_noise(mapped).text


def _likeness(line: str) -> int:
    """How much a line looks like a report's title: it names a year, a kind of report, a bureau."""
    year = re.search(r"(?:19|20)\d{2}", line) is not None
    kind = any(word in line for word in ("总结", "报告", "公报", "汇报", "要点"))
    return 2 * year + 2 * kind + any(word in line for word in ("局", "县", "区", "市"))


def _refusal(document: Document, reason: str, detail: str, start: int = 0, end: int | None = None) -> Refusal:
    return Refusal(
        document.source, document.snapshot, reason, detail, start, len(document.text) if end is None else end
    )
