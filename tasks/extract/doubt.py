"""The signs beside a fact that make it doubtful: see `indicators.doubts` for what each is worth."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.clauses import Clause
from tasks.extract.frames import Frame, soft
from tasks.extract.lexicon import Token
from tasks.extract.matching import Match
from tasks.extract.quantities import Quantity
from tasks.extract.timing import Timing

NARROWED, UNKNOWN, AFTER_FIGURE = (
    "narrowing word before",
    "unknown word before",
    "figure before in its clause",
)
NARROWED_EARLIER, UNKNOWN_BEHIND = "narrowing word in an earlier clause", "unknown word behind"
BEHIND, PLACE, PLANNED, CHANGE = (
    "noun behind the figure",
    "name of a place",
    "planned",
    "a change and its level",
)
NO_YEAR, NO_UNIT, CLAIMED = "report of no known year", "no unit", "claim without a figure"
EARLIER = "noun said in an earlier clause"


def signs_of(
    lead: Sequence[Clause],
    clause: Clause,
    at: int,
    quantity: Quantity,
    match: Match,
    frame: Frame,
    timing: Timing,
) -> frozenset[str]:
    """The signs of a figure that was matched; `lead` are the clauses of its segment before its own."""
    found = set(match.signs)
    tokens = clause.tokens
    first = min(frame.head.start, quantity.start)
    before = [token for token in tokens[:at] if token.end <= first]
    if any(token.narrows and token.text not in match.rule.modifiers for token in before):
        found.add(NARROWED)
    if any(_unknown(token) for token in before):
        found.add(UNKNOWN)
    if any(_unknown(token) for token in tokens[at + 1 :]):
        found.add(UNKNOWN_BEHIND)
    if any(token.kind == "figure" and token.measured for token in tokens[:at]):
        found.add(AFTER_FIGURE)
    if any("restrict" in other.kinds or "area" in other.kinds for other in lead):
        found.add(NARROWED_EARLIER)
    if any(_names_place(token) for other in (*lead, clause) for token in other.tokens):
        found.add(PLACE)
    if frame.side == "right":
        found.add(BEHIND)
    if frame.head.end <= tokens[0].start:
        found.add(EARLIER)
    if frame.to or frame.then:
        found.add(CHANGE)
    if timing.status == "planned":
        found.add(PLANNED)
    if quantity.unit_stated is None:
        found.add(NO_UNIT)
    return frozenset(found)


def _unknown(token: Token) -> bool:
    """Whether nothing is known of a word that could say what is counted."""
    return (
        token.kind == "unknown"
        and not token.events
        and token.tag != "own"
        and len(token.text) > 1
        and not soft(token)
    )


def _names_place(token: Token) -> bool:
    return token.kind == "unknown" and token.tag.startswith("ns")
