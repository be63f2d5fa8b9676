"""The comparison table of a domain: places by province, one row a place in its latest year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl
from great_tables import GT, html
from markupsafe import Markup

from outputs.pages.comparable import comparable
from outputs.pages.figures import bar_signs, decimals, digits, notes, padding
from outputs.pages.great_table import table_markup
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure, place_page
from outputs.pages.outside import Outside, outside
from outputs.pages.published import Domain, Indicator, Place, Release, Row
from outputs.pages.words import BOUND_SIGNS, KINDS, unit_words

GAP = Markup('<span class="gap">·</span>')
PLACE, PROVINCE, YEAR = "_place", "_province", "_year"

FEWEST_OF_PROVINCE = 2
"""With fewer places a province than this, on average, provinces stand in the places' own cells."""


@dataclass(frozen=True)
class Comparison:
    """A domain's table and what there is to say of it.

    markup     the table, None where it would have no row
    places     how many rows it has, `plans_only` of them with nothing but plans
    years      those of the rows with actual figures
    outside    the figures that it has no cell for
    without    the indicators of the domain that no report states, not even outside of the table
    """

    domain: Domain
    markup: Markup | None
    places: int
    plans_only: int
    years: tuple[int, ...]
    figures: int
    planned: int
    shown: tuple[Indicator, ...]
    outside: Outside
    without: tuple[Indicator, ...]


@dataclass(frozen=True)
class PlaceRow:
    """A place in one year, with the fact that each of its cells shows, by indicator."""

    place: Place
    year: int
    cells: dict[str, Row]
    plans_only: bool = False


def compare(release: Release, domain: Domain, language: Language) -> Comparison:
    """Make the comparison table of a domain in a language."""
    indicators = release.of_domain(domain.id)
    rows = place_rows(release, indicators)
    with_value = {indicator for row in rows for indicator in row.cells}
    order = list(KINDS)
    shown = sorted(
        (indicator for indicator in indicators if indicator.id in with_value),
        key=lambda indicator: order.index(indicator.kind) if indicator.kind in order else len(order),
    )
    cells = [fact for row in rows for fact in row.cells.values()]
    left_out = outside(release, indicators, {row.place.code for row in rows}, with_value, language)
    stated = with_value | left_out.indicators
    return Comparison(
        domain=domain,
        markup=_table(domain, shown, rows, language) if rows else None,
        places=len(rows),
        plans_only=sum(row.plans_only for row in rows),
        years=tuple(sorted({row.year for row in rows if not row.plans_only})),
        figures=len(cells),
        planned=sum(fact["status"] == "planned" for fact in cells),
        shown=tuple(shown),
        outside=left_out,
        without=tuple(indicator for indicator in indicators if indicator.id not in stated),
    )


def place_rows(release: Release, indicators: Iterable[Indicator]) -> list[PlaceRow]:
    """One row a place, by province: its latest year with an actual figure of these indicators.

    A year of one of the place's reports goes before any other: what a report says of years gone by
    stands for the place only where nothing else does (see `comparable` for what never does).
    A row never mixes the figures of several years. Only a plan may look ahead: where a place has no
    actual figure of the row's year, its target for that year, or for the next year that has one,
    stands instead. A place with nothing but plans has a row in the first year it plans for.
    """
    ids = [indicator.id for indicator in indicators]
    facts = comparable(release).filter(pl.col("indicator").is_in(ids))
    rows = []
    for (code,), of_place in facts.group_by("region_code", maintain_order=True):
        actual = of_place.filter(pl.col("status") == "actual")
        own = actual.filter("own_year")
        latest = (own if own.height else actual)["year"].max()
        year = int(of_place["year"].min() if latest is None else latest)  # type: ignore[arg-type]
        cells: dict[str, Row] = {}
        # planned ones first, the farthest first, so that what comes later in the loop takes the cell
        from_then = of_place.filter(pl.col("year") >= year)
        for fact in from_then.sort("status", "year", descending=True).to_dicts():
            if fact["status"] == "planned" or fact["year"] == year:
                cells[fact["indicator"]] = fact
        rows.append(PlaceRow(release.by_code[str(code)], year, cells, plans_only=latest is None))
    first_code: dict[str, str] = {}
    for row in rows:
        first_code.setdefault(row.place.province, row.place.code)
    return sorted(rows, key=lambda row: (first_code[row.place.province], row.place.code))


def cell(fact: Row | None, indicator: Indicator, year: int, most_decimals: int, language: Language) -> Markup:
    """A figure that leads to its evidence, with its marks before it; a dot where there is none."""
    if fact is None:
        return GAP
    text = digits(fact["value"], fact["method"])
    sign = BOUND_SIGNS.get(fact["bound"], "")
    address = evidence_of_figure(fact["region_code"], fact)
    room = padding(text, most_decimals)
    raised = notes(fact["method"], fact["spread"], language)
    classes = " ".join(name for name in ("plan" if fact["status"] == "planned" else "", room) if name)
    link = (
        Markup('<a class="{}" href="{}">').format(classes, address)
        if classes
        else Markup('<a href="{}">').format(address)
    )
    if fact["status"] == "planned":
        ahead = f"{fact['year']}计划" if fact["year"] != year else "计划"
        return Markup("{}<small>{}▹</small>{}{}<i>{}</i></a>").format(link, ahead, raised, sign, text)
    signs = bar_signs(fact["value"], fact["bound"], indicator.bars, language)
    return Markup("{}{}{}{}{}</a>").format(signs, link, raised, sign, text)


def column_head(indicator: Indicator) -> Markup:
    """An indicator's short names, its unit and its bars; leads to the definition."""
    bars = Markup("").join(
        Markup('<span class="bar" title="{}">{} {}</span>').format(bar.source, bar.name, bar.text)
        for bar in indicator.bars
    )
    return Markup(
        '<a href="methods.html#{id}">{zh}</a><span class="en" lang="en">{en}</span>'
        '<span class="unit">{unit}</span>{bars}'
    ).format(
        id=indicator.id,
        zh=indicator.short.zh,
        en=indicator.short.en,
        unit=unit_words(indicator.unit).zh,
        bars=bars,
    )


def _place_head(place: Place, *, with_province: bool) -> Markup:
    """A place's name, which leads to its evidence, and what it lies in."""
    name = Markup('<a href="{}">{}</a>').format(place_page(place.code), place.name)
    if with_province and place.prefecture:
        stack = Markup('<small class="stack"><span>{}</span> <span>{}</span></small>')
        return name + stack.format(place.province, place.prefecture)
    above = place.province if with_province else place.prefecture
    return name + Markup("<small>{}</small>").format(above) if above else name


def _year_head(row: PlaceRow) -> Markup:
    mark = Markup('<span class="only">仅计划 <span lang="en">plans only</span></span>')
    return Markup("{}{}").format(row.year, mark if row.plans_only else "")


def _table(domain: Domain, shown: list[Indicator], rows: list[PlaceRow], language: Language) -> Markup:
    # a row for every province pays only where provinces have several places
    grouped = len(rows) >= FEWEST_OF_PROVINCE * len({row.place.province for row in rows})
    columns: dict[str, list[str]] = {
        PROVINCE: [Markup("<span>{}</span>").format(row.place.province) for row in rows],
        PLACE: [_place_head(row.place, with_province=not grouped) for row in rows],
        YEAR: [_year_head(row) for row in rows],
    }
    if not grouped:
        del columns[PROVINCE]
    heads = list(columns)
    for indicator in shown:
        facts = [row.cells.get(indicator.id) for row in rows]
        most = max(decimals(digits(fact["value"], fact["method"])) for fact in facts if fact)
        columns[indicator.id] = [
            cell(fact, indicator, row.year, most, language) for fact, row in zip(facts, rows, strict=True)
        ]
    frame = pl.DataFrame({name: [str(value) for value in values] for name, values in columns.items()})
    ids = [indicator.id for indicator in shown]
    table = (
        GT(
            frame,
            rowname_col=PLACE,
            groupname_col=PROVINCE if grouped else None,
            id=f"table-{domain.id}",
        )
        # a formatted cell passes as it is: every cell here is Markup whose parts were escaped
        .fmt(str, columns=[*heads, *ids])
        .tab_stubhead(html('地区<span class="en" lang="en">Place</span>'))
        .cols_label({YEAR: html('年份<span class="en" lang="en">Year</span>')})
        .cols_label({indicator.id: _label(column_head(indicator)) for indicator in shown})
        .cols_align("right", columns=[YEAR, *ids])
    )
    for kind, words in KINDS.items():
        spanned = [indicator.id for indicator in shown if indicator.kind == kind]
        if spanned:
            label = Markup('{} <span class="en" lang="en">{}</span>').format(words.zh, words.en)
            table = table.tab_spanner(_label(label), columns=spanned, id=f"_{kind}")
    caption = Markup(
        '<span class="caption">{}：各地最近年度 '
        '<span class="en" lang="en">{}: each place in its latest year</span></span>'
    ).format(domain.name.zh, domain.name.en)
    return table_markup(table, caption)


def _label(markup: Markup) -> Any:
    """A label for great-tables, which reads double braces as its notation of units."""
    return html(str(markup).replace("{", "&#123;"))
