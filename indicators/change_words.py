"""The words in which reports say by how much a figure differs from an earlier one, as one pattern.

From `indicators/words/changes.toml`, which says of each list what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from indicators.errors import CatalogueError
from indicators.toml_files import read_toml

LISTS = {"before", "last", "at", "opens", "closes", "alone", "rather", "by", "rises", "falls"}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The words of a comparison as a pattern that ends at its figure, and how every one of them opens."""

    pattern: re.Pattern[str]
    openings: frozenset[str]


def read_change_words(file: Traversable) -> ChangeWords:
    """Read the words of change. Raises CatalogueError for a list that is missing, unknown or empty."""
    data = read_toml(file)
    if set(data) != LISTS:
        wrong = sorted(LISTS.symmetric_difference(data))
        raise CatalogueError(file.name, f"lists unknown or missing: {wrong}", f"{sorted(LISTS)}")
    for name, words in data.items():
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
            raise CatalogueError(f"{file.name} {name}", f"{words!r}"[:80], "a list of words")
    one_of = {name: _one_of(words) for name, words in data.items()}
    when = rf"(?:(?P<before>{one_of['before']})|(?P<last>{one_of['last']})|(?P<year>(?:19|20)\d\d)年)"
    compared = rf"{one_of['opens']}{when}{one_of['at']}?(?:{one_of['closes']}，?)?"
    verb = rf"{one_of['rather']}?(?:(?P<rises>{one_of['rises']})|(?P<falls>{one_of['falls']}))"
    pattern = rf"(?P<said>(?:{compared}|(?P<alone>{one_of['alone']})){verb}{one_of['by']}*)$"
    openings = frozenset(word[0] for word in (*data["opens"], *data["alone"]))
    return ChangeWords(re.compile(pattern), openings)


@cache
def load_change_words() -> ChangeWords:
    """The words that ship with the package."""
    return read_change_words(files("indicators") / "words" / "changes.toml")


def _one_of(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
