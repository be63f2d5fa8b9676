"""What a place planned, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from outputs.pages.figures import with_unit
from outputs.pages.language import Language
from outputs.pages.links import evidence_of, evidence_of_figure
from outputs.pages.met import POINTS
from outputs.pages.place_record import PlaceRecord
from outputs.pages.published import Indicator, Row
from outputs.pages.versions import signed
from outputs.pages.words import Words, after_figure, period_words


@dataclass(frozen=True)
class Target:
    """A plan of the place, and what came of it.

    `period` is the years it was for, `said_in` the year of the report that has it, `sign` the class, the sign
    and the words of the verdict; `margin` is the actual value minus the planned one.
    """

    indicator: Indicator
    period: Words | None
    said_in: int | None
    planned: Markup
    planned_href: str
    actual: Markup | None
    actual_href: str | None
    sign: tuple[str, str, Words]
    margin: Markup | None


VERDICTS: dict[str, tuple[str, str, Words]] = {
    "kept": ("met", "✓", Words("兑现", "kept")),
    "missed": ("short", "✗", Words("未兑现", "missed")),
}
OPEN = Words("无法判断", "cannot be told")
NO_OUTCOME = Words("没有读到该年的实际数", "no actual figure of that year")


def target_of(
    row: Row, record: PlaceRecord, indicators: Mapping[str, Indicator], language: Language
) -> Target:
    """A row of the targets of a place."""

    def figure(which: str, status: str, method: str) -> Markup:
        said = {"value": row[f"{which}_value"], "bound": row[f"{which}_bound"], "unit": row["unit"]}
        return with_unit(said | {"status": status, "method": method}, language)

    indicator = indicators[row["indicator"]]
    outcome = record.figures.get((row["planned_year"], row["indicator"], "actual"))
    has_outcome = row["actual_value"] is not None
    method = outcome["method"] if outcome and not row["actual_observation_id"] else "stated"
    href = None
    if row["actual_observation_id"]:
        href = evidence_of(record.code, row["planned_year"], row["actual_observation_id"])
    elif has_outcome and outcome:
        href = evidence_of_figure(record.code, outcome)
    unknown = ("open", "?", OPEN if has_outcome else NO_OUTCOME)
    margin = None
    if row["margin"] is not None:
        text = signed(row["margin"], "exact", rounded=method == "derived")
        unit = POINTS if row["unit"] == "%" else after_figure(row["unit"], text[1:])
        margin = Markup("{}{}").format(text, language.of(unit))
    return Target(
        indicator=indicator,
        period=period_words(row["planned_year"], row["planned_from_year"], row["unit"]),
        said_in=row["planned_said_in"],
        planned=figure("planned", "planned", "stated"),
        planned_href=evidence_of(record.code, row["planned_year"], row["planned_observation_id"]),
        actual=figure("actual", "actual", method) if has_outcome else None,
        actual_href=href,
        sign=VERDICTS.get(row["verdict"], unknown),
        margin=margin,
    )
