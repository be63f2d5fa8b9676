"""Writes pages from templates: one writer a language, which knows where a page stands and what it links."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from outputs.pages import links
from outputs.pages.derived import formula_words
from outputs.pages.figures import digits
from outputs.pages.language import Language
from outputs.pages.not_fetched import detail_of
from outputs.pages.published import UNPLACED, Release
from outputs.pages.tongues import with_tongue
from outputs.pages.words import bar_name, reason_words, unit_words

Page = tuple[str, str]
"""A page: its address from the root of its language, and its text."""


class Writer:
    """Writes the pages of a release in one language.

    Every template knows `release`, `language`, `say(zh, en)`, the filters `said` (a pair of words) and
    `placed` (the name of a place or province), and where it stands: `root` goes before an address of
    its language, `top` before one of the site (`static/…`), `beside` before a file of the release.
    """

    def __init__(self, release: Release, language: Language) -> None:
        self.release = release
        self.language = language
        self._environment = _environment(language)
        self._shared: dict[str, Any] = {
            "release": release,
            "domains": [domain for domain in release.domains if domain.compared],
        }

    def page(self, address: str, template: str, **values: Any) -> Page:
        """A page at an address below the language's root."""
        root, top = root_of(address), self.top_of(address)
        other = f"{top}{self.language.other.folder}{address}"
        text = self._environment.get_template(template).render(
            **self._shared, root=root, top=top, beside=f"{top}../", address=address, other=other, **values
        )
        return address, text.replace("\0", "\N{REPLACEMENT CHARACTER}")  # HTML may not hold it

    def top_of(self, address: str) -> str:
        """What goes before an address of the site, as `static/style.css`, on the page at this one."""
        return f"{'' if self.language is Language.CHINESE else '../'}{root_of(address)}"


def root_of(address: str) -> str:
    """What goes before an address of a language on the page at this one."""
    return "../" * address.count("/")


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("outputs.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["count"] = lambda number: f"{number:,}"
    environment.filters["digits"] = digits
    environment.filters["said"] = language.of
    environment.filters["placed"] = language.place
    environment.filters["tongue"] = lambda text, script="hans": with_tongue(text, language, script or "")
    environment.filters["detailed"] = lambda report: detail_of(report, language)
    environment.tests["english"] = lambda text: not re.search(r"[\u3400-\u9fff]", text)
    environment.globals.update(
        language=language,
        chinese=language is Language.CHINESE,
        say=language.say,
        unit_words=unit_words,
        bar_name=bar_name,
        reason_words=reason_words,
        formula_words=formula_words,
        web_address=links.web_address,
        definition_of=links.definition_of,
        domain_page=links.domain_page,
        evidence_of=links.evidence_of,
        evidence_of_figure=links.evidence_of_figure,
        evidence_page=links.evidence_page,
        indicator_page=links.indicator_page,
        place_page=links.place_page,
        refused_page=links.refused_page,
        targets_page=links.targets_page,
        UNPLACED=UNPLACED,
    )
    return environment
