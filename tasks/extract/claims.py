"""Statements without a figure: 未发生安全事故, 全部消除大班额, 校车全覆盖, 隐患全部整改完毕."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.doubt import CLAIMED
from tasks.extract.frames import SCOPES
from tasks.extract.goals import label_before
from tasks.extract.lexicon import Rule, Token
from tasks.extract.lists import COVERED
from tasks.extract.matching import SCHOOLS, lone_kindergartens
from tasks.extract.timing import sets_time, timing_of

MARKS = (
    "个100%",
    "百分",
    "无",
    "没",
    "零",
    "未",
    "全",
    "所有",
    "0",
    "整改",
    "清",
    "不剩",
    "不复",
    "告别",
    "绝迹",
    "均",
    "都",
    "消除",
    "到位",
    "覆盖",
    "尽",
    "校校",
    "园园",
    "每校",
    "每所",
    *("一校", "一所", "一园", "一个", "一处", "一项", "一条"),
)
BEFORE = ("业已", "已经", "已", "均", "都", "现", "也", "皆")
"""Words that may open a claim and change nothing: 已全部消除 is 全部消除."""
DENIED = ("尚未", "还未", "未得到", "防止", "防范", "避免", "杜绝发生", "预防", "遏制", "未实现", "未达")
RESULTS = ("成绩", "佳绩", "成效", "纪录", "记录", "局面", "好", "良好")
BETWEEN = (
    "保持",
    "继续保持",
    "一直",
    "做到",
    "发生",
    "现象",
    "问题",
    "安装",
    "了",
    "和",
    "、",
    "实现",
    "达到",
)
DEMANDED = ("要求", "标准", "目标", "目标任务", "建设")
MET = ("达到", "达到了", "实现", "实现了", "完成", "达成", "符合")
LONGEST_CLAIM = 6
ONE_STAGE = frozenset({"preschool", "primary", "junior", "senior", "vocational"})
CLAIM = frozenset({CLAIMED})
CLEARED = "cleared"
GONE = "gone"


def may_claim(context: Context, clause: Clause) -> bool:
    """Whether a clause, or the one before it, has a noun of the catalogue: else it has no claims."""
    return "thing" in clause.kinds or (
        clause.number > 0 and "thing" in context.clauses[clause.number - 1].kinds
    )


def claims_in(context: Context, clause: Clause) -> Iterator[tuple[Fact, range]]:
    """The claims of a clause, each with the indexes of the tokens that make it."""
    tokens = clause.tokens
    claimable = context.lexicon.claimable
    subject = _subject(context, clause)
    if not any(token.text in claimable for token in tokens if token.rules) and not subject:
        return
    text = clause.text
    if not any(mark in text for mark in MARKS) or any(word in text for word in DENIED):
        return
    if "把" in clause.words and not any(t.kind == "done" or t.text.endswith("了") for t in tokens):
        return  # 用三年时间，把大班额比例降到零
    around = context.surroundings(clause)
    for i, token in [*enumerate(tokens), *subject]:
        for rule in token.rules:
            reading = rule.reading
            if reading.claim is None or reading.value is None:
                continue
            words = context.lexicon.vocabulary.claims[reading.claim]
            found = _beside(tokens, i, words, rule.modifiers) if i >= 0 else _opens(tokens, words)
            if found is None and reading.claim == CLEARED:
                found = _gone(tokens, i, context.lexicon.vocabulary.claims[GONE], rule.modifiers)
            if found is None or (reading.stage and around.stage not in reading.stage):
                continue
            if rule.never and any(word in text for word in rule.never):
                continue
            if any(t.narrows and t.text not in rule.modifiers for t in tokens[: max(i, 0)]):
                continue
            first = min(i, found[0])
            if i > 0 and (_stage_before(tokens[i - 1], rule) or lone_kindergartens(tokens[:i])):
                continue
            if i > first > 0 and _stage_before(tokens[first - 1], rule):
                stages = context.lexicon.stages_in(tokens[first - 1].text)
                if len(stages) == 1 and stages <= ONE_STAGE:
                    continue  # 小学无辍学
            span = range(min(i, found[0]) if i >= 0 else found[0], max(i, found[1]) + 1)
            behind = [token.text for token in tokens[span.stop : span.stop + 2]]
            if behind and tokens[span.stop].kind == "growth":
                continue  # 辍学学生“零新增”: none more, and not none
            if behind[:1] in (["后"], ["之后"], ["以后"], ["容忍"], ["行动"]):
                continue  # 全部消除后，将…; 零容忍
            if span.stop < len(tokens) and tokens[span.stop].measured:
                continue  # 全部达到98%: the figure says it
            if behind[:1] and behind[0] in DEMANDED and not any(t.text in MET for t in tokens):
                continue  # 落实四个100%要求
            met = reading.claim == COVERED and any(t.text in MET for t in tokens[: span.start])
            if behind[:1] == ["的"] and not met and not "".join(behind[1:]).endswith(RESULTS):
                continue  # 未发生事故的学校占…; 为零的目标
            upto = tokens[: span.stop]
            leading = context.leading(clause)
            lead = [t for c in leading if c.segment == clause.segment or sets_time(c) for t in c.tokens]
            mood = [t for c in leading if c.segment == clause.segment for t in c.tokens]
            goal = label_before(context.clauses, clause) is not None  # 任务：…三个100%
            moments = context.moments([*lead, *upto])
            timing = timing_of([*mood, *upto], clause, moments, context.setting, False, None, goal)
            timing = context.told(timing, clause, [*mood, *upto], rule.indicator.kind == "stock")
            start, end = tokens[span.start].start, tokens[span.stop - 1].end
            stated = context.sentence.text[start:end]
            context.matched.add(rule.indicator.id)
            yield Fact(rule, reading.value, stated, None, "exact", timing, CLAIM, start, end), span
            break


def _stage_before(token: Token, rule: Rule) -> bool:
    """初中大班额全部消除 speaks of one stage: a noun before the noun, which the reading does not know."""
    return token.kind in ("thing", "other") and token.text not in rule.modifiers and token.text not in SCHOOLS


def _subject(context: Context, clause: Clause) -> list[tuple[int, Token]]:
    """共排查出安全隐患185项，现已全部整改完毕: the noun of the clause before, for a clause that has none."""
    index = clause.number
    if index == 0 or "thing" in clause.kinds:
        return []
    before = context.clauses[index - 1]
    if "thing" not in before.kinds or before.segment != clause.segment:
        return []
    last = next(t for t in reversed(before.tokens) if t.kind == "thing")
    return [(-1, last)] if last.text in context.lexicon.claimable else []


def _opens(tokens: Sequence[Token], words: frozenset[str]) -> tuple[int, int] | None:
    """The tokens with which a clause opens, soft ones aside, if they make a claim."""
    first = next((i for i, t in enumerate(tokens) if not _passable(t) or t.kind == "done"), 0)
    for start in range(min(first, 3) + 1):
        for end in range(min(start + LONGEST_CLAIM, len(tokens)) - 1, start - 1, -1):
            said = "".join(t.text for t in tokens[start : end + 1])
            if said in words or _plain(said) in words:
                return start, end
    return None


def _gone(
    tokens: Sequence[Token], thing: int, words: frozenset[str], modifiers: frozenset[str]
) -> tuple[int, int] | None:
    """全县消除了大班额: a bare verb clears all where the clause says of the county nothing else."""
    if thing < 1 or any(token.kind != "mark" for token in tokens[thing + 1 : thing + 2]):
        return None
    verb = next((i for i in range(thing) if tokens[i].text in words), None)
    if verb is None or not any(t.text in SCOPES or t.tag == "own" for t in tokens[:verb]):
        return None
    opens = all(
        t.text in SCOPES or t.text in BEFORE or t.tag == "own" or t.kind in ("date", "done")
        for t in tokens[:verb]
    )
    beside = all(t.text in modifiers for t in tokens[verb + 1 : thing])
    return (verb, verb) if opens and beside else None


def _beside(
    tokens: Sequence[Token], thing: int, words: frozenset[str], modifiers: frozenset[str]
) -> tuple[int, int] | None:
    """The tokens before or behind the noun that together make a claim; only soft words stand between."""
    for start in range(len(tokens)):
        joined = ""
        best: int | None = None
        for end in range(start, min(start + LONGEST_CLAIM, len(tokens))):
            if end == thing:
                break
            joined += tokens[end].text
            if joined in words or _plain(joined) in words:
                best = end
        if best is None:
            continue
        gap = tokens[best + 1 : thing] if best < thing else tokens[thing + 1 : start]
        hundreds = best > thing and any(
            "100%" in t.text or "百分" in t.text for t in tokens[start : best + 1]
        )
        if hundreds or all(_passable(token) or token.text in modifiers for token in gap):
            return start, best
    return None


def _plain(claim: str) -> str:
    """A claim without the words before it that change nothing."""
    while claim.startswith(BEFORE):
        claim = claim.removeprefix(next(word for word in BEFORE if claim.startswith(word)))
    return claim


def _passable(token: Token) -> bool:
    return (
        token.kind in ("neutral", "link", "done", "date", "thing", "figure")
        or token.text in BETWEEN
        or token.tag.startswith(("d", "u", "b", "p", "c", "a"))
    )
