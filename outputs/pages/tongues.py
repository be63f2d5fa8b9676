"""Texts that are not in the page's language: which language they are in, and the marks that say so.

Screen readers and fonts go by `lang`; a text of a report or of a program stays in its own language.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from outputs.pages.language import Language

CHINESE_RUN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
CHARACTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[A-Za-z]{2,}")

CHARACTERS_OF_A_WORD = 2
"""How many Chinese characters say as much as an English word, about."""


def in_english(text: str) -> bool:
    """Whether a text is English, though it may name Chinese things: it is of the prefecture 漳州市."""
    return len(WORD.findall(text)) * CHARACTERS_OF_A_WORD > len(CHARACTER.findall(text))


def with_tongue(text: str, language: Language, script: str = "hans") -> Markup:
    """A text, escaped, its parts marked by language where that is not the page's.

    `script` is that of the report which the Chinese is from: hans, hant.
    """
    chinese = "zh-Hant" if "hant" in script.lower() or "trad" in script.lower() else "zh-Hans"
    if not in_english(text):
        same = language is Language.CHINESE and chinese == "zh-Hans"
        plain = same or not CHARACTER.search(text)
        return escape(text) if plain else Markup('<span lang="{}">{}</span>').format(chinese, text)
    marked = chinese_marked(text, chinese)
    return marked if language is Language.ENGLISH else Markup('<span lang="en">{}</span>').format(marked)


def chinese_marked(text: str, chinese: str = "zh-Hans") -> Markup:
    """An English text, escaped, with `lang` on the Chinese in it."""
    pieces, end = [], 0
    for run in CHINESE_RUN.finditer(text):
        pieces += [escape(text[end : run.start()])]
        pieces += [Markup('<span lang="{}">{}</span>').format(chinese, run.group())]
        end = run.end()
    return Markup("").join([*pieces, escape(text[end:])])
