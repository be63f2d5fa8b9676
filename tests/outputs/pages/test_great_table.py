"""A tall table is what great-tables would have made of all its rows."""

from __future__ import annotations

import re

import polars as pl
import pytest
from great_tables import GT, html
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from outputs.pages.great_table import table_markup, tall_table

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cc")), max_size=12)


def tight(markup: str) -> str:
    """Markup as a browser reads it, without the blanks between its elements."""
    parsed = LexborHTMLParser(markup).css_first("table")
    assert parsed is not None
    return re.sub(r">\s+<", "><", str(parsed.html))


@pytest.mark.parametrize("group", [None, "group"])
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from("ab"), TEXTS, TEXTS), min_size=1, max_size=6))
def test_it_is_what_great_tables_makes(group: str | None, rows: list[tuple[str, str, str]]) -> None:
    columns: dict[str, list[Markup]] = {
        "group": [Markup("<span>{}</span>").format(row[0]) for row in sorted(rows)],
        "place": [escape(f"place {row[1]}") for row in sorted(rows)],
        "figure": [Markup('<a href="#{}">1</a>').format(row[2]) for row in sorted(rows)],
    }
    if group is None:
        del columns["group"]

    def make(frame: pl.DataFrame) -> GT:
        table = GT(frame, rowname_col="place", groupname_col=group, id="made")
        return table.tab_stubhead("Place").cols_label({"figure": html("<b>Figure</b>")})

    frame = pl.DataFrame({name: [str(value) for value in values] for name, values in columns.items()})
    whole = table_markup(make(frame).fmt(str, columns=list(columns)), "All of them")
    tall = tall_table(make, columns, "All of them", group=group)
    assert tight(tall) == tight(whole)


def test_what_looks_like_a_mark_is_a_cell_like_any_other() -> None:
    columns = {"place": [Markup("\ue0001\ue001"), Markup("b")], "figure": [Markup("1"), Markup("2")]}
    tall = tall_table(lambda frame: GT(frame, rowname_col="place", id="made"), columns, "")
    cells = [node.text() for node in LexborHTMLParser(tall).css("tbody th, tbody td")]
    assert cells == ["\ue0001\ue001", "1", "b", "2"]
