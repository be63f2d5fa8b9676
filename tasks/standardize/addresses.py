"""The date that the address of a page spells: …/news/2013/1226/49314.html, …/202405/t4700970.shtml."""

from __future__ import annotations

import re

from tasks.standardize.periods import ANY_YEAR, MASKED_YEAR, plausible

PARTED = re.compile(r"/((?:19|20)\d{2})[-/_](1[0-2]|0?[1-9])(?:[-/_]|(?:[0-2]\d|3[01])/|(?=$))")
WHOLE = re.compile(r"[/t_]((?:19|20)\d{2})(0[1-9]|1[0-2])(?:[0-2]\d|3[01])?(?!\d)")
YEAR_ONLY = re.compile(r"/((?:19|20)\d{2})/")
PRESENT = re.compile(r"今年|目前|现有|近日|日前|近期|截至|去年|明年|当前|本学期|昨[天日]|今[天日]")
DATED = re.compile(r"(?<![年\d])\d{1,2}月\d{1,2}日|(?<![年\d])\d{1,2}月底")
SINCE = re.compile(r"[自从继](?:19|20)\d{2}年|(?:19|20)\d{2}年[^，。；]{0,28}以来")
OLDEST = 1
"""How many years older the newest year of a text may be: one that is older was put up again."""


def date_of_address(address: str | None) -> tuple[int, int] | None:
    """Year and month in an address; the month is 0 where only a year stands. None where there is no date."""
    for pattern in (PARTED, WHOLE, YEAR_ONLY):
        match = pattern.search(address or "")
        if match and plausible(int(match.group(1))):
            return int(match.group(1)), int(match.group(2)) if pattern.groups == 2 else 0
    return None


def year_by_address(address: str | None, text: str) -> int | None:
    """The year in which a page was put up that speaks of its present, and names no other as that.

    Not for a text that masks its years, and not where its newest year is much older, or later.
    """
    found = date_of_address(address)
    if found is None or MASKED_YEAR.search(text) or not (PRESENT.search(text) or DATED.search(text)):
        return None
    year = found[0]
    named = [int(match.group(1)) for match in ANY_YEAR.finditer(SINCE.sub("", text))]
    newest = max((each for each in named if each <= year), default=year)
    return year if year - newest <= OLDEST else None
