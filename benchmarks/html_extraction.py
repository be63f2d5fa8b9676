"""Libraries that take the main text out of HTML, beside our reader: docs/html-extraction.md.

    python -m pip install trafilatura readability-lxml resiliparse justext lxml_html_clean
    python -m benchmarks.html_extraction

Those that are not installed are left out. Each gets the same markup, already decoded; what it gives is read
as our own text is. The truth is the plain text twin of each page.
"""

from __future__ import annotations

import importlib
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from indicators.vocabulary import load_vocabulary
from tasks.decoding import decode
from tasks.extract.lexicon import load_lexicon
from tasks.extract.observe import observations_of
from tasks.parse.html import html_text
from tasks.records import Document, Source
from tasks.standardize.reports import standardize
from tests.twins import SAMPLE, TEXTS, as_cms, as_sharing

PIECE = 6
"""Texts are compared by their pieces of so many characters, blanks left out."""

Extractor = Callable[[str], str]


class Everything(HTMLParser):
    """All text of a page but scripts and styles, hidden or not."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.unread += tag in ("script", "style", "head")

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.said.append(data)


def extractors() -> dict[str, Extractor]:
    """Every way to get at the text that is installed here."""
    found: dict[str, Extractor] = {"ours (selectolax)": lambda markup: html_text(markup)[0]}
    logging.disable(logging.CRITICAL)

    def module(name: str) -> Any:
        try:
            return importlib.import_module(name)
        except ImportError:
            return None

    if trafilatura := module("trafilatura"):
        found["trafilatura"] = lambda markup: trafilatura.extract(markup) or ""
        found["trafilatura, recall"] = lambda markup: trafilatura.extract(markup, favor_recall=True) or ""
    if readability := module("readability"):
        found["readability-lxml"] = lambda markup: html_text(readability.Document(markup).summary())[0]
    if resiliparse := module("resiliparse.extract.html2text"):
        found["resiliparse"] = lambda markup: resiliparse.extract_plain_text(markup, main_content=True)
    if justext := module("justext"):
        # no stop words: it has none for Chinese
        settings = {"length_low": 10, "length_high": 30, "stopwords_low": 0, "stopwords_high": 0}
        found["justext"] = lambda markup: "\n".join(
            each.text for each in justext.justext(markup, frozenset(), **settings) if not each.is_boilerplate
        )
    return found


def pages() -> list[tuple[str, str]]:
    """Markup and twin: the sample's HTML pages, and every text of the sample as two kinds of sites set it."""
    found: list[tuple[str, str]] = []
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        html = SAMPLE / "reports" / f"{path.stem}.html"
        if html.exists():
            found.append((decode(html.read_bytes()), text))
        found += [(decode(build(text)), text) for build in (as_cms, as_sharing)]
    return found


def pieces(text: str) -> set[str]:
    """What a text is compared by."""
    text = re.sub(r"\s", "", text)
    return {text[start : start + PIECE] for start in range(max(len(text) - PIECE + 1, 0))}


def facts(text: str, markup_title: str | None = None) -> Counter[tuple[Any, ...]]:
    """What is read from a text."""
    document = Document(Source("page", "page"), "0" * 64, text, markup_title, "html")
    lexicon = load_lexicon()
    return Counter(
        (*(row[name] for name in ("indicator", "value", "bound", "status", "year", "region_code")),)
        for report in standardize(document, load_vocabulary()).reports
        for row in observations_of(report, lexicon)
    )


def main() -> None:
    """Measure each, and print the table of docs/html-extraction.md."""
    given = pages()
    titles = [html_text(markup)[1] for markup, _ in given]
    wanted = [facts(text) for _, text in given]
    print(f"{len(given)} pages, {sum(map(Counter.total, wanted))} facts in their twins\n")
    print("| | text kept | furniture let in | facts as in the twin | other facts | pages a second |")
    print("|---|---|---|---|---|---|")
    for name, extract in extractors().items():
        extract(given[0][0])
        start = time.perf_counter()
        texts = [extract(markup) for markup, _ in given]
        rate = len(given) / (time.perf_counter() - start)
        kept = of_text = let_in = furniture = right = other = 0
        for (markup, twin), text, title, facts_wanted in zip(given, texts, titles, wanted, strict=True):
            everything = Everything()
            everything.feed(markup)
            report, found = pieces(twin), pieces(text)
            frame = pieces("".join(everything.said)) - report
            kept, of_text = kept + len(found & report), of_text + len(report)
            let_in, furniture = let_in + len(found & frame), furniture + len(frame)
            read = facts(text, title)
            right += (read & facts_wanted).total()
            other += (read - facts_wanted).total()
        share = right / sum(map(Counter.total, wanted))
        shares = f"{kept / of_text:.1%} | {let_in / furniture:.1%} | {share:.1%} | {other}"
        print(f"| {name} | {shares} | {rate:,.0f} |")


if __name__ == "__main__":
    main()
