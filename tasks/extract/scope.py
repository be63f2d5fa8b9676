"""Of whom a clause speaks: of the whole county, of a part of it, or of what a label names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tasks.extract.clauses import Clause
from tasks.extract.frames import soft
from tasks.extract.inheritance import Inheritance
from tasks.extract.lexicon import Token
from tasks.extract.names import apposition, named_part, names_object
from tasks.extract.openings import part_of_year
from tasks.extract.reach import PART_MARKS
from tasks.extract.subjects import ABOVE, NEAR_SUBJECT, NEARBY, OF_A_SCHOOL, names_place

CARRIED = -1
"""The index of a part that the sentence before spoke of."""


@dataclass(slots=True)
class Scope(Inheritance):
    """A sentence under reading, with the part of the county that its clauses speak of."""

    def enter(self, clause: Clause) -> bool:
        """Go on to a clause. False where it speaks of a part of the county, or of more than the county."""
        tokens = clause.tokens
        self.topic = self._labelled(clause) or self.topic
        own = not self.own_words.isdisjoint(clause.words) or (
            self.says_name and any(t.tag == "own" for t in tokens)
        )
        if clause.number == 0 and self.carried.part:
            self.part = CARRIED
        said = self.clauses[self.part] if self.part not in (None, CARRIED) else None
        if said is not None and said.parent is not None and clause.parent is not said.parent:
            self.part, said = None, None  # （含城关小学1所），…: a bracket speaks for itself
        new_segment = said is not None and said.segment != clause.segment
        if clause.number == 0 and self.carried.narrowed and clause.starts_with(*PART_MARKS):
            self.reach.listing = True
        self.reach.enter(clause)
        if own or (new_segment and not self._goes_on(clause)):
            self.part = None
        subject = None
        for token in tokens:
            if token.kind != "date" and token.text not in ("其中", "目前"):
                subject = token
                break
        elsewhere = subject is not None and self.named and not own and names_place(subject)
        if subject is not None and subject.text in NEARBY and self.named and not own:
            elsewhere = any(names_place(token) for token in tokens[:NEAR_SUBJECT])  # 邻近的安远县
        if subject is not None and (subject.text in self.foreign or subject.text in ABOVE or elsewhere):
            self.part = clause.number
            return False
        if not OF_A_SCHOOL.isdisjoint(clause.words) or (tokens[-1].kind == "area" and len(tokens) <= 2):
            self.part = clause.number  # 该校…, and 在农村，…
            return False
        if part_of_year(clause):
            self.part, self.part_leads = clause.number, True
            return False
        first_figure = clause.figures[0] if clause.figures else len(tokens)
        for i in clause.figures:
            if first_figure != i or i + 1 == len(tokens) or tokens[i + 1].text != "的":
                break
            first_figure = next((j for j in clause.figures if j > i), len(tokens))  # 投入2000万元的第三小学…
        found = named_part(self.lexicon, tokens, 0, first_figure)
        if found is None and self._paid(clause, first_figure):
            found, first_figure = self._paid_for(clause, first_figure)
        if (
            found is not None
            and not apposition(tokens, 0, first_figure)
            and not self._several(clause, found)
            and (clause.figures or found <= 2 or names_object(tokens, found))
        ):
            if self.part is None or clause.parent is None:
                self.part = clause.number
            self.part_leads = clause.parent is None and not any(t.events for t in tokens[:found])
            return False
        return self.part is None

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a clause behind ； still speaks of the school or town that led the part before it.

        It does not where it counts schools itself; behind a label it does up to the next one.
        """
        label = self.part is not None and self.part >= 0 and self.clauses[self.part].labels
        if clause.labels and not clause.figures:
            return False
        if label and not self.clauses[self.part or 0].figures:
            return True
        if not self.part_leads or not clause.figures:
            return False
        first = self.sentence.quantities[clause.tokens[clause.figures[0]].index]
        return "institutions" not in first.measures

    def _paid(self, clause: Clause, figure: int) -> bool:
        """Whether a clause opens with a sum of money: 投资2300万元新建…"""
        if figure >= len(clause.tokens):
            return False
        quantity = self.sentence.quantities[clause.tokens[figure].index]
        return "money" in quantity.measures

    def _paid_for(self, clause: Clause, money: int) -> tuple[int | None, int]:
        """投资2300万元新建城东中学，新增学位1620个: the name behind a sum, and where it was sought."""
        tokens = clause.tokens
        end = next((i for i in clause.figures if i > money), len(tokens))
        found = named_part(self.lexicon, tokens, money + 1, end)
        if found is None or not names_object(tokens, found) or end < len(tokens):
            return None, money
        return found, end

    def _several(self, clause: Clause, name: int) -> bool:
        """Whether there are several of what looks like a name: 双语幼儿园162所 is a kind of school."""
        behind = clause.tokens[name + 1] if name + 1 < len(clause.tokens) else None
        if behind is None or behind.kind != "figure":
            return False
        quantity = self.sentence.quantities[behind.index]
        return "institutions" in quantity.measures and quantity.value > 1

    def _labelled(self, clause: Clause) -> Token | None:
        """The noun of a clause that is nothing but a label: 小学：…, or a sentence of one noun."""
        if not clause.labels or clause.parent is not None:
            return None
        if "thing" not in clause.kinds:
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
