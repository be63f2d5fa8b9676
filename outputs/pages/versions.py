"""How a figure differs: from that of the year before, and from what it was when less was known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from outputs.pages.figures import digits, with_unit
from outputs.pages.figures import rounded as rounded_digits
from outputs.pages.language import Language
from outputs.pages.links import anchor_of, evidence_of_figure
from outputs.pages.met import POINTS
from outputs.pages.place_record import FigureKey, PlaceRecord
from outputs.pages.place_reports import ReportEntry
from outputs.pages.published import Row
from outputs.pages.words import BOUND_SIGNS, Words, after_figure, period_words


@dataclass(frozen=True)
class Change:
    """The change of a figure on that of the year before, which stands at `href`."""

    change: Markup
    before: Markup
    year: int
    href: str


@dataclass(frozen=True)
class Version:
    """What a figure was before; None where none was to be had.

    It held until `until` (a day; None: not known which). `href` leads to its sentence on the same page,
    `report` is the one that it was of; neither where it was derived. `period` says of which years it was
    where they were several.
    """

    value: Markup | None
    period: Words | None
    until: str | None
    href: str | None
    report: ReportEntry | None


def signed(change: float, bound: str, *, rounded: bool) -> str:
    """A change with its sign: +9, −1.5, ≥+20, ±0; to two decimals where a derived figure is in it."""
    text = rounded_digits(abs(change)) if rounded else digits(abs(change))
    sign = "±" if text == "0" else "+" if change > 0 else "−"
    return f"{BOUND_SIGNS.get(bound, '')}{sign}{text}"


def short_change(row: Row, record: PlaceRecord) -> str | None:
    """The change of a fact on the year before, without its unit; None where the release has none."""
    if row["change"] is None:
        return None
    before = record.figures.get((row["year"] - 1, row["indicator"], row["status"]))
    rounded = row["method"] == "derived" or (before is not None and before["method"] == "derived")
    return signed(row["change"], row["change_bound"], rounded=rounded)


def change_of(row: Row, record: PlaceRecord, language: Language) -> Change | None:
    """The change of a fact on the year before, as its evidence tells it."""
    text = short_change(row, record)
    before = record.figures.get((row["year"] - 1, row["indicator"], row["status"]))
    if text is None or before is None:
        return None
    return Change(
        change=Markup("{}{}").format(text, language.of(unit_of_change(row["unit"], text))),
        before=with_unit(before, language),
        year=before["year"],
        href=evidence_of_figure(record.code, before),
    )


def unit_of_change(unit: str, text: str) -> Words:
    """What stands behind the change of a figure in this unit: shares differ by percentage points."""
    return POINTS if unit == "%" else after_figure(unit, text.lstrip("≈≥≤+−±"))


def earlier_versions(
    record: PlaceRecord, reports: Mapping[str, ReportEntry], language: Language
) -> dict[FigureKey, tuple[Version, ...]]:
    """What the figures of a place were before they were revised, the newest first."""

    def key(row: Row) -> FigureKey:
        return row["year"], row["indicator"], row["status"]

    found: dict[FigureKey, tuple[Version, ...]] = {}
    for figure, group in groupby(record.vintages, key=key):
        rows = list(group)  # by revision
        versions = [_version(row, after["known_since"], reports, language) for row, after in pairwise(rows)]
        if versions:
            found[figure] = tuple(reversed(versions))
    return found


def _version(row: Row, until: str | None, reports: Mapping[str, ReportEntry], language: Language) -> Version:
    return Version(
        value=None if row["value"] is None else with_unit(row, language),
        period=None
        if row["from_year"] in (None, row["year"])
        else period_words(row["year"], row["from_year"], row["unit"]),
        until=until,
        href=f"#{anchor_of(row['observation_id'])}" if row["observation_id"] else None,
        report=reports.get(row["report_id"] or ""),
    )
