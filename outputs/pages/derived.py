"""How a derived figure came about, as pages say it: its formula in names, and the figures that went in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from indicators.formulas import read_id
from outputs.pages.figures import with_unit
from outputs.pages.language import Language
from outputs.pages.links import anchor_of
from outputs.pages.published import Indicator, Row
from outputs.pages.words import Words

SIGNS = {"share": " ÷ ", "ratio": " ÷ ", "difference": " − ", "sum": " + ", "at_least_sum": " + "}
BEHIND = {"share": " × 100%"}
AT_LEAST = {
    "at_least_sum": Words("有数字的分项之和为下限：", "at least the sum of the parts that are stated: ")
}


@dataclass(frozen=True)
class Input:
    """A figure that went into a derived one, and the element of the page that shows its sentence."""

    indicator: Indicator
    value: Markup
    href: str


@dataclass(frozen=True)
class Derivation:
    """The formula of a derived figure, and the stated figures that went into it."""

    formula: Words
    inputs: tuple[Input, ...]


def derivation(
    row: Row, statements: Mapping[str, Row], indicators: Mapping[str, Indicator], language: Language
) -> Derivation:
    """How a row of the chosen figures was derived; `statements` are those of its place, by observation_id.

    What was itself derived goes into the formula by its name, and into the inputs by what it was made from.
    """
    made_from = [statements[id_] for id_ in row["made_from"] if id_ in statements]
    return Derivation(
        formula=formula_words(row["formula"], indicators),
        inputs=tuple(
            Input(
                indicators[each["indicator"]],
                with_unit(each, language),
                f"#{anchor_of(each['observation_id'])}",
            )
            for each in made_from
        ),
    )


def formula_words(formula: str, indicators: Mapping[str, Indicator]) -> Words:
    """A formula of the catalogue in the names of its indicators: 公办幼儿园数 ÷ 幼儿园数 × 100%."""
    kind, ids = read_id(formula)
    names = [indicators[id_].name if id_ in indicators else Words(id_, id_) for id_ in ids]
    before = AT_LEAST.get(kind, Words("", ""))

    def joined(parts: Iterable[str]) -> str:
        return SIGNS.get(kind, ", ").join(parts) + BEHIND.get(kind, "")

    return Words(before.zh + joined(name.zh for name in names), before.en + joined(name.en for name in names))
