"""The general words of reports, from `indicators/words/general.toml` to frozen sets.

A word that stands in several classes belongs to the first of CLASSES. An unknown key is a CatalogueError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from indicators.errors import CatalogueError
from indicators.phrases import PhraseError, expand
from indicators.toml_files import read_toml

CLASSES = (
    *("link", "compare", "to", "growth", "from", "plan", "done", "undone", "denied"),
    *("area", "restrict", "other", "neutral"),
)
TABLES = {
    *CLASSES,
    "totals",
    "standing",
    "part_other",
    "heading",
    "places",
    "claims",
    "events",
    "groups",
    "stages",
}

STANDING = {
    *("programmes", "in_all", "narrow_kinds", "proposed", "at_once"),
    *("inspected", "subjects", "one_project", "lacking", "converted", "some_children"),
}
"""The lists of [standing], by what `tasks.extract.standing` asks of them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by the part they play; every mapping leads from a spelling to its group's name."""

    classes: Mapping[str, frozenset[str]]
    totals: frozenset[str]
    standing: Mapping[str, frozenset[str]]
    part_suffixes: tuple[str, ...]
    plan_heading: re.Pattern[str]
    done_heading: re.Pattern[str]
    state_heading: re.Pattern[str]
    plan_title: re.Pattern[str]
    list_lead: re.Pattern[str]
    plan_lead: tuple[str, ...]
    plan_opening: tuple[str, ...]
    inside_words: frozenset[str]
    common_names: frozenset[str]
    common_short_names: frozenset[str]
    claims: Mapping[str, frozenset[str]]
    events: Mapping[str, frozenset[str]]
    groups: Mapping[str, frozenset[str]]
    stages: Mapping[str, frozenset[str]]

    @property
    def words(self) -> frozenset[str]:
        """Every spelling of every class, for the dictionary that cuts clauses."""
        tables = (self.classes, self.claims, self.events, self.groups, self.stages)
        return self.totals.union(word for table in tables for words in table.values() for word in words)


def read_vocabulary(file: Traversable) -> Vocabulary:
    """Read and check a vocabulary. Raises CatalogueError naming the file and what is wrong with it."""
    data = read_toml(file)
    unknown = set(data) - TABLES
    missing = TABLES - set(data)
    if unknown or missing:
        raise CatalogueError(file.name, f"tables unknown: {sorted(unknown)}, missing: {sorted(missing)}")
    for name in (*CLASSES, "totals"):
        if not isinstance(data[name], dict) or set(data[name]) != {"words"}:
            raise CatalogueError(
                f"{file.name} [{name}]", f"{data[name]!r}"[:80], "words = […] and nothing else"
            )
    if set(data["standing"]) != STANDING:
        raise CatalogueError(f"{file.name} [standing]", f"{sorted(data['standing'])}", f"{sorted(STANDING)}")
    classes = {name: _words(data[name]["words"], file.name, name) for name in CLASSES}
    grouped = {
        table: {
            group: _words(phrases, file.name, f"{table}.{group}") for group, phrases in data[table].items()
        }
        for table in ("claims", "events", "groups", "stages")
    }
    return Vocabulary(
        classes=classes,
        totals=_words(data["totals"]["words"], file.name, "totals"),
        standing={
            group: _words(phrases, file.name, f"standing.{group}")
            for group, phrases in data["standing"].items()
        },
        part_suffixes=tuple(
            sorted(_words(data["part_other"]["suffixes"], file.name, "part_other"), key=len, reverse=True)
        ),
        plan_heading=re.compile("|".join(data["heading"]["plan"])),
        done_heading=re.compile("|".join(data["heading"]["done"])),
        state_heading=re.compile("|".join(data["heading"]["state"])),
        plan_title=re.compile("|".join(data["heading"]["title"])),
        list_lead=re.compile(f"(?:{'|'.join(data['heading']['list_lead'])})：$"),
        plan_lead=tuple(data["heading"]["plan_lead"]),
        plan_opening=tuple(data["heading"]["plan_opening"]),
        inside_words=_words(data["places"]["inside"], file.name, "places"),
        common_names=_words(data["places"]["common"], file.name, "places"),
        common_short_names=_words(data["places"]["words"], file.name, "places"),
        claims=grouped["claims"],
        events=grouped["events"],
        groups=grouped["groups"],
        stages=grouped["stages"],
    )


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    return read_vocabulary(files("indicators") / "words" / "general.toml")


def _words(phrases: list[str], file: str, place: str) -> frozenset[str]:
    try:
        return frozenset(word for phrase in phrases for word in expand(phrase))
    except PhraseError as error:
        raise CatalogueError(f"{file} [{place}]", str(error), "a phrase with balanced brackets") from error
