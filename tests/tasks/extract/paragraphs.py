"""Reading a paragraph in tests: a text and its setting in, facts out, and a short way to write them.

Facts are written `indicator value`, then what is not plain: `~` `>=` `<=` for the bound, `planned`,
`@2018` or `@2016-2018` for years other than the report's own, `@?` for a year not told. Several facts are
parted by `;`, and an empty string means that nothing may be read.
"""

from __future__ import annotations

from dataclasses import dataclass

from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import sentences_of
from tasks.extract.reader import SentenceReader
from tasks.extract.timing import Setting

YEAR = 2019
COUNTY = ("云溪县", "云溪")
DISTRICT = ("河东区", "河东")
BOUNDS = {"~": "approx", ">=": "at_least", "<=": "at_most"}

Row = tuple[str, float, str, str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Case:
    """A paragraph, the facts that it states, and the setting in which it stands."""

    text: str
    facts: str
    names: tuple[str, ...] = COUNTY
    year: int | None = YEAR
    headings: str = ""
    plan: int | None = None

    @property
    def setting(self) -> Setting:
        return Setting(self.year, self.plan is not None, self.plan)


def read(case: Case) -> set[Row]:
    """The facts read: indicator, value, bound, status, year and first year."""
    lexicon = load_lexicon()
    reader = SentenceReader(lexicon, case.names)
    reader.next_paragraph(case.headings.rpartition(" ")[-1])
    found: set[Row] = set()
    for start, end in sentences_of(case.text, 0, len(case.text)):
        if not lexicon.worth_reading(case.text[start:end]):
            reader.pass_over(case.text[start:end])
            continue
        for fact in reader.read(case.text, start, end, case.setting, case.headings):
            timing = fact.timing
            found.add(
                (
                    fact.rule.indicator.id,
                    round(fact.value, 6),
                    fact.bound,
                    timing.status,
                    timing.year,
                    timing.from_year,
                )
            )
    return found


def expected(case: Case) -> set[Row]:
    """The facts that a case says."""
    return {_row(line.split(), case.year) for line in case.facts.split(";") if line.strip()}


def _row(words: list[str], year: int | None) -> Row:
    indicator, value, *rest = words
    bound, status, from_year = "exact", "actual", None
    for word in rest:
        if word in BOUNDS:
            bound = BOUNDS[word]
        elif word == "planned":
            status = word
        elif word == "@?":
            year = None
        elif word.startswith("@"):
            first, _, last = word[1:].rpartition("-")
            year, from_year = int(last), int(first) if first else None
        else:
            raise ValueError(f"{word!r} in a case means nothing")
    return indicator, float(value), bound, status, year, from_year
