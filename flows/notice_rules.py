"""How far things may go before an operator is told: `indicators/rules/notices.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable

from pydantic import Field

from indicators.frozen import Frozen
from indicators.rule_files import rule_file
from indicators.toml_files import read_model

FILE = "notices.toml"


class Silent(Frozen):
    """How many months a source may have nothing new."""

    months: int = Field(ge=1)
    why: str = Field(min_length=1)


class Fall(Frozen):
    """How far a count may fall: to `least` times what it was, and by `slack` in any case."""

    least: float = Field(ge=0, le=1)
    slack: int = Field(ge=0)
    why: str = Field(min_length=1)

    def too_far(self, before: int, now: int) -> bool:
        """Has the count fallen too far?"""
        return before - now > self.slack and now < self.least * before


class Overdue(Frozen):
    """How many hours may pass without a run that is done."""

    hours: float = Field(gt=0)
    why: str = Field(min_length=1)


class Again(Frozen):
    """After how many days the same thing is told again."""

    days: float = Field(gt=0)
    why: str = Field(min_length=1)


class NoticeRules(Frozen):
    """All of it."""

    silent: Silent
    facts: Fall
    page_facts: Fall
    overdue: Overdue
    again: Again


def read_notice_rules(file: Traversable | None = None) -> NoticeRules:
    """The rules, from the package's own file unless given. Raises CatalogueError for what is wrong."""
    return read_model(NoticeRules, file or rule_file(FILE))


@cache
def notice_rules() -> NoticeRules:
    """The rules of the package's own file."""
    return read_notice_rules()
