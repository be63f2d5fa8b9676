"""Lines of a list below a line with its whole: 学生：26097名, and below it ——小学10660，初中6219."""

from __future__ import annotations

import re

WHOLE = re.compile(
    r"[^，。；！？：]{1,14}：?\s?(?:共|约|合计)?[\d,.]+万?余?[人名所个](?:（[^（）\n]{0,30}）)?[：。；]?"
)
"""A line that is nothing but a noun and its number."""
DASHES = ("：：", "——", "--")
"""What a line opens with that goes into the one above; —— is ：： in the one spelling of a text."""


class DashedList:
    """Whether the paragraph under reading goes into the line above it, with other dashed lines between."""

    def __init__(self) -> None:
        self._under = False

    def enter(self, line: str) -> bool:
        """Go on to a paragraph, and say whether it goes into a whole above."""
        goes_on = self._under and line.startswith(DASHES)
        self._under = goes_on or WHOLE.fullmatch(line) is not None
        return goes_on
