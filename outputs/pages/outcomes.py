"""Promises and outcomes: each planned figure beside what was reached, and why it is open where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from indicators.bounds import HIGHEST, LOWEST, load_bounds
from indicators.knowing import known_since
from indicators.targets import BY_SIDE, load_target_rules
from outputs.pages.links import evidence_of, evidence_of_figure, report_of
from outputs.pages.published import Indicator, Place, Release, Row
from outputs.pages.words import Words

VERDICTS: dict[str, Words] = {
    "missed": Words("未达到", "missed"),
    "kept": Words("达到", "kept"),
    "unknown": Words("无法判断", "not known"),
}
"""The verdicts of `indicators.findings_schemas.Targets`, in the order of the page."""

SIGNS = {"missed": ("short", "✗"), "kept": ("met", "✓"), "unknown": ("open", "?")}
"""The class and the sign of each verdict."""

WHY_UNKNOWN: dict[str, Words] = {
    "no report": Words("没有读到那一年的报告", "no report of that year was read"),
    "refused page": Words("那一年的报告未采用", "the report of that year was refused"),
    "masked": Words("那一年的报告缺失数字", "the report of that year has lost its digits"),
    "not stated": Words("那一年的报告没有说", "the report of that year does not say"),
    "other period": Words("只有另一时段的数字", "only a figure of another period is stated"),
    "against": Words(
        "计划的界限与好坏方向相反，目标不明",
        "the bound of the plan runs against what is better, so its aim cannot be told",
    ),
    "not ended": Words("只知道年中的进度", "only how far it had come in the course of the year is known"),
    "bounds": Words("约数或上下限留有余地", "the bounds of the figures leave it open"),
    "either way": Words(
        "与计划不同，多少无所谓好坏",
        "it came out otherwise than planned, and neither more nor fewer is better",
    ),
}
"""Why nobody can say whether a promise was kept."""

OF_SILENCE = {silence: silence for silence in ("no report", "refused page", "masked", "not stated")} | {
    "stated": "other period"
}
"""Why there is no outcome, by what the table `silence` says of the place, year and indicator."""


@dataclass(frozen=True)
class Promise:
    """A planned figure: `row` is that of the table `targets`, `why` a key of WHY_UNKNOWN where it is open."""

    row: Row
    place: Place
    indicator: Indicator
    why: str | None

    @property
    def verdict(self) -> str:
        return str(self.row["verdict"])

    @property
    def promised(self) -> Row:
        """The planned figure, as `figures.with_unit` takes one."""
        return self._figure("planned") | {"status": "planned", "method": "stated"}

    @property
    def reached(self) -> Row | None:
        """The actual figure, as `figures.with_unit` takes one; None where there is none."""
        if self.row["actual_value"] is None:
            return None
        derived = self.row["actual_observation_id"] is None
        return self._figure("actual") | {"status": "actual", "method": "derived" if derived else "stated"}

    def _figure(self, side: str) -> Row:
        return {
            "value": self.row[f"{side}_value"],
            "bound": self.row[f"{side}_bound"],
            "unit": self.row["unit"],
        }

    @property
    def promise_href(self) -> str:
        """Where the sentence of the plan stands."""
        return evidence_of(self.place.code, self.row["planned_year"], self.row["planned_observation_id"])

    @property
    def outcome_href(self) -> str:
        """Where that of the actual figure stands, or how it was derived."""
        figure = {"year": self.row["planned_year"], "indicator": self.indicator.id, "status": "actual"}
        figure |= {"observation_id": self.row["actual_observation_id"]}
        return evidence_of_figure(self.place.code, figure)

    @property
    def report_href(self) -> str:
        """Where the report that planned it is described."""
        return report_of(self.place.code, self.row["planned_report_id"])


def promises(release: Release, province: str | None = None) -> list[Promise]:
    """Every planned figure with a place and a year, or those of a province (two digits).

    The missed ones first, then the kept ones, then those of which nobody can say; by place, indicator, year.
    """
    rows = release.targets
    if province is not None:
        rows = rows.filter(pl.col("region_code").str.slice(0, 2) == province)
    reasons = Reasons(release, rows)
    order, rank = list(VERDICTS), {id_: n for n, id_ in enumerate(release.indicators)}
    found = [
        Promise(row, release.by_code[row["region_code"]], indicator, reasons.why(row, indicator))
        for row in rows.to_dicts()
        for indicator in [release.indicators[row["indicator"]]]
    ]
    return sorted(
        found,
        key=lambda promise: (
            order.index(promise.verdict),
            promise.place.code,
            rank[promise.indicator.id],
            promise.row["planned_year"],
            promise.row["planned_said_in"] or 0,
            promise.row["planned_observation_id"],
        ),
    )


class Reasons:
    """Why it cannot be told of some rows of `targets` whether they were kept."""

    def __init__(self, release: Release, rows: pl.DataFrame) -> None:
        self._release, self._rows = release, rows
        self._codes = sorted(set(rows["region_code"]))

    def why(self, row: Row, indicator: Indicator) -> str | None:
        """A key of WHY_UNKNOWN; None where the verdict is known."""
        if row["verdict"] != "unknown":
            return None
        if row["actual_value"] is None:
            fact = (row["region_code"], row["planned_year"], row["indicator"])
            # where the table has no row, no report of the place reaches as far as that year
            return OF_SILENCE[self._silence.get(fact, "no report")]
        goal = goal_of(row["planned_bound"], indicator)
        if goal is None:
            return "against"
        if row["margin"] is None and self._in_its_course(row):
            return "not ended"
        return "either way" if goal == "equal" and _certainly_other(row) else "bounds"

    def _of_places(self, table: str) -> pl.DataFrame:
        whole: pl.DataFrame = getattr(self._release, table)
        return whole.filter(pl.col("region_code").is_in(self._codes))

    @cached_property
    def _silence(self) -> dict[tuple[str, int, str], str]:
        key = ["region_code", "year", "indicator"]
        facts = self._rows.select("region_code", "indicator", year="planned_year")
        found = self._of_places("silence").join(facts, on=key, how="semi")
        return {
            (code, year, id_): said for code, year, id_, said in found.select(*key, "silence").iter_rows()
        }

    def _in_its_course(self, row: Row) -> bool:
        """Whether the outcome is of a report that plans for that very year, and came out before its end."""
        report = self._reports_of_outcomes.get(row["actual_observation_id"])
        known = self._known.get(report or "")
        fact = (row["region_code"], row["planned_year"], row["indicator"])
        in_time = known is None or int(known[:4]) <= row["planned_year"]
        return report in self._planning.get(fact, ()) and in_time

    @cached_property
    def _reports_of_outcomes(self) -> dict[str, str]:
        ids = self._rows["actual_observation_id"].drop_nulls().unique()
        found = self._of_places("statements").filter(pl.col("observation_id").is_in(ids.implode()))
        return dict(found.select("observation_id", "report_id").iter_rows())

    @cached_property
    def _planning(self) -> dict[tuple[str, int, str], set[str]]:
        found: dict[tuple[str, int, str], set[str]] = {}
        columns = ("region_code", "planned_year", "indicator", "planned_report_id")
        for *fact, report in self._rows.select(columns).iter_rows():
            code, year, id_ = fact
            found.setdefault((code, year, id_), set()).add(report)
        return found

    @cached_property
    def _known(self) -> Mapping[str, str | None]:
        columns = ("report_id", "published", "year")
        named = sorted(set(self._rows["planned_report_id"]) & self._release.reports.keys())
        rows = [tuple(self._release.reports[id_][name] for name in columns) for id_ in named]
        types = {"report_id": pl.String, "published": pl.String, "year": pl.Int32}
        return dict(known_since(pl.DataFrame(rows, schema=types, orient="row")).iter_rows())


def goal_of(bound: str, indicator: Indicator) -> str | None:
    """What a plan asks for (see `indicators.targets`): at_least, at_most, equal; None: nobody can say."""
    better = BY_SIDE.get(indicator.higher_is)
    if bound in ("at_least", "at_most"):
        return None if better is not None and better != bound else bound
    by_kind: dict[str, str] = {direction.kind: direction.kept for direction in load_target_rules().direction}
    return better or by_kind.get(indicator.kind)


def _certainly_other(row: Row) -> bool:
    """Whether the outcome is another figure than the plan, whatever their bounds leave open."""
    plan, reached = (_span(row[f"{side}_value"], row[f"{side}_bound"]) for side in ("planned", "actual"))
    return reached[1] < plan[0] or reached[0] > plan[1]


def _span(value: float, bound: str) -> tuple[float, float]:
    """The least and the most that a figure can stand for (see `indicators.bounds`)."""
    room = abs(value) * load_bounds().approx.share if bound == "approx" else 0.0
    return (
        LOWEST if bound == "at_most" else value - room,
        HIGHEST if bound == "at_least" else value + room,
    )


def by_verdict(found: list[Promise]) -> Iterator[tuple[str, list[Promise]]]:
    """The promises of each verdict, in the order of the page; none where there is none of it."""
    for verdict in VERDICTS:
        some = [promise for promise in found if promise.verdict == verdict]
        if some:
            yield verdict, some
