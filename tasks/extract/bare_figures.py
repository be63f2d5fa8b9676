"""Figures without a unit take that of the list they stand in: 专任教师410人，其中小学150、初中110."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.quantities import BARE, Quantity

COUNTS = frozenset({"people", "institutions"})
"""What lists count, by units that count only one of the two; the others lend theirs to nothing."""
POINTS, JOINING = "个百分点", ("、", "和", "及", "与", "，")
SAME_LIST = re.compile(r"[^，。；：（）—\n]{0,12}")
"""What may stand between two figures of a list whose last one alone has a unit: 小学60、初中21所."""


def with_units_of_their_lists(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures in order; one without a unit measures what its list does, if the list says so.

    That is the unit of the next figure, where only nouns stand between, or else of the nearest one before.
    """
    found = list(quantities)
    for place in range(len(found) - 1, -1, -1):
        quantity = found[place]
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and _points(text, quantity, after):
            found[place] = replace(quantity, measures=after.measures)
            continue
        if quantity.measures != BARE or quantity.value < 1 or quantity.value != int(quantity.value):
            continue
        behind = found[place + 1] if place + 1 < len(found) else None
        listed = behind is not None and _counts(behind)
        if behind is not None and listed and SAME_LIST.fullmatch(text, quantity.end, behind.start):
            found[place] = replace(quantity, measures=behind.measures)
            continue
        before = next((q for q in reversed(found[:place]) if _counts(q)), None)
        if before is not None:
            found[place] = replace(quantity, measures=before.measures)
    return found


def _points(text: str, quantity: Quantity, after: Quantity) -> bool:
    """分别提高3个、4.1个百分点: whether a figure is in percentage points, as the one after it."""
    same = after.unit_stated == POINTS and quantity.unit_stated in (None, "个")
    return same and text[quantity.end : after.start] in JOINING


def _counts(quantity: Quantity) -> bool:
    """Whether a figure has a unit that tells people from schools; 个 is said of both."""
    return len(COUNTS & quantity.measures) == 1
