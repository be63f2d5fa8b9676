"""What a person reads while something works: short lines on stderr, so that stdout stays clean."""

from __future__ import annotations

import sys


def tell(what: object) -> None:
    """A line on stderr, at once."""
    print(" ".join(str(what).split()), file=sys.stderr, flush=True)


def complain(what: object) -> int:
    """A line on stderr about what is wrong. The exit code that goes with it."""
    tell(f"county-education: {what}")
    return 1


def counted(number: int, thing: str, plural: str = "") -> str:
    """A number with its thing: 1 page, 2 pages."""
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"
