"""The formulas of the catalogue: how a figure that no report states follows from others, by definition.

A formula stands in its indicator's table, as one of

    formula = { share = { part = "…", whole = "…" } }           part / whole × 100, in %
    formula = { ratio = { of = "…", over = "…" } }              of / over, without a unit
    formula = { sum = ["…", "…"] }                              parts that are the whole and do not overlap
    formula = { difference = { whole = "…", parts = ["…"] } }   what is left of a whole: undoes its sum
    formula = { at_least_sum = ["…", "…"] }                     parts that do not overlap, and may not be all

and is the indicator's definition, not an estimate of it. `faults` finds what cannot be one. Most indicators
have none: totals that are counted as the report counts them (students, schools, compulsory-education schools
with or without nine-year ones), rates over what has no indicator (the age group, classes, eligible teachers,
children in inclusive private kindergartens), and whatever is no part of anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Protocol

from pydantic import Field, model_validator

from indicators.frozen import Frozen

Parts = Annotated[tuple[str, ...], Field(min_length=2)]


class Share(Frozen):
    """A part of a whole, both of one unit, in per cent."""

    part: str
    whole: str


class Ratio(Frozen):
    """How many of one there are for one of the other, both of one unit."""

    of: str
    over: str


class Difference(Frozen):
    """What is left of a whole when all its other parts are taken off."""

    whole: str
    parts: Annotated[tuple[str, ...], Field(min_length=1)]


class Formula(Frozen):
    """A formula of one of the five kinds; the others are null."""

    share: Share | None = None
    ratio: Ratio | None = None
    sum: Parts | None = None
    difference: Difference | None = None
    at_least_sum: Parts | None = None

    @model_validator(mode="after")
    def _of_one_kind(self) -> Formula:
        if sum(value is not None for _, value in self) != 1:
            raise ValueError(f"expected one of {', '.join(type(self).model_fields)}")
        return self

    @cached_property
    def kind(self) -> str:
        """The name of its kind."""
        return next(name for name, value in self if value is not None)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The ids of the indicators that it takes, in its own order."""
        if self.share:
            return (self.share.part, self.share.whole)
        if self.ratio:
            return (self.ratio.of, self.ratio.over)
        if self.difference:
            return (self.difference.whole, *self.difference.parts)
        return self.sum or self.at_least_sum or ()

    @cached_property
    def id(self) -> str:
        """What it is called in the tables, and what it says: share(public_kindergartens, kindergartens)."""
        return f"{self.kind}({', '.join(self.inputs)})"


def read_id(id_: str) -> tuple[str, tuple[str, ...]]:
    """The kind and the inputs that the id of a formula names."""
    kind, _, inputs = id_.removesuffix(")").partition("(")
    return kind, tuple(inputs.split(", "))


class Measured(Protocol):
    """What a formula has to fit: an indicator of the catalogue."""

    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def formula(self) -> Formula | None: ...


def faults(indicators: Mapping[str, Measured]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the formulas: the indicator, what was found, what was expected.

    An id that is none, the indicator itself or one input twice; units or kinds (figures of a date, of a year)
    that do not go together; a difference that undoes no sum; formulas that go round in a circle. Where a
    formula has one fault, its others are not looked for.
    """
    sound: dict[str, Formula] = {}
    for id_, indicator in indicators.items():
        if indicator.formula is None:
            continue
        fault = _fault(id_, indicator.formula, indicators)
        if fault is None:
            sound[id_] = indicator.formula
        else:
            yield id_, *fault
    try:
        order(sound)
    except CycleError as error:
        circle = [str(each) for each in error.args[1]][::-1]
        yield circle[0], f"{' from '.join(circle)}", "a figure not to be made from itself"


def order(formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    """The indicators in an order in which each one's formula finds what it is made from already made.

    Differences come first: they take stated figures alone, so that a whole may be made from its parts and
    each part from the whole without a circle. Raises graphlib.CycleError for one among the others.
    """
    differences = [id_ for id_, formula in formulas.items() if formula.kind == "difference"]
    others = {id_: formula.inputs for id_, formula in formulas.items() if formula.kind != "difference"}
    sorted_others = TopologicalSorter(others).static_order()
    return (*differences, *(id_ for id_ in sorted_others if id_ in others))


def _fault(id_: str, formula: Formula, indicators: Mapping[str, Measured]) -> tuple[str, str] | None:
    inputs = formula.inputs
    for each in inputs:
        if each not in indicators:
            return f"no indicator {each!r}", "ids of the catalogue"
    if id_ in inputs or len(set(inputs)) < len(inputs):
        return formula.id, "other indicators, each once"
    made = indicators[id_]
    units = {indicators[each].unit for each in inputs}
    wanted = {"share": "%", "ratio": "1"}.get(formula.kind, made.unit)
    if made.unit != wanted:
        return f"a {formula.kind} for an indicator in {made.unit}", f"one in {wanted}"
    if len(units) > 1 or (formula.kind not in ("share", "ratio") and units != {made.unit}):
        said = ", ".join(f"{each} in {indicators[each].unit}" for each in inputs)
        return f"{formula.id} of {said}", "inputs of one unit, that of the sum or the difference"
    kinds = {indicators[each].kind for each in inputs}
    if len(kinds) > 1 or "ratio" in kinds:
        said = ", ".join(f"{each} ({indicators[each].kind})" for each in inputs)
        return f"{formula.id} of {said}", "all stocks or all flows"
    if formula.difference and not _undoes(id_, formula.difference, indicators):
        whole = formula.difference.whole
        return f"{formula.id}, but {whole} has no sum of these parts", f"a sum for {whole}"
    return None


def _undoes(id_: str, difference: Difference, indicators: Mapping[str, Measured]) -> bool:
    """Whether the whole has a sum that consists of the indicator and the parts taken off."""
    of_whole = indicators[difference.whole].formula
    parts = of_whole.sum if of_whole else None
    return parts is not None and sorted(parts) == sorted((id_, *difference.parts))
