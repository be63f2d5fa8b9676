"""Whether a figure that names an indicator stands for it, or only for a part that its words give away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.lexicon import STRONG_EVENTS, Token
from tasks.extract.openings import asked_for
from tasks.extract.portions import of_some_only
from tasks.extract.reach import AREAS, OWNERS, PART_MARKS, has
from tasks.extract.subjects import BEFORE_NOW, OWN_OR_LEVEL

HIRING = frozenset({"equip", "recruit"})
NEW = "新"
CLASSED = frozenset({"dilapidated_area_removed"})
CLASS = re.compile(r"[BCbc]级(?![、和与及]?[Dd]级)[^，。；、]{0,8}?\d")
CONDITION = re.compile(
    r"(?:以上|以下|以内)的?(?:中小学|学校|寄宿|幼儿园|设|至少|应|须|配)|服务半径|原则上|至少(?:设|配)"
)
"""For which schools something holds: 300人以上的学校配备专职保安3名."""
LONG_AGO = frozenset(BEFORE_NOW)
TAUGHT = ("小学", "初中", "中学", "高中")
TO_COME = ("明年", "来年", "将", "即将", "下学期")
BUILT = frozenset({"build"})
AID = frozenset({"students_aided", "aid_amount"})


def stands(context: Context, clause: Clause, low: int, at: int, fact: Fact) -> bool:
    """Whether the fact of the figure at index `at` is of the whole county, for all its words say."""
    indicator = fact.rule.indicator
    tokens = clause.tokens
    if _demanded(context, clause) or _numbered(context, clause, at, fact) or _long_ago(context, clause):
        return False
    if CONDITION.search("".join(token.text for token in tokens[:at])):
        return False
    if of_some_only(context, clause, at, fact):
        return False
    if indicator.id == "student_teacher_ratio" and fact.bound in ("at_least", "at_most"):
        return False  # 生师比不高于19：1 is a standard
    if indicator.id in CLASSED and _of_class(context):
        return False
    at_once = context.lexicon.vocabulary.standing["at_once"]
    if indicator.id == "hazards_rectified" and any(word in _governing(clause, at) for word in at_once):
        return False
    if indicator.id == "school_buses" and "更新" in clause.words:
        return False  # so many were replaced
    if fact.rule.measure == "places" or "add" in fact.rule.event:
        return not _after_names(context, clause)
    if indicator.kind == "stock" and fact.rule.measure == "people":
        return not _newly(tokens[low:at])
    if indicator.kind == "stock" and fact.rule.measure == "institutions":
        return not (context.part_of(clause) and _of_some(context, clause)) and not _of_owner(context, clause)
    if indicator.id == "teachers_recruited":
        return not any(area in token.text for token in tokens[low:at] for area in AREAS)
    if indicator.id in AID:
        return not _of_one_kind(context, clause, at)
    if fact.rule.event & BUILT:
        return not _told_of(tokens, at) and not _one_of_kinds(tokens, at)
    return True


def _demanded(context: Context, clause: Clause) -> bool:
    """国家规定，…85%，我县达到91.2%: whether somebody above asks for it, and the county has not answered."""
    if any(words in clause.text for words in context.lexicon.vocabulary.standing["proposed"]):
        return True
    for other in reversed(context.clauses[: clause.number + 1]):
        if other.segment != clause.segment or not other.words.isdisjoint(OWN_OR_LEVEL):
            return False
        if asked_for(other):
            return True
    return False


def _numbered(context: Context, clause: Clause, at: int, fact: Fact) -> bool:
    """3 全市教师招聘: a number without a unit, a space before the noun, that numbers a line."""
    figure = clause.tokens[at]
    if fact.unit_stated is not None or fact.end <= figure.end:
        return False
    return context.sentence.text[figure.end : figure.end + 1].isspace()


def _long_ago(context: Context, clause: Clause) -> bool:
    """建国初期，全县有小学45所: told of a time that is not the report's, whose year nobody says."""
    for other in reversed(context.clauses[: clause.number + 1]):
        if other.segment != clause.segment or "date" in other.kinds:
            return False
        if not LONG_AGO.isdisjoint(other.words):
            return True
    return False


def _of_owner(context: Context, clause: Clause) -> bool:
    """公办小学80所，初中16所: whether the clause before gives its owner to this one."""
    before = context.clauses[clause.number - 1] if clause.number else None
    if before is None or before.segment != clause.segment or before.parent is not clause.parent:
        return False
    earlier = context.clauses[before.number - 1] if before.number else None
    if earlier is not None and earlier.segment == clause.segment and earlier.starts_with(*OWNERS):
        return False  # 公办小学60所，民办小学2所，初中15所: the owners have been gone through
    owned = before.starts_with(*OWNERS) and any(school in before.text for school in TAUGHT)
    return owned and bool(before.figures) and clause.starts_with(*TAUGHT)


def _of_class(context: Context) -> bool:
    """改造C级危房4200平方米、D级危房3100平方米: each class with a figure of its own."""
    sentence = context.sentence
    return CLASS.search(sentence.text, sentence.start, sentence.end) is not None


def _governing(clause: Clause, at: int) -> str:
    """The words of a clause before a figure, with those of the clause whose bracket it stands in."""
    said = "".join(token.text for token in clause.tokens[:at])
    return said if clause.parent is None else clause.parent.text + said


def _after_names(context: Context, clause: Clause) -> bool:
    """城西幼儿园等五所公办园对外招生，提供276个学位: whether what was added is that of the schools named."""
    other = next((c for c in reversed(context.clauses[: clause.number]) if c.parent is None), None)
    if other is None or other.segment != clause.segment or other.eventful:
        return False  # 城西小学等8所学校建成，新增学位9840个
    figures = [other.tokens[i].index for i in other.figures if i and other.tokens[i - 1].text == "等"]
    return any("institutions" in context.sentence.quantities[i].measures for i in figures)


def _newly(tokens: Sequence[Token]) -> bool:
    """新聘保安92名, 新配备保安92名: those who came, and not how many there are now."""
    for i, token in enumerate(tokens):
        if token.kind == "to":
            return False
        if token.events & HIRING and (token.text[0] == NEW or (i and tokens[i - 1].text == NEW)):
            return True
    return False


def _of_some(context: Context, clause: Clause) -> bool:
    """新建12所，其中公办园2所; 寄宿制学校28所，其中小学9所: part of what was done, or of a sort."""
    for other in reversed(context.clauses[: clause.number]):
        beside = other.parent is clause.parent or other is clause.parent
        if other.segment != clause.segment or not beside:
            continue
        if other.starts_with(*PART_MARKS) or not other.figures:
            continue
        if any(kind in other.text for kind in context.lexicon.vocabulary.standing["narrow_kinds"]):
            return True
        if "compare" in other.kinds:
            continue  # 全县学校125所，比上年增加2所，其中小学90所
        done = any(token.events & STRONG_EVENTS and token.kind != "growth" for token in other.tokens)
        return done and not has(other.tokens) and "to" not in other.kinds
    return False


def _of_one_kind(context: Context, clause: Clause, at: int) -> bool:
    """寄宿生补助惠及1.9万人; 发放寄宿生生活费442万元，资助学生7280人次: aid of one kind."""
    said = "".join(token.text for token in clause.tokens[:at])
    leading = context.clauses[: clause.number]
    before = next((c for c in reversed(leading) if c.parent is clause.parent), None)
    if before is not None and before.segment == clause.segment and before.figures:
        said = before.text + said
    words = context.lexicon.vocabulary.standing
    one_kind = any(word in said for word in words["programmes"])
    return one_kind and not any(word in said for word in words["in_all"])


def _told_of(tokens: Sequence[Token], at: int) -> bool:
    """刚开办的1所幼儿园本月内接入: whether something is told of those built, and not that they were built."""
    if at and tokens[at - 1].text == "等":  # 甲幼儿园、乙幼儿园等8所幼儿园完成移交
        return not any(token.events & STRONG_EVENTS for token in tokens[:at])
    if at < 2 or tokens[at - 1].text != "的" or not tokens[at - 2].events:
        return False
    behind = tokens[at + 1 :]
    return not any(token.events & BUILT for token in behind) or any(t.text in TO_COME for t in behind)


def _one_of_kinds(tokens: Sequence[Token], at: int) -> bool:
    """新建公办幼儿园1所、小区配建公办幼儿园2所: kinds of the same, of which no total is stated."""
    behind = tokens[at + 1 :]
    if not behind or behind[0].text != "、" or "园" not in "".join(t.text for t in tokens[:at]):
        return False
    if len(behind) < 2 or behind[1].events:
        return False  # 新建公办园16所、改扩建公办园21所，共37所
    next_figure = next((i for i, token in enumerate(behind) if token.kind == "figure"), 0)
    said = "".join(token.text for token in behind[:next_figure])
    return "园" in said and "建" in said


def in_bracket(context: Context, clause: Clause) -> bool:
    """Whether the fact before stands in a bracket that has closed."""
    at = context.last_facts[-1].end
    inside = (c for c in context.clauses[: clause.number] if c.parent is not None and c is not clause)
    return any(c.parent is not clause.parent and c.tokens[0].start < at <= c.tokens[-1].end for c in inside)
