"""How figures are read, chosen, derived, checked and put right, how well that goes, and what each means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indicators.bounds import load_bounds
from indicators.tables import DERIVED
from outputs.pages.corrected import corrections
from outputs.pages.figures import digits
from outputs.pages.language import Language
from outputs.pages.parts import Kind, only
from outputs.pages.published import Release
from outputs.pages.rules_told import MOST_FAILED, failed_checks, failed_rows, rules_told, shipped_rules
from outputs.pages.standards import bar_source, standard
from outputs.pages.words import CHOICES, Words, bar_name
from outputs.pages.writer import Page, Writer

NEAREST = "short-unseen"
"""The labelled documents whose figures come nearest to what a new page may expect."""

MEASURED: dict[str, Words] = {
    "ratio": Words("比率", "ratio"),
    "stock": Words("时点数", "stock"),
    "flow": Words("当年数", "flow"),
}
"""What a kind of indicators is called beside one of them."""


def inputs(release: Release, _: str) -> Iterable[object]:
    """The measured quality, the checks, the corrections, and how many figures each indicator has."""
    yield release.quality
    yield release.corrections
    yield release.corrected
    yield shipped_rules()
    yield load_bounds()
    yield failed_rows(release).height
    for language in Language:
        yield failed_checks(release, language)  # with the years that their sentences stand under
    yield sorted(release.checks.group_by("rule", "verdict").len().iter_rows())
    yield sorted(release.facts.group_by("indicator").len().iter_rows())
    yield release.places


def pages(release: Release, _: str, writer: Writer) -> Iterator[Page]:
    """The page of methods and definitions."""
    language = writer.language
    rules = rules_told(release)
    failed = sum(rule.failed for rule in rules)
    yield writer.page(
        "methods.html",
        "methods.html.j2",
        facts=dict(release.facts.group_by("indicator").len().iter_rows()),
        choices=[words for step, words in CHOICES.items() if step != DERIVED],
        kinds=MEASURED,
        corrections=corrections(release, language),
        rules=rules,
        approx=digits(100 * load_bounds().approx.share),
        checks={
            "passed": sum(rule.passed or 0 for rule in rules),
            "failed": failed,
            "open": sum(rule.open for rule in rules),
        },
        failed=failed_checks(release, language),
        left_out=max(0, failed - MOST_FAILED),
        nearest=next((each for each in release.quality.sets if each.id == NEAREST), None),
        standard=lambda name: standard(name, language),
        bar_source=lambda bar: bar_source(bar, language),
        bar_name=bar_name,
    )


KIND = Kind("methods", only, inputs, pages)
