"""The rules of the checks: which figures are held against each other, from `rules/checks.toml`."""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable

from pydantic import Field, model_validator

from indicators.catalogue import Catalogue, Kind, Unit, load_catalogue
from indicators.errors import CatalogueError
from indicators.frozen import Frozen
from indicators.rule_files import once, read_rules, rule_file

RANGE = "range"
FILE = "checks.toml"


class RangeRule(Frozen):
    """Every figure lies within the catalogue's range."""

    why: str


class Rule(Frozen):
    """What all other rules have: an id, and how far off still passes, in the unit of the indicator.

    tolerance  so far, and
    share      so large a part of what is expected; the larger of the two counts
    """

    id: str = Field(pattern=r"^[a-z_]+$")
    tolerance: float = Field(ge=0)
    share_off: float = Field(default=0, ge=0, alias="share")
    why: str


class PartRule(Rule):
    """Some parts together are no more than their whole."""

    whole: str
    parts: tuple[str, ...] = Field(min_length=1)


class SumRule(PartRule):
    """A whole is the sum of its parts."""

    parts: tuple[str, ...] = Field(min_length=2)


class ShareRule(Frozen):
    """A stated share, in percent, is that of a stated part in a stated whole."""

    id: str = Field(pattern=r"^[a-z_]+$")
    share: str
    part: str
    whole: str
    tolerance: float = Field(ge=0)
    why: str


class JumpRule(Rule):
    """From one year to the next a figure changes by no more than the tolerance; `share` is of the larger one.

    indicators, or units and kinds   what is judged; `but`: these of them are not
    years      figures that lie so many years apart at the most are judged, with what as many years allow
    """

    indicators: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    kinds: tuple[Kind, ...] = ()
    but: tuple[str, ...] = ()
    years: int = Field(ge=1)

    @model_validator(mode="after")
    def _of_something(self) -> JumpRule:
        if bool(self.indicators) == bool(self.units and self.kinds):
            raise ValueError("either indicators, or units and kinds")
        return self

    def judged(self, catalogue: Catalogue) -> tuple[str, ...]:
        """The indicators that the rule is for, in the order of the catalogue."""
        return tuple(
            i.id
            for i in catalogue.indicators
            if i.id not in self.but
            and (i.id in self.indicators or (i.unit in self.units and i.kind in self.kinds))
        )


class CheckRules(Frozen):
    """The file `rules/checks.toml`."""

    range: RangeRule
    sum: tuple[SumRule, ...] = ()
    part: tuple[PartRule, ...] = ()
    share: tuple[ShareRule, ...] = ()
    jump: tuple[JumpRule, ...] = ()

    @property
    def named(self) -> tuple[PartRule | ShareRule | JumpRule, ...]:
        """Every rule but that of the range, in the order of the file."""
        return (*self.sum, *self.part, *self.share, *self.jump)


def read_check_rules(file: Traversable, catalogue: Catalogue) -> CheckRules:
    """Read the rules and hold them against the catalogue.

    Raises CatalogueError for an unknown key, an id that stands twice, an indicator that the catalogue lacks
    or that has two rules of jumps, and for figures of different units that are added up or compared.
    """
    rules = read_rules(CheckRules, file)
    once((RANGE, *(rule.id for rule in rules.named)), file.name)
    wholes: tuple[PartRule, ...] = (*rules.sum, *rules.part)
    for rule in wholes:
        _known((rule.whole, *rule.parts), catalogue, file.name, rule.id)
        _alike((rule.whole, *rule.parts), catalogue, file.name, rule.id)
    for each in rules.share:
        _known((each.share, each.part, each.whole), catalogue, file.name, each.id)
        _alike((each.part, each.whole), catalogue, file.name, each.id)
        if catalogue.by_id[each.share].unit != "%":
            raise CatalogueError(f"{file.name} {each.id}", f"{each.share} is not in %", "a share in %")
    for jump in rules.jump:
        _known((*jump.indicators, *jump.but), catalogue, file.name, jump.id)
    once((id_ for jump in rules.jump for id_ in jump.judged(catalogue)), f"{file.name} [[jump]]")
    return rules


@cache
def load_check_rules() -> CheckRules:
    """The rules that ship with the package, held against its catalogue."""
    return read_check_rules(rule_file(FILE), load_catalogue())


def _known(ids: tuple[str, ...], catalogue: Catalogue, file: str, rule: str) -> None:
    unknown = [id_ for id_ in ids if id_ not in catalogue.by_id]
    if unknown:
        raise CatalogueError(f"{file} {rule}", f"{unknown} is no indicator", "ids of the catalogue")


def _alike(ids: tuple[str, ...], catalogue: Catalogue, file: str, rule: str) -> None:
    units = {catalogue.by_id[id_].unit for id_ in ids}
    if len(units) > 1:
        raise CatalogueError(f"{file} {rule}", f"{list(ids)} are in {sorted(units)}", "one unit")
