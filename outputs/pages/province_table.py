"""The table of a domain whose places are too many for one: a row a province, with the medians of its
places."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from outputs.pages.comparison import Comparison
from outputs.pages.comparison_table import PLANS_ONLY
from outputs.pages.language import Language
from outputs.pages.links import domain_page
from outputs.pages.medians import Median, medians
from outputs.pages.place_rows import PlaceRow
from outputs.pages.table_parts import PLACE, great_table, median_cell, median_row


@dataclass(frozen=True)
class ProvinceRow:
    """A province: the first two digits of its places, its name, its places in the table, their medians.

    With nothing but plans of a year (`plans_only`) it has no table of that year.
    """

    code: str
    name: str
    places: int
    plans_only: bool
    medians: dict[str, Median]


def province_rows(comparison: Comparison) -> list[ProvinceRow]:
    """The provinces that a comparison's rows lie in, by code."""
    of_province: dict[str, list[PlaceRow]] = {}
    for row in comparison.rows:
        of_province.setdefault(row.place.province_code, []).append(row)
    return [
        ProvinceRow(
            code,
            rows[0].place.province,
            len(rows),
            all(row.plans_only for row in rows),
            medians(fact for row in rows for fact in row.cells.values()),
        )
        for code, rows in sorted(of_province.items())
    ]


def province_table(comparison: Comparison, language: Language, root: str) -> Markup:
    """The medians of each province; a province leads to the table of its places, of the same year."""
    rows = province_rows(comparison)
    domain = comparison.domain
    with_median = {id_ for row in rows for id_ in row.medians} | set(comparison.medians)
    shown = [indicator for indicator in comparison.shown if indicator.id in with_median]
    columns = {PLACE: [_head(row, comparison, language, root) for row in rows]} | {
        indicator.id: [median_cell(row.medians.get(indicator.id), language) for row in rows]
        for indicator in shown
    }
    name = language.of(domain.name)
    when = language.say("各地最近年度", "each place in its latest year")
    if comparison.year is not None:
        when = language.say(f"{comparison.year} 年", str(comparison.year))
    return great_table(
        columns,
        shown,
        first=language.say("省份", "Province"),
        caption=language.say(
            f"{name}：各省（区、市）所属地区的中位数，{when}",
            f"{name}: the median of each province’s places, {when}",
        ),
        above=median_row(
            Markup("{}<small>{}</small>").format(
                language.say("全部地区", "All places"),
                language.say(f"{comparison.places:,} 个地区", f"{comparison.places:,} places"),
            ),
            comparison.medians,
            shown,
            language,
            with_year=False,
        ),
        language=language,
        root=root,
    )


def _head(row: ProvinceRow, comparison: Comparison, language: Language, root: str) -> Markup:
    """A province's name, which leads to the table of its places of the same year, and how many they are."""
    name = Markup("{}").format(language.place(row.name))
    places = language.say(f"{row.places:,} 个地区", f"{row.places:,} place{'s' * (row.places > 1)}")
    if row.plans_only and comparison.year is not None:
        only = Markup('<span class="only">{}</span>').format(language.of(PLANS_ONLY))
        return name + Markup("<small>{}</small>").format(places) + only
    address = domain_page(comparison.domain.id, comparison.year, row.code)
    return Markup('<a href="{}{}">{}</a><small>{}</small>').format(root, address, name, places)
