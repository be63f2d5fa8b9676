"""The comparison table of a domain as markup: places by province, one row a place."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from outputs.pages.comparison import Comparison
from outputs.pages.figures import bar_signs, decimals, digits, notes, padding
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure, evidence_page, place_page
from outputs.pages.place_rows import PlaceRow
from outputs.pages.published import Indicator, Place, Row
from outputs.pages.table_parts import GROUP, PLACE, YEAR, great_table, median_row
from outputs.pages.trends import Trend, small_line
from outputs.pages.words import BOUND_SIGNS, Words

FEWEST_OF_PROVINCE = 2
"""With fewer places a province than this, on average, provinces stand in the places' own cells."""

SILENT = Markup('<span class="gap">·</span>')

GAPS: dict[str, tuple[str, Words]] = {
    "no report": ("–", Words("没有这一年的报告", "no report of that year")),
    "refused page": ("–", Words("这一年的报告未采用", "the report of that year was refused")),
    "masked": ("□", Words("这一年的报告隐去了数字", "the report of that year masks its figures")),
    "stated": ("…", Words("有不能比较的数字", "a figure that does not compare")),
}
"""The sign of a cell without a figure and what it means, by the release's word for it."""

PLANS_ONLY = Words("仅计划", "plans only")


def comparison_table(comparison: Comparison, language: Language, root: str) -> Markup:
    """The table of a comparison that has rows; `root` goes before the addresses of its links."""
    rows, shown = comparison.rows, comparison.shown
    # a row for every province pays only where provinces have several places
    grouped = comparison.province is None and len(rows) >= FEWEST_OF_PROVINCE * len(comparison.provinces)
    of_latest = comparison.year is None
    with_province = comparison.province is None and not grouped
    columns: dict[str, list[Markup]] = {}
    if grouped:
        columns[GROUP] = [
            Markup("<span>{}</span>").format(language.place(row.place.province)) for row in rows
        ]
    columns[PLACE] = [
        place_head(row.place, language, root, with_province=with_province)
        + (_only(row, language) if not of_latest else "")
        for row in rows
    ]
    if of_latest:
        columns[YEAR] = [Markup("{}{}").format(row.year, _only(row, language)) for row in rows]
    for indicator in shown:
        columns[indicator.id] = _column(comparison, indicator, language, root)
    return great_table(
        columns,
        shown,
        first=language.say("地区", "Place"),
        caption=caption_of(comparison, language),
        above=median_row(
            Markup("{}").format(language.say("各地中位数", "Median of places")),
            comparison.medians,
            shown,
            language,
            with_year=of_latest,
        ),
        language=language,
        root=root,
    )


def caption_of(comparison: Comparison, language: Language) -> str:
    """What the table shows, in a line."""
    name = language.of(comparison.domain.name)
    if comparison.province is not None and comparison.rows:
        province = language.place(comparison.rows[0].place.province)
        name = language.say(f"{province}{name}", f"{name}, {province}")
    if comparison.year is None:
        return language.say(f"{name}：各地最近年度", f"{name}: each place in its latest year")
    return language.say(f"{name}：{comparison.year} 年", f"{name}: {comparison.year}")


def place_head(place: Place, language: Language, root: str, *, with_province: bool) -> Markup:
    """A place's name, which leads to its profile, and what it lies in."""
    name = Markup('<a href="{}{}">{}</a>').format(root, place_page(place.code), language.place(place.name))
    prefecture = language.place(place.prefecture) if place.prefecture else None
    province = language.place(place.province)
    if with_province and prefecture:
        stack = Markup('<small class="stack"><span>{}</span> <span>{}</span></small>')
        return name + stack.format(province, prefecture)
    above = province if with_province else prefecture
    return name + Markup("<small>{}</small>").format(above) if above else name


def cell(fact: Row, indicator: Indicator, year: int, most: int, language: Language, root: str) -> Markup:
    """A figure that leads to its evidence, with its marks before it; `most` decimals in its column."""
    text = digits(fact["value"], fact["method"])
    sign = BOUND_SIGNS.get(fact["bound"], "")
    address = root + evidence_of_figure(fact["region_code"], fact)
    raised = notes(fact["method"], fact["spread"], language)
    planned = fact["status"] == "planned"
    classes = " ".join(name for name in ("plan" if planned else "", padding(text, most)) if name)
    named = Markup('class="{}" ').format(classes) if classes else ""
    link = Markup('<a {}href="{}">').format(named, address)
    if planned:
        ahead = language.say("计划", "plan")
        if fact["year"] != year:
            ahead = language.say(f"{fact['year']}计划", f"{fact['year']} plan")
        return Markup("{}<small>{}▹</small>{}{}<i>{}</i></a>").format(link, ahead, raised, sign, text)
    signs = bar_signs(fact["value"], fact["bound"], indicator.bars, language) if indicator.bars else ""
    return Markup("{}{}{}{}{}</a>").format(signs, link, raised, sign, text)


def gap(why: str | None, code: str, year: int, language: Language, root: str) -> Markup:
    """The sign of a cell without a figure: a dot where the report does not say it, else why there is none."""
    if why is None or why not in GAPS:
        return SILENT
    if why == "stated":
        sign, words = GAPS[why]
        said = language.of(words)
        return Markup('<a class="gap" href="{}{}" aria-label="{}" title="{}">{}</a>').format(
            root, evidence_page(code, year), said, said, sign
        )
    return _unreported(why, language)


@cache
def _unreported(why: str, language: Language) -> Markup:
    sign, words = GAPS[why]
    said = language.of(words)
    return Markup('<span class="gap" role="img" aria-label="{}" title="{}">{}</span>').format(
        said, said, sign
    )


def _column(comparison: Comparison, indicator: Indicator, language: Language, root: str) -> list[Markup]:
    facts = [row.cells.get(indicator.id) for row in comparison.rows]
    most = max(decimals(digits(fact["value"], fact["method"])) for fact in facts if fact)
    cells = []
    for fact, row in zip(facts, comparison.rows, strict=True):
        code = row.place.code
        if fact is None:
            why = comparison.gaps.get((code, indicator.id))
            markup = gap(why, code, row.year, language, root)
        else:
            markup = cell(fact, indicator, row.year, most, language, root)
        trend = comparison.trends.get((code, indicator.id))
        cells.append(_line(trend, indicator, language) + markup if trend else markup)
    return cells


def _line(trend: Trend, indicator: Indicator, language: Language) -> Markup:
    (first, before), *_, (last, after) = trend.points
    name = language.of(indicator.short)
    course = f"{digits(before, 'derived')} → {digits(after, 'derived')}"
    years = language.say(f"{first}–{last} 年", f"{first}–{last}")
    return small_line(trend, language.say(f"{name} {years}：{course}", f"{name} {years}: {course}"))


def _only(row: PlaceRow, language: Language) -> Markup:
    if not row.plans_only:
        return Markup("")
    return Markup('<span class="only">{}</span>').format(language.of(PLANS_ONLY))
