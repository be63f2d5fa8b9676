"""How a figure is written: digits, alignment, marks, and whether it meets a national bar.

Everything here returns text or Markup; what came from a report is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from markupsafe import Markup, escape

from indicators.bounds import HIGHEST, LOWEST, load_bounds
from outputs.pages.language import Language
from outputs.pages.words import (
    BOUND_SIGNS,
    DIFFERS,
    METHOD_SIGNS,
    METHODS,
    Words,
    after_figure,
    bar_name,
)

MOST_DECIMALS = 6
DERIVED_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar set by a national regulation: at least or at most `value`, in the indicator's unit."""

    value: float
    bound: str
    name: str
    regulation: str
    number: str

    @property
    def text(self) -> str:
        """The bar as a condition: ≥80."""
        return f"{BOUND_SIGNS.get(self.bound, '')}{digits(self.value)}"

    @property
    def source(self) -> str:
        """The regulation that sets it, with its number."""
        return f"{self.regulation}（{self.number}）" if self.number else self.regulation


def digits(value: float, method: str = "stated") -> str:
    """A value with thousands separators and the decimals it has, six at most.

    A derived value is rounded to two decimals: its further digits say nothing.
    """
    number = Decimal(repr(float(value)))
    places = DERIVED_DECIMALS if method == "derived" else MOST_DECIMALS
    number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rounded(value: float) -> str:
    """A difference to two decimals; one that is smaller, with all it has: 0.004 is not nothing."""
    text = digits(value, "derived")
    return digits(value) if text == "0" else text


def decimals(text: str) -> int:
    """How many digits stand after the point."""
    return len(text.partition(".")[2])


def with_unit(row: Mapping[str, Any], language: Language) -> Markup:
    """A fact's figure with its sign and unit: ≈1,200 人, 85.5%; the digits of a plan are slanted."""
    text = digits(row["value"], row["method"])
    number = f"<i>{text}</i>" if row["status"] == "planned" else text
    unit = escape(language.of(after_figure(row["unit"], text)))
    # digits and signs are ours; joined by hand, for a site has a million of them
    return Markup(f"{BOUND_SIGNS.get(row['bound'], '')}{number}{unit}")


def padding(text: str, most: int) -> str:
    """The class that leaves room for the decimals a figure lacks, so that points stand in line.

    The room is invisible: 97 beside 85.25 stays 97, for 97.00 would claim an exactness nobody stated.
    """
    lacking = most - decimals(text)
    if lacking <= 0:
        return ""
    return f"pad-{lacking}" if decimals(text) else f"pad-p{lacking}"


def verdict(value: float, bound: str, bar: Bar) -> bool | None:
    """Whether a figure meets a bar; None where its bound leaves it open (at least 70, about 81; bar 80).

    What a bound leaves open is what it does in the release's table `bars` (`indicators.bounds`).
    """
    room = abs(value) * load_bounds().approx.share if bound == "approx" else 0.0
    least = LOWEST if bound == "at_most" else value - room
    most = HIGHEST if bound == "at_least" else value + room
    wanted = bar.bound == "at_least"
    if least >= bar.value if wanted else most <= bar.value:
        return True
    return False if (most < bar.value if wanted else least > bar.value) else None


SIGNS: dict[bool | None, tuple[str, str, Words]] = {
    True: ("met", "✓", Words("达到", "meets")),
    False: ("short", "✗", Words("未达到", "misses")),
    None: ("open", "?", Words("无法判断是否达到", "may or may not meet")),
}
"""For each verdict: the class, the sign, and the sign in words."""


def bar_words(bar: Bar) -> Words:
    """A bar with its name: 普及普惠县标准 ≥80, the national bar ≥80 (universal and inclusive preschool)."""
    name = bar_name(bar.name)
    return Words(f"{name.zh}标准 {bar.text}", f"the national bar {bar.text} ({name.en})")


def bar_signs(value: float, bound: str, bars: tuple[Bar, ...], language: Language) -> Markup:
    """A sign for each bar, in their order, that says in words which bar it is and whether it is met."""
    signs = Markup("")
    for bar in bars:
        name, sign, words = SIGNS[verdict(value, bound, bar)]
        of_bar = bar_words(bar)
        said = language.say(f"{words.zh}{of_bar.zh}", f"{words.en} {of_bar.en}")
        signs += Markup('<span class="{}" role="img" aria-label="{}" title="{}">{}</span>').format(
            name, said, said, sign
        )
    return signs


def notes(method: str, spread: float, language: Language) -> Markup:
    """The raised marks of a figure: † derived, ‡ corrected, ※ stated differently elsewhere."""
    said = [(METHOD_SIGNS[method], METHODS[method])] if METHOD_SIGNS.get(method) else []
    if spread > 0:
        said.append(("※", DIFFERS))
    return Markup("").join(
        Markup('<sup role="img" aria-label="{}">{}</sup>').format(language.of(words), sign)
        for sign, words in said
    )
