"""What stands before a figure and makes it one of a portion, from `indicators/words/portions.toml`."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import field_validator, model_validator

from indicators.catalogue import MEASURES, Indicator, Kind, load_catalogue
from indicators.errors import CatalogueError
from indicators.frozen import Frozen
from indicators.rule_files import once
from indicators.toml_files import read_model


class Before(Frozen):
    """Words before a figure that narrow it, the figures they are asked of, and an example of both.

    indicators   ids; or `kind`, with `measures` (dimensions; none: any)
    """

    id: str
    why: str
    indicators: tuple[str, ...] = ()
    kind: Kind | None = None
    measures: tuple[str, ...] = ()
    pattern: str
    example: str
    counter: str

    @field_validator("pattern")
    @classmethod
    def _expression(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"no regular expression ({error})") from error
        return pattern

    @model_validator(mode="after")
    def _of_some_figures(self) -> Before:
        if bool(self.indicators) == (self.kind is not None):
            raise ValueError("indicators or kind, one of the two")
        return self

    @cached_property
    def words(self) -> re.Pattern[str]:
        """The pattern, made once."""
        return re.compile(self.pattern)

    def asked_of(self, indicator: Indicator, measure: str) -> bool:
        """Whether figures of an indicator in a dimension are narrowed by these words."""
        if self.indicators:
            return indicator.id in self.indicators
        return indicator.kind == self.kind and (not self.measures or measure in self.measures)


class Portions(Frozen):
    """The file `words/portions.toml`."""

    before: tuple[Before, ...]


def read_portions(file: Traversable) -> Portions:
    """Read and check a file of portions. Raises CatalogueError naming the entry and what is wrong with it."""
    portions = read_model(Portions, file)
    once((each.id for each in portions.before), file.name)
    for each in portions.before:
        unknown = sorted({*each.indicators} - {*load_catalogue().by_id})
        unknown += sorted({*each.measures} - {*MEASURES.values()})
        if unknown:
            raise CatalogueError(
                f"{file.name} {each.id}", f"{unknown}", "ids and dimensions of the catalogue"
            )
    return portions


@cache
def load_portions() -> Portions:
    """The portions that ship with the package."""
    return read_portions(files("indicators") / "words" / "portions.toml")
