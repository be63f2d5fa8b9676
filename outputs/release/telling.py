"""The words in which `explain` tells of a figure: what was chosen and why, each statement, what went in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outputs.release.statements import Row, correction_of, figure, figure_read, flags_of, marked, number

RESTATED = "restated: the figure is that of the page at the address, the sentence is not; do not quote it"

BOUNDS = {"exact": "", "approx": "about ", "at_least": "at least ", "at_most": "at most "}


@dataclass(frozen=True)
class Told:
    """What is needed to tell of a figure.

    reports      the reports of the release, by report_id
    corrections  what was put right, by observation_id
    names        the names of the indicators, by id
    alike        the ids of statements that a correction cannot tell apart without them; None: no corrections
                 to paste are wanted
    """

    reports: Mapping[str, Row]
    corrections: Mapping[str, Row]
    names: Mapping[str, str]
    alike: set[str] | None = None

    def figure(
        self,
        key: tuple[int | None, str],
        chosen: Row | None,
        statements: Sequence[Row],
        made_from: Sequence[Row],
        revisions: Sequence[Row],
    ) -> list[str]:
        """The paragraphs on a figure of a year and status: which is chosen, its revisions, all statements."""
        year, status = key
        lines = [f"{year or 'Year not known'}, {status}: {_verdict(chosen, statements)}"]
        if len(revisions) > 1:
            lines += [f"    {_revision(each)}" for each in revisions]
        parts = ["\n".join(lines)]
        for row in made_from:
            parts.append(self._statement(row, "†", f"{self.names[row['indicator']]}: "))
        for row in statements:
            is_chosen = chosen is not None and row["observation_id"] == chosen["observation_id"]
            parts.append(self._statement(row, "→" if is_chosen else "-"))
            if self.alike is not None and row["observation_id"] not in self.corrections:
                parts.append(correction_of(row, row["observation_id"] in self.alike))
        return parts

    def left(self, correcting: Row) -> str:
        """A statement that was read of this place and year and is none of it, withdrawn or another's."""
        if correcting["state"] == "withdrawn":
            became = "withdrawn"
        else:
            names = ("region_code", "year")
            said = [f"{name} {correcting[name]}" for name in names if correcting[name] is not None]
            became = f"put right to {', '.join(said)}"
        lines = [f"× {figure_read(correcting)}: {became}", *_why(correcting), *self._where(correcting)]
        return "\n    ".join(lines)

    def _statement(self, row: Row, mark: str, before: str = "") -> str:
        """One statement: figure, quote in its sentence, how it was put right, place in the text, source."""
        correcting = self.corrections.get(row["observation_id"])
        written = row["value_stated"] + (row["unit_stated"] or "")
        notes = [f"written {written}", row["method"]]
        notes += [f"doubt {row['doubt']:g}"] if row["doubt"] else []
        notes += flags_of(row)
        lines = [f"{mark} {before}{figure(row)} ({', '.join(notes)})"]
        if correcting is not None:
            lines += [f"was read as {figure_read(correcting)}", *_why(correcting)]
        return "\n    ".join([*lines, *self._where(row)])

    def _where(self, row: Row) -> list[str]:
        """The quote in its sentence, its place in the text, and the report."""
        report = self.reports[row["report_id"]]
        return [
            f"“{marked(row['sentence'], row['quote'])}”",
            f"characters {row['start']}–{row['end']} of {row['source']}",
            f"report: {report['title'] or 'untitled'}, of {report['year'] or 'an unknown year'}",
            f"address: {report['address'] or 'not given'}",
            *([RESTATED] if report.get("restated") else []),
            f"snapshot: {row['snapshot']}",
        ]


def _verdict(chosen: Row | None, statements: Sequence[Row]) -> str:
    """Which figure was chosen among the statements of one year and status, and by which rule."""
    if chosen is None:
        undated = any(row["year"] is None for row in statements)
        return "none is chosen, for want of a year" if undated else "none is chosen"
    notes = []
    if chosen.get("formula"):
        told = f"{figure(chosen)} is derived, by {chosen['formula']}: no report states it"
    else:
        told = f"{figure(chosen)} is chosen, by: {chosen['chosen_by']}"
        if chosen.get("statements", 1) > 1:
            spread = f"{number(chosen['spread'])} apart" if chosen["spread"] else "all alike"
            notes.append(f"of {chosen['statements']} statements{_reports(chosen, statements)}, {spread}")
    if chosen.get("change") is not None:
        notes.append(f"{BOUNDS[chosen['change_bound']]}{_signed(chosen['change'])} on the year before")
    if "known_since" in chosen:
        notes.append(f"known since {chosen['known_since'] or 'a day not known'}")
    return f"{told} ({'; '.join(notes)})" if notes else told


def _revision(vintage: Row) -> str:
    """One vintage in a line: from 2020-03-31 76 所, by only statement."""
    since = f"from {vintage['known_since']}" if vintage["known_since"] else "at a day not known"
    if vintage["value"] is None:
        return f"{since}: none, part of what it was derived from was revised"
    how = vintage["formula"] or vintage["chosen_by"]
    return f"{since}: {figure(vintage)}, by {how}"


def _reports(chosen: Row, statements: Sequence[Row]) -> str:
    """In how many reports the statements stand, and in how many copies of those."""
    if "reports" not in chosen:  # a vintage, or a release of before they were counted
        return ""
    period = chosen["from_year"] or chosen["year"]
    ids = {row["report_id"] for row in statements if (row["from_year"] or row["year"]) == period}
    copies = len(ids) - chosen["reports"]
    told = f" in {_counted(chosen['reports'], 'report')}"
    return told + (f" and {copies} that {'copies' if copies == 1 else 'copy'} them" if copies > 0 else "")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{number(value)}"


def _why(correcting: Row) -> list[str]:
    lines = [f"because: {correcting['reason']}", f"found by: {correcting['found_by']}"]
    return lines + ([f"evidence: {correcting['evidence']}"] if correcting["evidence"] else [])
