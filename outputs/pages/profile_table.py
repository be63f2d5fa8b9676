"""A domain's table on a place's profile: indicators × years, every figure a link to its evidence.

great-tables takes 10 to 50 ms a table, and a site has 25,000 of them. Their shape is no more than the number
of rows and columns, so a shape is made once, with marks for what it will hold, and filled in many times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl
from great_tables import GT, html
from markupsafe import Markup

from outputs.pages.figures import decimals, digits, notes, padding
from outputs.pages.great_table import CLOSE, OPEN, table_markup
from outputs.pages.language import Language
from outputs.pages.links import evidence_of_figure, evidence_page, indicator_page
from outputs.pages.met import BarVerdict, signs
from outputs.pages.place_record import PlaceRecord
from outputs.pages.published import Domain, Indicator, Row
from outputs.pages.sparkline import sparkline
from outputs.pages.versions import short_change
from outputs.pages.words import BOUND_SIGNS, bar_name, unit_words

GAP = Markup('<span class="gap">·</span>')
FEWEST_POINTS = 3
"""From how many years on a line says more than the figures beside it."""

DRAWN = ("exact", "approx")
"""What a line may go through: a figure of at least so much could lie anywhere above."""


@dataclass(frozen=True)
class Table:
    """What a domain's table shows of a place.

    rows    the indicators that have a figure, each with its facts by year and status
    years   those of its columns, the newest first
    """

    record: PlaceRecord
    domain: Domain
    rows: tuple[Indicator, ...]
    facts: dict[tuple[str, int, str], Row]
    bars: dict[tuple[int, str], tuple[BarVerdict, ...]]
    language: Language
    root: str

    @cached_property
    def years(self) -> list[int]:
        return sorted({year for _, year, _ in self.facts}, reverse=True)

    @cached_property
    def markup(self) -> Markup:
        """The table itself."""
        lines = [self._line(indicator) for indicator in self.rows]
        has_lines = any(lines)
        cells: list[str] = [self._caption(), self.language.say("指标", "Indicator")]
        if has_lines:
            cells.append(self.language.say("历年", "Over the years"))
        cells += [self._year_head(year) for year in self.years]
        for indicator, line in zip(self.rows, lines, strict=True):
            cells.append(self._row_head(indicator))
            if has_lines:
                cells.append(line)
            cells += self._cells(indicator)
        return filled(len(self.rows), len(self.years), has_lines, cells)

    def _caption(self) -> Markup:
        return Markup('<span class="caption">{}</span>').format(self.language.of(self.domain.name))

    def _year_head(self, year: int) -> Markup:
        link = Markup('<a href="{}{}">{}</a>').format(self.root, evidence_page(self.record.code, year), year)
        gap = self.record.gaps.get(year)
        if gap is None:
            return link
        words = {"masked": ("数字被隐去", "digits masked"), "refused page": ("报告未采用", "report refused")}
        return link + Markup("<small>{}</small>").format(
            self.language.say(*words.get(gap, ("无当年报告", "no report")))
        )

    def _row_head(self, indicator: Indicator) -> Markup:
        """An indicator's name, its unit and its bars; leads to its page."""
        name = Markup('<a href="{}{}">{}</a>').format(
            self.root, indicator_page(indicator.id), self.language.of(indicator.name)
        )
        unit = self.language.of(unit_words(indicator.unit))
        bars = Markup("").join(
            Markup('<span class="bar">{} {}{}</span>').format(
                self.language.of(bar_name(bar.name)), bar.text, "%" if indicator.unit == "%" else ""
            )
            for bar in indicator.bars
        )
        return Markup("{} <small>{}</small>{}").format(name, unit, bars)

    def _line(self, indicator: Indicator) -> Markup:
        points = [
            (year, fact["value"])
            for year in self.years
            if (fact := self.facts.get((indicator.id, year, "actual"))) and fact["bound"] in DRAWN
        ]
        if len(points) < FEWEST_POINTS:
            return Markup("")
        first, last = points[-1], points[0]
        label = self.language.say(
            f"{first[0]} 年 {digits(first[1], 'derived')}，{last[0]} 年 {digits(last[1], 'derived')}",
            f"{first[0]}: {digits(first[1], 'derived')}; {last[0]}: {digits(last[1], 'derived')}",
        )
        return sparkline(points, self.years[-1], self.years[0], label)

    def _cells(self, indicator: Indicator) -> list[Markup]:
        pairs = [
            [self.facts.get((indicator.id, year, status)) for status in ("actual", "planned")]
            for year in self.years
        ]
        said = (digits(fact["value"], fact["method"]) for pair in pairs for fact in pair if fact)
        most = max(map(decimals, said))
        return [self._cell(indicator, actual, planned, most) for actual, planned in pairs]

    def _cell(self, indicator: Indicator, actual: Row | None, planned: Row | None, most: int) -> Markup:
        """A figure with its signs and its change, and the plan for the year; a dot where there is neither."""
        made = ""
        if actual:
            verdicts = self.bars.get((actual["year"], indicator.id), ())
            made = f"{signs(verdicts, self.language)}{self._figure(actual, most)}"
            change = short_change(actual, self.record)
            if change:
                made += f'<small class="change">{change}</small>'
        if planned:
            word = self.language.say("计划", "plan")
            made += f'<span class="plan"><small>{word}▹</small>{self._figure(planned, most)}</span>'
        return Markup(made) if made else GAP

    def _figure(self, fact: Row, most: int) -> str:
        # joined by hand, for a site has a million of them; addresses are quoted, digits and signs are ours
        text = digits(fact["value"], fact["method"])
        room = padding(text, most)
        opening = f'<a class="{room}"' if room else "<a"
        address = f"{self.root}{evidence_of_figure(self.record.code, fact)}"
        marks = f"{notes(fact['method'], fact['spread'], self.language)}{BOUND_SIGNS.get(fact['bound'], '')}"
        number = f"<i>{text}</i>" if fact["status"] == "planned" else text
        return f'{opening} href="{address}">{marks}{number}</a>'


def filled(rows: int, years: int, lines: bool, cells: Sequence[str]) -> Markup:
    """A table of so many rows and years with its cells: caption, heads, then row by row, all of them markup.

    `lines`: whether a column of small lines stands between the heads of the rows and the years.
    """
    return Markup(
        "".join(cells[part] if isinstance(part, int) else part for part in _shape(rows, years, lines))
    )


@lru_cache(maxsize=1024)
def _shape(rows: int, years: int, lines: bool) -> tuple[str | int, ...]:
    """The markup of such a table in pieces, and between them the number of the cell that stands there."""
    columns = 1 + lines + years
    names = [f"column-{number}" for number in range(columns)]

    def mark(number: int) -> str:
        return f"{OPEN}{number}{CLOSE}"

    frame = pl.DataFrame(
        {
            name: [mark(1 + columns * (row + 1) + column) for row in range(rows)]
            for column, name in enumerate(names)
        }
    )
    table = GT(frame, rowname_col=names[0], id="profile").tab_stubhead(html(mark(1)))
    table = table.cols_label({name: html(mark(2 + n)) for n, name in enumerate(names[1:])})
    if lines:
        table = table.cols_align("center", columns=names[1])
    table = table.cols_align("right", columns=names[1 + lines :])
    text = str(table_markup(table, Markup(mark(0))))
    pieces = re.split(f"{OPEN}([0-9]+){CLOSE}", text)
    return tuple(int(piece) if n % 2 else piece for n, piece in enumerate(pieces))
