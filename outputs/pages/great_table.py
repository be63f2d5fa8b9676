"""A great-tables table as a page can hold it that allows no style but its own stylesheet.

great-tables writes a <style> block, style attributes and a wrapping <div> around its table. The pages'
Content-Security-Policy forbids the first two, and `static/style.css` gives the table its looks by
the classes and the semantics that remain. Its `headers` attributes repeat in every cell what `scope`
says once a row and a column, at a third of the page's weight, so they go too, with the ids they need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import polars as pl
from great_tables import GT
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

KEPT = {
    "table": ("aria-labelledby",),
    "th": ("scope", "colspan", "rowspan", "class"),
    "td": ("class", "colspan"),
    "tr": ("class",),
}
"""The attributes that stay, by element. Those of what the cells themselves hold are not touched."""

NOTHING = Markup("")

CLASSES = {
    "gt_right": "num",
    "gt_left": "text",
    "gt_column_spanner_outer": "spanner",
    "gt_group_heading": "group",
    "gt_stub": "place",
}
"""The classes that stay, under plainer names."""


def table_markup(
    table: GT, caption: Markup | str, above: Markup = NOTHING, classes: Markup = NOTHING
) -> Markup:
    """The <table> of a GT with a <caption> and without inline styles, ids or headers.

    `above` is a <tbody> that goes before those of the GT, `classes` are those of the <table>: "sortable"
    and "filterable" make static/site.js offer that.

    The markup is parsed and written anew, not cut by patterns: a cell's text cannot pose as a tag.
    """
    parsed = LexborHTMLParser(table.as_raw_html())
    root = parsed.css_first("table.gt_table")
    if root is None:
        raise ValueError("great-tables gave no table")
    for tag, kept in KEPT.items():
        nodes = [root] if tag == "table" else root.css(tag)
        for node in nodes:
            names = (node.attributes.get("class") or "").split()
            for name in list(node.attributes):
                if name not in kept:
                    del node.attrs[name]
            plain = " ".join(CLASSES[name] for name in names if name in CLASSES)
            if "class" in node.attributes:
                if plain:
                    node.attrs["class"] = plain
                else:
                    del node.attrs["class"]
    html = root.html or ""
    opening, rest = html.split(">", 1)
    if classes:
        opening += f' class="{classes}"'
    heads, end, rows = rest.partition("</thead>")  # text holds no tags: it was escaped
    return Markup(f"{opening}><caption>{escape(caption)}</caption>{heads}{end}{above}{rows}")


OPEN, CLOSE = "\ue000", "\ue001"
"""Around the number of a cell while a table is made: characters that no markup of it holds."""


def tall_table(
    make: Callable[[pl.DataFrame], GT],
    columns: Mapping[str, Sequence[Markup]],
    caption: Markup | str,
    *,
    group: str | None = None,
    above: Markup = NOTHING,
    classes: Markup = NOTHING,
) -> Markup:
    """`table_markup` of the GT that `make` makes of a frame of these columns, for many rows.

    great-tables sets a frame's cells one by one, 0.1 ms each. Here it makes the heads, one row and, where
    rows are in groups, the head of one group; the other rows are written after those. `columns` hold
    markup, all of the same length, at least one row; `group` is the one whose equal neighbours
    form a group, and `make` must name it so.
    """
    names = list(columns)
    frame = pl.DataFrame({name: [f"{OPEN}{number}{CLOSE}"] for number, name in enumerate(names)})
    text = str(table_markup(make(frame), caption, above, classes))
    start = text.rindex("<tr", 0, text.index(OPEN))
    end = text.rindex("</tr>") + len("</tr>")
    body = text[start:end]
    group_head, row = "", body
    if group is not None:
        cut = body.index("</tr>") + len("</tr>")
        group_head, row = body[:cut], body[cut:]
    written = [text[:start]]
    head_pieces, row_pieces = _pieces(group_head, names), _pieces(row, names)
    before = None
    for number in range(len(columns[names[0]])):
        if group is not None and columns[group][number] != before:
            before = columns[group][number]
            written += [piece if name is None else columns[name][number] for name, piece in head_pieces]
        written += [piece if name is None else columns[name][number] for name, piece in row_pieces]
    return Markup("".join((*written, text[end:])))


def _pieces(text: str, names: Sequence[str]) -> list[tuple[str | None, str]]:
    """Markup in pieces: text as it is (None), and where the cell of a column stands, that column's name."""
    parts = re.split(f"{OPEN}([0-9]+){CLOSE}", text)
    return [(names[int(part)], "") if n % 2 else (None, part) for n, part in enumerate(parts)]
