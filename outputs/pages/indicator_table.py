"""An indicator's places × years: every figure leads to its evidence, and every gap says what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl
from great_tables import GT, html
from markupsafe import Markup

from outputs.pages.comparison_table import FEWEST_OF_PROVINCE, gap, place_head
from outputs.pages.figures import SIGNS, Bar, decimals, digits, notes, padding, verdict
from outputs.pages.great_table import tall_table
from outputs.pages.indicator_figures import IndicatorFigures
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure
from outputs.pages.medians import COUNTED
from outputs.pages.published import Indicator, Place, Release, Row
from outputs.pages.ranking import SHORT_WORDS
from outputs.pages.sparkline import sparkline
from outputs.pages.words import BOUND_SIGNS, bar_name

PLACE, PROVINCE, LINE = "_place", "_province", "_line"

NOTHING = Markup("")


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
    # a row for every province pays only where provinces have several places
    grouped = len(places) >= FEWEST_OF_PROVINCE * len({place.province for place in places})
    columns: dict[str, list[Markup]] = {}
    if grouped:
        columns[PROVINCE] = [Markup("<span>{}</span>").format(language.place(p.province)) for p in places]
    columns[PLACE] = [place_head(place, language, root, with_province=not grouped) for place in places]
    gap_of = _gaps(figures, language, root)
    for year in years:
        of_year = [(place.code, rows.get((place.code, year))) for place in places]
        most = max(decimals(digits(row["value"], row["method"])) for _, row in of_year if row)
        columns[str(year)] = [
            _cell(row, figures.indicator, most, language, root) if row else gap_of(code, year)
            for code, row in of_year
        ]
    lines = _lines(places, rows.values(), years, language)
    if any(lines):
        columns[LINE] = lines
    return _table(figures.indicator, columns, years, language, grouped=grouped)


def _cell(row: Row, indicator: Indicator, most: int, language: Language, root: str) -> Markup:
    """A figure that leads to its evidence, with its marks; a sign says no more than the table leaves open."""
    text = digits(row["value"], row["method"])
    room = padding(text, most)
    return Markup('{}<a{} href="{}{}">{}{}{}</a>').format(
        Markup("").join(_sign(row, bar, indicator, language) for bar in indicator.bars),
        Markup(' class="{}"').format(room) if room else "",
        root,
        evidence_of_figure(row["region_code"], row),
        notes(row["method"], row["spread"], language),
        BOUND_SIGNS.get(row["bound"], ""),
        text,
    )


def _sign(row: Row, bar: Bar, indicator: Indicator, language: Language) -> Markup:
    met = verdict(row["value"], row["bound"], bar)
    name, sign, _ = SIGNS[met]
    said = language.of(SHORT_WORDS[met])
    if len(indicator.bars) > 1:
        said = language.say("{}{}", "{} {}").format(said, language.of(bar_name(bar.name)))
    return Markup('<span class="{}" role="img" aria-label="{}">{}</span>').format(name, said, sign)


def _gaps(figures: IndicatorFigures, language: Language, root: str) -> Callable[[str, int], Markup]:
    """What stands in the cell of a place and year without a figure, where anything does.

    Most are of years without a report: a sign in each of them would hide the figures.
    """
    said = language.say("只有几年合计，见下", "only of several years together, see below")
    below = Markup('<a class="gap" href="#several" aria-label="{}" title="{}">…</a>').format(said, said)
    actual = figures.several.filter(pl.col("status").cast(pl.String) == "actual")
    summed = set(actual.select("region_code", "year").iter_rows())

    def sign(code: str, year: int) -> Markup:
        if (code, year) in summed:
            return below
        why = figures.gaps.get((code, year), "no report")
        return NOTHING if why == "no report" else gap(why, code, year, language, root)

    return sign


def _lines(places: list[Place], rows: Iterable[Row], years: list[int], language: Language) -> list[Markup]:
    of_place: dict[str, list[Row]] = {}
    for row in rows:
        of_place.setdefault(row["region_code"], []).append(row)
    return [_line(of_place[place.code], years, language) for place in places]


def _line(rows: Iterable[Row], years: list[int], language: Language) -> Markup:
    points = [(row["year"], row["value"]) for row in rows if row["bound"] in COUNTED]
    said = language.say("；", "; ").join(
        language.say(f"{year} 年 {digits(value)}", f"{year}: {digits(value)}")
        for year, value in sorted(points)
    )
    return sparkline(points, years[-1], years[0], said)


def _table(
    indicator: Indicator,
    columns: dict[str, list[Markup]],
    years: list[int],
    language: Language,
    *,
    grouped: bool,
) -> Markup:
    numbers = [str(year) for year in years]

    def made(frame: pl.DataFrame) -> GT:
        table = (
            GT(
                frame,
                rowname_col=PLACE,
                groupname_col=PROVINCE if grouped else None,
                id=f"table-{indicator.id}",
            )
            .tab_stubhead(language.say("地区", "Place"))
            .cols_align("right", columns=numbers)
        )
        if LINE not in columns:
            return table
        label = html(language.say("走势", "Over the years"))
        return table.cols_label({LINE: label}).cols_align("left", columns=LINE)

    caption = language.say(f"{indicator.name.zh}：地区 × 年份", f"{indicator.name.en}: places × years")
    return tall_table(
        made,
        columns,
        Markup('<span class="caption">{}</span>').format(caption),
        group=PROVINCE if grouped else None,
        classes=Markup("sortable filterable"),
    )
