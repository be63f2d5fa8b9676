"""The pages of promises and outcomes: which plans of the reports were kept, missed, or cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
from great_tables import GT
from markupsafe import Markup

from outputs.pages.figures import with_unit
from outputs.pages.great_table import table_markup
from outputs.pages.language import Language
from outputs.pages.links import indicator_page, place_page, targets_page
from outputs.pages.outcomes import SIGNS, VERDICTS, WHY_UNKNOWN, Promise, by_verdict, promises
from outputs.pages.parts import Kind
from outputs.pages.published import Place, Release
from outputs.pages.versions import signed
from outputs.pages.words import METHOD_SIGNS, METHODS, Words
from outputs.pages.writer import Page, Writer

MOST_ROWS = 200
"""With more promises than this each province has a page of its own."""

GAP = Markup('<span class="gap">·</span>')

HEADS: dict[str, Words] = {
    "place": Words("地区", "Place"),
    "indicator": Words("指标", "Indicator"),
    "year": Words("年份", "For"),
    "promised": Words("承诺", "Promised"),
    "said_in": Words("出自", "Said in"),
    "reached": Words("实际", "Reached"),
    "margin": Words("差额", "Margin"),
    "verdict": Words("结果", "Outcome"),
}
NUMBERS = ("year", "promised", "said_in", "reached", "margin")


@dataclass(frozen=True)
class Province:
    """A province's promises: the two digits of its code, its name, and how many have which verdict."""

    code: str
    name: str
    verdicts: dict[str, int]

    @property
    def promises(self) -> int:
        return sum(self.verdicts.values())


def split(release: Release) -> bool:
    """Whether the promises are too many for one page."""
    return release.targets.height > MOST_ROWS


def keys(release: Release) -> Iterable[str]:
    """The page of all, and one a province (its two digits) where they are too many for it."""
    yield ""
    if split(release):
        yield from sorted(set(release.targets["region_code"].str.slice(0, 2)))


def inputs(release: Release, key: str) -> Iterable[object]:
    """The promises with all that decides why one cannot be told, and the places that they are of."""
    in_province = pl.col("region_code").str.slice(0, 2) == key if key else pl.lit(value=True)
    rows = release.targets.filter(in_province)
    yield split(release)
    yield rows
    yield [release.by_code[code] for code in sorted(set(rows["region_code"]))]
    yield [promise.why for promise in promises(release, key or None)]


def pages(release: Release, key: str, writer: Writer) -> Iterator[Page]:
    """All promises in one page, or the provinces with links to theirs, or the promises of a province."""
    overview = split(release) and not key
    found = promises(release, key or None)
    counts = Counter(promise.verdict for promise in found)
    yield writer.page(
        targets_page(key or None),
        "targets.html.j2",
        counts={verdict: counts[verdict] for verdict in VERDICTS},
        total=len(found),
        places=len({promise.place.code for promise in found}),
        province=found[0].place.province if key else None,
        provinces=list(provinces(found)) if overview else [],
        tables=[] if overview else list(_tables(found, writer.language, targets_page(key or None))),
        reasons=_reasons(found),
        verdicts=VERDICTS,
        signs=SIGNS,
    )


def provinces(found: list[Promise]) -> Iterator[Province]:
    """How many promises of each province have which verdict, by code."""
    by_code: dict[str, list[Promise]] = {}
    for promise in found:
        by_code.setdefault(promise.place.province_code, []).append(promise)
    for code, some in sorted(by_code.items()):
        counts = Counter(promise.verdict for promise in some)
        yield Province(code, some[0].place.province, {verdict: counts[verdict] for verdict in VERDICTS})


def _reasons(found: list[Promise]) -> list[tuple[Words, int]]:
    """Why it cannot be told, with counts, the commonest first."""
    counts = Counter(promise.why for promise in found if promise.why)
    order = list(WHY_UNKNOWN)
    return [
        (WHY_UNKNOWN[why], number)
        for why, number in sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    ]


def _tables(found: list[Promise], language: Language, address: str) -> Iterator[tuple[str, int, Markup]]:
    """For each verdict how many promises have it, and their table."""
    root = "../" * address.count("/")
    for verdict, some in by_verdict(found):
        yield verdict, len(some), table(verdict, some, language, root)


def table(verdict: str, some: list[Promise], language: Language, root: str = "") -> Markup:
    """The table of the promises of one verdict, for a page from which `root` leads to the language's."""
    rows = [_cells(promise, language, root) for promise in some]
    frame = pl.DataFrame([{name: str(cell) for name, cell in row.items()} for row in rows])
    if verdict == "unknown":
        frame = frame.drop("margin")
    labels: dict[str, Any] = {name: language.of(HEADS[name]) for name in frame.columns if name != "place"}
    made = (
        GT(frame, rowname_col="place")
        # a formatted cell passes as it is: every cell here is Markup whose parts were escaped
        .fmt(str, columns=frame.columns)
        .tab_stubhead(language.of(HEADS["place"]))
        .cols_label(labels)
        .cols_align("left", columns=["indicator", "verdict"])
        .cols_align("right", columns=[name for name in NUMBERS if name in frame.columns])
    )
    caption = language.say(f"{VERDICTS[verdict].zh}的承诺", f"Promises {VERDICTS[verdict].en}")
    hidden = Markup('<span class="hidden">{}</span>').format(caption)
    return Markup('<table class="outcomes sortable"') + table_markup(made, hidden).removeprefix("<table")


def _cells(promise: Promise, language: Language, root: str) -> dict[str, Markup]:
    row, reached = promise.row, promise.reached
    first = row["planned_from_year"]
    years = f"{first}–{row['planned_year']}" if first else str(row["planned_year"])
    return {
        "place": _place(promise.place, language, root),
        "indicator": Markup('<a href="{}{}">{}</a>').format(
            root, indicator_page(promise.indicator.id), language.of(promise.indicator.name)
        ),
        "year": Markup("{}").format(years),
        "promised": Markup('<a class="plan" href="{}{}">{}</a>').format(
            root, promise.promise_href, with_unit(promise.promised, language)
        ),
        "said_in": Markup('<a href="{}{}">{}</a>').format(
            root, promise.report_href, _said_in(row["planned_said_in"], language)
        ),
        "reached": GAP
        if reached is None
        else Markup('{}<a href="{}{}">{}</a>').format(
            _derived(reached["method"], language), root, promise.outcome_href, with_unit(reached, language)
        ),
        "margin": Markup("{}").format(
            margin(
                row["margin"],
                row["unit"],
                language,
                derived=reached is not None and reached["method"] == "derived",
            )
        ),
        "verdict": _verdict(promise, language),
    }


def _place(place: Place, language: Language, root: str) -> Markup:
    above = " ".join(language.place(name) for name in (place.province, place.prefecture) if name)
    return Markup('<a href="{}{}">{}</a><small>{}</small>').format(
        root, place_page(place.code), language.place(place.name), above
    )


def _said_in(year: int | None, language: Language) -> str:
    if year is None:
        return language.say("年份不详的报告", "an undated report")
    return language.say(f"{year} 年报告", f"report of {year}")


def _derived(method: str, language: Language) -> Markup:
    if not METHOD_SIGNS[method]:
        return Markup("")
    said = language.of(METHODS[method])
    return Markup('<sup role="img" aria-label="{}">{}</sup>').format(said, METHOD_SIGNS[method])


def margin(value: float | None, unit: str, language: Language, *, derived: bool = False) -> str:
    """By how much the outcome is above or below the plan: +23, −1.5 points; a share differs by points.

    To two decimals where the outcome is `derived`, as on the page of the place.
    """
    if value is None:
        return "·"
    points = language.say(" 百分点", " points") if unit == "%" else ""
    return f"{signed(value, 'exact', rounded=derived)}{points}"


def _verdict(promise: Promise, language: Language) -> Markup:
    name, sign = SIGNS[promise.verdict]
    said = language.of(WHY_UNKNOWN[promise.why] if promise.why else VERDICTS[promise.verdict])
    return Markup('<span class="{}" aria-hidden="true">{}</span> {}').format(name, sign, said)


KIND = Kind("targets", keys, inputs, pages)
