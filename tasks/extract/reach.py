"""How far words reach that narrow the county to a part: 公办学校349所，其中小学312所，初中32所."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.extract.clauses import Clause
from tasks.extract.lexicon import Token
from tasks.extract.subjects import OWN_OR_LEVEL

PART_MARKS = ("其中", "含", "包括", "包含")
OWNERS = ("公办", "民办", "公立", "私立", "国办")
AREAS = ("农村", "乡村", "城区", "城镇", "乡镇", "县城", "县直", "区直", "市直", "镇区", "村级")
HAVING = ("有", "余", "剩", "存")
NARROWING = (*OWNERS, *AREAS)
LABEL = 3
"""A label has no more words: 公办学校情况：."""
PATTERNS = ("格局", "布局", "体系", "规模", "网络", "目标", "任务", "目标任务")
"""What so many schools make up together: 形成121所小学、30所初中的格局."""
NO_PLACE = frozenset({"各", "所有", "全部", "每个", "向", "为", "给", "到", "赴", "往", "对"})
"""Before an area, these take in all of it (各乡镇), or say for whom it was done (向农村学校选派教师)."""
SCHOOLS = frozenset({"学校", "中小学", "中小学校", "小学", "初中", "幼儿园", "各学校", "义务教育学校"})


def area_before(tokens: Sequence[Token], low: int, verb: int) -> bool:
    """Whether what was done was done in a part of the county: 城区新建…, 在农村学校新建…."""
    for i in range(verb - 1, low - 1, -1):
        token = tokens[i]
        if token.kind == "area" or token.text.startswith(AREAS):
            return i == low or tokens[i - 1].text not in NO_PLACE
        if token.kind not in ("neutral", "date", "done", "plan") and token.text not in SCHOOLS:
            return False
    return False


def done_in_part(tokens: Sequence[Token], low: int, noun: int) -> bool:
    """在农村新建幼儿园63所: whether the verb has a part of the county before it."""
    verb = next((i for i in range(low, noun) if tokens[i].events), low)
    return verb > low and area_before(tokens, low, verb)


def has(tokens: Sequence[Token]) -> bool:
    """Whether words say that there is so much, and not that it was done: 现有, 尚余; but not 其中有."""
    return any(
        token.kind == "link"
        and token.text.endswith(HAVING)
        and not (i > 0 and tokens[i - 1].text in PART_MARKS)
        for i, token in enumerate(tokens)
    )


def of_them(tokens: Sequence[Token], at: int) -> bool:
    """7所幼儿园、4所小学的条件: whether something of those is spoken of; `at` is behind the first noun."""
    while at + 2 < len(tokens) and tokens[at].text in ("、", "和") and tokens[at + 1].kind == "figure":
        at += 3
    if at >= len(tokens) or tokens[at].text != "的":
        return False
    return not any(token.text.endswith(PATTERNS) for token in tokens[at:])


def narrowed_subject(clause: Clause) -> str:
    """The owner or area whose schools a clause opens with, or nothing: 公办 of 公办教育共计589人."""
    for token in clause.tokens:
        if token.text.startswith(NARROWING):
            return "" if "园" in token.text else part_named(token.text)
        if token.kind not in ("neutral", "date", "link", "done"):
            break
    return ""


def part_named(words: str) -> str:
    """The owner or area that a label or a heading opens with, or nothing: 民办 of 民办教育."""
    return next((word for word in NARROWING if words.startswith(word)), "")


@dataclass(slots=True)
class Reach:
    """The clauses of a sentence that spoke of a part, and what follows from it for the later ones.

    wholes   had a number of a part (农村学校86所), whose own parts are no totals
    some     only mentioned some of what is counted (走访幼儿园32所)
    owned    had schools of one owner or area for their subject, of which the people behind them are
    listing  an enumeration of the parts of a part is under way
    listed   a clause with an item of a part, which those joined to it share (民办中学6所、小学3所)
    of_owner numbers of the schools of one owner, whose parts stand in a bracket behind them
    label    the owner or area that a label or a heading has for all behind it (民办教育：…)
    """

    wholes: list[Clause] = field(default_factory=list)
    some: list[Clause] = field(default_factory=list)
    owned: list[Clause] = field(default_factory=list)
    listing: bool = False
    listed: Clause | None = None
    of_owner: list[Token] = field(default_factory=list)
    label: str = ""

    def enter(self, clause: Clause) -> None:
        """Go on to a clause: 其中 opens a list of parts, over its ； too; the whole county ends it."""
        if not clause.words.isdisjoint(OWN_OR_LEVEL):
            self.listing = False
            if self.label and narrowed_subject(clause) != self.label:
                self.label = ""
        elif clause.starts_with(*PART_MARKS) and clause.parent is None:
            self.listing = self.listing or _holds(self.wholes, clause) or _holds(self.owned, clause)
        elif clause.labels and not clause.figures and len(clause.tokens) <= LABEL and clause.parent is None:
            self.label = narrowed_subject(clause)

    def note_unnamed(self, clause: Clause) -> None:
        """Note a clause whose figures named no indicator: whom it speaks of, and where."""
        if narrowed_subject(clause):
            self.owned.append(clause)  # 公办教育共计589人，专任教师539人
        if clause.eventful:
            verb = next(i for i, token in enumerate(clause.tokens) if token.events)
            if area_before(clause.tokens, 0, verb):
                self.some.append(clause)  # 城区学校新增教学班104个，增加学位500个

    def note_unread(self, clause: Clause, low: int, at: int) -> None:
        """Note a figure that named no indicator, where the words before it say that it is of a part."""
        here = [t for t in clause.tokens[low:at] if t.kind != "other"]  # of 民办高中 nothing is read anyway
        if any(t.kind == "area" or t.text.startswith(AREAS) for t in here):
            self.wholes.append(clause)  # 县城9所（公办4所、民办5所）
            self.listed = clause
        elif any(t.text.startswith(OWNERS) for t in here):
            self.listed = clause
            self.of_owner.append(clause.tokens[at])

    def shares_list(self, clause: Clause, low: int, at: int) -> bool:
        """Whether a figure stands in a list behind 、 whose first item was of a part, and says no other."""
        here = clause.tokens[low:at]
        return (
            self.listed is clause
            and bool(here)
            and here[0].text == "、"
            and not any(t.text.startswith(NARROWING) for t in here)
        )

    def over_parts(self, clause: Clause) -> bool:
        """Whether the parts that a clause names are those of a part."""
        if self.of_owner and clause.parent is not None:
            start = clause.tokens[0].start
            before = [clause.parent.tokens[i] for i in clause.parent.figures]
            nearest = max((t for t in before if t.end <= start), key=lambda t: t.end, default=None)
            if nearest is not None and nearest in self.of_owner:
                return True  # 公办25所（九年一贯制学校2所）
        return _holds(self.wholes, clause)

    def over_some(self, clause: Clause) -> bool:
        """Whether a clause goes on to speak of some only."""
        return _holds(self.some, clause)

    def over_people(self, clause: Clause) -> bool:
        """Whether the people of a clause are those of schools of one owner or area."""
        return _holds(self.owned, clause)

    def left(self, segment: int) -> bool:
        """Whether the last part of a sentence leaves a part for the next one to divide."""
        return self.listing or any(
            clause.segment == segment and clause.parent is None for clause in (*self.wholes, *self.owned)
        )


def _holds(noted: Sequence[Clause], clause: Clause) -> bool:
    """Whether one of the noted clauses stands in the same part; what a bracket says stays in it."""
    return any(other.segment == clause.segment and other.parent in (None, clause.parent) for other in noted)
