"""The two languages of the site: Chinese at its root, English under `en/`, page for page."""

from __future__ import annotations

from enum import StrEnum

from indicators.romanised import english_name
from outputs.pages.words import NO_PROVINCE, UNPLACED_NAME, Words


class Language(StrEnum):
    """A language of the pages. What a report says stays in its own language in both."""

    CHINESE = "zh"
    ENGLISH = "en"

    @property
    def folder(self) -> str:
        """What stands before the addresses of its pages, from the root of the site."""
        return "" if self is Language.CHINESE else "en/"

    @property
    def tag(self) -> str:
        """Its tag for `lang` and `hreflang` (BCP 47)."""
        return "zh-CN" if self is Language.CHINESE else "en"

    @property
    def other(self) -> Language:
        return Language.ENGLISH if self is Language.CHINESE else Language.CHINESE

    def say(self, zh: str, en: str) -> str:
        """The one of two wordings that is in this language."""
        return zh if self is Language.CHINESE else en

    def of(self, words: Words) -> str:
        """A pair of words in this language."""
        return words.zh if self is Language.CHINESE else words.en

    def place(self, name: str) -> str:
        """A county, prefecture or province by its name in this language; any other text as it is."""
        if name in NOT_KNOWN:
            return self.of(NOT_KNOWN[name])
        return name if self is Language.CHINESE else english_name(name)


NOT_KNOWN = {words.zh: words for words in (NO_PROVINCE, UNPLACED_NAME)}
"""What stands where the name of a place is not known."""
