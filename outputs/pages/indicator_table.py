"""An indicator's places × years: every figure leads to its evidence, and every gap says what it is."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from great_tables import GT, html
from markupsafe import Markup

from outputs.pages.figures import bar_signs, decimals, digits, notes, padding
from outputs.pages.great_table import table_markup
from outputs.pages.indicator_figures import IndicatorFigures
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure, place_page
from outputs.pages.published import Indicator, Place, Release, Row
from outputs.pages.ranking import OPEN
from outputs.pages.sparkline import sparkline
from outputs.pages.words import BOUND_SIGNS, Words

PLACE, PROVINCE, LINE = "_place", "_province", "_line"

FEWEST_OF_PROVINCE = 2
"""With fewer places a province than this, on average, provinces stand in the places' own cells."""

NOT_STATED = Words("报告没有提到", "not stated in the report that was read")
GAP_WORDS: dict[str, Words] = {
    "masked": Words("数字缺失", "digits lost"),
    "refused page": Words("未采用", "refused"),
}
"""What stands in a cell without a figure where more is known than that a report is silent."""


def year_table(release: Release, figures: IndicatorFigures, root: str, language: Language) -> Markup | None:
    """The actual figures of one year each, by place and year, the newest year first; None without any.

    `root` goes before addresses on the page that it will stand on. A small line shows how a place's
    figures went where there are two or more; those with a lower or upper bound are not on it.
    """
    rows = {(row["region_code"], row["year"]): row for row in figures.dated.to_dicts()}
    places = [release.by_code[code] for code in sorted({code for code, _ in rows})]
    if not places:
        return None
    years = figures.years
    summed = set(figures.several.select("region_code", "year").iter_rows())
    # a row for every province pays only where provinces have several places
    grouped = len(places) >= FEWEST_OF_PROVINCE * len({place.province for place in places})
    columns: dict[str, list[Markup]] = {
        PROVINCE: [Markup("<span>{}</span>").format(language.place(p.province)) for p in places],
        PLACE: [_place_head(place, root, language, with_province=not grouped) for place in places],
    }
    if not grouped:
        del columns[PROVINCE]
    for year in years:
        of_year = [rows.get((place.code, year)) for place in places]
        most = max(decimals(digits(row["value"], row["method"])) for row in of_year if row)
        columns[str(year)] = [
            cell(row, figures.indicator, most, root, language)
            if row
            else _gap(figures.gaps.get((place.code, year)), language, summed=(place.code, year) in summed)
            for row, place in zip(of_year, places, strict=True)
        ]
    of_place: dict[str, list[Row]] = {}
    for (code, _), row in rows.items():
        of_place.setdefault(code, []).append(row)
    lines = [_line(of_place[place.code], years, language) for place in places]
    if any(lines):
        columns[LINE] = lines
    return _table(figures.indicator, columns, years, language, grouped=grouped)


def cell(row: Row, indicator: Indicator, most: int, root: str, language: Language) -> Markup:
    """A figure that leads to its evidence, with its marks before it."""
    text = digits(row["value"], row["method"])
    room = padding(text, most)
    opening = Markup('<a{} href="{}{}">').format(
        Markup(' class="{}"').format(room) if room else "", root, evidence_of_figure(row["region_code"], row)
    )
    return Markup("{}{}{}{}{}</a>").format(
        bar_signs(row["value"], row["bound"], indicator.bars, language),
        opening,
        notes(row["method"], row["spread"], language),
        BOUND_SIGNS.get(row["bound"], ""),
        text,
    )


def _gap(why: str | None, language: Language, *, summed: bool) -> Markup:
    if summed:
        said = language.say("只有几年合计，见下", "only of several years together, see below")
        return Markup('<a class="gap" href="#several" aria-label="{}" title="{}">↓</a>').format(said, said)
    if why in GAP_WORDS:
        return Markup('<small class="gap">{}</small>').format(language.of(GAP_WORDS[why]))
    # no report of that year was read: the cell stays empty
    return Markup('<span class="gap">·</span>') if why in ("not stated", "stated") else Markup("")


def _line(rows: Iterable[Row], years: list[int], language: Language) -> Markup:
    points = [(row["year"], row["value"]) for row in rows if row["bound"] not in OPEN]
    said = language.say("；", "; ").join(
        language.say(f"{year} 年 {digits(value)}", f"{year}: {digits(value)}")
        for year, value in sorted(points)
    )
    return sparkline(points, years[-1], years[0], said)


def _place_head(place: Place, root: str, language: Language, *, with_province: bool) -> Markup:
    name = Markup('<a href="{}{}">{}</a>').format(root, place_page(place.code), language.place(place.name))
    above = [place.province] if with_province else []
    above += [place.prefecture] if place.prefecture else []
    if not above:
        return name
    return name + Markup("<small>{}</small>").format(" ".join(language.place(each) for each in above))


def _table(
    indicator: Indicator,
    columns: dict[str, list[Markup]],
    years: list[int],
    language: Language,
    *,
    grouped: bool,
) -> Markup:
    frame = pl.DataFrame({name: [str(value) for value in values] for name, values in columns.items()})
    numbers = [str(year) for year in years]
    table = (
        GT(
            frame,
            rowname_col=PLACE,
            groupname_col=PROVINCE if grouped else None,
            id=f"table-{indicator.id}",
        )
        # a formatted cell passes as it is: every cell here is Markup whose parts were escaped
        .fmt(str, columns=list(columns))
        .tab_stubhead(language.say("地区", "Place"))
        .cols_align("right", columns=numbers)
    )
    if LINE in columns:
        table = table.cols_label({LINE: html(language.say("走势", "Over the years"))}).cols_align(
            "left", columns=LINE
        )
    caption = language.say(f"{indicator.name.zh}：地区 × 年份", f"{indicator.name.en}: places × years")
    return table_markup(table, Markup('<span class="caption">{}</span>').format(caption))
