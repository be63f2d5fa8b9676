"""A small notation for the spellings of a phrase: `公办(幼儿园|园)`, `普惠性?`, nothing more.

`(a|b)` stands for a or b, `(a|b)?` and `字?` for that or nothing. A phrase stands for a finite set of
words, so that the catalogue can be searched by words and checked for words claimed twice.
"""

from __future__ import annotations

from functools import lru_cache

SPELLINGS = 2_000


class PhraseError(ValueError):
    """A phrase whose brackets do not match, or that stands for too many spellings."""


@lru_cache(maxsize=20_000)
def expand(phrase: str) -> tuple[str, ...]:
    """Every word that a phrase stands for, in order and once each.

    >>> expand("公办(园|幼儿园)数?")
    ('公办园数', '公办园', '公办幼儿园数', '公办幼儿园')
    """
    words, end = _alternatives(phrase, 0)
    if end != len(phrase):
        raise PhraseError(f"{phrase!r}: a bracket closes at character {end} that was not opened")
    found = tuple(dict.fromkeys(words))
    if "" in found:
        raise PhraseError(f"{phrase!r} may stand for nothing at all")
    return found


def _alternatives(phrase: str, at: int) -> tuple[list[str], int]:
    options: list[str] = []
    current = [""]
    while at < len(phrase) and phrase[at] != ")":
        char = phrase[at]
        if char == "|":
            options += current
            current = [""]
            at += 1
            continue
        if char == "(":
            part, at = _alternatives(phrase, at + 1)
            if at >= len(phrase):
                raise PhraseError(f"{phrase!r}: a bracket is not closed")
            at += 1
        else:
            part, at = [char], at + 1
        if at < len(phrase) and phrase[at] == "?":
            part = [*part, ""]
            at += 1
        current = [left + right for left in current for right in part]
        if len(current) + len(options) > SPELLINGS:
            raise PhraseError(f"{phrase!r} stands for more than {SPELLINGS} spellings")
    return options + current, at
