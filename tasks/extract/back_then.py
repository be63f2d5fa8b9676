"""Words that point back to a time told of before: 彼时, 那一年, 撤并前."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.extract.quantities import Moment
from tasks.extract.telling import PRESENT, Told
from tasks.extract.timing import Timing

THEN = re.compile(r"彼时|那时(?!起)|当时|其时|那一?年|那会儿?")
BEFORE_IT = re.compile(
    r"(?:撤|撤并|撤点并校|布局调整|调整|合并|整合|改革|攻坚|治理|化解|整治)(?:工作)?(?:之|以)?(前|后)(?=，|全[县区市]|共?有)"
)
"""撤前，全县小学173所；撤后，…: of before, whose year nobody says, and of after."""
NOW = (*PRESENT, "今年", "去年", "截至", "目前")


def points_back(said: str) -> bool:
    """Whether the words before a figure end in a time that is pointed back to, and not in the present."""
    last = None
    for match in THEN.finditer(said):
        last = match
    if last is not None:
        return not any(word in said[last.end() :] for word in NOW)
    before = list(BEFORE_IT.finditer(said))
    if not before or before[-1].group(1) == "后":
        return False
    return not any(word in said[before[-1].end() :] for word in NOW)


def timing_back_then(said: str, moments: Sequence[Moment], told: Told | None) -> Timing:
    """The timing of a figure behind such a word: the first year of what was told last, or none.

    moments   the dates of the sentence before the figure
    told      the date that the sentences before leave
    """
    periods = [moment.period for moment in moments if moment.period is not None]
    if not periods and told is not None and told.moment.period is not None:
        periods = [told.moment.period]
    if not THEN.search(said) or not periods:
        return Timing("actual", None, None, False)
    last = periods[-1]
    return Timing("actual", last.from_year or last.year, None, False)
