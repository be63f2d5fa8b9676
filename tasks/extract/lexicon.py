"""All words at hand for reading: the catalogue's, the vocabulary's, and jieba's dictionary with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from indicators.catalogue import MEASURES, Catalogue, Indicator, Reading, load_catalogue
from indicators.phrases import expand
from indicators.units import load_units
from indicators.vocabulary import CLASSES, Vocabulary, load_vocabulary
from tasks.extract.asked import Asked
from tasks.extract.cutter import Weights, cutter_of
from tasks.extract.quantities import QuantityReader
from tasks.extract.sieve import CLAIM, Sieve
from tasks.heard import HEARD

LONGEST_THING = 24
COUNTS = ("总人数", "总数", "人数", "数量", "个数", "总量", "数")
COUNT_ENDS = ("数", "量")
"""How every word of COUNTS ends."""
NUMBER_WORD = re.compile(r"\d|[一二两三四五六七八九十][年残类键级岁项者]|一次性|在一起")
FIGURE = re.compile(
    r"\d|百分之|[一二三四五六七八九]成|[零〇一二两三四五六七八九十百千万][余多]?[所名人个处次场起辆例家位]"
)
STRONG_EVENTS = frozenset(
    {
        "recruit",
        "build",
        "add",
        "merge",
        "eliminate",
        "rotate",
        "train",
        "aid",
        "buy",
        "find",
        "rectify",
        "remove",
        "return_",
    }
)
"""What was done to a thing, so that its figure is no level: 新建幼儿园3所 is not 幼儿园3所."""
NONE: frozenset[str] = frozenset()
UNTOLD = "x"
"""jieba's part of speech of what it does not know, and ours of every word where it is left out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reading of an indicator, ready for use; `name` is what an observation's `rule` column says.

    The sets and words are those of the reading, its phrases spelled out.
    """

    name: str
    indicator: Indicator
    reading: Reading
    measure: str
    modifiers: frozenset[str]
    whole: frozenset[str]
    event: frozenset[str]
    under: frozenset[str]
    near: tuple[str, ...]
    never: tuple[str, ...]
    led_by: tuple[str, ...]
    nowhere: tuple[str, ...]


# Not frozen, and compared by identity: a frozen one takes six times as long to make, and pages have thousands
@dataclass(slots=True, eq=False)
class Token:
    """A word or mark of a sentence, with what is known of it. Never changed once made.

    `tag` is jieba's part of speech, "#" for a figure, "@" for a date, "w" for a mark.
    """

    text: str
    start: int
    end: int
    tag: str
    kind: str
    rules: tuple[Rule, ...] = ()
    events: frozenset[str] = NONE
    groups: frozenset[str] = NONE
    index: int = -1
    measured: bool = False

    @property
    def narrows(self) -> bool:
        """Whether the word narrows what is counted to a part of it."""
        return self.kind in ("restrict", "area")


class Lexicon:
    """Words to classes, and the cutter that knows them. Made once a process; does not change."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary, *, dictionary: bool = True) -> None:
        """`dictionary`: cut with jieba's words beside our own; without it only what is declared is a word."""
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self.quantities = QuantityReader(load_units())
        things: dict[str, tuple[Rule, ...]] = {}
        self.rules = tuple(_rules(catalogue))
        """Every rule, in the order of the catalogue."""
        for rule in self.rules:
            for word in sorted(rule.reading.things):
                things[word] = (*things.get(word, ()), rule)
        self.nouns: Mapping[str, tuple[Rule, ...]] = things
        """The rules of each noun, for words that stand in the text as they are. See `things`."""
        self.things = Asked(self.nouns)
        """The same for whatever was put together; here and below, what is asked for is noted."""
        self.shares_of = {each.id: self._shares(each) for each in catalogue.indicators}
        """The rules of the shares that an indicator's fullest name leads to: 公办园在园幼儿占…."""
        self.kinds = _kinds(vocabulary)
        events, groups = _grouped(vocabulary.events), _grouped(vocabulary.groups)
        self.events, self.groups = Asked(events), Asked(groups)
        self.described = {
            word: (self.kinds.get(word, "unknown"), events.get(word, NONE), groups.get(word, NONE))
            for word in {*self.kinds, *events, *groups}
        }
        """Kind, events and groups of each word that has any, so that a word is looked up once."""
        self.claims = _grouped(vocabulary.claims)
        self.stage_words = _grouped(vocabulary.stages)
        """The stages that each word for one names. See `stages`."""
        self.stages = Asked(self.stage_words)
        words = {*things, *vocabulary.words}
        self._cutter: rjieba.Jieba | None = None
        self.weights = Weights({}, {})
        if dictionary:
            self._cutter, self.weights = cutter_of(words)
        self._declared = None if dictionary else _finder(words)
        self.numbered = frozenset(
            word for word in {*words, *_modifiers(catalogue)} if len(word) > 2 and NUMBER_WORD.search(word)
        )
        self._with_numbers = _finder(self.numbered)
        self._stage_words = tuple(sorted(self.stage_words))
        self._stage_finder = _finder(self._stage_words)
        self.part_endings = frozenset(suffix[-1] for suffix in vocabulary.part_suffixes)
        """The last characters of the words that end the name of a school or a town."""
        self.claimable = frozenset(
            word for word, rules in things.items() if any(rule.reading.claim for rule in rules)
        )
        self._claim_things = _finder(self.claimable)
        self._claim_words = _finder(self.claims)
        self.sieve = Sieve(
            {
                word: {CLAIM if rule.reading.claim else rule.measure for rule in rules}
                for word, rules in things.items()
            },
            COUNTS,
        )
        self.prefixes = frozenset(word[:n] for word in things for n in range(1, len(word) + 1))

    def _shares(self, indicator: Indicator) -> tuple[Rule, ...]:
        named = (
            self.nouns[word] for word in sorted(indicator.reading[0].things if indicator.reading else ())
        )
        return next((rules for rules in named if any(rule.whole for rule in rules)), ())

    def worth_reading(self, sentence: str) -> bool:
        """Whether a sentence can state a fact: it has a figure, or a claim and a noun to be claimed of."""
        HEARD.note(sentence)
        if FIGURE.search(sentence):
            return True
        found = self._claim_words.find_matches_as_indexes(sentence)
        return bool(found) and bool(self._claim_things.find_matches_as_indexes(sentence))

    def with_numbers(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where words stand that hold a number and are no figure: 三年毛入园率, 56人以上大班额."""
        said = text[start:end]
        HEARD.note(said)
        found = self._with_numbers.find_matches_as_indexes(said)
        return [(start + a, start + b) for _, a, b in found]

    def cut(self, text: str) -> list[tuple[str, str]]:
        """Words and their parts of speech. The text is a piece of one that `with_numbers` was asked for."""
        if self._cutter is not None:
            return self._cutter.tag(text)
        return list(_plain_words(text, self._declared)) if self._declared else [(text, UNTOLD)]

    def thing(self, word: str) -> str | None:
        """The catalogue's spelling of a noun: itself, or without the 数 that names its count."""
        HEARD.note(word)
        if word in self.nouns:
            return word
        if not word.endswith(COUNT_ENDS):
            return None
        for ending in COUNTS:
            if word.endswith(ending) and word.removesuffix(ending) in self.nouns:
                return word.removesuffix(ending)
        return None

    def kind(self, word: str) -> str:
        """The class of a word, or "unknown"."""
        HEARD.note(word)
        return self.kinds.get(word, "unknown")

    def stages_in(self, text: str) -> frozenset[str]:
        """The stages of education that a text names."""
        HEARD.note(text)
        found: set[str] = set()
        for index, _, _ in self._stage_finder.find_matches_as_indexes(text):
            found |= self.stage_words[self._stage_words[index]]
        return frozenset(found)


def _plain_words(text: str, declared: AhoCorasick) -> Iterator[tuple[str, str]]:
    """The declared words of a text, the longest first, and what stands between them as one word each."""
    at = 0
    for _, start, end in declared.find_matches_as_indexes(text):
        if start > at:
            yield text[at:start], UNTOLD
        yield text[start:end], UNTOLD
        at = end
    if at < len(text):
        yield text[at:], UNTOLD


def _finder(words: Iterable[str]) -> AhoCorasick:
    """Finds words in a text, the longest where several begin at one place."""
    return AhoCorasick(sorted(words), matchkind=MatchKind.LeftmostLongest)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the catalogue and vocabulary that ship with the package."""
    return Lexicon(load_catalogue(), load_vocabulary())


def _rules(catalogue: Catalogue) -> Iterator[Rule]:
    for indicator in catalogue.indicators:
        for number, reading in enumerate(indicator.reading, 1):
            yield Rule(
                name=f"{indicator.id}.{number}",
                indicator=indicator,
                reading=reading,
                measure=reading.measure or MEASURES[indicator.unit],
                modifiers=frozenset(word for phrase in reading.modifiers for word in expand(phrase)),
                whole=frozenset(word for phrase in reading.whole for word in expand(phrase)),
                event=frozenset(reading.event),
                under=frozenset(reading.under),
                near=tuple(word for phrase in reading.near for word in expand(phrase)),
                never=tuple(word for phrase in reading.never for word in expand(phrase)),
                led_by=tuple(word for phrase in reading.led_by for word in expand(phrase)),
                nowhere=tuple(word for phrase in reading.nowhere for word in expand(phrase)),
            )


def _modifiers(catalogue: Catalogue) -> set[str]:
    return {
        word
        for i in catalogue.indicators
        for r in i.reading
        for phrase in r.modifiers
        for word in expand(phrase)
    }


def _kinds(vocabulary: Vocabulary) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for name in reversed(CLASSES):
        kinds.update(dict.fromkeys(vocabulary.classes[name], name))
    return kinds


def _grouped(table: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for name, words in table.items():
        for word in words:
            groups[word] = groups.get(word, frozenset()) | {name}
    return groups
