"""What a clause inherits from the words before it and above it: stages, governing nouns, what narrows."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.extract.clauses import Clause
from tasks.extract.dating import Dating
from tasks.extract.matching import Surroundings, stage_label
from tasks.extract.memory import place_of
from tasks.extract.reach import PART_MARKS
from tasks.extract.subjects import (
    KINDERGARTENS,
    LEARNERS,
    OF_OWNERS,
    SCHOOL_KINDS,
    STAGE_OF_KIND,
)

MOST_STAGES = 3
WHOLE_STAGES = frozenset({"preschool", "all"})
"""A sentence before that spoke of so many stages, one of these among them, spoke of all; else of a part."""


ALL_STAGES = frozenset({"all"})


@dataclass(slots=True)
class Inheritance(Dating):
    """What was noted of a sentence, as a clause of it inherits it."""

    def surroundings(self, clause: Clause) -> Surroundings:
        """What a figure of the clause inherits."""
        stages = self.stages_before(clause)
        part = self.part_of(clause)
        of_all = self.speaks_of_all(clause)
        own_stage = stage_label(stages)
        if not stages and self._split(clause):
            own_stage = "all"
        elif not stages:
            carried = self.carried.stages
            every = len(carried) >= MOST_STAGES and not WHOLE_STAGES.isdisjoint(carried)
            own_stage = stage_label(carried) if len(carried) < 2 or every else "several"
            if not carried:
                if self.stage_of_headings is None:
                    self.stage_of_headings = stage_label(self.lexicon.stages_in(self.headings))
                own_stage = self.stage_of_headings
        elif "schools" in self.matched and clause.parent is None and not self._stages_outside(clause):
            own_stage = "all"
        kinds = self.kinds.get(clause.segment) or set()
        if place_of(clause) in self.partial_in and not kinds:
            kinds = {"partial"}
        if not kinds and (self.kinds or self.carried.kinds):
            before = set().union(*self.kinds.values()) or set(self.carried.kinds)
            if stages <= {STAGE_OF_KIND.get(kind, "none") for kind in before}:
                kinds = before
        governing = set(kinds) if len(kinds) == 1 else kinds & {"kindergartens"}
        if clause.parent is not None and self._of_children(clause.parent):
            governing |= {"children"}  # 幼儿园4033人（公办1239人，民办2794人）
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
            or (not of_all and self.reach.over_some(clause))
            or (clause.parent is not None and self._of_part(clause, clause.parent)),
            owned=not of_all and self.reach.over_people(clause),
            label=self.reach.label,
            of_all=of_all or self.totals(clause),
        )

    def _stages_outside(self, clause: Clause) -> bool:
        """Whether the clause's segment names a stage outside brackets: 学校570所（其中中学26所）does not."""
        before = [c for c in self.clauses[: clause.number + 1] if c.segment == clause.segment]
        return any(c.parent is None and self.stages_of(c) - ALL_STAGES for c in before)

    def _of_children(self, whole: Clause) -> bool:
        """Whether the last figure of a clause that was read counts the children of kindergartens."""
        last = next((c for c in reversed(self.counted) if c.clause.parent is not whole), None)
        if last is None or last.clause is not whole or not last.matched:
            return False
        stages = self.lexicon.stages_in(last.frame.head.text)
        people = "people" in last.quantity.measures and last.frame.head.groups.isdisjoint({"teachers"})
        return people and stages == {"preschool"} and not last.frame.residue and not last.frame.events

    def _split(self, clause: Clause) -> bool:
        """新增学位4800个，其中学前1200个，义务教育3600个: the parts of a whole are of all stages."""
        if clause.parent is not None:
            return False
        stages: set[str] = set()
        for other in self.clauses[clause.number + 1 :]:
            part = other.parent is clause or other.starts_with(*PART_MARKS)
            if other.segment != clause.segment or not (part or stages):
                break
            if "figure" in other.kinds:
                stages |= self.stages_of(other)
        return "preschool" in stages and len(stages) > 1

    def _of_part(self, bracket: Clause, whole: Clause) -> bool:
        """Whether the figure that a bracket goes into is of a part itself: 县城9所（公办4所、民办5所）."""
        before = [j for j in whole.figures if whole.tokens[j].end <= bracket.tokens[0].start]
        return bool(before) and before[-1] > 0 and whole.tokens[before[-1] - 1].kind == "area"
