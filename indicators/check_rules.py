"""The rules of the checks: which figures are held against each other, from `rules/checks.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from pydantic import Field, model_validator

from indicators.catalogue import Catalogue, Kind, Unit, load_catalogue
from indicators.errors import CatalogueError
from indicators.frozen import Frozen
from indicators.rule_files import once, rule_file
from indicators.toml_files import read_model

RANGE = "range"
FILE = "checks.toml"


class RangeRule(Frozen):
    """Every figure lies within the catalogue's range."""

    why: str
    why_zh: str = ""


class Rule(Frozen):
    """What all other rules have: an id, and how far off still passes, in the unit of the indicator.

    tolerance  so far, and
    share      so large a part of what is expected; the larger of the two counts
    """

    id: str = Field(pattern=r"^[a-z_]+$")
    tolerance: float = Field(ge=0)
    share_off: float = Field(default=0, ge=0, alias="share")
    why: str
    why_zh: str = ""


class PartRule(Rule):
    """Some parts together are no more than their whole."""

    whole: str
    parts: tuple[str, ...] = Field(min_length=1)

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicators that it takes, in the order in which its messages name them."""
        return (*self.parts, self.whole)


class SumRule(PartRule):
    """A whole is the sum of its parts."""

    parts: tuple[str, ...] = Field(min_length=2)

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicators that it takes, in the order in which its messages name them."""
        return (self.whole, *self.parts)


class QuotientRule(Rule):
    """A stated quotient is `times` that of a stated part and a stated whole."""

    quotient: str
    part: str
    whole: str
    times: float

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicators that it takes, in the order in which its messages name them."""
        return (self.quotient, self.part, self.whole)


class FormulaTolerance(Frozen):
    """How far what is stated may be off what a kind of formula makes of other figures; see `Rule`."""

    tolerance: float = Field(ge=0)
    share_off: float = Field(default=0, ge=0, alias="share")
    why: str
    why_zh: str = ""


class FormulaTolerances(Frozen):
    """One tolerance for each kind of formula but the difference, which a sum undoes."""

    sum: FormulaTolerance
    share: FormulaTolerance
    ratio: FormulaTolerance
    at_least_sum: FormulaTolerance


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


class ChangeRule(Rule):
    """What a report says of the change since an earlier year is what the figures of both years make of it.

    `share_off` is of the larger one of the two figures.
    """

    id: str = "stated_change"


class CheckFile(Frozen):
    """The file `rules/checks.toml`."""

    range: RangeRule
    formula: FormulaTolerances
    stated_change: ChangeRule
    part: tuple[PartRule, ...] = ()
    jump: tuple[JumpRule, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRules:
    """All rules, by family: those of the file, and those that the formulas of the catalogue make."""

    range: RangeRule
    sums: tuple[SumRule, ...]
    quotients: tuple[QuotientRule, ...]
    parts: tuple[PartRule, ...]
    jumps: tuple[JumpRule, ...]
    change: ChangeRule

    @property
    def named(self) -> tuple[PartRule | QuotientRule | JumpRule | ChangeRule, ...]:
        """Every rule but that of the range."""
        return (*self.sums, *self.quotients, *self.parts, *self.jumps, self.change)

    def taken(self, catalogue: Catalogue) -> frozenset[str]:
        """The indicators that a rule takes, that of the range aside."""
        rules: tuple[PartRule | QuotientRule, ...] = (*self.sums, *self.quotients, *self.parts)
        compared = (id_ for rule in rules for id_ in rule.ids)
        return frozenset(compared).union(id_ for jump in self.jumps for id_ in jump.judged(catalogue))


def read_check_rules(file: Traversable, catalogue: Catalogue) -> CheckRules:
    """Read the rules and hold them against the catalogue.

    Raises CatalogueError for an unknown key, an id that stands twice, an indicator that the catalogue lacks
    or that has two rules of jumps, and for parts and wholes of different units.
    """
    data = read_model(CheckFile, file)
    rules = _with_formulas(data, catalogue)
    once((RANGE, *(rule.id for rule in rules.named)), file.name)
    for part in data.part:
        _known(part.ids, catalogue, file.name, part.id)
        units = {catalogue.by_id[id_].unit for id_ in part.ids}
        if len(units) > 1:
            raise CatalogueError(f"{file.name} {part.id}", f"figures in {sorted(units)}", "one unit")
    for jump in data.jump:
        _known((*jump.indicators, *jump.but), catalogue, file.name, jump.id)
    once((id_ for jump in data.jump for id_ in jump.judged(catalogue)), f"{file.name} [[jump]]")
    return rules


@cache
def load_check_rules() -> CheckRules:
    """The rules that ship with the package, held against its catalogue."""
    return read_check_rules(rule_file(FILE), load_catalogue())


def _with_formulas(data: CheckFile, catalogue: Catalogue) -> CheckRules:
    """The rules of the file and of the catalogue's formulas."""
    sums: list[SumRule] = []
    quotients: list[QuotientRule] = []
    parts = list(data.part)
    for indicator in catalogue.indicators:
        formula = indicator.formula
        if formula is None or formula.difference:
            continue
        tolerance: FormulaTolerance = getattr(data.formula, formula.kind)
        common = {"id": f"{indicator.id}_recomputed", **tolerance.model_dump(by_alias=True)}
        if formula.sum:
            sums.append(SumRule(**common, whole=indicator.id, parts=formula.sum))
        elif formula.at_least_sum:
            parts.append(PartRule(**common, whole=indicator.id, parts=formula.at_least_sum))
        else:
            part, whole = formula.inputs
            times = 100 if formula.share else 1
            quotients.append(
                QuotientRule(**common, quotient=indicator.id, part=part, whole=whole, times=times)
            )
    return CheckRules(data.range, tuple(sums), tuple(quotients), tuple(parts), data.jump, data.stated_change)


def _known(ids: tuple[str, ...], catalogue: Catalogue, file: str, rule: str) -> None:
    unknown = [id_ for id_ in ids if id_ not in catalogue.by_id]
    if unknown:
        raise CatalogueError(f"{file} {rule}", f"{unknown} is no indicator", "ids of the catalogue")
