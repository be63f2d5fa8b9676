"""Statements without a figure: 未发生安全事故, 全部消除大班额, 校车全覆盖, 隐患全部整改完毕."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.lexicon import Token
from tasks.extract.timing import timing_of

MARKS = ("无", "没", "零", "未", "全", "0", "整改", "清", "均", "都", "消除", "到位", "覆盖")
DENIED = ("尚未", "还未", "未得到", "防止", "防范", "避免", "杜绝发生", "预防", "遏制", "未实现", "未达")
BETWEEN = ("发生", "现象", "问题", "安装", "了", "和", "、", "实现", "达到")
LONGEST_CLAIM = 6
DOUBT = 0.08


def claims_in(context: Context, clause: Clause) -> Iterator[tuple[Fact, range]]:
    """The claims of a clause, each with the indexes of the tokens that make it."""
    text = clause.text
    if not any(mark in text for mark in MARKS) or any(word in text for word in DENIED):
        return
    around = context.surroundings(clause)
    tokens = clause.tokens
    for i, token in enumerate(tokens):
        for rule in token.rules:
            reading = rule.reading
            if reading.claim is None or reading.value is None:
                continue
            found = _beside(tokens, i, context.lexicon.vocabulary.claims[reading.claim])
            if found is None or (reading.stage and around.stage not in reading.stage):
                continue
            if any(t.kind == "restrict" and t.text not in rule.modifiers for t in tokens[:i]):
                continue
            span = range(min(i, found[0]), max(i, found[1]) + 1)
            upto = tokens[: span.stop]
            lead = [t for c in context.leading(clause) for t in c.tokens]
            timing = timing_of(upto, clause, context.moments([*lead, *upto]), context.setting, False, None)
            start, end = tokens[span.start].start, tokens[span.stop - 1].end
            stated = context.sentence.text[start:end]
            context.matched.add(rule.indicator.id)
            yield Fact(rule, reading.value, stated, None, "exact", timing, DOUBT, start, end), span
            break


def _beside(tokens: Sequence[Token], thing: int, words: frozenset[str]) -> tuple[int, int] | None:
    """The tokens before or behind the noun that together make a claim; only soft words stand between."""
    for start in range(len(tokens)):
        joined = ""
        best: int | None = None
        for end in range(start, min(start + LONGEST_CLAIM, len(tokens))):
            if end == thing:
                break
            joined += tokens[end].text
            if joined in words:
                best = end
        if best is None:
            continue
        gap = tokens[best + 1 : thing] if best < thing else tokens[thing + 1 : start]
        if all(_passable(token) for token in gap):
            return start, best
    return None


def _passable(token: Token) -> bool:
    return (
        token.kind in ("neutral", "link", "done", "date", "thing", "figure")
        or token.text in BETWEEN
        or token.tag.startswith(("d", "u", "b", "p", "c", "a"))
    )
