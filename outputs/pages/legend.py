"""The legend of a table: what its marks mean, of those that occur in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from outputs.pages.comparison import Comparison
from outputs.pages.comparison_table import GAPS
from outputs.pages.derived import formula_words
from outputs.pages.figures import SIGNS, verdict
from outputs.pages.language import Language
from outputs.pages.published import Indicator, Release
from outputs.pages.trends import Trend, small_line
from outputs.pages.words import BOUND_SIGNS, BOUNDS, Words, bar_name

EXAMPLE = Trend(((2018, 2.0), (2019, 1.0), (2020, 3.0), (2021, 4.0)), 2018, 2021)
"""What the legend draws to show what a small line is."""


@dataclass(frozen=True)
class Mark:
    """A mark as it stands in the table, and what it means."""

    sign: Markup
    words: Words


@dataclass(frozen=True)
class BarNote:
    """A bar of a column: the indicator, the bar with its unit, its name, and the regulation that sets it."""

    indicator: Indicator
    text: str
    name: Words
    source: str


def legend(comparison: Comparison, language: Language) -> list[Mark]:
    """The marks that occur in a comparison's table, in the order in which a reader meets them."""
    return [Mark(Markup(sign), words) for sign, words in _marks(comparison, language)]


def bar_notes(shown: Iterable[Indicator]) -> list[BarNote]:
    """The bars in the heads of these columns."""
    return [
        BarNote(indicator, bar.text + ("%" if indicator.unit == "%" else ""), bar_name(bar.name), bar.source)
        for indicator in shown
        for bar in indicator.bars
    ]


def formulas(comparison: Comparison, release: Release) -> list[tuple[Indicator, Words]]:
    """How the derived figures of a table were derived: its indicators with each formula that was used."""
    used = {(fact["indicator"], fact["formula"]) for fact in comparison.cells if fact["method"] == "derived"}
    return [
        (indicator, formula_words(formula, release.indicators))
        for indicator in comparison.shown
        for id_, formula in sorted(used)
        if id_ == indicator.id and formula
    ]


def _marks(comparison: Comparison, language: Language) -> Iterator[tuple[str, Words]]:
    facts = comparison.cells
    bounds = {fact["bound"] for fact in facts}
    for bound in BOUNDS:
        if bound in bounds and BOUND_SIGNS[bound]:
            yield BOUND_SIGNS[bound], BOUNDS[bound]
    yield from _verdicts(comparison)
    if comparison.planned:
        yield (
            Markup('<span class="plan"><small>{}▹</small><i>80</i></span>').format(
                language.say("计划", "plan")
            ),
            Words(
                "计划数，没有实际数时才列；写明年份的是以后年份的计划",
                "a plan, where there is no actual figure; with its year where that is a later one",
            ),
        )
    if comparison.plans_only:
        yield (
            Markup('<span class="only">{}</span>').format(language.say("仅计划", "plans only")),
            Words("这个地区没有实际数，只有计划", "the place has no actual figure, only plans"),
        )
    methods = {fact["method"] for fact in facts}
    if "derived" in methods:
        yield (
            "†",
            Words(
                "由同一报告的其他数字按定义推算", "derived, by definition, from other figures of one report"
            ),
        )
    if "corrected" in methods:
        yield "‡", Words("经更正，出处页有理由", "corrected; the evidence says why")
    if any(fact["spread"] > 0 for fact in facts):
        yield "※", Words("同一事实另有不同表述，见出处页", "stated differently elsewhere; see the evidence")
    if any(fact["value"] == 0 and fact["method"] != "derived" for fact in facts):
        yield "0", Words("报告说是零", "stated as zero")
    yield from _gaps(comparison)
    if comparison.trends:
        yield (
            small_line(EXAMPLE, language.say("示意", "example")),
            Words(
                "本地各年的走势，由低到高各按自己的数字画，末点是最近一年",
                "its course over the years, between its own lowest and highest; the dot is the latest",
            ),
        )
    if comparison.medians:
        yield (
            language.say("中位数", "Median"),
            Words(
                "表中各地确数、约数（实际数）的中位数，小字是地区个数；"
                "不足 3 个地区不计；有上下限的数和计划数不计入",
                "of the exact and approximate actual figures in the table, with the number of places;"
                " none of fewer than 3; bounds (≥ ≤) and plans are not in it",
            ),
        )


def _verdicts(comparison: Comparison) -> Iterator[tuple[str, Words]]:
    bars = {indicator.id: indicator.bars for indicator in comparison.shown if indicator.bars}
    given = {
        verdict(fact["value"], fact["bound"], bar)
        for fact in comparison.cells
        if fact["status"] == "actual"
        for bar in bars.get(fact["indicator"], ())
    }
    several = any(len(of_indicator) > 1 for of_indicator in bars.values())
    for met, (name, sign, words) in SIGNS.items():
        if met in given:
            yield (
                Markup('<span class="{}">{}</span>').format(name, sign),
                Words(
                    f"{words.zh}列头所列国家标准{'，两项标准依次各一个符号' if several else ''}",
                    f"{words.en} the national bar in the column’s head"
                    f"{', a sign for each, in order' if several else ''}",
                ),
            )


def _gaps(comparison: Comparison) -> Iterator[tuple[str, Words]]:
    filled = {(row.place.code, id_) for row in comparison.rows for id_ in row.cells}
    shown = {indicator.id for indicator in comparison.shown}
    reasons = {why for (_, id_), why in comparison.gaps.items() if id_ in shown}
    known = sum(id_ in shown for _, id_ in comparison.gaps)
    if len(comparison.rows) * len(shown) > len(filled) + known:
        yield (
            Markup('<span class="gap">·</span>'),
            Words("报告没有提到，不等于零", "the report does not say it, which is not zero"),
        )
    said: dict[str, list[Words]] = {}
    for why, (sign, words) in GAPS.items():
        if why in reasons:
            said.setdefault(sign, []).append(words)
    for sign, several in said.items():
        yield (
            Markup('<span class="gap">{}</span>').format(sign),
            Words("，或".join(words.zh for words in several), ", or ".join(words.en for words in several)),
        )
