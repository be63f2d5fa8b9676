"""What earlier words of a sentence, and the headings above it, leave to a figure further on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indicators.doubts import load_doubts
from tasks.extract.clauses import Clause, clauses_of
from tasks.extract.doubt import signs_of
from tasks.extract.frames import Around, Frame, left_frame
from tasks.extract.lexicon import Lexicon, Rule, Token
from tasks.extract.matching import Match, Surroundings, stage_label
from tasks.extract.memory import COMPARED, NOTHING, Carried
from tasks.extract.names import named_part
from tasks.extract.quantities import Moment, Quantity
from tasks.extract.scope import CARRIED, Scope
from tasks.extract.subjects import (
    ENROLMENTS,
    KINDERGARTENS,
    LEARNERS,
    NEW_SUBJECT,
    OF_OWNERS,
    OWN_OR_LEVEL,
    SCHOOL_KINDS,
    STAGE_OF_KIND,
    foreign_words,
    own_words,
)
from tasks.extract.telling import PRESENT
from tasks.extract.timing import Setting, Timing, sets_time, timing_of, told_timing
from tasks.extract.tokens import Sentence

DEMANDS = ("要", "应", "应当", "须", "必须")
"""Words that govern a whole sentence, over its ； too."""
NEARLY = ("约有", "大约有", "约", "大约", "近有", "将近有", "大概有")
MOST_STAGES = 3
WHOLE_STAGES = frozenset({"preschool", "all"})
"""A sentence before that spoke of so many stages, one of these among them, spoke of all; else of a part."""
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


@dataclass(slots=True)
class Context(Scope):
    """A sentence under reading.

    of_years     the dates of figures that stand in a series of years, by the place of the figure
    last_facts   the facts of the figure before
    """

    of_years: dict[int, Moment] = field(default_factory=dict)
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

    def surroundings(self, clause: Clause) -> Surroundings:
        """What a figure of the clause inherits."""
        stages = self.stages_before(clause)
        part = self.part_of(clause)
        of_all = self.speaks_of_all(clause)
        own_stage = stage_label(stages)
        if not stages:
            carried = self.carried.stages
            every = len(carried) >= MOST_STAGES and not WHOLE_STAGES.isdisjoint(carried)
            own_stage = stage_label(carried) if len(carried) < 2 or every else "several"
            if not carried:
                if self.stage_of_headings is None:
                    self.stage_of_headings = stage_label(self.lexicon.stages_in(self.headings))
                own_stage = self.stage_of_headings
        kinds = self.kinds.get(clause.segment) or set()
        if not kinds and (self.kinds or self.carried.kinds):
            before = set().union(*self.kinds.values()) or set(self.carried.kinds)
            if stages <= {STAGE_OF_KIND.get(kind, "none") for kind in before}:
                kinds = before
        governing = set(kinds) if len(kinds) == 1 else kinds & {"kindergartens"}
        whole = self.whole_kind(clause)
        if whole in OF_OWNERS:
            governing = {whole}  # 民办园119所（其中普惠性80所）
        elif len(kinds) > 1 and kinds & OF_OWNERS and not kinds - KINDERGARTENS:
            governing |= {"kindergartens"}  # 公办58所，民办119所
        if (whole or self.last_kind or "kindergartens") not in KINDERGARTENS:
            governing -= KINDERGARTENS  # 幼儿园83所，小学35所（民办2所）
        if self.totals(clause) or self.last_kind == "other":
            governing &= {"kindergartens"}
        return Surroundings(
            clause=clause.text,
            sentence=self.sentence.text[self.sentence.start : self.sentence.end],
            headings=self.headings,
            stage=own_stage,
            governors=self.people
            | governing
            | (self.matched - SCHOOL_KINDS - (LEARNERS if self.leaving else frozenset())),
            inherited=self.events,
            part_of=part,
            matched=frozenset(self.matched),
            partial=set(kinds) == {"partial"},
            treated=self.treated == clause.segment and not of_all,
            narrowed=self.reach.listing
            or (part and self.reach.over_parts(clause))
            or (not of_all and self.reach.over_some(clause)),
            owned=not of_all and self.reach.over_people(clause),
            label=self.reach.label,
            of_all=of_all or self.totals(clause),
        )

    def headed(self, clause: Clause, at: int) -> Frame | Around | None:
        """教学点：12个, 小学：共35所: what stands before the colon, where nothing else is said behind it."""
        before = self.clauses[clause.number - 1] if clause.number else None
        if before is None or not all(t.kind in ("link", "neutral") for t in clause.tokens[:at]):
            return None
        if self.sentence.text[before.tokens[-1].end : clause.tokens[0].start].strip() != "：":
            return None
        if any(before.tokens[i].measured for i in before.figures):
            return None
        left = left_frame(before.tokens, 0, len(before.tokens))
        return replace(left, link=True) if isinstance(left, Frame) else None

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
        counted = "students" in self.matched or (self.carried.people and self.matched & ENROLMENTS)
        people = frozenset({"students"}) if counted else frozenset[str]()
        narrowed = self.reach.left(last)
        if not stages and not kinds:
            return replace(self.carried, part=part, topic=self.topic, people=people, narrowed=narrowed)
        return Carried(frozenset(stages), frozenset(kinds), part, self.topic, people, narrowed)

    def moments(self, tokens: Sequence[Token]) -> list[Moment]:
        """The dates among tokens, those that a figure is only compared with left out."""
        found: list[Moment] = []
        for i, token in enumerate(tokens):
            if token.kind != "date":
                continue
            before = tokens[i - 1].text if i else ""
            behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if before not in COMPARED and behind not in ("相比", "同期"):
                found.append(self.sentence.moments[token.index])
        return found

    def dated(
        self, lead: Sequence[Clause], clause: Clause, rule: Rule, before: Sequence[Token]
    ) -> list[Token]:
        """The tokens before a figure whose dates hold for it: `before` are those of its own clause.

        Of earlier clauses those hold on that only set the time (自2012年以来，). What was done goes on in
        the time of the clause before it; so does a level behind one that opens with its date
        (2018年末全县有小学120所，幼儿园288所), unless its own clause speaks of the whole again, or of now.
        """
        flow = rule.indicator.kind == "flow"
        anew = not NEW_SUBJECT.isdisjoint(clause.words) or not OWN_OR_LEVEL.isdisjoint(clause.words)
        kept = [
            c
            for c in lead
            if sets_time(c)
            or c is clause.parent
            or (c.segment == clause.segment and (flow or (not anew and c.number in self.dated_levels)))
        ]
        return [*[token for c in kept for token in c.tokens], *before]

    def told(self, timing: Timing, clause: Clause, before: Sequence[Token], level: bool) -> Timing:
        """A figure's timing where its own words give no year: by what the sentences before were telling of.

        before   the tokens of its own part of the sentence that lead to it
        """
        if timing.stated or self.telling is None or self.names_year(before):
            return timing
        if any(word in token.text for token in before for word in PRESENT):
            return timing
        first = next(c for c in self.clauses if c.segment == clause.segment).tokens[0].start
        told = self.telling.time_before(self.sentence.text[self.sentence.start : first])
        return timing if told is None else told_timing(timing, told, before, self.setting, level)

    def names_year(self, tokens: Sequence[Token]) -> bool:
        """Whether one of the dates among tokens says a year, and is not only compared with."""
        return any(moment.kind != "day" for moment in self.moments(tokens))

    def is_part(self, fact: Fact) -> bool:
        """Whether a larger count of the same was said before in the sentence: this is a part of it."""
        if fact.rule.measure in ("percent", "number"):
            return False
        key = (fact.rule.indicator.id, fact.timing.status, fact.timing.year)
        before = self.stated.get(key)
        self.stated[key] = max(fact.value, before or 0.0)
        return before is not None and fact.value < before

    def leading(self, clause: Clause) -> list[Clause]:
        """The clauses before this one that lead to it: brackets that have closed do not."""
        before = self.clauses[: clause.number]
        around = clause.parent
        return [c for c in before if c.parent is None or c.parent is around or c is around]

    def again(self, clause: Clause, at: int, quantity: Quantity) -> list[Fact]:
        """The facts of the figure before, said again of another year: …2017年82%，2018年85%."""
        found: list[Fact] = []
        tokens = clause.tokens[:at]
        own = self.of_years.get(clause.tokens[at].start)
        moments = [own] if own else self.moments(tokens)
        if not moments:  # 2018年：85%
            moments = self.moments([t for c in self.leading(clause)[-1:] for t in c.tokens])
        for fact in self.last_facts:
            if fact.rule.measure in quantity.measures:
                timing = timing_of(tokens, clause, moments, self.setting, False, None)
                found.append(
                    replace(
                        fact,
                        value=quantity.value,
                        value_stated=quantity.value_stated,
                        unit_stated=quantity.unit_stated,
                        bound=quantity.bound,
                        timing=timing,
                        end=max(quantity.end, fact.end),
                    )
                )
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
            moments = self.moments(tokens[since:at])
        else:
            moments = self.moments(self.dated(lead, clause, match.rule, tokens[:at]))
        before = [t for c in lead if c.segment == clause.segment for t in c.tokens] + tokens[:at]
        for other in reversed(lead):
            if other.segment != clause.segment and not other.words.isdisjoint(DEMANDS):
                before.insert(0, next(t for t in reversed(other.tokens) if t.text in DEMANDS))
                break
        goal = [token.text for token in tokens[at + 1 : at + 3]] in (["的", "目标"], ["的", "目标任务"])
        timing = timing_of(before, clause, moments, self.setting, then, self.then_year, goal)
        level = match.rule.indicator.kind == "stock"
        if not then:
            timing = self.told(timing, clause, before, level)
        if level:
            if not timing.stated:
                timing = replace(timing, from_year=None)  # a level has no span
            elif tokens[0].kind == "date" and not frame.then and not frame.to:
                self.dated_levels.add(clause.number)
        if then:
            self.then_year = timing.year
        return Fact(
            match.rule,
            quantity.value,
            quantity.value_stated,
            quantity.unit_stated,
            "approx" if quantity.bound == "exact" and _nearly(tokens, frame) else quantity.bound,
            timing,
            signs_of(
                [c for c in lead if c.segment == clause.segment], clause, at, quantity, match, frame, timing
            ),
            min(frame.start, frame.head.start, quantity.start),
            max(quantity.end, frame.head.end),
        )


def _nearly(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether 约 stands before the noun and not before the figure: 全县约有幼儿园85所."""
    before = next((t for t in reversed(tokens) if t.end == frame.head.start), None)
    return before is not None and before.text in NEARLY
