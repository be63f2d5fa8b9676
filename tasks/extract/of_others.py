"""What the clauses before a figure say that makes it one of others: of a prefecture's average, of children
of some sort, of boarders, of schools by their names, of staff who teach nothing."""

from __future__ import annotations

import re

from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.lexicon import Token

AVERAGE = re.compile(r"平均(?:值|数|水平)?$")
OWN_AVERAGE = re.compile(r"^(?:全|我|本)[县区市旗]|^城乡|^各校|校际")
BARE_RATE = ("入学率", "净入学率", "毛入学率")
ENROLMENT = frozenset({"primary_net_enrolment_rate", "junior_gross_enrolment_rate"})
OF_SOME = re.compile(r"三残|残疾|残障|随迁|留守|贫困|孤儿|女童")
OF_STAGE = re.compile(r"小学|初中|适龄少年")
ALL = 100
LEVELS = frozenset({"link", "from", "to"})
"""撤并：小学由320所调整为210所 says how many there are."""
INSTITUTIONS = ("institutions", "things")
NAME = r"[一-龥]{2,6}(?:小学|中学|幼儿园|学校|[一二三四五六七八九]小|[一二三四五六七八九]中)"
NAMED = re.compile(rf"^(?:其中)?{NAME}(?:[、和]{NAME})+(?:等)?(?:\d+|[两二三四五六七八九])所")
KINDS = re.compile(r"建|完全|农村|乡镇|城区|公办|民办|独立|普通|全[县区市旗]")
"""Words of 公办小学、独立初中2所, which names no school."""
OTHER_STAFF = re.compile(r"宿管|保育员|生活(?:老师|教师)|校医|保安|食堂|炊事|工勤|厨师|心理教师")
TEACHING = re.compile(r"教师|师资|老师(?<!生活老师)|教职工")


def of_others(context: Context, clause: Clause, at: int, fact: Fact) -> bool:
    """Whether the figure at index `at` is of others than the county's, by what stands before it."""
    indicator = fact.rule.indicator
    before = [c for c in context.clauses[: clause.number] if c.parent is clause.parent]
    beside = [c for c in before if c.segment == clause.segment]
    if _averaged(context, clause):
        return True
    if indicator.id in ENROLMENT:
        return _of_some_children(beside, clause, at) or _gross(context, clause, at, fact)
    if indicator.id == "preschool_investment":
        return _in_closed_bracket(context, clause, fact)
    if indicator.id == "hazards_rectified":
        return _put_right_behind(clause, at)
    if indicator.id == "teachers_recruited":
        said = _said(clause.tokens[:at])
        last = beside[-1].text if beside else ""
        return OTHER_STAFF.search(last) is not None and TEACHING.search(last + said) is None
    if "add" in fact.rule.event:
        return any(NAMED.search(c.text) and not KINDS.search(c.text) for c in beside[-1:])
    if indicator.kind == "stock" and fact.rule.measure in INSTITUTIONS:
        return _in_list_of_deeds(before, clause)
    if indicator.kind == "stock" and fact.rule.measure == "people":
        return _like_first_member(clause.tokens, at)
    return False


def _averaged(context: Context, clause: Clause) -> bool:
    """某市平均：毛入园率92.8%，巩固率98.1%: told of the prefecture."""
    label = next(
        (c for c in reversed(context.clauses[: clause.number]) if c.labels and c.parent is None), None
    )
    if label is None or not AVERAGE.search(label.text):
        return False
    return OWN_AVERAGE.search(label.text) is None


def _of_some_children(beside: list[Clause], clause: Clause, at: int) -> bool:
    """三残儿童应入学213人，已入学181人，入学率85%: the rate of those named before."""
    said = _said(clause.tokens[:at])
    if not said.endswith(BARE_RATE) or OF_STAGE.search(said):
        return False
    for other in reversed(beside):
        some, stage = OF_SOME.search(other.text), OF_STAGE.search(other.text)
        if some or stage:
            return some is not None
    return False


def _gross(context: Context, clause: Clause, at: int, fact: Fact) -> bool:
    """小学毛入学率102.1%: more than all children of an age cannot be enrolled at that age."""
    if fact.rule.indicator.id != "primary_net_enrolment_rate":
        return False
    return "毛入学" in _said(clause.tokens[:at]) and (
        fact.value > ALL or "净入学率" in _behind(context, clause)
    )


def _behind(context: Context, clause: Clause) -> str:
    later = context.clauses[clause.number + 1 : clause.number + 2]
    return "".join(c.text for c in later if c.segment == clause.segment)


def _in_closed_bracket(context: Context, clause: Clause, fact: Fact) -> bool:
    """新增学位6120个（其中幼儿园1620个），投资7.4亿元: the noun stands in a bracket that has closed."""
    closed = (c for c in context.clauses[: clause.number] if c.parent is not None and c.parent is not clause)
    if clause.parent is not None:
        return False
    return any(c.tokens and c.tokens[0].start <= fact.start <= c.tokens[-1].end for c in closed)


def _put_right_behind(clause: Clause, at: int) -> bool:
    """隐患212处整改销号203处: the figure before the verb is how many there were."""
    tokens = clause.tokens
    if any("rectify" in token.events for token in tokens[:at]):
        return False
    behind = tokens[at + 1 : at + 3]
    return len(behind) > 1 and "rectify" in behind[0].events and behind[1].kind == "figure"


def _in_list_of_deeds(before: list[Clause], clause: Clause) -> bool:
    """撤并：学校9所、教学点14个: a label that is a verb says what became of all behind it."""
    label = next((c for c in reversed(before) if c.labels), None)
    if label is None or label.figures or not clause.kinds.isdisjoint(LEVELS):
        return False
    return bool(label.tokens) and all("merge" in token.events for token in label.tokens)


def _like_first_member(tokens: list[Token], at: int) -> bool:
    """小学寄宿8012人、初中5960人: what is left out of the second member is said in the first."""
    figures = [i for i, token in enumerate(tokens[:at]) if token.kind == "figure"]
    for i in reversed(figures):
        if i + 1 >= len(tokens) or tokens[i + 1].text != "、":
            return False
        if i and tokens[i - 1].kind == "restrict" and i > 1 and tokens[i - 2].kind == "thing":
            return True
    return False


def _said(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens)
