"""The median of places for each indicator: what a place's figure can be held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from outputs.pages.figures import digits
from outputs.pages.published import Row

FEWEST_PLACES = 3
"""Under so many places a median says more of the single places than of what is usual."""

COUNTED = ("exact", "approx")
"""The bounds of figures that have a size; at least 80 has none, and is not in a median."""


@dataclass(frozen=True)
class Median:
    """The middle figure of `places` places."""

    value: float
    places: int

    @property
    def text(self) -> str:
        """As it is written: two decimals at most, like everything that no report states."""
        return digits(self.value, "derived")


def medians(facts: Iterable[Row]) -> dict[str, Median]:
    """The median of each indicator, by its id: of exact and approximate actual figures, a place each.

    An indicator with fewer than three such places has none.
    """
    values: dict[str, list[float]] = {}
    for fact in facts:
        if has_size(fact):
            values.setdefault(fact["indicator"], []).append(fact["value"])
    return {
        indicator: Median(median(several), len(several))
        for indicator, several in values.items()
        if len(several) >= FEWEST_PLACES
    }


def has_size(fact: Row) -> bool:
    """Whether a fact is an actual figure that has a size: not a plan, not a bound."""
    return fact["status"] == "actual" and fact["bound"] in COUNTED
