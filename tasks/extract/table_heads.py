"""What the heads of a table say: what is counted, of which year, in which unit, and whether it is done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tasks.extract.timing import Setting

YEAR_HEAD = re.compile(
    r"(?:截至|截止|到)?(?P<year>(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?)(?P<mark>年[度底末初]?|学年度?)?(?P<rest>.*)"
)
YEAR_BEHIND = re.compile(r"(?P<rest>.*?)（?(?P<year>(?:19|20)\d{2})年?(?:度|底|末)?）?")
UNIT_IN_HEAD = re.compile(r"（(?P<unit>%|‰|[^（）\d]{1,6})）|[/／](?P<slash>[所人个%名元])$")
BRACKETED = re.compile(r"（(?P<said>[^（）\d]{1,6})）")

MEANT = re.compile(
    r"(?:年度|当年|规划|预期|发展|总体|绩效|考核|年初)?(?:目标|任务|计划|规划|预期)(?:指标)?(?:任务)?[值数量]?"
    r"|(?:计划|预期|拟|预计)完成[值数量]?"
)
"""A column of what is only meant: 目标, 2025年目标值, 年度任务数."""
DONE = re.compile(
    r"(?:年度|当年|目前|已)?(?:实绩|现状|实际|实现|达成|完成|实际完成|全年完成|任务完成|目标完成|现有|目前|当前)(?:指标)?(?:情况|水平|[值数量])?"
    r"|基[期准]?[值数]|基期"
)
"""A column of what is or was so, in a table of what is meant too: 2020年现状, 实际完成值."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says: `words` without unit and year; `meant` says of a column whether it is a goal."""

    words: str
    year: str = ""
    unit: str = ""
    meant: bool | None = None


def head_of(said: str) -> Head:
    """What one cell of heads says: 2020年现状值, 义务教育标准化学校（所）."""
    unit = ""
    for found in BRACKETED.finditer(said):
        if mood_of(found["said"]) is not None:  # 2025年（目标）
            said = said[: found.start()] + found["said"] + said[found.end() :]
            break
    if found_unit := UNIT_IN_HEAD.search(said):
        unit = (found_unit["unit"] or found_unit["slash"]).partition("/")[0]  # 人次/年
        said = said[: found_unit.start()] + said[found_unit.end() :]
    if dated := YEAR_HEAD.fullmatch(said):
        return Head(dated["rest"], dated["year"] + (dated["mark"] or "年"), unit)
    behind = YEAR_BEHIND.fullmatch(said)
    if behind and mood_of(behind["rest"]) is not None:
        return Head(behind["rest"], f"{behind['year']}年", unit)
    return Head(said, "", unit)


def mood_of(words: str) -> bool | None:
    """Whether the words that head a column call what is below them meant (True) or done (False)."""
    if MEANT.fullmatch(words):
        return True
    return False if DONE.fullmatch(words) else None


def in_mood(head: Head) -> Head:
    """A column's head without the words that only say whether its figures are meant or done."""
    mood = mood_of(head.words)
    return head if mood is None else replace(head, words="", meant=mood)


def setting_below(head: Head, setting: Setting) -> Setting:
    """The year and mood of a column's figures, where its head says whether they are meant or done."""
    if head.meant is None:
        return setting
    if not head.meant:
        return Setting(setting.year, from_year=setting.from_year) if setting.plan else setting
    if head.year:
        return Setting(setting.year, True, int(head.year[:4]))
    return setting if setting.plan else Setting(setting.year, True, setting.year)
