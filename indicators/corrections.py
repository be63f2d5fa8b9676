"""Corrections: what was misread or mis-stated, put right by a person. From TOML to frozen models.

`corrections.toml` says in its head how one is written. An unknown key, a missing one, or two corrections
of one fact is a CorrectionError that names the file and the line. `indicators.correcting` applies them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError, model_validator

from indicators.catalogue import Bound, Catalogue
from indicators.errors import CorrectionError
from indicators.frozen import Frozen

FILE = "corrections.toml"
TABLE = re.compile(r"\s*\[\[\s*correction\s*\]\]")

Status = Literal["actual", "planned"]
Figure = Annotated[float, Field(allow_inf_nan=False)]
Year = Annotated[int, Field(ge=1949, le=2100)]
Said = Annotated[str, Field(pattern=r"\S")]


class Expected(Frozen, strict=True):
    """The fact as it is read: without a year, it is read without one."""

    value: Figure
    status: Status
    year: Year | None = None
    observation_id: Said | None = None

    def __str__(self) -> str:
        return figure_text(self.value, self.status, self.year)


class ShouldBe(Frozen, strict=True):
    """What is put right; what is left out stays as it was read."""

    value: Figure | None = None
    bound: Bound | None = None
    status: Status | None = None
    year: Year | None = None
    from_year: Year | None = None
    region_code: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = None

    @model_validator(mode="after")
    def _something(self) -> ShouldBe:
        if not self.given:
            raise ValueError(f"puts nothing right, expected one of {', '.join(ShouldBe.model_fields)}")
        return self

    @property
    def given(self) -> dict[str, Any]:
        """The columns that are put right, with their values."""
        return self.model_dump(exclude_none=True)


class Correction(Frozen, strict=True):
    """One fact of one page, what it should be (or that it is none), why, and who found it.

    The page is known by its bytes: ids of reports can change with the way in which pages are cut, and a
    correction that is lost that way would be lost in silence. `source` is for people only.
    """

    source: str | None = None
    snapshot: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    report: Said | None = None
    indicator: str
    expect: Expected
    should_be: ShouldBe | None = None
    withdraw: Literal[True] | None = None
    reason: Said
    found_by: Said
    evidence: Said | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Correction:
        if (self.should_be is None) == (self.withdraw is None):
            raise ValueError("expected either should_be or withdraw = true")
        return self

    @property
    def fact(self) -> tuple[object, ...]:
        """What tells the fact from others."""
        return self.snapshot, self.report, self.indicator, *self.expect.model_dump().values()


class Placed(NamedTuple):
    """A correction, and where it stands: `corrections.toml line 12`."""

    place: str
    correction: Correction


def load_corrections(file: Path | None, catalogue: Catalogue) -> tuple[Placed, ...]:
    """The corrections of a file, or those that ship with the package.

    Raises CorrectionError where the file cannot be read or is wrong.
    """
    if file is None:
        return read_corrections((files("indicators") / FILE).read_text(encoding="utf-8"), FILE, catalogue)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise CorrectionError(file, f"cannot be read ({found})", "a file of corrections") from error
    return read_corrections(text, str(file), catalogue)


def read_corrections(text: str, file: str, catalogue: Catalogue) -> tuple[Placed, ...]:
    """Read and check corrections; `file` is what errors call them.

    Raises CorrectionError at the first fault.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(file, str(error), "TOML") from error
    entries = tables.pop("correction", [])
    if tables or not isinstance(entries, list):
        found = f"{next(iter(tables))!r}" if tables else "'correction' is no list of tables"
        raise CorrectionError(file, found, "tables [[correction]] and nothing else")
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if TABLE.match(line)]
    placed: list[Placed] = []
    facts: dict[tuple[object, ...], str] = {}
    for number, entry in enumerate(entries):
        section = Section(file, lines, starts, number)
        correction = _correction(entry, section)
        if correction.indicator not in catalogue.by_id:
            raise CorrectionError(
                section.place("indicator"), f"{correction.indicator!r}", "the id of an indicator"
            )
        place = section.place()
        if (other := facts.setdefault(correction.fact, place)) is not place:
            raise CorrectionError(
                place, f"a second correction of the fact of {other}", "one a fact", "Make one of the two."
            )
        placed.append(Placed(place, correction))
    return tuple(placed)


class Section(NamedTuple):
    """One [[correction]] of a file; `starts` are the lines of their heads, from 0."""

    file: str
    lines: Sequence[str]
    starts: Sequence[int]
    number: int

    def place(self, *keys: str) -> str:
        """Where it stands, or where a key of it does; by its number where it has no head of its own."""
        if self.number >= len(self.starts):
            return f"{self.file} correction {self.number + 1}"
        line, *after = self.starts[self.number : self.number + 2]
        stop = after[0] if after else len(self.lines)
        for key in keys:  # each one below the one before: a value stands in expect and in should_be
            named = re.compile(rf"(.*[{{,])?\s*{re.escape(key)}\s*=")
            line = next((n for n in range(line, stop) if named.match(self.lines[n])), line)
        return f"{self.file} line {line + 1}"


def _correction(entry: object, section: Section) -> Correction:
    try:
        return Correction.model_validate(entry)
    except ValidationError as error:
        # A key that is not known says more than the one that is missing for it.
        fault = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        keys = [str(part) for part in fault["loc"]]
        said = fault["msg"].removeprefix("Value error, ")
        raise CorrectionError(
            section.place(*keys),
            f"[[correction]] {'.'.join(keys)}: {said}" if keys else f"[[correction]]: {said}",
            f"the keys that the head of {FILE} shows"
            if fault["type"] in ("extra_forbidden", "missing")
            else "",
        ) from error


def figure_text(value: float, status: str, year: int | None) -> str:
    """A fact in a few words: 85 (actual, 2019)."""
    return f"{value:.12g} ({status}, {year or 'without a year'})"
