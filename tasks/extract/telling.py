"""The time of which a paragraph is telling: what its sentences said before the one under reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tasks.extract.quantities import Moment, QuantityReader

CLAUSE_ENDS = "，；：。！？\n"
FRAMED = re.compile(
    r"^[\s“”\"'《●•·◆■★※—\-]*(?:(?:一|二|三|四|五|六|七|八|九|十)是|其中|同时|另外|此外|特别是|尤其是)?"
    r"(?:据(?:不完全)?(?:统计|了解)|(?:会议|报告|会上|文章)?(?:指出|认为|强调|介绍)|数据显示|全(?:县|区|市|旗)|我(?:县|区|市|旗|局))?"
    r"(?:截至|截止到?|到|至|在|自|从|刚刚过去的|过去的|回顾|于)?[“”]?$"
)
"""What may stand between the start of a clause and the date that gives its time."""
NO_FRAME = re.compile(r"的|级|版|届|》|、|[-至到]|相比|同期|比|时")
"""What follows a date that gives no time to its clause: 2018年的工作, 2018级, 2018年、2019年."""
PRESENT = (
    "目前",
    "现有",
    "现共有",
    "现在",
    "如今",
    "当前",
    "截至今",
    "至今",
    "一年来",
    "一年下来",
    "眼下",
    "今天",
)
"""Words for the present of the report, whatever year the sentence before told of."""
UNTIMED = ("day", "before")
AS_OF = ("截至", "截止", "截止到", "到", "至")
OF_AN_EVENT = re.compile(r"[月日份]$")
"""How a date ends that says when something was done, and not as of when things stand so, AS_OF aside."""
PRESENT_YEAR = 9_999
COUNTED = re.compile(r"\d")
LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True)
class Told:
    """The date that earlier sentences of a paragraph leave to a later one.

    `counts`: the sentence that gave it stated figures of that time too. A level (全县有小学120所) goes on
    only from such a one; an event (2006年通过验收。2018年5月培训教师96人。) dates no level behind it.
    """

    moment: Moment
    counts: bool


def framing(quantities: QuantityReader, text: str) -> tuple[Told | None, bool]:
    """The date that gives a sentence its time, and whether the sentence names any year.

    It opens the sentence or one of its clauses, and no figure stands before the first such date. Where
    several clauses open with one, the last goes on: 2018年招聘96人，2019年招聘120人。
    """
    moments = [m for m in quantities.moments(text, 0, len(text)) if m.kind not in UNTIMED]
    if not moments:
        return None, False
    found: Moment | None = None
    event = False
    for moment in moments:
        if moment.period is None and moment.relative is None:
            continue
        start = max(text.rfind(mark, 0, moment.start) for mark in CLAUSE_ENDS) + 1
        lead = text[start : moment.start]
        if len(lead) > LONGEST_LEAD or not FRAMED.match(lead) or NO_FRAME.match(text, moment.end):
            continue
        if found is None and COUNTED.search(text, 0, start):
            break
        if found is not None and _nearness(moment) < _nearness(found):
            continue  # …占4.1%，2015年是28.9%: an aside
        found = moment
        said = text[moment.start : moment.end]
        event = OF_AN_EVENT.search(said) is not None and not lead.endswith(AS_OF)
    if found is None:
        return None, True
    gaps = pairwise(
        [found.end, *(x for m in moments if m.start > found.end for x in (m.start, m.end)), len(text)]
    )
    counts = not event and any(COUNTED.search(text, a, b) for n, (a, b) in enumerate(gaps) if n % 2 == 0)
    return Told(found, counts), True


def _nearness(moment: Moment) -> int:
    """How late a date is; those that count from the report's year are the latest."""
    return moment.period.year if moment.period is not None else PRESENT_YEAR + (moment.relative or 0)


class Telling:
    """The sentences of a paragraph so far; what time they leave is looked for only where it is asked for."""

    def __init__(self, quantities: QuantityReader) -> None:
        self._quantities = quantities
        self._said: list[str] = []
        self._told: Told | None = None
        self._looked = 0

    def forget(self) -> None:
        """Begin a new paragraph."""
        self._said.clear()
        self._told = None
        self._looked = 0

    def note(self, sentence: str) -> None:
        """Add the next sentence."""
        self._said.append(sentence)

    def time_before(self, part: str = "") -> Told | None:
        """The time that the sentences before leave, and the `part` of the sentence that is already behind."""
        for sentence in self._said[self._looked :]:
            self._told = self._after(sentence, self._told)
        self._looked = len(self._said)
        return self._after(part, self._told) if part else self._told

    def _after(self, sentence: str, told: Told | None) -> Told | None:
        found, dated = framing(self._quantities, sentence)
        if found is not None:
            return found
        return None if dated or any(word in sentence for word in PRESENT) else told
