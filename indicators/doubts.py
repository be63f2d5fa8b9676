"""How doubtful a fact is by the signs beside it, from `indicators/words/doubts.toml`.

A sign is a circumstance of a sentence that was counted on labelled documents: how often facts with it were
right, and how often wrong. Its weight adds to the logarithm of the odds of being wrong, so that signs add up
as independent evidence does; `python -m benchmarks.doubt --write` weighs them anew.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from indicators.errors import CatalogueError
from indicators.toml_files import read_toml

DOUBTS = "doubts.toml"
KEYS = {"about", "example", "counter", "weight", "seen", "wrong"}
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """A circumstance that makes a fact more doubtful, or less.

    about     what the circumstance is
    example   a sentence with a fact that shows it, and `counter` one that does not
    weight    what it adds to the log odds of being wrong
    seen      how many facts with it the weight was measured on, `wrong` how many of them were wrong
    """

    name: str
    about: str
    example: str
    counter: str
    weight: float
    seen: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Doubts:
    """All signs, and `base`: the log odds of being wrong of a fact without any."""

    base: float
    signs: Mapping[str, Sign]

    def of(self, signs: Collection[str]) -> float:
        """The doubt, from 0 to 1, of a fact with these signs. Raises KeyError for an undeclared one."""
        odds = self.base + sum(self.signs[name].weight for name in sorted(signs))
        return round(1 / (1 + math.exp(-odds)), DIGITS)


def read_doubts(file: Traversable) -> Doubts:
    """Read and check the signs. Raises CatalogueError naming the file, the sign and what is wrong."""
    data = read_toml(file)
    base = data.pop("base", None)
    entries = data.pop("sign", {})
    if data or not isinstance(base, int | float):
        raise CatalogueError(
            file.name, f"base {base!r}, and also {sorted(data)}", "a number `base`, and [sign]"
        )
    for name, entry in entries.items():
        if set(entry) != KEYS:
            raise CatalogueError(f"{file.name} [sign.{name}]", f"keys {sorted(entry)}", f"{sorted(KEYS)}")
    return Doubts(float(base), {name: Sign(name=name, **entry) for name, entry in entries.items()})


@cache
def load_doubts() -> Doubts:
    """The signs that ship with the package."""
    return read_doubts(files("indicators") / "words" / DOUBTS)
