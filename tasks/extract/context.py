"""What earlier words of a sentence, and the headings above it, leave to a figure further on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indicators.doubts import load_doubts
from tasks.extract.bounds import bound_of
from tasks.extract.clauses import Clause, clauses_of
from tasks.extract.doubt import signs_of
from tasks.extract.frames import Around, Frame, left_frame, soft
from tasks.extract.goals import governs, label_before
from tasks.extract.inheritance import MOST_STAGES
from tasks.extract.lexicon import NONE, STRONG_EVENTS, Lexicon, Rule, Token
from tasks.extract.matching import Match
from tasks.extract.memory import NOTHING, Carried
from tasks.extract.names import named_part
from tasks.extract.quantities import Quantity
from tasks.extract.scope import CARRIED, Scope
from tasks.extract.series import NOW
from tasks.extract.subjects import (
    ENROLMENTS,
    OF_OWNERS,
    OWN_OR_LEVEL,
    foreign_words,
    own_words,
)
from tasks.extract.timing import Setting, Timing, planned_words, timing_of
from tasks.extract.tokens import Sentence

DEMANDS = ("要", "应", "应当", "须", "必须")
"""Words that govern a whole sentence, over its ； too."""
GOALS = (["的", "目标"], ["的", "目标任务"])
AIMED = frozenset({"目标", "任务", "目标值", "任务数", "年度目标", "规划目标", "年度任务"})
"""What a figure directly behind is called: 毛入园率：目标85%."""
MET = ("完成", "实现", "达成", "超额", "超额完成", "提前", "圆满完成", "如期", "完成了", "实现了")
BASES = (["的", "基础"], ["的", "基础上"], ["基础", "上"])
"""What is behind a figure that the next one goes on from: 在巩固率97%的基础上，力争…."""
OVER_TIME = ("juvenile_crime_rate",)
"""Rates of what happens in a span of years, and not of how things stand at its end."""
OF_ALL_STAGES = frozenset({"基础教育", "中小学", "义务教育", "义务教育阶段", "各级各类学校", "全日制"})
"""Of whom students can be counted to be divided by stages behind."""
HELD = frozenset({"hold"})
SUBJECT = 3
"""Within so many words from its start, a sentence names whom it speaks of."""


@dataclass(slots=True)
class Fact:
    """A figure that names an indicator; places are those of the standardised text."""

    rule: Rule
    value: float
    value_stated: str
    unit_stated: str | None
    bound: str
    timing: Timing
    signs: frozenset[str]
    start: int
    end: int

    @property
    def doubt(self) -> float:
        """How doubtful the fact is by its signs, from 0 to 1."""
        return load_doubts().of(self.signs)

    def said_again(self, quantity: Quantity, timing: Timing) -> Fact:
        """The same fact with another figure that stands behind it, of another time."""
        return replace(
            self,
            value=quantity.value,
            value_stated=quantity.value_stated,
            unit_stated=quantity.unit_stated,
            bound=quantity.bound,
            timing=timing,
            end=max(quantity.end, self.end),
        )


@dataclass(slots=True)
class Context(Scope):
    """A sentence under reading.

    last_facts   the facts of the figure before
    """

    last_facts: list[Fact] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        lexicon: Lexicon,
        sentence: Sentence,
        setting: Setting,
        headings: str,
        place_name: str | None,
    ) -> Context:
        """The context before the first clause. `place_name` tells which of 全县, 全区, 全市 is its own.

        Where the sentence does not name its place (`own`), it is still to `inherit`.
        """
        clauses = clauses_of(sentence)
        says_name = sentence.named and any(t.tag == "own" for t in sentence.tokens)
        return cls(
            lexicon,
            sentence,
            setting,
            headings,
            foreign_words(place_name),
            place_name is not None,
            NOTHING,
            clauses,
            own_words=own_words(place_name),
            says_name=says_name,
            own=says_name or any(not OWN_OR_LEVEL.isdisjoint(clause.words) for clause in clauses),
        )

    def inherit(self, carried: Carried) -> None:
        """Take over what the sentences before leave to this one. To be called before the first clause."""
        self.carried = carried
        self.topic = carried.topic
        self.people = carried.people

    def headed(self, clause: Clause, at: int) -> Frame | Around | None:
        """教学点：12个, 小学：共35所: what stands before the colon, where nothing else is said behind it."""
        before = self.clauses[clause.number - 1] if clause.number else None
        if before is None:
            return None
        if not all(t.kind == "link" or soft(t) for t in clause.tokens[:at]):
            return self.held(clause, at)
        mark = self.sentence.text[before.tokens[-1].end : clause.tokens[0].start].strip()
        if mark == "，":
            return self.comma_headed(clause, at)
        if mark != "：":
            return None
        if any(before.tokens[i].measured for i in before.figures):
            return None
        left = left_frame(before.tokens, 0, len(before.tokens))
        return replace(left, link=True) if isinstance(left, Frame) else None

    def comma_headed(self, clause: Clause, at: int) -> Frame | None:
        """普惠园，115所: a noun alone, whose figure stands alone behind the comma."""
        before = self.clauses[clause.number - 1] if clause.number else None
        if before is None or before.figures or before.parent is not clause.parent:
            return None
        listed = self.clauses[before.number - 1] if before.number else None
        if listed and listed.segment == before.segment and not listed.figures and "thing" in listed.kinds:
            return None  # 幼儿园，小学，245所
        if len(clause.tokens) > at + 1 or before.segment != clause.segment:
            return None
        left = left_frame(before.tokens, 0, len(before.tokens))
        if not isinstance(left, Frame) or left.verb or left.events or left.growth or left.compare:
            return None
        known = ("thing", "neutral", "date")
        said = [t for t in before.tokens if t.tag != "y"]  # 学生呢，119951人
        if any(t.kind not in known for t in said) or left.head.start > said[-1].start:
            return None
        alone = [t for t in before.tokens if t.kind == "thing"] == [left.head]
        ended = said[-1] is left.head or said[-1].text == "的"
        return replace(left, link=True) if alone and ended else None

    def held(self, clause: Clause, at: int) -> Frame | None:
        """交通安全课，共上了372节: what was held, a noun alone in the clause before."""
        done = NONE.union(*(t.events for t in clause.tokens[:at]))
        if not HELD & done or not all(t.events or t.kind == "link" or soft(t) for t in clause.tokens[:at]):
            return None
        left = self.comma_headed(clause, at)
        return replace(left, events=done, link=False) if left is not None else None

    def share_of_headed(self, clause: Clause, at: int) -> Frame | None:
        """公办园加普惠性民办园，占在园幼儿的86%: the noun whose share is said behind the comma."""
        opening = next((i for i, t in enumerate(clause.tokens) if t.text.startswith("占")), at)
        if not all(t.kind in ("link", "neutral", "done") for t in clause.tokens[:opening]):
            return None
        if not clause.number:
            return None
        before = self.clauses[clause.number - 1]
        if self.sentence.text[before.tokens[-1].end : clause.tokens[0].start].strip() != "，":
            return None
        return self.comma_headed(clause, at)

    def carry(self) -> Carried:
        """What this sentence leaves to the next one."""
        last = max((c.segment for c in self.clauses), default=0)
        stages: set[str] = set()
        spoken: set[str] = set()
        for clause in self.clauses:
            found_here = self.stages_of(clause)
            spoken |= found_here
            if clause.segment == last:
                stages |= found_here
        if len(spoken) >= MOST_STAGES:
            stages = spoken
        kinds = (self.kinds.get(last) or set()) - {"partial"}
        if kinds & OF_OWNERS:
            kinds |= self.carried.kinds & {"kindergartens"}  # 幼儿园226所。民办193所。在园幼儿22765人。
        first = self.clauses[0].tokens if self.clauses else []
        found = named_part(self.lexicon, first, 0, min(len(first), SUBJECT))
        part = self.part is not None and (self.part == CARRIED or found is not None)
        divided = bool(self.carried.people and self.matched & ENROLMENTS)
        counted = "students" in self.matched or divided or self._ends_with_students()
        people = frozenset({"students"}) if counted else frozenset[str]()
        narrowed = self.reach.left(last)
        done = self.done()
        if not stages and not kinds:
            return replace(
                self.carried, part=part, topic=self.topic, people=people, narrowed=narrowed, done=done
            )
        return Carried(frozenset(stages), frozenset(kinds), part, self.topic, people, narrowed, done)

    def _ends_with_students(self) -> bool:
        """中小学生6842人。小学4097人: whether the last figure outside brackets counts all students."""
        last = next((c for c in reversed(self.counted) if c.clause.parent is None), None)
        if last is None or "people" not in last.quantity.measures or self.part is not None:
            return False
        plain = all(token.text in OF_ALL_STAGES for token in last.frame.residue)
        deed = last.frame.events or last.frame.share or last.frame.growth
        return "students" in last.frame.head.groups and plain and not deed and not self.leaving

    def done(self) -> Frame | None:
        """What was done to whom, if the last figure outside brackets says so of people not narrowed."""
        last = next((c for c in reversed(self.counted) if c.clause.parent is None), None)
        if last is None or not last.matched or not last.frame.events & STRONG_EVENTS:
            return None
        head = last.frame.head
        return last.frame if not last.frame.residue and head.groups else None

    def is_part(self, fact: Fact) -> bool:
        """Whether a larger count of the same was said before in the sentence: this is a part of it."""
        if fact.rule.measure in ("percent", "number"):
            return False
        timing = fact.timing
        key = (fact.rule.indicator.id, timing.status, timing.year, timing.from_year)
        before = self.stated.get(key)
        self.stated[key] = max(fact.value, before or 0.0)
        return before is not None and fact.value < before

    def leading(self, clause: Clause) -> list[Clause]:
        """The clauses before this one that lead to it: brackets that have closed do not."""
        before = self.clauses[: clause.number]
        around = clause.parent
        return [c for c in before if c.parent is None or c.parent is around or c is around]

    def _changes_to_come(
        self, lead: Sequence[Clause], clause: Clause, rule: Rule, at: int, before: Sequence[Token]
    ) -> bool:
        """Whether the later figure of a pair is only meant, so that the earlier one is of the present."""
        if self.setting.plan:
            return planned_words(clause.tokens) is not False
        moments = self.moments(self.dated(lead, clause, rule, clause.tokens[:at]))
        return timing_of(before, clause, moments, self.setting, False, None).status == "planned"

    def _stands(
        self, clause: Clause, at: int, quantity: Quantity, before: Sequence[Token], timing: Timing
    ) -> bool:
        """Whether a count is of what there is, in a report that only its title calls a plan: 小学65所."""
        if not self.setting.titled or timing.status != "planned" or timing.stated:
            return False
        counted = quantity.bound == "exact" and not {"percent", "number"} & set(quantity.measures)
        changes = any(t.kind == "to" for t in clause.tokens[:at])
        return counted and not changes and planned_words(before) is None

    def again(self, clause: Clause, at: int, quantity: Quantity) -> list[Fact]:
        """The facts of the figure before, said again of another year: …2017年82%，2018年85%."""
        found: list[Fact] = []
        tokens = clause.tokens[:at]
        own = self.of_years.get(clause.tokens[at].start)
        moments = [own] if own else self.moments(tokens)
        if not moments and not any(t.text in NOW for t in tokens):  # 2018年：85%
            moments = self.moments([t for c in self.leading(clause)[-1:] for t in c.tokens])
        for fact in self.last_facts:
            if fact.rule.measure in quantity.measures:
                timing = timing_of(tokens, clause, moments, self.setting, False, None)
                found.append(fact.said_again(quantity, timing))
        return found

    def fact(self, clause: Clause, at: int, quantity: Quantity, match: Match, frame: Frame) -> Fact:
        """The fact that a matched figure states."""
        tokens = clause.tokens
        self.matched.add(match.rule.indicator.id)
        if match.rule.indicator.id in ENROLMENTS:
            self.enrolled = clause.segment
        lead = self.leading(clause)
        then = frame.then and any(t.kind == "to" for t in tokens[at + 1 :])
        paired = frame.to and any(t.kind == "from" for t in tokens[:at])
        of_years = self.of_years.get(tokens[at].start)
        if of_years is not None:
            moments = [of_years]
        elif paired or then:
            kind = "to" if frame.to else "from"
            since = max((i for i, t in enumerate(tokens[:at]) if t.kind == kind), default=0)
            moments = self.moments(tokens[since:at]) or self.pair_dates(
                lead, clause, match.rule, at, frame.to
            )
        else:
            dated = self.dated(lead, clause, match.rule, tokens[:at])
            moments = self.moments(dated)
            if match.rule.indicator.kind == "flow":
                moments = self.reaching(dated, moments)
        before = [t for c in lead if c.segment == clause.segment for t in c.tokens] + tokens[:at]
        for other in reversed(lead):
            if other.segment != clause.segment and not other.words.isdisjoint(DEMANDS):
                before.insert(0, next(t for t in reversed(other.tokens) if t.text in DEMANDS))
                break
        behind = [token.text for token in tokens[at + 1 : at + 3]]
        label = label_before(self.clauses, clause)
        called = next((t.text for t in reversed(tokens[:at]) if t.kind != "link"), "")
        goal = (behind in GOALS or called in AIMED) and all(t.text not in MET for t in tokens[:at])
        goal = goal or label is not None or governs(self.clauses, clause)
        timing = timing_of(before, clause, moments, self.setting, then, self.then_year, goal)
        level = match.rule.indicator.kind == "stock"
        if level and self._stands(clause, at, quantity, before, timing):
            timing = replace(timing, status="actual", year=self.setting.year, from_year=None)
        if behind in BASES:
            timing = replace(
                timing, status="actual", year=timing.year if timing.stated else self.setting.year
            )
        elif not then:
            timing = self.told(timing, clause, before, level)
        elif timing.year is None and self._changes_to_come(lead, clause, match.rule, at, before):
            timing = replace(timing, year=self.setting.year)
        if level:
            if not timing.stated:
                timing = replace(timing, from_year=None)  # a level has no span
            elif _opens_with_date(clause) and not frame.then and not frame.to:
                self.dated_levels.add(clause.number)
        elif match.rule.indicator.kind == "ratio":
            if match.rule.indicator.id not in OVER_TIME:
                timing = replace(timing, from_year=None)
            told = timing.stated and timing.status == "actual" and not frame.then and not frame.to
            if told and _opens_with_date(clause):
                self.dated_levels.add(clause.number)  # 2015年毛入园率为71.4%，幼儿园只有19所
        if then:
            self.then_year = timing.year
        return Fact(
            match.rule,
            quantity.value,
            quantity.value_stated,
            quantity.unit_stated,
            bound_of(tokens, at, quantity, frame),
            timing,
            signs_of(
                [c for c in lead if c.segment == clause.segment], clause, at, quantity, match, frame, timing
            ),
            min(frame.start, frame.head.start, quantity.start),
            max(quantity.end, frame.head.end),
        )


def _opens_with_date(clause: Clause) -> bool:
    """Whether a clause opens with a date, but for the number of a note: ④2015年…."""
    tokens = clause.tokens
    numbered = tokens[0].tag == "x" and len(tokens) > 1
    return tokens[1 if numbered else 0].kind == "date"
