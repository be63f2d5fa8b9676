"""Markup whose tree costs the square of its length: counted before any tree is built of it."""

from __future__ import annotations

import re

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# tags that end by themselves, or hold nothing: they nest no deeper for being left open
ENDING = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td th thead tr "
    "wbr".split()
)
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())

NESTED_STEPS = 300_000_000
"""The sum of the depths of all tags. A page of 5,000 tags, 30 deep, has 150,000; 300 million steps take two
seconds."""

COPIED_MARKS = 1_000_000
"""Formatting tags left open, summed over the tags after them. Each may become a node of 100 bytes."""


def knot_in(markup: str) -> str | None:
    """Why a tree of this markup would grow without bound, as the HTML standard has it built; null if not.

    Each opening tag looks through all tags that are open, and each block makes again the formatting
    tags that were left open before it. Both are counted.
    """
    depth = steps = formatting = copies = 0
    for match in TAG.finditer(markup):
        name = match.group(2).lower()
        change = -1 if match.group(1) else 1
        if name in FORMATTING:
            formatting = max(formatting + change, 0)
        elif change == 1:
            copies += formatting
        if name not in ENDING:
            depth = max(depth + change, 0)
        steps += depth
    if steps > NESTED_STEPS or copies > COPIED_MARKS:
        return f"tags left open up to {depth:,} deep: a tree without bound"
    return None
