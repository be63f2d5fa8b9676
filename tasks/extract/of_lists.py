"""What a figure is of that shares a list with others, in its clause or in the one before."""

from __future__ import annotations

from tasks.extract.clauses import Clause
from tasks.extract.context import Context
from tasks.extract.continuing import shares_apart
from tasks.extract.frames import Frame
from tasks.extract.lists import fronted_frames, listed_frame, shared_frames, tells_apart


def frames_of_all(context: Context, clause: Clause, low: int, at: int) -> list[Frame]:
    """The nouns of a list that all have the figure: 小学、初中入学率均为100%."""
    before = context.clauses[clause.number - 1] if clause.number and not low else None
    fronted = before is not None and before.segment == clause.segment
    frames = fronted_frames(before.tokens, clause.tokens, at) if before and fronted else []
    return frames or shared_frames(context.lexicon, clause.tokens, low, at)


def one_of_a_list(context: Context, clause: Clause, at: int) -> Frame | None:
    """The noun of a list that is the figure's by their order: 小学、初中辍学率分别为0.1%、0.9%."""
    before = context.clauses[clause.number - 1] if clause.number else None
    fronted = before is not None and before.segment == clause.segment and not before.figures
    listed = listed_frame(context.lexicon, clause.tokens, at, before.tokens if before and fronted else ())
    return listed or (shares_apart(context, clause, at) if tells_apart(clause.text) else None)
