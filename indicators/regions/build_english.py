"""Builds english.csv: the English name of every division that divisions.csv has.

    .venv/bin/python -m indicators.regions.build_english

The inputs are divisions.csv and english.toml beside this script, and pypinyin's table of the readings of
single characters (its dictionary of phrases is not asked: it guesses). Same inputs, same bytes. A character
with several readings for which english.toml does not decide stops the build, and so does an entry of
english.toml that no division needs. The product does not import it.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import field_validator
from pypinyin import Style, pinyin

from indicators.errors import CountyEducationError
from indicators.frozen import Frozen
from indicators.gazetteer import GazetteerError
from indicators.romanised import COLUMNS, ENGLISH
from indicators.toml_files import read_model

HERE = Path(__file__).parent
SELF_GOVERNED = "自治"
SYLLABLE = re.compile(r"[a-zü]{1,6}")
VOWELS = ("a", "e", "o")
"""What another syllable could be read together with: 西安 is Xi'an, 先 Xian."""

Readings = Callable[[str], tuple[str, ...]]
"""The readings of a character without tones, each once, ü as ü; () for what is none."""


class Reading(Frozen):
    """How a proper name is read, its syllables with spaces between, and why not as its characters are."""

    name: str
    syllables: str
    why: str


class Spelling(Frozen):
    """Proper names with their spellings, and what these follow."""

    source: str
    names: dict[str, str]


class Whole(Frozen):
    """A full name with its English one, and why the rules do not make it."""

    name: str
    english: str
    why: str


class Rules(Frozen):
    """The file english.toml.

    provinces    full names and their short English ones
    generics     what names end in, in English: 县, County
    peoples      as they stand in names, in English: 苗族, Miao
    characters   syllables, each with the characters that are read so; only those with several readings
    """

    provinces: dict[str, str]
    generics: dict[str, str]
    peoples: dict[str, str]
    characters: dict[str, str]
    reading: tuple[Reading, ...]
    spelling: tuple[Spelling, ...]
    whole: tuple[Whole, ...]

    @field_validator("characters")
    @classmethod
    def _syllables(cls, characters: dict[str, str]) -> dict[str, str]:
        wrong = [each for each in characters if not SYLLABLE.fullmatch(each)]
        if wrong:
            raise ValueError(f"no syllables: {', '.join(wrong)}")
        return characters


def once(pairs: Iterable[tuple[str, str]], place: str) -> dict[str, str]:
    """A dict of pairs. Raises GazetteerError for a key that stands twice."""
    found: dict[str, str] = {}
    for key, value in pairs:
        if key in found:
            raise GazetteerError(f"english.toml {place}", f"{key} stands twice", "each once")
        found[key] = value
    return found


class Namer:
    """English names by rules; it notes which entries of the rules it needed.

    Raises GazetteerError for rules that say something twice, or that no name can be made of.
    """

    def __init__(self, rules: Rules, readings: Readings) -> None:
        self.rules = rules
        self.readings = readings
        self.characters = once(
            ((c, syllable) for syllable, every in rules.characters.items() for c in every), "characters"
        )
        self.read = once(((each.name, each.syllables) for each in rules.reading), "reading")
        self.spelt = once((pair for each in rules.spelling for pair in each.names.items()), "spelling")
        self.whole = once(
            (*rules.provinces.items(), *((each.name, each.english) for each in rules.whole)), "whole"
        )
        for name, syllables in self.read.items():
            if len(syllables.split()) != len(name) or not all(map(SYLLABLE.fullmatch, syllables.split())):
                raise GazetteerError(
                    f"english.toml reading {name}", repr(syllables), "a syllable for each character"
                )
        self.used: set[tuple[str, str]] = set()

    def english(self, name: str) -> str:
        """The English name of a division by its full Chinese name."""
        result = self._taken(self.whole, "whole", name) or self._made(name)
        if not ENGLISH.fullmatch(result):
            raise GazetteerError(f"english.toml {name}", repr(result), "Latin letters, the first a capital")
        return result

    def unneeded(self) -> list[str]:
        """Entries of the rules that no name has needed so far, as `table: key`, sorted."""
        tables = {
            "characters": self.characters,
            "reading": self.read,
            "spelling": self.spelt,
            "whole": self.whole,
            "generics": self.rules.generics,
            "peoples": self.rules.peoples,
        }
        entries = ((table, key) for table, keys in tables.items() for key in keys)
        return sorted(f"{table}: {key}" for table, key in entries if (table, key) not in self.used)

    def _made(self, name: str) -> str:
        generics = self.rules.generics
        ending = max((each for each in generics if name.endswith(each)), key=len, default="")
        if not ending or ending == name:
            raise GazetteerError(f"english.toml {name}", "no name and generic word", "one of the generics")
        self.used.add(("generics", ending))
        proper, peoples = self._split(
            name.removesuffix(ending), self_governed=ending.startswith(SELF_GOVERNED)
        )
        words = [self._proper(proper, ending)] if proper else []
        if peoples:
            words.append(in_a_row(peoples))
        return " ".join([*words, generics[ending]])

    def _split(self, text: str, *, self_governed: bool) -> tuple[str, list[str]]:
        """The proper name, perhaps none, and the peoples after it. 族 may be left out where it is 自治."""
        known = [each for each in self.rules.peoples if self_governed or each.endswith("族")]
        peoples: list[str] = []
        while people := max((each for each in known if text.endswith(each)), key=len, default=""):
            self.used.add(("peoples", people))
            peoples.insert(0, self.rules.peoples[people])
            text = text.removesuffix(people)
        return text, peoples

    def _proper(self, proper: str, ending: str) -> str:
        spelt = self._taken(self.spelt, "spelling", proper)
        if spelt:
            return spelt
        syllables = (self._taken(self.read, "reading", proper) or "").split()
        syllables = syllables or [self._syllable(each, proper) for each in proper]
        if len(proper) == len(ending) == 1:
            # a name of one syllable takes the generic word with it: 临县 is Linxian County
            syllables.append(self._syllable(ending, proper))
        return joined(syllables)

    def _syllable(self, character: str, name: str) -> str:
        decided = self._taken(self.characters, "characters", character)
        readings = self.readings(character)
        if len(readings) == 1 and decided is None:
            return readings[0]
        if len(readings) > 1 and decided in readings:
            return decided
        raise GazetteerError(
            f"english.toml {name}",
            f"{character} is read {' or '.join(readings) or 'nobody knows how'}"
            + (f", and not {decided}" if decided else ""),
            "one reading",
            "Say it in [characters], or for this name in [[reading]].",
        )

    def _taken(self, table: dict[str, str], title: str, key: str) -> str | None:
        if key in table:
            self.used.add((title, key))
        return table.get(key)


def joined(syllables: list[str]) -> str:
    """One word of syllables, an apostrophe before a, e and o: Xi'an."""
    rest = (f"'{each}" if each.startswith(VOWELS) else each for each in syllables[1:])
    return (syllables[0] + "".join(rest)).capitalize()


def in_a_row(words: list[str]) -> str:
    """A, B and C."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def readings_of(character: str) -> tuple[str, ...]:
    """What pypinyin's table of characters says; () for what is no Chinese character."""
    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True, errors="ignore") or [[]]
    return tuple(dict.fromkeys(found))


def names_of(divisions: str) -> list[str]:
    """Every full name of divisions.csv once, in the order of the file."""
    return list(dict.fromkeys(row["name"] for row in csv.DictReader(io.StringIO(divisions))))


def build(divisions: str, rules: Rules) -> str:
    """english.csv as text, of divisions.csv as text. Raises GazetteerError for what it cannot make."""
    namer = Namer(rules, readings_of)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((name, namer.english(name)) for name in names_of(divisions))
    if namer.unneeded():
        raise GazetteerError(
            "english.toml", f"needed by no division: {', '.join(namer.unneeded())}", "", "Take it out."
        )
    return text.getvalue()


def main() -> int:
    """Write english.csv."""
    parser = argparse.ArgumentParser(description="build english.csv; see the top of this file")
    parser.add_argument("--output", type=Path, default=HERE / "english.csv")
    arguments = parser.parse_args()
    try:
        rules = read_model(Rules, HERE / "english.toml")
        text = build((HERE / "divisions.csv").read_text(encoding="utf-8"), rules)
    except CountyEducationError as error:
        raise SystemExit(str(error)) from error
    arguments.output.write_text(text, encoding="utf-8")
    print(f"{arguments.output}: {text.count(chr(10)) - 1} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
