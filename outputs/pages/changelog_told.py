"""The changelog of a release as part of a page: of its Markdown only text, lists, tables and safe links."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from outputs.pages.language import Language
from outputs.pages.links import web_address
from outputs.pages.tongues import CHARACTER, WORD, chinese_marked, in_english

HIGHEST = 3
"""The level of the changelog's headings on the page: its own title is left out, its parts stand below one."""

TWICE = re.compile(r"([^\n]*\.)[ \n]([^\n]*。)")
HEADING = re.compile(r"([^\n·]*) · ([^\n·]*)")
"""What is said twice: a sentence in English and then in Chinese, and a heading of both."""

LABEL = re.compile(r"^([0-9,]+ )?([A-Za-z][A-Za-z ]*) ([\u3400-\u9fff]+): ", re.MULTILINE)
"""A label in both languages before a colon: By place 按地区: …"""


def changelog_markup(text: str, language: Language, files: Collection[str], beside: str) -> Markup:
    """A changelog in Markdown for a page in a language, from which `beside` leads to the release's folder.

    HTML in it is text, pictures are left out, and a link leads to a web address or to one of the release's
    `files`, or is text. Its title is dropped. Where a heading, or two lines, say the same in English and in
    Chinese, the one in the page's language stays; else `lang` says which it is.
    """
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
    parser.validateLink = lambda url: _link(url, files) is not None  # type: ignore[method-assign]
    tokens = _without_title(parser.parse(text))
    for token, opening in zip(tokens[1:], tokens, strict=False):
        if token.type == "inline":
            said = _said(token.content, language)
            if said != token.content:
                token.content = said
                token.children = parser.parseInline(said)[0].children
            if language is Language.CHINESE and WORD.search(said) and not CHARACTER.search(said):
                opening.attrSet("lang", "en")
            _mark(token.children or [], language, files, beside)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, max(HIGHEST, int(token.tag[1]) + 1))}"
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def _without_title(tokens: list[Token]) -> list[Token]:
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens


def _said(text: str, language: Language) -> str:
    """What a text says in the language, where it says the same in both; else all of it."""
    pair = TWICE.fullmatch(text) or HEADING.fullmatch(text)
    if pair and in_english(pair[1]) and not in_english(pair[2]):
        return pair[1 if language is Language.ENGLISH else 2]
    return LABEL.sub(r"\1\3：" if language is Language.CHINESE else r"\1\2: ", text)


def _mark(children: Sequence[Token], language: Language, files: Collection[str], beside: str) -> None:
    """Mark the Chinese of an English page, and make links lead where they should from the page."""
    for child in children:
        if child.type == "link_open":
            found = _link(str(child.attrs["href"]), files) or ""
            child.attrs["href"] = found if web_address(found) else f"{beside}{found}"
            child.attrs["rel"] = "noopener noreferrer"
        elif child.type == "text" and language is Language.ENGLISH and CHARACTER.search(child.content):
            child.type, child.content = "html_inline", str(chinese_marked(child.content))


def _link(address: str, files: Collection[str]) -> str | None:
    """Where a link may lead: to the web, or to a file of the release; None: nowhere."""
    return web_address(address) or (address if address in files else None)
