"""Clauses of a sentence: what stands between commas, with brackets as clauses of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from tasks.extract.lexicon import NONE, Token
from tasks.extract.tokens import Sentence

LABELLING = frozenset("：。")
BREAKS = frozenset("，。；：！？\n…")


@dataclass(slots=True, eq=False)
class Clause:
    """Tokens between two marks. `segment` counts the ； before it, `parent` is what a bracket stands in.

    `labels`: a colon ends it, or it is a whole sentence. `words`, `kinds` and `text` are those of its
    tokens, `figures` the indexes of figures among them; `eventful` and `grouped` say whether one of them
    has events or groups. `stages` are kept here once its text was searched for them.
    """

    tokens: list[Token] = field(default_factory=list)
    segment: int = 0
    parent: Clause | None = None
    number: int = 0
    labels: bool = False

    words: frozenset[str] = NONE
    kinds: frozenset[str] = NONE
    figures: tuple[int, ...] = ()
    eventful: bool = False
    grouped: bool = False
    stages: frozenset[str] | None = None
    text: str = ""

    def starts_with(self, *words: str) -> bool:
        """Whether the clause opens with one of these words."""
        return self.text.startswith(words)


def clauses_of(sentence: Sentence) -> list[Clause]:
    """The clauses in the order in which they begin. What follows a bracket belongs to the clause before."""
    clauses: list[Clause] = []
    segment = 0
    stack: list[Clause] = []

    def opened(parent: Clause | None) -> Clause:
        clause = Clause(segment=segment, parent=parent, number=len(clauses))
        clauses.append(clause)
        return clause

    current = opened(None)
    for token in sentence.tokens:
        if token.kind != "mark":
            current.tokens.append(token)
        elif token.text == "（":
            stack.append(current)
            current = opened(current)
        elif token.text == "）":
            if stack:
                current = stack.pop()
        elif token.text in BREAKS:
            if token.text == "；" and not stack:
                segment += 1
            current.labels = token.text in LABELLING
            parent = stack[-1] if stack else None
            current = opened(parent)
        else:
            current.tokens.append(token)
    clauses = [clause for clause in clauses if clause.tokens]
    for number, clause in enumerate(clauses):
        clause.number = number
        words = [token.text for token in clause.tokens]
        clause.text = "".join(words)
        clause.words = frozenset(words)
        clause.kinds = frozenset([token.kind for token in clause.tokens])
        if "figure" in clause.kinds:
            clause.figures = tuple([i for i, token in enumerate(clause.tokens) if token.kind == "figure"])
        for token in clause.tokens:
            if token.events:
                clause.eventful = True
            if token.groups:
                clause.grouped = True
    return clauses
