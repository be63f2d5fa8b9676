"""A sentence to its facts: every figure with its frame, its indicator, its year and status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tasks.extract.claims import claims_in
from tasks.extract.clauses import Clause
from tasks.extract.context import Context, Fact
from tasks.extract.frames import Around, Frame, apposition, left_frame, named_part, right_frame
from tasks.extract.lexicon import STRONG_EVENTS, Lexicon
from tasks.extract.lists import listed_frame
from tasks.extract.matching import match_frame
from tasks.extract.money import money_fact
from tasks.extract.quantities import Quantity
from tasks.extract.timing import Setting
from tasks.extract.tokens import cut_sentence


class SentenceReader:
    """Reads the sentences of one report. `place_name` tells which of 全县, 全区, 全市 is the report's own."""

    def __init__(self, lexicon: Lexicon, place_name: str | None) -> None:
        self._lexicon = lexicon
        self._place_name = place_name

    def read(self, text: str, start: int, end: int, setting: Setting, headings: str) -> list[Fact]:
        """The facts of the sentence text[start:end], in the order of their figures."""
        sentence = cut_sentence(self._lexicon, text, start, end)
        context = Context.of(self._lexicon, sentence, setting, headings, self._place_name)
        return [fact for clause in context.clauses for fact in self._clause(context, clause)]

    def _clause(self, context: Context, clause: Clause) -> Iterator[Fact]:
        tokens = clause.tokens
        whole_county = context.enter(clause)
        taken: set[int] = set()
        if whole_county:
            for fact, span in claims_in(context, clause):
                taken.update(span)
                yield fact
        figures = [i for i, token in enumerate(tokens) if token.kind == "figure"]
        low = 0
        for at, high in pairwise([*figures, len(tokens)]):
            quantity = context.sentence.quantities[tokens[at].index]
            if whole_county and at not in taken and quantity.measures:
                found = self._figure(context, clause, low, at, high, quantity)
                if found is not None:
                    yield found
            context.note_events(tokens[low:at])
            low = at + 1
        context.note_events(tokens[low:])
        context.note_nouns(tokens)

    def _figure(
        self, context: Context, clause: Clause, low: int, at: int, high: int, quantity: Quantity
    ) -> Fact | None:
        tokens = clause.tokens
        left = left_frame(tokens, low, at)
        if "money" in quantity.measures:
            return money_fact(context, clause, low, at, quantity, left)
        if left.compare and not left.to:
            return None
        if left.growth and not left.to and "percent" in quantity.measures:
            return None
        around = context.surroundings(clause)
        for frame in self._frames(context, clause, low, at, high, left):
            match = match_frame(context.lexicon, frame, quantity, around)
            if match is None and around.inherited and not frame.events & STRONG_EVENTS:
                joined = replace(frame, events=frame.events | around.inherited) if frame.events else frame
                match = match_frame(context.lexicon, joined, quantity, around)
            context.note_frame(frame, match, quantity, clause)
            if match is not None:
                return context.fact(clause, at, quantity, match, frame)
        return None

    @staticmethod
    def _frames(
        context: Context, clause: Clause, low: int, at: int, high: int, left: Frame | Around
    ) -> Iterator[Frame]:
        """What the figure may be of, the likeliest first."""
        tokens = clause.tokens
        listed = listed_frame(context.lexicon, tokens, at)
        if listed is not None:
            yield listed
            return
        if isinstance(left, Frame):
            yield left
            if left.link or not left.events:
                return
        right = right_frame(tokens, low, at, high)
        if right is not None:
            named = named_part(context.lexicon, tokens, at + 1, high)
            if named is None or apposition(tokens, low, at):
                yield right
                return
        if isinstance(left, Around) and (left.share or left.to) and not left.blocked and context.last_frame:
            yield replace(
                context.last_frame,
                share=left.share,
                whole=left.whole,
                to=left.to,
                then=left.then,
                growth=False,
                level=True,
                start=tokens[at].start,
            )
