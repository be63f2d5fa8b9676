"""When a figure holds and whether it is done or meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.extract.clauses import Clause
from tasks.extract.frames import soft
from tasks.extract.lexicon import Token
from tasks.extract.quantities import Moment
from tasks.extract.telling import Told

HAVING = ("有", "共有", "现有", "已有", "拥有", "现共有", "仅有", "尚有")
"""A clause that says what there is speaks of what is, whatever was meant before it."""
ALREADY = ("已有", "现有", "现共有", "已建有")
STRIVEN = ("争取",)
"""Words of intent that say what was done where a span of years that ends now goes before: 2011年以来争取…"""
OURS = frozenset(("我县", "我区", "我市", "我旗", "我局", "本县", "本区", "本市"))
ON_GROUNDS = ("据", "根据", "经", "由")
OF_A_PLAN = ("年度计划", "全年计划", "年初计划", "当年计划")
BY_PLAN = ("按计划", "按照计划", "按规划", "按照规划", "根据计划", "根据规划")
RESULTS = frozenset({"成效", "成绩", "成果", "进展"})
"""What a label names that tells what was done, whatever year follows: 取得的成效：2018年秋季，…."""
ASKED = ("要求", "规定", "目标为", "目标是", "应", "须达", "标准", "国标", "省标")
DURING = ("中", "时", "里", "期间", "后", "以后", "之后", "时候", "之时", "之际")
AS_COUNTED = ("统计", "计", "数据", "口径", "为准", "为基准", "计算")
FUNDS = ("资金", "专项资金", "经费", "补助")
FUNDS_WITHIN = 5
OF_THIS_YEAR = "年初"
"""The earlier time of a pair that is in the report's own year: 由年初的96人增到158人."""
THEN_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report and the part of it say: its year, and whether the part is a plan and of which year.

    `from_year` is the first year of a report of several, `plan_from` that of a plan of several. `titled`:
    only the title of the whole calls it a plan, which can still say what there is: 全县现有小学120所.
    """

    year: int | None
    plan: bool = False
    plan_year: int | None = None
    from_year: int | None = None
    plan_from: int | None = None
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """Status and years of a figure. `stated` where the sentence itself names the time."""

    status: str
    year: int | None
    from_year: int | None
    stated: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The years that a date gives, either of them unknown."""

    year: int | None
    from_year: int | None = None


def timing_of(
    before: Sequence[Token],
    clause: Clause,
    moments: Sequence[Moment],
    setting: Setting,
    then: bool,
    then_year: int | None,
    goal: bool = False,
) -> Timing:
    """Status and year of a figure from the words of its sentence before it.

    before     the tokens that lead to the figure, of its own clause and the ones before
    moments    the dates among them
    goal       the figure is called a goal: 毛入园率达到90%的目标
    then       the figure is the earlier of a then-and-now pair; `then_year` is that of the pair before
    """
    span = span_of(moments, setting)
    if then:
        this_year = any(OF_THIS_YEAR in token.text for token in before[-THEN_WITHIN:])
        then_year = setting.year if then_year is None and this_year else then_year
        return Timing("actual", span.year if span else then_year, None, span is not None)
    if setting.plan:
        there = any(t.text in ALREADY for t in before) or _of_the_present(before, clause, span, setting)
        mood = False if there else planned_words(clause.tokens)
        if mood is None and clause.starts_with("其中") and planned_words(before) is False:
            mood = False  # 目前…占16%，其中…
        return _in_a_plan(span, mood, setting)
    since = any(_ended(moment, setting.year) for moment in moments)
    mood = planned_words([t for t in before if not (since and t.text in STRIVEN)])
    if mood and planned_words(clause.tokens) is None and _of_what_is(before, clause):
        mood = None
    if mood is None and (goal or _by_plan(before)):
        mood = True
    later = span is not None and _after(span.year, setting.year)
    if not mood and mood is not False and later:
        mood = not any(token.text.startswith("截") or token.text in RESULTS for token in before)
    status = "planned" if mood else "actual"
    if span is not None:
        return Timing(status, span.year, span.from_year, True)
    if mood and setting.plan_from is not None:
        return Timing(status, setting.plan_year, setting.plan_from, False)
    return Timing(status, setting.year, setting.from_year, False)


def told_timing(timing: Timing, told: Told, before: Sequence[Token], setting: Setting, level: bool) -> Timing:
    """The timing of a figure whose own sentence gives no year, by the date that earlier ones left to it.

    What is meant stays of its own year, unless the sentences before spoke of a later one: 2022年，…将…。
    """
    span = _span(told.moment, setting)
    if span is None or span.year is None or (level and not told.counts):
        return timing
    mood = planned_words(before)
    from_year = None if level else span.from_year
    if setting.plan:
        told_so = _in_a_plan(span, mood, setting)
        if told_so.status == "actual" and mood:
            return timing
        return replace(told_so, from_year=from_year, stated=False)
    if _after(span.year, setting.year):
        return timing if mood is False else Timing("planned", span.year, from_year, False)
    return timing if timing.status == "planned" else Timing("actual", span.year, from_year, False)


def meant_timing(timing: Timing, dates: Sequence[Moment], setting: Setting) -> Timing:
    """What is meant is for the year to come that the clauses before it name: 2022年，要…，力争达到95%."""
    span = span_of(dates, setting) if timing.status == "planned" else None
    if span is None or not _after(span.year, setting.year):
        return timing
    return replace(timing, year=span.year, from_year=span.from_year)


def _by_plan(before: Sequence[Token]) -> bool:
    """按计划，到今年底新增学位1080个: whether a plan is said to reach up to a date."""
    planned = any(token.text in BY_PLAN for token in before)
    return planned and any(token.kind == "date" and token.text.endswith("底") for token in before)


def _of_what_is(before: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause says what there is: 全县有…; 我县达92.3% behind what was asked for, 要求达到85%."""
    if any(token.text in HAVING for token in clause.tokens):
        return True
    return not clause.words.isdisjoint(OURS) and any(token.text.startswith(ASKED) for token in before)


def _of_the_present(before: Sequence[Token], clause: Clause, span: Span | None, setting: Setting) -> bool:
    """Whether a clause of a report that only its title calls a plan says what there is: 全县共有小学85所."""
    if not setting.titled or (span is not None and span.year != setting.year):
        return False
    return any(token.text in HAVING for token in clause.tokens) and planned_words(before) is not True


def _in_a_plan(span: Span | None, mood: bool | None, setting: Setting) -> Timing:
    """A figure in a part that is a plan: done only where its clause says so, or its year lies before."""
    year = span.year if span else None
    past = _after(setting.plan_year if setting.plan_from is None else setting.plan_from, year)
    later = _after(year, setting.year) and not past
    status = "actual" if past or (mood is False and not later) else "planned"
    if span is None:
        planned = status == "planned"
        year = setting.plan_year if planned else setting.year
        return Timing(status, year, setting.plan_from if planned else setting.from_year, False)
    return Timing(status, year, span.from_year, True)


def _after(year: int | None, other: int | None) -> bool:
    return year is not None and other is not None and year > other


def span_of(moments: Sequence[Moment], setting: Setting) -> Span | None:
    """The years that the nearest of the dates before a figure gives; None where no date says any."""
    for n in range(len(moments) - 1, -1, -1):
        moment = moments[n]
        if moment.kind == "recent" and any(_several(other) for other in moments[:n]):
            continue  # 2015年至2018年3年间
        span = _span(moment, setting)
        if span is not None:
            return _from_first(moments[: n + 1], span)
    return None


def _ended(moment: Moment, year: int | None) -> bool:
    """Whether a date runs up to now, or is a span of years that are over: 2016年至2018年，争取…."""
    if moment.kind in ("since", "recent", "before"):
        return True
    return year is not None and moment.period is not None and _several(moment) and moment.period.year <= year


def _several(moment: Moment) -> bool:
    return moment.period is not None and moment.period.from_year is not None


def _from_first(moments: Sequence[Moment], span: Span) -> Span:
    """2018年、2019年共…: years that stand in a row are one span."""
    if span.from_year is not None:
        return span
    first: int | None = None
    for later, earlier in pairwise(reversed(moments)):
        if later.start - earlier.end > 1 or later.period is None or earlier.period is None:
            break
        if later.period.year - earlier.period.year != 1:
            break
        first = earlier.period.year
    return span if first is None else Span(span.year, first)


def _span(moment: Moment, setting: Setting) -> Span | None:
    """2018年以来 runs to the report's year, 近三年 ends with it, 十三五 in its midst ends there so far."""
    year = setting.year
    if moment.kind == "day":
        return None
    if moment.kind == "before":
        return Span(None)
    if moment.kind == "recent":
        if moment.relative is None:
            return None
        first, last = setting.plan_from, setting.plan_year
        if setting.plan and first is not None and last is not None and first - last == moment.relative:
            return Span(last, first)  # 三年合计 in a plan of three years
        return Span(year, year + moment.relative if year is not None else None)
    if moment.period is not None:
        first, last = moment.period.from_year, moment.period.year
        if moment.kind == "since":
            return Span(year, last if year is None or year > last else None)
        if moment.kind == "five" and first is not None and year is not None and first <= year < last:
            return Span(year, first)
        return Span(last, first)
    if moment.relative is not None:
        return Span(year + moment.relative if year is not None else None)
    return None


def planned_words(tokens: Sequence[Token]) -> bool | None:
    """True where the last word of intent or completion means intent, False for completion, None for none."""
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if token.kind == "done":
            return False
        if token.text == "将" and (_object(tokens[i + 1 : i + 2]) or _disposed_of(tokens[i:])):
            continue
        if token.text == "上报" and any(t.text in ON_GROUNDS for t in tokens[max(0, i - 3) : i]):
            continue
        if token.text in OF_A_PLAN and any(t.events and t.start == token.end for t in tokens[i + 1 : i + 2]):
            return True  # 年度计划拆除…, but not 按照年度计划，…
        if token.text == "争取" and any(t.kind == "date" and t.text.endswith("来") for t in tokens[:i]):
            continue  # 2011年以来，争取实施项目97个: what was won so far
        if token.kind == "plan" and not ("invest" in token.events and _funds(tokens[i + 1 :])):
            return True
    return None


def _funds(tokens: Sequence[Token]) -> bool:
    """Whether money follows: 争取上级资金 is done, 争取建成 is meant."""
    return any(token.text in FUNDS or "元" in token.text for token in tokens[:FUNDS_WITHIN])


def sets_time(clause: Clause) -> bool:
    """Whether a clause only says when: 自2004年以来, 截至2017年12月底, 刚刚过去的2019年."""
    tokens = clause.tokens
    if "date" not in clause.kinds:
        return False
    if len(tokens) > 1 and tokens[-2].kind == "date" and tokens[-1].text in AS_COUNTED:
        return True  # 以2015年底统计
    if tokens[0].kind == "date" and tokens[-1].text in DURING and "figure" not in clause.kinds:
        return True  # 去年12月的抽测中
    plain = not any(token.events or token.kind in ("thing", "figure") for token in tokens)
    return all(soft(token) for token in tokens) or (plain and tokens[-1].kind == "date")


def _disposed_of(tokens: Sequence[Token]) -> bool:
    """Whether 将, the first token, means 把 of something done: 将检查结果予以了通报."""
    for earlier, token in pairwise(tokens):
        if token.start != earlier.end or token.kind == "figure":
            return False
        if token.text == "了":
            return True
    return False


def _object(behind: Sequence[Token]) -> bool:
    """Whether 将 has an object and means 把: 将隐患治理纳入考核."""
    return any(t.tag.startswith("n") and not t.events and t.kind in ("thing", "unknown") for t in behind)
