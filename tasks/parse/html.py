"""HTML pages: the visible text, a line a block, without menus, scripts and foot lines."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    (
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead "
        "title tr ul br"
    ).split()
)
SKIPPED = frozenset(
    (
        "script style noscript template svg iframe object embed select option button textarea input head "
        "link meta nav"
    ).split()
)
DEEPEST = 5_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]{0,2000}?(/?)>")
VOID = frozenset(
    "area base br col embed hr img input link meta p li source td th tr track wbr dt dd option".split()
)
SPACE = re.compile(r"[ \t\r\n\f]+")
BLANKS = re.compile(r" *\n[ \n]*")


def html_text(markup: str) -> tuple[str, str | None]:
    """The visible text of a page, a line a block, and what its <title> says.

    Nothing is judged here: menus and foot lines that are not marked up as such stay in the text, and
    the later stages pass over them, so that no part of a report can be lost with them.
    """
    tree = LexborHTMLParser(markup)
    title_node = tree.css_first("title")
    title = SPACE.sub(" ", title_node.text()).strip() if title_node is not None else None
    body = tree.body
    if body is None:
        return "", title or None
    parts: list[str] = []
    _walk(body, parts)
    text = BLANKS.sub("\n", "".join(parts)).strip()
    return text, title or None


def _walk(root: LexborNode, parts: list[str]) -> None:
    """Collect text in document order without recursion: pages nest deeper than Python's stack."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            parts.append(SPACE.sub(" ", text))
            continue
        if tag in SKIPPED or tag.startswith(("-", "_")) or (not closing and _hidden(node)):
            continue
        if tag in BLOCKS:
            parts.append("\n")
        if closing or tag == "br":
            continue
        stack.append((node, True))
        children = list(node.iter(include_text=True))
        stack.extend((child, False) for child in reversed(children))


def _hidden(node: LexborNode) -> bool:
    """Whether an element is not shown: what a reader of the page cannot see, the report does not say."""
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


def too_deep(markup: str) -> bool:
    """Whether elements nest deeper than DEEPEST: the parser's time grows with the square of the depth."""
    depth = deepest = 0
    for match in TAG.finditer(markup):
        if match.group(2).lower() in VOID or match.group(3):
            continue
        depth += -1 if match.group(1) else 1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            return True
    return False
