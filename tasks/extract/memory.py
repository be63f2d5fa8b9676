"""What a sentence has said so far, for the figures further on in it and for the next sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasks.extract.clauses import Clause
from tasks.extract.exclusions import RULED
from tasks.extract.frames import Frame, soft
from tasks.extract.lexicon import Lexicon, Rule, Token
from tasks.extract.matching import Match
from tasks.extract.names import JOINING
from tasks.extract.quantities import Quantity
from tasks.extract.reach import PART_MARKS, Reach, has
from tasks.extract.subjects import (
    KIND_OF_STAGE,
    LEARNERS,
    OF_ALL,
    OF_PRICE,
    OWN_OR_LEVEL,
    SCHOOL_KINDS,
    TOTALS,
)
from tasks.extract.telling import Telling
from tasks.extract.timing import Setting
from tasks.extract.tokens import Sentence

LEAVING = frozenset({"招生", "毕业生", "毕业", "招收", "招收新生", "新生"})
CLASSES = ("班", "班数", "班级")
TREATED = frozenset({"aid", "train", "return_", "recruit", "rotate", "accept"})
"""What is done to people, so that who comes next is no level: 资助幼儿120人，小学生340人."""
COMPARED = frozenset({"比", "较", "与", "相比", "同比"})


@dataclass(frozen=True, slots=True)
class Carried:
    """What a sentence leaves to the next of its paragraph: the stages and kinds of school it spoke of.

    topic    the noun that a label names (小学：…, 【幼儿园】…, ——初中。), which what follows speaks of
    people   the students whose number it gave, which the next goes on to divide by stages
    narrowed it ended with the number of a part, whose own parts may follow
    done     what was done to whom, of the last figure that named an indicator
    """

    stages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    part: bool = False
    topic: Token | None = None
    people: frozenset[str] = frozenset()
    narrowed: bool = False
    done: Frame | None = None


NOTHING = Carried()


Place = tuple[int, int | None]
"""A segment of a sentence, and the number of the clause that a bracket in it stands in."""


def place_of(clause: Clause) -> Place:
    """Where a clause stands."""
    return clause.segment, clause.parent.number if clause.parent is not None else None


@dataclass(slots=True)
class Counted:
    """A figure that was read: where, what it is of, and whether that is an indicator."""

    clause: Clause
    quantity: Quantity
    frame: Frame
    matched: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A number that named an indicator, and may be divided after it."""

    frame: Frame
    quantity: Quantity


@dataclass(slots=True)
class Memory:
    """A sentence and what was noted of it clause by clause, up to the one under reading.

    `foreign` are the words for levels that are not the report's own; `telling` knows the sentences before.
    `part` is the clause that named a part of the county, of which the figures behind it are; `part_leads`
    where it is the subject there.
    """

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
    counted: list[Counted] = field(default_factory=list)
    part: int | None = None
    part_leads: bool = False
    then_year: int | None = None
    dated_levels: set[int] = field(default_factory=set)
    topic: Token | None = None
    goes_on: bool = False
    leaving: bool = False
    last_kind: str = ""
    subject: int | None = None
    partial_in: set[Place] = field(default_factory=set)
    enrolled: int | None = None
    whole: Whole | None = None
    reach: Reach = field(default_factory=Reach)
    ruled: int | None = None
    treated: int | None = None
    stated: dict[tuple[str, str, int | None, int | None], float] = field(default_factory=dict)
    own_words: frozenset[str] = OWN_OR_LEVEL
    says_name: bool = False
    own: bool = False
    stage_of_headings: str | None = None
    telling: Telling | None = None

    def stages_of(self, clause: Clause) -> frozenset[str]:
        """The stages of education that a clause names."""
        if clause.stages is None:
            clause.stages = self.lexicon.stages_in(clause.text)
        return clause.stages

    def stages_before(self, clause: Clause) -> set[str]:
        """The stages of education that the clause's segment names up to it, or else the nearest segment.

        A clause that sums up, without a stage in its own segment, speaks of those of all segments before.
        """
        sums_up = not clause.words.isdisjoint(TOTALS)
        stages: set[str] = set()
        segment = clause.segment
        for number in range(clause.number, -1, -1):
            other = self.clauses[number]
            if other.segment != segment:
                if stages and (segment == clause.segment or not sums_up):
                    break
                segment = other.segment
            stages |= self.stages_of(other)
        return stages

    def speaks_of_all(self, clause: Clause) -> bool:
        """Whether a clause says itself that it is of the whole county."""
        return not OF_ALL.isdisjoint(clause.words)

    def totals(self, clause: Clause) -> bool:
        """Whether a clause says that it sums up: 共有…, …总数."""
        text = self.sentence.text[clause.tokens[0].start : clause.tokens[-1].end]
        return "总" in text or not clause.words.isdisjoint(TOTALS)

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
            if "figure" in other.kinds and any(t.events for t in other.tokens):
                return False
        return False

    def whole_kind(self, clause: Clause) -> str | None:
        """The kind of school that a bracket, or a clause that 其中 opens, goes into."""
        if clause.parent is not None:
            return self.kind_of.get(clause.parent.number)
        if clause.number > 0 and clause.starts_with(*PART_MARKS):
            return self.kind_of.get(clause.number - 1)
        return None

    def note_frame(self, frame: Frame, matched: bool, quantity: Quantity, clause: Clause) -> None:
        """Remember what a figure was of, for the figures after it."""
        self.last_frame = frame
        self.goes_on = matched
        if self.counted and self.counted[-1].quantity is quantity:
            self.counted.pop()
        self.counted.append(Counted(clause, quantity, frame, matched))
        if matched and not self.part_of(clause):
            self.whole = Whole(frame, quantity)
        if not matched and any(token.narrows for token in frame.residue):
            self.reach.wholes.append(clause)
        if not matched and (
            frame.verb or frame.placed or any(token.kind == "area" for token in frame.residue)
        ):
            self.reach.some.append(clause)
        if "people" in quantity.measures and frame.events & TREATED:
            self.treated = clause.segment
        kinds = {
            r.indicator.id for r in frame.head.rules if r.measure == "institutions" and not r.reading.event
        }
        if "institutions" in quantity.measures and kinds:
            self.last_kind = next((k for k in sorted(kinds) if "kindergarten" in k), sorted(kinds)[0])
            if self.last_kind not in SCHOOL_KINDS and "kindergarten" in self.last_kind:
                self.last_kind = "kindergartens"
        priced = any(r.indicator.id in OF_PRICE and r.measure == "institutions" for r in frame.head.rules)
        if matched and priced and "institutions" in quantity.measures:
            self.kinds.setdefault(clause.segment, set()).add("partial")  # 普惠性幼儿园70所，在园幼儿…
        kinds &= SCHOOL_KINDS
        if kinds and "institutions" in quantity.measures and (matched or frame.residue):
            noted = self.kinds.setdefault(clause.segment, set())
            if self.enrolled == clause.segment:
                noted.clear()  # 小学312所，学生91635人，初中32所，学生44949人: each kind with its own
                self.enrolled = None
            noted.update(kinds if matched else {"partial"})
            if matched:
                self.kind_of[clause.number] = sorted(kinds)[0]

    def note_claim(self, clause: Clause, rule: Rule) -> None:
        """小学年辍学率为零，初中0.58%: a rate that is claimed to be none or all is spoken of further on."""
        noun = next((token for token in clause.tokens if rule in token.rules), None)
        if noun is not None and any(r.measure == "percent" for r in noun.rules):
            self.last_frame, self.goes_on = Frame(noun, start=noun.start, link=True), True

    def note_unknown(self, quantity: Quantity, clause: Clause, before: Token | None = None) -> None:
        """Remember that a figure was of schools that the catalogue does not know, a part of the county's."""
        if "people" in quantity.measures and before is not None and before.text in LEAVING:
            self._note_leavers(clause, before)
        if not self.part_of(clause):
            self.whole = None
        if quantity.unit_stated == "所" and before is not None and before.kind == "other":
            self.last_kind = "partial" if "园" in before.text else "other"
        if (
            "institutions" in quantity.measures
            and (self.part_of(clause) or (before is not None and before.kind == "other"))
            and not (before is not None and before.text.endswith(CLASSES))
            and not self.kinds.get(clause.segment)
        ):
            if clause.parent is None:
                self.kinds.setdefault(clause.segment, set()).add("partial")
            else:
                self.partial_in.add(place_of(clause))

    def _note_leavers(self, clause: Clause, leaving: Token) -> None:
        """小学招生10581人，在校生56837人: whose entrants are counted, their pupils are counted next."""
        at = clause.tokens.index(leaving)
        noun = next((t for t in reversed(clause.tokens[:at]) if t.kind == "thing"), None)
        if noun is None or any(t.narrows or t.text in JOINING for t in clause.tokens[:at]):
            return
        kinds = {r.indicator.id for r in noun.rules if r.measure == "institutions" and not r.reading.event}
        if kinds & SCHOOL_KINDS and not self.kinds.get(clause.segment):
            self.kinds[clause.segment] = kinds & SCHOOL_KINDS

    def note_events(self, tokens: Sequence[Token]) -> None:
        """Remember the last thing done, which an enumeration goes on to speak of."""
        said = [t for t in tokens if t.events]
        if not said:
            return
        if any(t.kind == "growth" for t in said) and any(
            t.kind == "compare" or t.text in COMPARED for t in tokens
        ):
            said = [t for t in said if t.kind != "growth"]
        if said:
            self.events = said[-1].events

    def note_hazards(self, tokens: Sequence[Token]) -> None:
        """Remember that hazards were spoken of, for what stands further on in the same clause."""
        if any("hazards" in token.groups for token in tokens):
            self.people |= {"hazards"}

    def note_nouns(self, clause: Clause) -> None:
        """Remember the governing nouns of a clause that has been read."""
        if self.events and clause.figures and not clause.eventful and has(clause.tokens):
            self.events = frozenset()  # 撤并31所，现有中小学校151所，其中小学118所
        if "thing" in clause.kinds:
            self._note_subject(clause)
            if clause.figures:
                self._note_leading_kind(clause)
        if not clause.grouped:
            return
        for i, token in enumerate(clause.tokens):
            groups = token.groups
            if not groups:
                continue
            if i > 0 and clause.tokens[i - 1].narrows:
                self.reach.wholes.append(clause)  # 农村义务教育阶段在校学生22801人，其中初中…
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
            if "cv" in groups and clause.words.isdisjoint(RULED):
                self.people |= {"cv"}

    def _note_leading_kind(self, clause: Clause) -> None:
        """小学招生4210人，在校生25000人: the kind of school that a clause opens with has what follows."""
        opening = [t for t in clause.tokens if t.kind not in ("neutral", "date", "link")]
        if len(opening) < 2 or clause.parent is not None:
            return
        stages = self.lexicon.stages.get(opening[0].text)
        stage = next(iter(stages)) if stages and len(stages) == 1 else ""
        if stage not in KIND_OF_STAGE or opening[1].kind not in ("thing", "other", "unknown", "restrict"):
            return
        if opening[1].text in JOINING or any(rule.measure == "institutions" for rule in opening[1].rules):
            return
        figures = [self.sentence.quantities[clause.tokens[i].index] for i in clause.figures]
        if not any("percent" in q.measures or q.unit_stated == "所" for q in figures):
            kinds = self.kinds.setdefault(clause.segment, set())
            if self.enrolled == clause.segment:
                kinds.clear()
                self.enrolled = None
            kinds.add(KIND_OF_STAGE[stage])
            self.last_kind = KIND_OF_STAGE[stage]

    def _note_subject(self, clause: Clause) -> None:
        """毛入园率，2015年为58%: a clause that only names a rate has it for what follows.

        To be asked of clauses with a noun of the catalogue only.
        """
        named = [t for t in clause.tokens if not soft(t)]
        if len(named) == 1 and named[0].kind == "thing" and named[0] is clause.tokens[-1]:
            if any(r.measure == "percent" and not r.whole for r in named[0].rules):
                self.last_frame = Frame(named[0], start=named[0].start, link=True)
                self.subject = clause.number
        else:
            self.subject = None

    def has_subject(self, clause: Clause) -> bool:
        """Whether a rate named in a clause of its own goes before this one."""
        return self.subject is not None and self.clauses[self.subject].segment == clause.segment

    def share_of_same(self, quantity: Quantity, matches: Sequence[Match]) -> None:
        """公办园6590人，占58.26%: the share behind a number is of what was counted, people or schools.

        Which shares there are, the fullest name of the indicator says: 公办园在园幼儿 for 在园幼儿.
        """
        frame = self.last_frame
        if frame is None:
            return
        rules = frame.head.rules
        people = "people" in quantity.measures and "institutions" not in quantity.measures
        if people and any(r.measure == "institutions" for r in rules):
            rules = tuple(r for r in rules if not r.whole)
        if matches and not any(r.whole for r in rules):
            named = (self.lexicon.shares_of[m.rule.indicator.id] for m in matches)
            rules = (*rules, *next((found for found in named if found), ()))
        if rules is not frame.head.rules:
            self.last_frame = replace(frame, head=replace(frame.head, rules=rules))
            if self.counted and self.counted[-1].quantity is quantity:
                self.counted[-1].frame = self.last_frame
