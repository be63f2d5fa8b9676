"""What is told around a figure that makes it one of a portion: of one project, of some schools' lacks,
of an inspection of shops, of a part of the money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.portions import load_portions
from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.lexicon import Token
from tasks.extract.of_others import of_others
from tasks.extract.reach import PART_MARKS
from tasks.extract.subjects import OWN_OR_LEVEL

HAZARDS = frozenset({"hazards_found", "hazards_rectified", "hazard_rectification_rate"})
OF_SCHOOLS = ("学校", "校园", "中小学", "各校", "幼儿园", "校舍", "等")
"""Where one of these is inspected too, the hazards are those of schools."""
STAFF = ("教师", "教职工", "师资", "编制", "老师", "专任")
KINDERGARTENS = frozenset(
    {"kindergartens", "public_kindergartens", "private_kindergartens", "inclusive_kindergartens"}
)
ON_THEIR_OWN, AT_SCHOOLS = ("独立公办", "独立的公办", "独立设置公办", "独立设置的公办"), ("附设", "附属")
SHARE_OF_SPENDING = re.compile(
    r"^(?:仅|只)?占(?:比)?(?!.{0,6}(?:计划|任务|投资|预算)).{0,14}?[\d.]+%|^占(?:同级)?财政"
)
"""占财政性教育经费的0.6%: what is a share of spending is what preschools cost, and not what was built for."""
OF_CHILDREN = ("preschool_access", "balanced_progress")
ONE_UNNAMED = re.compile(r"某(?:一)?(?:所)?(?:幼儿园|小学|中学|初中|高中|学校|镇|乡|园|校|村|街道)")
RATES = ("percent", "number")
NORM_OPENS = re.compile(
    r"(?:国家|国务院|教育部|部颁|省里|省|自治区|上级|国定|省定|部定)[一-龥]{0,14}(?:标准|要求|底线|门槛|指标|目标|规定)$"
    r"|^(?:国标|省标|国家标准|省定标准)$"
)
NORM_OF_ABOVE = re.compile(
    r"^(?:按照?|根据|依据|依照)(?:国家|省|自治区|部|上级|国务院|教育部|国|省里)(?:级|定|颁|里)?(?:的)?(?:目标|标准|指标|规定)(?:要求)?$"
)
NORM_HEADING = re.compile(r"(?:验收|评估|达标|创建|配备|建设|办学|基本)(?:标准|条件|指标)$")
EQUIPMENT = re.compile(r"(?:设备|仪器|器材|图书|信息化)[^，。；、]{0,8}\d")


def of_some_only(context: Context, clause: Clause, at: int, fact: Fact) -> bool:
    """Whether the words around the figure at index `at` make its fact one of a portion, or a standard."""
    indicator = fact.rule.indicator
    tokens = clause.tokens
    if _of_one_unnamed(context, clause) or of_others(context, clause, at, fact):
        return True
    if fact.rule.measure in RATES and indicator.id not in HAZARDS:
        return _normed(context, clause) or _of_some_children(context, clause, at, fact)
    if _told_before(tokens[:at], fact):
        return True
    if indicator.id in HAZARDS:
        return _inspected_others(context, clause, at)
    if indicator.id == "teachers_recruited":
        return context.reach.over_people(clause) and clause.words.isdisjoint(OWN_OR_LEVEL)
    if indicator.id == "teacher_shortage":
        return _of_subject(context, clause, at)
    if indicator.id == "preschool_investment":
        return _share_follows(context, clause)
    if indicator.id == "school_construction_investment":
        return clause.starts_with(*PART_MARKS) and EQUIPMENT.search(_behind(clause.tokens, at)) is not None
    if "add" in fact.rule.event or indicator.id == "school_floor_area_built":
        return _of_one_project(context, clause)
    if indicator.kind == "stock" and fact.rule.measure == "institutions":
        return _lacking(context, tokens, at) or (indicator.id in KINDERGARTENS and _made(context, clause, at))
    return False


def _told_before(tokens: Sequence[Token], fact: Fact) -> bool:
    """第一批招聘80名; 为36所学校配备保安72名: words before the figure that narrow it."""
    said = "".join(token.text for token in tokens)
    return any(
        each.asked_of(fact.rule.indicator, fact.rule.measure) and each.words.search(said)
        for each in load_portions().before
    )


def _behind(tokens: Sequence[Token], at: int) -> str:
    return "".join(token.text for token in tokens[at + 1 :])


def _before(context: Context, clause: Clause) -> list[Clause]:
    """The clauses before one in its part of the sentence, brackets left out."""
    before = context.clauses[: clause.number]
    return [c for c in before if c.segment == clause.segment and c.parent is clause.parent]


def _of_one_unnamed(context: Context, clause: Clause) -> bool:
    """某幼儿园投资260万元，新增学位180个: told of one whose name is not said."""
    return any(ONE_UNNAMED.search(c.text) for c in (*_before(context, clause), clause))


def _of_some_children(context: Context, clause: Clause, at: int, fact: Fact) -> bool:
    """贫困家庭子女巩固率100%: the rate of some children."""
    if fact.rule.indicator.domain not in OF_CHILDREN:
        return False
    low = max((i for i in range(at) if clause.tokens[i].kind == "figure"), default=-1) + 1
    said = "".join(token.text for token in clause.tokens[low:at])
    return any(word in said for word in context.lexicon.vocabulary.standing["some_children"])


def _normed(context: Context, clause: Clause) -> bool:
    """对照国家标准（毛入园率85%）; 按省定目标，…控制在5%以内: what others ask for."""
    around = clause.parent
    if around is not None and clause.words.isdisjoint(OWN_OR_LEVEL):
        opening = [t.text for t in around.tokens if t.end <= clause.tokens[0].start]
        if NORM_OPENS.search("".join(opening)):
            return True
    for other in reversed(context.clauses[: clause.number + 1]):
        if other.segment != clause.segment or not other.words.isdisjoint(OWN_OR_LEVEL):
            break
        if other is not clause and NORM_OF_ABOVE.match(other.text):
            return True
    return NORM_HEADING.search(context.headings.strip()) is not None and "to" not in clause.kinds


def _inspected_others(context: Context, clause: Clause, at: int) -> bool:
    """检查校外培训机构162家，查出隐患113处: the hazards of what are no schools."""
    said = "".join(c.text for c in _before(context, clause)) + "".join(t.text for t in clause.tokens[:at])
    words = context.lexicon.vocabulary.standing["inspected"]
    return any(word in said for word in words) and not any(word in said for word in OF_SCHOOLS)


def _of_subject(context: Context, clause: Clause, at: int) -> bool:
    """音体美教师138人，尚缺48人: whether only the teachers of some subjects are lacking."""
    if any(word in token.text for token in clause.tokens[:at] for word in STAFF):
        return False
    before = _before(context, clause)
    subjects = context.lexicon.vocabulary.standing["subjects"]
    return bool(before) and bool(before[-1].figures) and any(word in before[-1].text for word in subjects)


def _share_follows(context: Context, clause: Clause) -> bool:
    """学前教育经费85万元，占财政性教育经费的0.6%: what preschools cost."""
    behind = next((c for c in context.clauses[clause.number + 1 :] if c.segment == clause.segment), None)
    return behind is not None and SHARE_OF_SPENDING.search(behind.text) is not None


def _of_one_project(context: Context, clause: Clause) -> bool:
    """某校主体封顶，建成后可新增学位2700个: what one building will bring."""
    words = context.lexicon.vocabulary.standing["one_project"]
    before = _before(context, clause)
    if not any(word in c.text for c in before for word in words):
        return False
    quantities = context.sentence.quantities
    counted = (quantities[c.tokens[i].index] for c in before for i in c.figures)
    several = any(q.unit_stated in ("所", "个") and q.value > 1 for q in counted)
    return not several and all(c.words.isdisjoint(OWN_OR_LEVEL) for c in (*before, clause))


def _lacking(context: Context, tokens: Sequence[Token], at: int) -> bool:
    """仍有19所民办园场地不达标: what is told of those, which are some of all."""
    words = context.lexicon.vocabulary.standing["lacking"]
    said = _behind(tokens, at)
    return any(word in said for word in words)


def _made(context: Context, clause: Clause, at: int) -> bool:
    """小区配套园移交7所，办成公办园5所: how many became so, and not how many there are.

    独立公办园71所、小学附设园128所: nor all, where those at schools are counted apart.
    """
    said = "".join(token.text for token in clause.tokens[:at])
    if any(word in said for word in context.lexicon.vocabulary.standing["converted"]):
        return True
    around = "".join(c.text for c in context.clauses if c.segment == clause.segment)
    return any(word in around for word in AT_SCHOOLS) and any(word in clause.text for word in ON_THEIR_OWN)
