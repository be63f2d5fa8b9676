"""A great-tables table as a page can hold it that allows no style but its own stylesheet.

great-tables writes a <style> block, style attributes and a wrapping <div> around its table. The pages'
Content-Security-Policy forbids the first two, and `static/style.css` gives the table its looks by
the classes and the semantics that remain. Its `headers` attributes repeat in every cell what `scope`
says once a row and a column, at a third of the page's weight, so they go too, with the ids they need.
"""

from __future__ import annotations

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
