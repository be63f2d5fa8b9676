"""Clauses of a sentence: what stands between commas, with brackets as clauses of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from tasks.extract.lexicon import Token
from tasks.extract.tokens import Sentence

LABELLING = frozenset("：。")
BREAKS = frozenset("，。；：！？\n…")


@dataclass(slots=True, eq=False)
class Clause:
    """Tokens between two marks. `segment` counts the ； before it, `parent` is what a bracket stands in.

    `labels`: a colon ends it, or it is a whole sentence.
    """

    tokens: list[Token] = field(default_factory=list)
    segment: int = 0
    parent: Clause | None = None
    number: int = 0
    labels: bool = False

    _text: str | None = None

    @property
    def text(self) -> str:
        """The words of the clause; its tokens must not change once it was asked for."""
        if self._text is None:
            self._text = "".join(token.text for token in self.tokens)
        return self._text

    def starts_with(self, *words: str) -> bool:
        """Whether the clause opens with one of these words."""
        text = self.text
        return any(text.startswith(word) for word in words)


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
        if token.text == "（" and token.kind == "mark":
            stack.append(current)
            current = opened(current)
        elif token.text == "）" and token.kind == "mark":
            if stack:
                current = stack.pop()
        elif token.kind == "mark" and token.text in BREAKS:
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
    return clauses
