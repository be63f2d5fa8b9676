"""Texts of one language with pieces of Chinese in them, which say so for whoever hears the page read."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from outputs.pages.language import Language
from outputs.pages.words import Words

CHINESE_PIECE = re.compile("[\u3400-\u9fff]+")


def with_pieces(words: Words, language: Language) -> Markup:
    """A pair of words in a language; in English, Chinese pieces (a unit, a name) are marked as such."""
    text = escape(language.of(words))
    if language is Language.CHINESE:
        return text
    return Markup(CHINESE_PIECE.sub(lambda piece: f'<span lang="zh-Hans">{piece[0]}</span>', str(text)))
