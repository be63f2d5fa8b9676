"""What earlier words of a sentence, and the headings above it, leave to a figure further on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasks.extract.clauses import Clause, clauses_of
from tasks.extract.frames import RULED, Around, Frame, apposition, left_frame, named_part, soft
from tasks.extract.lexicon import Lexicon, Rule, Token
from tasks.extract.matching import Match, Surroundings, stage_label
from tasks.extract.quantities import Moment, Quantity
from tasks.extract.timing import Setting, Timing, timing_of
from tasks.extract.tokens import Sentence

LEARNERS = frozenset({"students", "children"})
SCHOOL_KINDS = frozenset(
    {
        "kindergartens",
        "public_kindergartens",
        "private_kindergartens",
        "primary_schools",
        "junior_secondary_schools",
    }
)
ENROLMENTS = frozenset({"preschool_enrolment", "primary_enrolment", "junior_secondary_enrolment"})
OF_OWNERS = frozenset({"public_kindergartens", "private_kindergartens"})
KINDERGARTENS = OF_OWNERS | {"kindergartens", "partial"}
STAGE_OF_KIND = {
    "kindergartens": "preschool",
    "public_kindergartens": "preschool",
    "private_kindergartens": "preschool",
    "primary_schools": "primary",
    "junior_secondary_schools": "junior",
}
LEVELS = {"县": "全县", "区": "全区", "市": "全市", "旗": "全旗"}
OWN = ("我县", "我区", "我市", "我旗", "我局", "本县", "本区", "本市")
CARRIED = -1
"""The index of a part that the sentence before spoke of."""
SCHOOL = (
    *("该校", "我校", "本校", "全校", "该园", "我园", "本园", "全园", "我院", "园内", "校内", "两校", "三校"),
    *("全镇", "全乡", "全村", "该镇", "该乡", "我镇", "我乡", "该村", "镇内", "全街道"),
)
"""Words for a school or a town as the subject."""
ABOVE = ("全国", "全省", "我省", "全州", "全盟", "我国", "全自治区")
DEMANDS = ("要", "应", "应当", "须", "必须")
"""Words that govern a whole sentence, over its ； too."""
MOST_STAGES = 3
WHOLE_STAGES = frozenset({"preschool", "all"})
"""A sentence before that spoke of so many stages, one of these among them, spoke of all; else of a part."""
SUBJECT = 3
"""Within so many words from its start, a sentence names whom it speaks of."""
TOTALS = ("共有", "共", "合计", "总计", "共计", "全县", "全区", "全市")
PART_MARKS = ("其中", "含", "包括", "包含")
TREATED = frozenset({"aid", "train", "return_", "recruit", "rotate", "accept"})
"""What is done to people, so that who comes next is no level: 资助幼儿120人，小学生340人."""
PLACE_ENDS = ("市", "省", "县", "州", "盟", "地区", "自治区", "旗")
COMPARED = ("比", "较", "与", "相比", "同比")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that names an indicator; places are those of the standardised text."""

    rule: Rule
    value: float
    value_stated: str
    unit_stated: str | None
    bound: str
    timing: Timing
    doubt: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What a sentence leaves to the next of its paragraph: the stages and kinds of school it spoke of.

    topic    the noun that a label names (小学：…, 【幼儿园】…, ——初中。), which what follows speaks of
    people   the students whose number it gave, which the next goes on to divide by stages
    """

    stages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    part: bool = False
    topic: Token | None = None
    people: frozenset[str] = frozenset()


NOTHING = Carried()


@dataclass(slots=True)
class Context:
    """A sentence under reading. `foreign` are the words for levels that are not the report's own."""

    lexicon: Lexicon
    sentence: Sentence
    setting: Setting
    headings: str
    foreign: tuple[str, ...]
    named: bool
    carried: Carried
    clauses: list[Clause] = field(default_factory=list)
    people: frozenset[str] = frozenset()
    kinds: dict[int, set[str]] = field(default_factory=dict)
    kind_of: dict[int, str] = field(default_factory=dict)
    matched: set[str] = field(default_factory=set)
    events: frozenset[str] = frozenset()
    last_frame: Frame | None = None
    part: int | None = None
    then_year: int | None = None
    topic: Token | None = None
    goes_on: bool = False
    leaving: bool = False
    last_kind: str = ""
    subject: int | None = None
    narrowed: int | None = None
    mentioned: int | None = None
    ruled: int | None = None
    treated: int | None = None
    stated: dict[tuple[str, str, int | None], float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        lexicon: Lexicon,
        sentence: Sentence,
        setting: Setting,
        headings: str,
        place_name: str | None,
        carried: Carried,
    ) -> Context:
        """The context before the first clause. `place_name` tells which of 全县, 全区, 全市 is its own."""
        foreign = tuple(w for char, w in LEVELS.items() if place_name and not place_name.endswith(char))
        own = any(t.text in OWN or t.text in LEVELS.values() or t.tag == "own" for t in sentence.tokens)
        carried = NOTHING if own else carried
        return cls(
            lexicon,
            sentence,
            setting,
            headings,
            foreign,
            place_name is not None,
            carried,
            clauses_of(sentence),
            topic=carried.topic,
            people=carried.people,
        )

    def enter(self, clause: Clause) -> bool:
        """Go on to a clause. False where it speaks of a part of the county, or of more than the county."""
        tokens = clause.tokens
        self.topic = self._labelled(clause) or self.topic
        own = any(
            t.text in OWN or t.tag == "own" or (t.text in LEVELS.values() and t.text not in self.foreign)
            for t in tokens
        )
        if clause.number == 0 and self.carried.part:
            self.part = CARRIED
        new_segment = (
            self.part not in (None, CARRIED) and self.clauses[self.part or 0].segment != clause.segment
        )
        if own or new_segment:
            self.part = None
        subject = next((t for t in tokens if t.kind != "date" and t.text not in ("其中", "目前")), None)
        elsewhere = subject is not None and self.named and not own and _names_place(subject)
        if subject is not None and (subject.text in self.foreign or subject.text in ABOVE or elsewhere):
            self.part = clause.number
            return False
        if any(t.text in SCHOOL for t in tokens) or (tokens[-1].kind == "area" and len(tokens) <= 2):
            self.part = clause.number  # 该校…, and 在农村，…
            return False
        first_figure = next((i for i, t in enumerate(tokens) if t.kind == "figure"), len(tokens))
        found = named_part(self.lexicon, tokens, 0, first_figure)
        if (
            found is not None
            and not apposition(tokens, 0, first_figure)
            and (first_figure < len(tokens) or found <= 2)
        ):
            self.part = clause.number
        return self.part is None

    def _labelled(self, clause: Clause) -> Token | None:
        """The noun of a clause that is nothing but a label: 小学：…, or a sentence of one noun."""
        if not clause.labels or clause.parent is not None:
            return None
        things = [token for token in clause.tokens if token.kind == "thing"]
        plain = all(token in things or soft(token) for token in clause.tokens)
        if len(things) != 1 or not plain or not things[0].rules:
            return None
        known = self.lexicon.thing(things[0].text.removesuffix("阶段").removesuffix("教育"))
        if known is None:
            return things[0]
        return replace(things[0], text=known, rules=self.lexicon.things[known])  # 小学阶段：…

    def follows_label(self, clause: Clause) -> bool:
        """Whether a clause stands directly behind the label: 小学：17所."""
        before = self.clauses[clause.number - 1] if clause.number else None
        return before is not None and self._labelled(before) is not None

    def surroundings(self, clause: Clause) -> Surroundings:
        """What a figure of the clause inherits."""
        stages = self.stages_before(clause, clause.segment)
        if not stages and clause.segment and any(t.text in TOTALS for t in clause.tokens):
            stages = set().union(*(self.stages_before(clause, s) for s in range(clause.segment)))
        for segment in range(clause.segment - 1, -1, -1):
            stages = stages or self.stages_before(clause, segment)
        own_stage = stage_label(stages)
        if not stages:
            carried = self.carried.stages
            of_all = len(carried) >= MOST_STAGES and not WHOLE_STAGES.isdisjoint(carried)
            own_stage = stage_label(carried) if len(carried) < 2 or of_all else "several"
            if not carried:
                own_stage = stage_label(self.lexicon.stages_in(self.headings))
        kinds = self.kinds.get(clause.segment) or set()
        if not kinds:
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
        if any(t.text in TOTALS for t in clause.tokens):
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
            part_of=self.part_of(clause),
            matched=frozenset(self.matched),
            partial=set(kinds) == {"partial"},
            treated=self.treated == clause.segment and not self.speaks_of_all(clause),
            narrowed=(self.narrowed == clause.segment and self.part_of(clause))
            or (self.mentioned == clause.segment and not self.speaks_of_all(clause)),
        )

    def headed(self, clause: Clause, at: int) -> Frame | Around | None:
        """教学点：12个, 小学：共35所: what stands before the colon, where nothing else is said behind it."""
        before = self.clauses[clause.number - 1] if clause.number else None
        if before is None or not all(t.kind in ("link", "neutral") for t in clause.tokens[:at]):
            return None
        if self.sentence.text[before.tokens[-1].end : clause.tokens[0].start].strip() != "：":
            return None
        if any(t.kind == "figure" and t.measured for t in before.tokens):
            return None
        left = left_frame(before.tokens, 0, len(before.tokens))
        return replace(left, link=True) if isinstance(left, Frame) else None

    def whole_kind(self, clause: Clause) -> str | None:
        """The kind of school that a bracket, or a clause that 其中 opens, goes into."""
        if clause.parent is not None:
            return self.kind_of.get(clause.parent.number)
        if clause.number > 0 and clause.starts_with(*PART_MARKS):
            return self.kind_of.get(clause.number - 1)
        return None

    def stages_before(self, clause: Clause, segment: int) -> set[str]:
        """The stages of education that a segment names, up to the clause."""
        stages: set[str] = set()
        for other in self.clauses[: clause.number + 1]:
            if other.segment == segment:
                stages |= self.lexicon.stages_in(other.text)
        return stages

    def carry(self) -> Carried:
        """What this sentence leaves to the next one."""
        last = max((c.segment for c in self.clauses), default=0)
        stages: set[str] = set()
        spoken: set[str] = set()
        for clause in self.clauses:
            found_here = self.lexicon.stages_in(clause.text)
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
        if not stages and not kinds:
            return replace(self.carried, part=part, topic=self.topic, people=people)
        return Carried(frozenset(stages), frozenset(kinds), part, self.topic, people)

    def speaks_of_all(self, clause: Clause) -> bool:
        """Whether a clause says itself that it is of the whole county."""
        return any(t.text in TOTALS or t.text in OWN or t.text in LEVELS.values() for t in clause.tokens)

    def part_of(self, clause: Clause) -> bool:
        """Whether the clause stands in a bracket or in an enumeration that 其中 opened."""
        if clause.parent is not None or clause.starts_with(*PART_MARKS):
            return True
        for other in reversed(self.clauses[: clause.number]):
            if other.segment != clause.segment or other.parent is not None:
                continue
            if other.starts_with("其中"):
                return not any(
                    t.kind == "link" and t.text not in ("为", "占", "达", "达到") for t in clause.tokens[:3]
                )
            if any(t.kind == "figure" for t in other.tokens) and any(t.events for t in other.tokens):
                return False
        return False

    def note_frame(self, frame: Frame, matched: bool, quantity: Quantity, clause: Clause) -> None:
        """Remember what a figure was of, for the figures after it."""
        self.last_frame = frame
        self.goes_on = matched
        if not matched and any(token.narrows for token in frame.residue):
            self.narrowed = clause.segment
        if not matched and (frame.verb or any(token.kind == "area" for token in frame.residue)):
            self.mentioned = clause.segment
        if "people" in quantity.measures and frame.events & TREATED:
            self.treated = clause.segment
        kinds = {
            r.indicator.id for r in frame.head.rules if r.measure == "institutions" and not r.reading.event
        }
        if "institutions" in quantity.measures and kinds:
            self.last_kind = next((k for k in sorted(kinds) if "kindergarten" in k), sorted(kinds)[0])
            if self.last_kind not in SCHOOL_KINDS and "kindergarten" in self.last_kind:
                self.last_kind = "kindergartens"
        kinds &= SCHOOL_KINDS
        if kinds and "institutions" in quantity.measures and (matched or frame.residue):
            noted = self.kinds.setdefault(clause.segment, set())
            noted.update(kinds if matched else {"partial"})
            if matched:
                self.kind_of[clause.number] = sorted(kinds)[0]

    def note_unknown(self, quantity: Quantity, clause: Clause, before: Token | None = None) -> None:
        """Remember that a figure was of schools that the catalogue does not know, a part of the county's."""
        if "institutions" in quantity.measures and before is not None and before.kind == "other":
            self.last_kind = "partial" if "园" in before.text else "other"
        if (
            "institutions" in quantity.measures
            and (self.part_of(clause) or (before is not None and before.kind == "other"))
            and not self.kinds.get(clause.segment)
        ):
            self.kinds.setdefault(clause.segment, set()).add("partial")

    def note_events(self, tokens: Sequence[Token]) -> None:
        """Remember the last thing done, which an enumeration goes on to speak of."""
        compared = any(token.kind == "compare" or token.text in COMPARED for token in tokens)
        said = [t.events for t in tokens if t.events and not (compared and t.kind == "growth")]
        if said:
            self.events = said[-1]

    def note_hazards(self, tokens: Sequence[Token]) -> None:
        """Remember that hazards were spoken of, for what stands further on in the same clause."""
        if any("hazards" in token.groups for token in tokens):
            self.people |= {"hazards"}

    def note_nouns(self, clause: Clause) -> None:
        """Remember the governing nouns of a clause that has been read."""
        self._note_subject(clause)
        for i, token in enumerate(clause.tokens):
            groups = token.groups
            if groups and i > 0 and clause.tokens[i - 1].narrows:
                self.narrowed = clause.segment  # 农村义务教育阶段在校学生22801人，其中初中…
            if groups & LEARNERS:
                self.leaving = False
                self.people = (self.people & LEARNERS) | (groups & LEARNERS)
            elif "teachers" in groups:
                self.people = frozenset({"teachers"})
            elif "leavers" in groups and clause.parent is None:
                self.leaving = True
                self.people -= LEARNERS  # 在校生9800人，毕业生2600人，其中小学900人
            if "recruits" in groups and "recruit" in self.events:
                self.people |= {"recruits"}
            self.people |= groups & {"hazards", "schools"}
            if "cv" in groups and not any(t.text in RULED for t in clause.tokens):
                self.people |= {"cv"}

    def _note_subject(self, clause: Clause) -> None:
        """毛入园率，2015年为58%: a clause that only names a rate has it for what follows."""
        named = [t for t in clause.tokens if not soft(t)]
        if len(named) == 1 and named[0].kind == "thing" and named[0] is clause.tokens[-1]:
            if any(r.measure == "percent" and not r.whole for r in named[0].rules):
                self.last_frame = Frame(named[0], start=named[0].start, link=True)
                self.subject = clause.number
        elif any(t.kind == "thing" for t in clause.tokens):
            self.subject = None

    def has_subject(self, clause: Clause) -> bool:
        """Whether a rate named in a clause of its own goes before this one."""
        return self.subject is not None and self.clauses[self.subject].segment == clause.segment

    def share_of_people(self, quantity: Quantity, matches: Sequence[Match]) -> None:
        """公办园6590人，占58.26%: the share behind a number of people is of the people, not of schools."""
        frame = self.last_frame
        if frame is None or "institutions" in quantity.measures or "people" not in quantity.measures:
            return
        if not any(r.measure == "institutions" for r in frame.head.rules):
            return
        words = sorted(w for m in matches for w in m.rule.indicator.reading[0].things)
        named = [self.lexicon.things[word] for word in words]
        rules = next((rules for rules in named if any(r.whole for r in rules)), ())
        kept = (r for r in frame.head.rules if not r.whole)
        self.last_frame = replace(frame, head=replace(frame.head, rules=(*kept, *rules)))

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

    def dated(self, lead: Sequence[Clause], clause: Clause, rule: Rule) -> list[Token]:
        """The tokens of earlier clauses whose dates hold on: those that only set the time (自2012年以来，).

        What was done goes on in the time of the clause before it; a level does not.
        """
        flow = rule.indicator.kind == "flow"
        kept = [
            c for c in lead if _sets_time(c) or (flow and c.segment == clause.segment) or c is clause.parent
        ]
        return [token for c in kept for token in c.tokens]

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

    def fact(self, clause: Clause, at: int, quantity: Quantity, match: Match, frame: Frame) -> Fact:
        """The fact that a matched figure states."""
        tokens = clause.tokens
        self.matched.add(match.rule.indicator.id)
        lead = self.leading(clause)
        turns = any(t.kind == "to" for t in tokens[at + 1 :])
        then = frame.then and turns
        paired = frame.to and any(t.kind == "from" for t in tokens[:at])
        if paired or then:
            kind = "to" if frame.to else "from"
            since = max((i for i, t in enumerate(tokens[:at]) if t.kind == kind), default=0)
            moments = self.moments(tokens[since:at])
        else:
            moments = self.moments(self.dated(lead, clause, match.rule) + tokens[:at])
        before = [t for c in lead if c.segment == clause.segment for t in c.tokens] + tokens[:at]
        demanded = [t for c in lead if c.segment != clause.segment for t in c.tokens if t.text in DEMANDS]
        before = demanded[-1:] + before
        goal = [token.text for token in tokens[at + 1 : at + 3]] in (["的", "目标"], ["的", "目标任务"])
        timing = timing_of(before, clause, moments, self.setting, then, self.then_year, goal)
        if match.rule.indicator.kind == "stock" and not timing.stated:
            timing = replace(timing, from_year=None)  # a level has no span
        if then:
            self.then_year = timing.year
        return Fact(
            match.rule,
            quantity.value,
            quantity.value_stated,
            quantity.unit_stated,
            quantity.bound,
            timing,
            match.doubt,
            min(frame.start, frame.head.start, quantity.start),
            max(quantity.end, frame.head.end),
        )


def _sets_time(clause: Clause) -> bool:
    """Whether a clause only says when: 自2004年以来, 截至2017年12月底, 刚刚过去的2019年."""
    tokens = clause.tokens
    if not any(token.kind == "date" for token in tokens):
        return False
    plain = not any(token.events or token.kind in ("thing", "figure") for token in tokens)
    return all(soft(token) for token in tokens) or (plain and tokens[-1].kind == "date")


def _names_place(token: Token) -> bool:
    """Whether a word is the name of a province, a prefecture or a county."""
    return token.kind == "unknown" and token.tag.startswith("ns") and token.text.endswith(PLACE_ENDS)
