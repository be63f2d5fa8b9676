"""Pages with status 200 that are none: a soft 404, a login page, one that shows nothing without script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from selectolax.lexbor import LexborHTMLParser

from indicators.frozen import Frozen
from indicators.rule_files import rule_file
from indicators.toml_files import read_model
from tasks.knots import knot_in

FILE = "answer_pages.toml"
LOOKED_AT = 400_000
"""Bytes of a page that are looked at: what is longer is no page of errors."""

FRONT = re.compile(r"/?(?:(?:index|default|main|home)\.\w{2,5})?", re.I)
SHOWS = "img, iframe, frame, embed, object, canvas, svg, video, a[href]"
"""What a page can show besides text."""


class Signs(Frozen):
    """Regular expressions that tell one kind of page; `address` is of where a redirect led."""

    title: str
    text: str
    address: str | None = None

    @field_validator("title", "text", "address")
    @classmethod
    def compiles(cls, pattern: str | None) -> str | None:
        """A pattern that is none is said to be none when the file is read, not when a page comes."""
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"no regular expression: {error}") from error
        return pattern


class AnswerPages(Frozen):
    """The signs of all kinds, and how short a text is judged by its words, in characters."""

    short: int = Field(gt=0)
    missing: Signs
    login: Signs


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reason of `tasks.fetch.answers.REASONS`, and what showed it."""

    reason: str
    note: str


def read_answer_pages(file: Traversable | None = None) -> AnswerPages:
    """The signs, from the package's own file unless given. Raises CatalogueError for what is wrong in it."""
    return read_model(AnswerPages, file or rule_file(FILE))


@cache
def answer_pages() -> AnswerPages:
    """The signs of the package's own file."""
    return read_answer_pages()


def judge_page(content: bytes, asked: str, answered: str, signs: AnswerPages) -> Judgement | None:
    """What an HTML page with status 200 is, if it is not the page; null where nothing speaks against it."""
    if _sent_to_front(asked, answered):
        return Judgement("not found page", f"sent to the front page {answered}")
    if len(content) > LOOKED_AT:
        return None
    # read in another encoding than its own it says nothing of the kind
    judgements = (_judge(text, asked, answered, signs) for text in _texts_of(content))
    return next((judgement for judgement in judgements if judgement), None)


def _judge(page: str, asked: str, answered: str, signs: AnswerPages) -> Judgement | None:
    if knot_in(page) is not None:
        return None  # whoever reads it refuses it for that
    tree = LexborHTMLParser(page)
    heads = [node.text(strip=True) for node in tree.css("title, h1")[:2]]
    asks_password = tree.css_first('input[type="password" i]') is not None
    shows = tree.css_first(SHOWS) is not None
    for node in tree.css("script, style, noscript, template, title, option"):
        node.decompose()
    text = re.sub(r"\s+", " ", tree.body.text(separator=" ") if tree.body else "").strip()
    if len(text) > signs.short:
        return None
    if said := _said(signs.missing, heads, text):
        return Judgement("not found page", f"it says {said!r}")
    if said := _said(signs.login, heads, text):
        return Judgement("login page", f"it says {said!r}")
    if asks_password:
        return Judgement("login page", "it asks for a password")
    if _sent_to(signs.login.address, asked, answered):
        return Judgement("login page", f"sent to {answered}")
    return None if text or shows else Judgement("empty", "it shows nothing without script")


def _said(signs: Signs, heads: list[str], text: str) -> str | None:
    found = next((match for head in heads if (match := re.search(signs.title, head, re.I))), None)
    found = found or re.search(signs.text, text, re.I)
    return found.group().strip() if found else None


def _sent_to(pattern: str | None, asked: str, answered: str) -> bool:
    if pattern is None or asked == answered:
        return False
    before, after = urlsplit(asked), urlsplit(answered)
    return bool(re.search(pattern, after.path, re.I)) and not re.search(pattern, before.path, re.I)


def _sent_to_front(asked: str, answered: str) -> bool:
    """Was a page deep in a site answered by the site's front page? Another host may have its own front."""
    before, after = urlsplit(asked), urlsplit(answered)
    same = (before.hostname or "").removeprefix("www.") == (after.hostname or "").removeprefix("www.")
    deep = FRONT.fullmatch(before.path) is None or bool(before.query)
    return same and deep and FRONT.fullmatch(after.path) is not None and not after.query


def _texts_of(content: bytes) -> tuple[str, ...]:
    """The text, in the encodings that such pages come in: few bytes do not tell GB18030 from Big5."""
    try:
        return (content.decode("utf-8"),)
    except UnicodeDecodeError:
        return tuple(content.decode(name, errors="replace") for name in ("gb18030", "big5hkscs", "utf-8"))
