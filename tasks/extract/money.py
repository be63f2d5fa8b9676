"""Sums of money and what they were for: 资助金额836万元, 投入213万元，…开展教师培训."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.frames import Around, Frame, soft
from tasks.extract.lexicon import Token
from tasks.extract.matching import Match, composed, match_frame, stage_label
from tasks.extract.names import JOINING, apposition, named_part
from tasks.extract.quantities import Quantity

SPENT = frozenset({"invest", "aid", "build"})
EQUIPPING = frozenset({"buy", "equip", "train", "recruit"})
HIGHER = frozenset({"senior", "vocational"})
FOR_ALL = frozenset(
    {"school_construction_investment", "aid_amount", "education_expenditure", "safety_investment"}
)
"""What takes in several purposes."""
PROGRAMMES = ("生活费", "助学金", "奖学金", "免学费", "学费", "贷款", "生活补助", "营养餐")
"""How aid of one kind is called, which is not all aid: 寄宿生生活费442万元，资助学生7280人次."""
AIDED = frozenset({"aid"})
SUMS = frozenset({"金额", "总金额", "总额", "合计金额", "累计金额"})
"""Nouns that say of a figure only that it is money: 资助学生3126人，金额1987万元."""
CLAUSES_BEHIND = 2
FAR = frozenset({"purpose of a sum further off"})


def money_fact(
    context: Context, clause: Clause, low: int, at: int, quantity: Quantity, left: Frame | Around
) -> Fact | None:
    """The fact that a sum of money states, by the purpose before it, behind it or in the next clauses."""
    if left.compare and not left.to:
        return None
    around = context.surroundings(clause)
    if isinstance(left, Frame):
        matches = match_frame(composed(context.lexicon, left), quantity, around)
        if matches:
            return context.fact(clause, at, quantity, matches[0], left)
    if low == at and low > 0 and context.last_frame is not None:
        matches = match_frame(context.last_frame, quantity, around)
        if matches:
            return context.fact(clause, at, quantity, matches[0], context.last_frame)
    tokens = clause.tokens
    events = left.events or next((t.events for t in reversed(tokens[low:at]) if t.events), frozenset())
    aided = any(fact.rule.indicator.id == "students_aided" for fact in context.last_facts)
    beside = aided and 0 < low <= at and all(_joins(token) for token in tokens[low:at])
    if beside:
        events |= AIDED  # 资助困难学生4600人次、860万元
    if low == 0 and all(t.kind in ("link", "neutral") or t.text in SUMS for t in tokens[:at]):
        events |= (
            AIDED if "students_aided" in context.matched else context.events & AIDED
        )  # …名学生享受补助，共计480万元
    if not events & SPENT:
        return None
    for other, piece in _purposes(context, clause, 0 if beside else low, at):
        named = named_part(context.lexicon, piece, 0, len(piece)) is not None
        if named and (_of_area(piece) or not apposition(piece, 0, len(piece))):
            if other is clause and piece and piece[0].start > quantity.start:
                return None
            continue
        if _of_one(context, piece):
            continue
        stages = context.lexicon.stages_in("".join(t.text for t in piece))
        said = {s for c in context.clauses[: clause.number + 1] for s in context.stages_of(c)}
        if not said <= HIGHER or not said:
            said = set(context.lexicon.stages_in(context.headings))
        stage = stage_label(stages or said)
        local = replace(around, clause=around.clause + other.text, stage=stage)
        for i, token in enumerate(piece):
            if token.kind != "thing":
                continue
            narrow = tuple(t for t in piece[max(0, i - 1) : i] if t.narrows)
            if (
                _listed(piece, i)
                and token.rules
                and all(r.reading.stage for r in token.rules if r.measure == "money")
            ):
                continue  # 学前教育、改薄等项目投资6550万元: for both together
            start = min(token.start, quantity.start)
            frame = Frame(token, narrow, events=events, side="right", start=start)
            matches = match_frame(frame, quantity, local)
            if matches and not _for_more(context, clause, at, other, piece, i, matches[0]):
                fact = context.fact(clause, at, quantity, matches[0], frame)
                return replace(fact, signs=fact.signs | FAR)
    return None


def _joins(token: Token) -> bool:
    """Whether a word between two figures says nothing of either."""
    return token.text in JOINING or token.kind in ("link", "neutral")


def _for_more(
    context: Context, clause: Clause, at: int, other: Clause, piece: Sequence[Token], i: int, match: Match
) -> bool:
    """Whether the sum was for other things too: 用于设备采购和教师培训; 新建教室800平方米，新建幼儿园3所."""
    indicator = match.rule.indicator.id
    if indicator in FOR_ALL:
        own = any(token.text.endswith(PROGRAMMES) for token in clause.tokens[:at])
        return indicator == "aid_amount" and own
    counted = 2 if i + 1 < len(piece) and piece[i + 1].kind == "figure" else 1
    # 新建幼儿园9所、学校7所，总投资16亿元
    if (_listed(piece, i) or _listed(piece, i, counted)) and not _same_beside(piece, i, indicator):
        return True
    between = [
        clause.tokens[at + 1 :],
        *(c.tokens for c in context.clauses[clause.number + 1 : other.number]),
    ]
    return other.number > clause.number and any(t.kind == "figure" for tokens in between for t in tokens)


def _same_beside(piece: Sequence[Token], i: int, indicator: str) -> bool:
    """Whether the others of a list are for the same as the one at `i`."""
    others = [
        t for j, t in enumerate(piece) if j != i and t.kind in ("thing", "unknown", "other") and not soft(t)
    ]
    nouns = [t for t in others if t.text not in JOINING and not t.events]
    return all(any(r.indicator.id == indicator for r in t.rules) for t in nouns)


def _listed(piece: Sequence[Token], i: int, behind: int = 1) -> bool:
    """Whether the noun at `i` is one of several; the next one stands so many words `behind` it."""
    beside = [*piece[max(0, i - 1) : i], *piece[i + behind : i + behind + 1]]
    return any(t.text in (*JOINING, "等") for t in beside)


def _purposes(context: Context, clause: Clause, low: int, at: int) -> list[tuple[Clause, Sequence[Token]]]:
    """Where the purpose may stand, the likeliest place first."""
    clauses = context.clauses
    index = clause.number
    behind = clause.tokens[at + 1 :]
    more = next((i for i, t in enumerate(behind) if _has_money(context, [t])), None)
    if more is not None:  # 投入5000万元建设中专、投入1亿元建设幼儿园
        cut = next((i for i in range(more - 1, -1, -1) if behind[i].text == "、"), None)
        behind = behind[:cut] if cut is not None else behind
    pieces: list[tuple[Clause, Sequence[Token]]] = [(clause, behind)]
    if not _has_money(context, behind) and not any(t.events & EQUIPPING for t in behind):
        for other in clauses[index + 1 : index + 1 + CLAUSES_BEHIND]:
            if (
                other.segment != clause.segment
                or other.parent is not clause.parent
                or _has_money(context, other.tokens)
            ):
                break
            pieces.append((other, other.tokens))
    if low == 0 and index > 0 and clauses[index - 1].segment == clause.segment and clause.parent is None:
        previous = clauses[index - 1]
        if not _has_money(context, previous.tokens):
            pieces.append((previous, previous.tokens))
    pieces.append((clause, clause.tokens[:at] if low == at else clause.tokens[low:at]))
    return pieces


def _has_money(context: Context, tokens: Sequence[Token]) -> bool:
    quantities = context.sentence.quantities
    return any(t.kind == "figure" and "money" in quantities[t.index].measures for t in tokens)


def _of_area(tokens: Sequence[Token]) -> bool:
    """投资5107万元实施一中、二中等7所城区学校的新建工程: whether those named are the schools of a part."""
    return any(
        token.kind == "area" and any(t.kind == "figure" for t in tokens[max(0, i - 2) : i])
        for i, token in enumerate(tokens)
    )


def _of_one(context: Context, tokens: Sequence[Token]) -> bool:
    """投资5600万元新建学校1所: the money of one school is none of the county's."""
    counted = [context.sentence.quantities[t.index] for t in tokens if t.kind == "figure"]
    schools = [q.value for q in counted if "institutions" in q.measures]
    return bool(schools) and max(schools) == 1
