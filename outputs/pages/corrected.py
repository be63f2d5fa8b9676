"""What was put right, as pages say it: what was read before, why it was corrected, and who found it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from outputs.pages.figures import with_unit
from outputs.pages.language import Language
from outputs.pages.links import evidence_of, web_address
from outputs.pages.published import UNPLACED, Indicator, Release, Row
from outputs.pages.words import NO_PERIOD, STATUSES, UNPLACED_NAME, period_words


@dataclass(frozen=True)
class Correction:
    """A correction that was applied. `became` is the figure as put right, None where it was withdrawn.

    `href` leads from the root of the site to the evidence of the figure as put right.
    """

    indicator: Indicator
    read: Markup
    became: Markup | None
    reason: str
    found_by: str
    evidence: str | None
    link: str | None
    source: str
    quote: str
    href: str | None


def corrections(release: Release, language: Language) -> list[Correction]:
    """Every correction that was applied, in the order of the indicators and of the places as read."""
    order = {id_: number for number, id_ in enumerate(release.indicators)}
    rows = sorted(
        release.corrections.values(),
        key=lambda row: (order[row["indicator"]], row["region_code_read"] or "", row["correction_id"]),
    )
    statements = {row["observation_id"]: row for row in release.corrected.to_dicts()}
    return [correction_of(release, row, statements.get(row["observation_id"]), language) for row in rows]


def correction_of(release: Release, row: Row, statement: Row | None, language: Language) -> Correction:
    """A correction and, where the fact was not withdrawn, the statement as it was put right."""
    read = {name: row[f"{name}_read"] for name in ("value", "bound", "status", "year", "from_year")}
    read |= {"unit": row["unit"], "method": "stated"}
    names = row["region_code_read"], row["region_name_read"]
    href = None
    if statement is not None:
        href = evidence_of(statement["region_code"] or UNPLACED, statement["year"], row["observation_id"])
    return Correction(
        indicator=release.indicators[row["indicator"]],
        read=_told(read, names[1] or names[0], language),
        became=None
        if statement is None
        else _told(statement, statement["region_name"] or statement["region_code"], language),
        reason=row["reason"],
        found_by=row["found_by"],
        evidence=row["evidence"],
        link=web_address(row["evidence"]),
        source=row["source"] or "",
        quote=row["quote"] or "",
        href=href,
    )


def _told(row: Row, place: str | None, language: Language) -> Markup:
    """A figure with its place, years and status: 85 所（柳城县，2019 年，实际）."""
    period = period_words(row["year"], row["from_year"], row["unit"])
    words = [
        language.place(place) if place else language.of(UNPLACED_NAME),
        language.of(period or NO_PERIOD),
        language.of(STATUSES[row["status"]]),
    ]
    of_what = language.say(f"（{'，'.join(words)}）", f" ({', '.join(words)})")
    return Markup("{}{}").format(with_unit(row, language), of_what)
