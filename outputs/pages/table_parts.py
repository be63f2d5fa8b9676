"""What the tables of places and of provinces share: heads, spanners, the row of medians, the call to
great-tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from great_tables import GT, html
from markupsafe import Markup

from outputs.pages.figures import Bar
from outputs.pages.great_table import table_markup
from outputs.pages.language import Language
from outputs.pages.links import indicator_page
from outputs.pages.medians import Median
from outputs.pages.published import Indicator
from outputs.pages.words import KINDS, bar_name, unit_words

PLACE, GROUP, YEAR = "_place", "_group", "_year"
"""The columns that are no indicators: the row's head, the head of the group of rows, and the year."""


def column_head(indicator: Indicator, language: Language, root: str) -> Markup:
    """An indicator's short name, its unit and its bars; leads to its page."""
    bars = Markup("").join(
        Markup('<span class="bar">{}</span>').format(bar_label(bar, language)) for bar in indicator.bars
    )
    return Markup('<a href="{}{}">{}</a><span class="unit">{}</span>{}').format(
        root,
        indicator_page(indicator.id),
        language.of(indicator.short),
        language.of(unit_words(indicator.unit)),
        bars,
    )


def bar_label(bar: Bar, language: Language) -> str:
    """A bar as a column's head has room for: 普及普惠县 ≥80; in English its name stands below the table."""
    return language.say(f"{bar_name(bar.name).zh} {bar.text}", f"bar {bar.text}")


def median_cell(median: Median | None, language: Language) -> Markup:
    """A median with the number of places that it is of; nothing where they are too few."""
    if median is None:
        return Markup("")
    places = language.say(f"{median.places:,} 地", f"of {median.places:,}")
    return Markup("<span>{}</span><small>{}</small>").format(median.text, places)


def median_row(
    label: Markup,
    medians: Mapping[str, Median],
    shown: Sequence[Indicator],
    language: Language,
    *,
    with_year: bool,
) -> Markup:
    """The row of medians, in a body of its own above the others; nothing where no indicator has one."""
    if not any(indicator.id in medians for indicator in shown):
        return Markup("")
    row = Markup('<tbody class="median"><tr><th class="place" scope="row">{}</th>').format(label)
    row += Markup('<td class="num"></td>' if with_year else "")
    for indicator in shown:
        row += Markup('<td class="num">{}</td>').format(median_cell(medians.get(indicator.id), language))
    return row + Markup("</tr></tbody>")


def great_table(
    columns: Mapping[str, Sequence[Markup]],
    shown: Sequence[Indicator],
    *,
    first: str,
    caption: str,
    above: Markup,
    language: Language,
    root: str,
) -> Markup:
    """A table of columns of Markup, made by great-tables, with a spanner for each kind of indicators.

    `columns` are those of PLACE, GROUP and YEAR that it has, then one for each indicator in `shown`;
    `first` is the head of the places' column, `above` goes between the heads and the rows.
    """
    frame = pl.DataFrame({name: [str(value) for value in values] for name, values in columns.items()})
    ids = [indicator.id for indicator in shown]
    table = (
        GT(
            frame,
            rowname_col=PLACE,
            groupname_col=GROUP if GROUP in columns else None,
            id="comparison",
        )
        # a formatted cell passes as it is: every cell here is Markup whose parts were escaped
        .fmt(str, columns=list(columns))
        .tab_stubhead(first)
        .cols_label({indicator.id: _label(column_head(indicator, language, root)) for indicator in shown})
    )
    if YEAR in columns:
        table = table.cols_label({YEAR: language.say("年份", "Year")})
    table = table.cols_align("right", columns=[name for name in (YEAR, *ids) if name in columns])
    for kind, words in KINDS.items():
        spanned = [indicator.id for indicator in shown if indicator.kind == kind]
        if spanned:
            label = Markup("<span>{}</span>").format(language.of(words))
            table = table.tab_spanner(_label(label), columns=spanned, id=f"_{kind}")
    said = Markup('<span class="caption">{}</span>').format(caption)
    return table_markup(table, said, above, Markup("sortable filterable"))


def _label(markup: Markup) -> Any:
    """A label for great-tables, which reads double braces as its notation of units."""
    return html(str(markup).replace("{", "&#123;"))
