"""Kinds of pages, found in the site itself: whatever pages there will be, each kind is looked at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

Kind = tuple[str, str, int]
"""The language of a page, the class of its main part, and how deep it lies in the site."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that stands for its kind; `path` is from the site's root, with slashes."""

    kind: Kind
    path: str


def samples(site: Path) -> list[Sample]:
    """The longest page of each kind and the shortest, sorted by kind: what is wrong shows in one of them.

    A kind is told by language, class of the main part and depth, so a domain's page of one year stands for
    those of all years and domains.
    """
    found: dict[Kind, list[tuple[int, str]]] = defaultdict(list)
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        path = file.relative_to(site).as_posix()
        found[_kind(LexborHTMLParser(text), path)].append((len(text), path))
    picked = {kind: sorted({min(pages), max(pages)}, reverse=True) for kind, pages in found.items()}
    return [Sample(kind, path) for kind, pages in sorted(picked.items()) for _, path in pages]


def longest(pages: list[Sample]) -> list[Sample]:
    """One page of each kind, the longest."""
    return list({page.kind: page for page in reversed(pages)}.values())[::-1]


def _kind(page: LexborHTMLParser, path: str) -> Kind:
    root, main = page.css_first("html"), page.css_first("main")
    language = (root.attributes.get("lang") if root else None) or "no language"
    names = (main.attributes.get("class") if main else None) or "no class"
    return language, names, path.removeprefix("en/").count("/")
