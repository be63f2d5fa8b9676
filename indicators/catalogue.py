"""The catalogue: what is measured and the words that name it, from TOML files to frozen models.

One file a domain in `indicators/catalogue/`, one table an indicator. An unknown key, an id that
stands twice or a word that two indicators claim is a CatalogueError that names the file and the line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from indicators.errors import CatalogueError
from indicators.formulas import Formula, faults
from indicators.frozen import Frozen
from indicators.phrases import PhraseError, expand

DOMAIN_FILES = ("preschool_access", "balanced_progress", "teacher_supply", "school_safety", "context")

Unit = Literal["所", "个", "人", "人次", "%", "1", "万元", "平方米", "起", "例", "辆", "场", "次", "处"]
Kind = Literal["stock", "flow", "ratio"]
Bound = Literal["exact", "approx", "at_least", "at_most"]
Stage = Literal[
    "preschool", "compulsory", "primary", "junior", "senior", "vocational", "special", "none", "all"
]


M = TypeVar("M", bound=Frozen)


class Domain(Frozen):
    """A domain of indicators: one file, one comparison table."""

    id: str
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str


class Bar(Frozen):
    """A bar that a national regulation sets for an indicator."""

    value: float
    bound: Literal["at_least", "at_most"]
    name: str
    regulation: str
    number: str


class Reading(Frozen):
    """One way in which reports name an indicator.

    thing    what is counted or rated; phrases in the notation of `indicators.phrases`
    modifiers  what may stand before it without narrowing it, besides the neutral words
    event    what was done to it (groups of the vocabulary); empty: the sentence states a level
    under    the governing noun must be of one of these groups (在校学生…，小学500人)
    stage    the stages of education that the context may be of; empty: any
    near     one of these phrases stands in the sentence or in its headings
    never    none of these phrases stands in the clause
    led_by   one of these phrases stands before the clause, in the sentence or its headings
    nowhere  none of these phrases stands before the clause, in the sentence or its headings
    whole    for shares: what the share is of; empty: whatever the phrase itself implies
    measure  the unit's dimension, where it is not that of the indicator
    claim    a statement without a figure (group of the vocabulary), which means `value`
    """

    thing: tuple[str, ...] = Field(min_length=1)
    modifiers: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    event_optional: bool = False
    under: tuple[str, ...] = ()
    stage: tuple[Stage, ...] = ()
    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    measure: str | None = None
    claim: str | None = None
    value: float | None = None

    @model_validator(mode="after")
    def _claim_has_value(self) -> Reading:
        if (self.claim is None) != (self.value is None):
            raise ValueError("claim and value stand together or not at all")
        return self

    @cached_property
    def things(self) -> frozenset[str]:
        """Every spelling of `thing`."""
        return frozenset(word for phrase in self.thing for word in expand(phrase))


class Indicator(Frozen):
    """An indicator: its names, unit, definition, what is believable, and how reports state it.

    example a sentence that states it and nothing else, and `counter` one that looks like it and does not
    parts   the indicators whose figures, said one after the other, a total without a noun sums up to this
    formula how a figure that no report states follows from others (see `indicators.formulas`)
    """

    id: str
    domain: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    unit: Unit
    kind: Kind
    definition_zh: str
    definition_en: str
    example: str
    counter: str
    standards: tuple[str, ...] = ()
    valid: Annotated[tuple[float, float], Field()]
    higher_is: Literal["better", "worse", "neither"]
    bar: tuple[Bar, ...] = ()
    parts: tuple[str, ...] = ()
    formula: Formula | None = None
    reading: tuple[Reading, ...] = ()

    @model_validator(mode="after")
    def _range_in_order(self) -> Indicator:
        if self.valid[0] >= self.valid[1]:
            raise ValueError(f"valid = {list(self.valid)} is not in order")
        return self


class Catalogue(Frozen):
    """All domains and indicators, in the order of their files."""

    domains: tuple[Domain, ...]
    indicators: tuple[Indicator, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    def of_domain(self, domain: str) -> tuple[Indicator, ...]:
        """The indicators of a domain, in the order of its file."""
        return tuple(i for i in self.indicators if i.domain == domain)


def read_catalogue(folder: Traversable, names: tuple[str, ...] = DOMAIN_FILES) -> Catalogue:
    """Read and check the catalogue's files. Raises CatalogueError at the first fault."""
    domains: list[Domain] = []
    indicators: list[Indicator] = []
    texts: dict[str, tuple[str, str]] = {}
    claims: dict[tuple[object, ...], tuple[str, str]] = {}
    for name in names:
        file = f"{name}.toml"
        text = (folder / file).read_text(encoding="utf-8")
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CatalogueError(file, str(error), "TOML") from error
        if "domain" not in tables:
            raise CatalogueError(file, "no table [domain]", "one, first in the file")
        domain = _model(Domain, tables.pop("domain"), file, text, "domain")
        domains.append(domain)
        for id_, table in tables.items():
            if id_ in texts:
                raise CatalogueError(
                    f"{file} line {_line(text, id_)}",
                    f"indicator {id_} stands twice",
                    "each id once",
                    f"See {texts[id_][0]} line {_line(texts[id_][1], id_)}.",
                )
            texts[id_] = (file, text)
            indicator = _model(Indicator, {"id": id_, "domain": domain.id, **table}, file, text, id_)
            for key, phrase in _claims(indicator, f"{file} line {_line(text, id_)}"):
                other, its_phrase = claims.setdefault(key, (id_, phrase))
                if other != id_:
                    there_file, there = texts[other]
                    where = f"{there_file} line {_line(there, other, its_phrase)}"
                    raise CatalogueError(
                        f"{file} line {_line(text, id_, phrase)}",
                        f"{key[0]!r} names {id_} and also {other} ({where})",
                        "a word to name one indicator for each event, stage and unit",
                        "Make one of the two longer, or tell them apart by event, stage, under or near.",
                    )
            indicators.append(indicator)
    catalogue = Catalogue(domains=tuple(domains), indicators=tuple(indicators))
    for id_, found, expected in faults(catalogue.by_id):
        file, text = texts[id_]
        raise CatalogueError(
            f"{file} line {_line(text, id_, 'formula')}", f"[{id_}] formula: {found}", expected
        )
    return catalogue


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that ships with the package."""
    return read_catalogue(files("indicators") / "catalogue")


MEASURES: Mapping[str, str] = {
    "所": "institutions",
    "个": "things",
    "人": "people",
    "人次": "participations",
    "%": "percent",
    "1": "number",
    "万元": "money",
    "平方米": "area",
    "起": "events",
    "例": "events",
    "辆": "vehicles",
    "场": "events",
    "次": "events",
    "处": "things",
}
"""The dimension that a figure of an indicator must have, by the indicator's unit."""


def _claims(indicator: Indicator, place: str) -> Iterator[tuple[tuple[object, ...], str]]:
    """What each reading claims, with the phrase that claims it, so that no two indicators claim the same."""
    for reading in indicator.reading:
        measure = reading.measure or MEASURES[indicator.unit]
        for phrase in reading.thing:
            try:
                words = expand(phrase)
            except PhraseError as error:
                raise CatalogueError(
                    place, str(error), "a phrase with balanced brackets and few spellings"
                ) from error
            for event in (*reading.event, *(("",) if reading.event_optional or not reading.event else ())):
                for stage in reading.stage or ("",):
                    for under in reading.under or ("",):
                        rest = (event, stage, under, reading.near, reading.whole, measure, reading.claim)
                        for word in words:
                            yield (word, *rest), phrase


def _model(model: type[M], data: dict[str, Any], file: str, text: str, table: str) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        last = next((str(part) for part in reversed(fault["loc"]) if isinstance(part, str)), table)
        last = "formula" if "formula" in fault["loc"] else last
        raise CatalogueError(
            f"{file} line {_line(text, table, last)}",
            f"[{table}] {key}: {fault['msg']}",
            "the keys of the catalogue",
        ) from error


def _line(text: str, table: str, word: str = "") -> int:
    """The line of a table's header, or of the first line below it that holds the word."""
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if line.strip() == f"[{table}]"), 0)
    if word:
        for n in range(start, len(lines)):
            if word in lines[n]:
                return n + 1
    return start + 1
