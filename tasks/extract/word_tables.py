"""All that the words of a lexicon do in reading, as tables that can be laid beside those of another.

A word acts where it stands in a text that is searched for words, or where it is looked up. So a page none of
whose texts holds a word with another entry is read alike with both (`tasks.heard` notes what is asked).
What acts in any other way is the frame: where frames differ, nothing can be said of any page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import pairwise

from indicators.vocabulary import Vocabulary
from tasks.extract.lexicon import Lexicon, Rule

BY_WORDS = frozenset({"classes", "totals", "events", "groups", "stages"})
"""What of a vocabulary acts by words alone. The rest is in the frame: patterns, endings, words that are
looked for in texts which nobody notes, and claims, whose words are put together from pieces."""
READING_BY_WORDS = frozenset({"thing", "modifiers"})
"""The same of a reading of the catalogue."""
NEVER_READ = frozenset(
    {
        *("name_zh", "name_en", "short_zh", "short_en", "definition_zh", "definition_en"),
        *("example", "counter", "standards", "higher_is", "bar", "formula"),
    }
)
"""What of an indicator has no part in reading: no page need be read anew for it. A test holds it to that."""


@dataclass(frozen=True, slots=True)
class WordTables:
    """The frame, as text, and by its name each table: what stands for a word, by the word."""

    frame: str
    tables: Mapping[str, Mapping[str, object]]


def word_tables(lexicon: Lexicon) -> WordTables:
    """The tables of a lexicon and its vocabulary."""
    vocabulary, words = lexicon.vocabulary, lexicon.vocabulary.words
    modifiers: dict[str, tuple[str, ...]] = {}
    for rule in lexicon.rules:
        for word in rule.modifiers:
            modifiers[word] = (*modifiers.get(word, ()), rule.name)
    tables: dict[str, Mapping[str, object]] = {
        "nouns": {word: _names(rules) for word, rules in lexicon.nouns.items()},
        "beginnings of nouns": dict.fromkeys(lexicon.prefixes, True),
        "nouns of claims": dict.fromkeys(lexicon.claimable, True),
        "modifiers": modifiers,
        "nouns of the sieve": lexicon.sieve.known,
        "weights": lexicon.weights.ours,
        "words with numbers": dict.fromkeys(lexicon.numbered, True),
        "kinds, events and groups": lexicon.described,
        "stages": lexicon.stage_words,
        "totals": dict.fromkeys(vocabulary.totals, True),
        "words that can be torn": dict.fromkeys((word for word in words if len(word) == 2), True),
        "pairs of the genre": dict.fromkeys((a + b for word in words for a, b in pairwise(word)), True),
    }
    return WordTables(_frame(lexicon), tables)


def changed_words(before: WordTables, after: WordTables) -> frozenset[str] | None:
    """The words of which a page must hold one to be read otherwise; None where any page may be."""
    if before.frame != after.frame or before.tables.keys() != after.tables.keys():
        return None
    found: set[str] = set()
    for name, old in before.tables.items():
        new = after.tables[name]
        found |= {word for word in {*old, *new} if old.get(word) != new.get(word)}
    return frozenset(found)


def _frame(lexicon: Lexicon) -> str:
    """All that acts otherwise than by a word that stands in a text."""
    said = [_rule(rule) for rule in lexicon.rules]
    said += [f"{id_}: {_names(rules)}" for id_, rules in sorted(lexicon.shares_of.items())]
    # What jieba knew by itself: how much less that weighs now is known to jieba alone
    said += [f"{word} {weight}" for word, weight in sorted(lexicon.weights.theirs.items())]
    said += [_vocabulary(lexicon.vocabulary)]
    return "\n".join(said)


def _rule(rule: Rule) -> str:
    """A rule without its words: the names that it has, and where it stands among the others, count."""
    reading = rule.reading.model_dump(exclude=set(READING_BY_WORDS))
    indicator = rule.indicator.model_dump(exclude={"reading", *NEVER_READ})
    return f"{rule.name} {rule.measure} {reading!r} {indicator!r}"


def _vocabulary(vocabulary: Vocabulary) -> str:
    return "\n".join(
        f"{field.name}: {_plain(getattr(vocabulary, field.name))}"
        for field in fields(vocabulary)
        if field.name not in BY_WORDS
    )


def _plain(value: object) -> str:
    """A value of a vocabulary as text, the same in every process."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_plain(value[key])}" for key in sorted(value))
    if isinstance(value, frozenset):
        return repr(sorted(value))
    # What Python shows of a long pattern is its beginning
    return repr(value.pattern if isinstance(value, re.Pattern) else value)


def _names(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    return tuple(rule.name for rule in rules)
