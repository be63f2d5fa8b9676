"""Is a run too far from the last one to be published without a person? Pure: counts in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from pydantic import Field, model_validator

from indicators.frozen import Frozen
from indicators.rule_files import once, rule_file
from indicators.toml_files import read_model

FILE = "drift.toml"


class Bounds(Frozen):
    """What a count may be: `least` to `most` times the last one, or no further from it than `slack`.

    A count may also grow by `more`, whatever share of it that is.
    """

    least: float = Field(ge=0, le=1)
    most: float = Field(ge=1)
    slack: float = Field(ge=0)
    more: float = Field(default=0, ge=0)
    why: str = Field(min_length=1)

    def hold(self, before: float, now: float) -> bool:
        """Is the count of now near enough to the last one?"""
        if abs(now - before) <= self.slack or before <= now <= before + self.more:
            return True
        return self.least * before <= now <= self.most * before


class Measure(Bounds):
    """A count of a whole run."""

    name: str = Field(pattern=r"^[a-z_]+$")


class PageBounds(Bounds):
    """The bytes of one page; more than `few` of them, and than this `share` of all compared, are too many."""

    share: float = Field(gt=0, le=1)
    few: int = Field(ge=0)


class Thresholds(Frozen):
    """How far a run may be from the last one: `indicators/rules/drift.toml`."""

    measure: tuple[Measure, ...] = Field(min_length=1)
    page: PageBounds

    @model_validator(mode="after")
    def each_once(self) -> Thresholds:
        """Raises CatalogueError for a measure that stands twice."""
        once((each.name for each in self.measure), FILE)
        return self


@dataclass(frozen=True, slots=True)
class Drift:
    """A count that is too far from the last run's.

    `now` is null where it was not counted any more, `before` where it is no count of a run but one of what
    differs between the two.
    """

    name: str
    before: float | None
    now: float | None
    why: str

    def __str__(self) -> str:
        now = "not counted" if self.now is None else f"{self.now:,.10g}"
        before = "" if self.before is None else f", and {self.before:,.10g} in the last run"
        return f"{self.name}: {now}{before}. {self.why}"


@dataclass(frozen=True, slots=True)
class PageSize:
    """The bytes of one source's page, in the last run and in this one."""

    source: str
    before: int
    now: int


def read_thresholds(file: Traversable | None = None) -> Thresholds:
    """The thresholds, from the package's own file unless given. Raises CatalogueError for what is wrong."""
    return read_model(Thresholds, file or rule_file(FILE))


@cache
def thresholds() -> Thresholds:
    """The thresholds of the package's own file."""
    return read_thresholds()


def drifts(before: Mapping[str, float] | None, now: Mapping[str, float], by: Thresholds) -> tuple[Drift, ...]:
    """The counts that are too far from the last run's, in the order of the thresholds.

    A first run (`before` null) is far from nothing, and so is a count that is new. A count without a
    threshold is nobody's; one that the last run had and this one has not is too far.
    """
    found: list[Drift] = []
    for measure in by.measure:
        if before is None or measure.name not in before:
            continue
        was, value = before[measure.name], now.get(measure.name)
        if value is None or not measure.hold(was, value):
            found.append(Drift(measure.name, was, value, measure.why))
    return tuple(found)


def far_pages(pages: Iterable[PageSize], by: Thresholds) -> tuple[PageSize, ...]:
    """The pages whose size is too far from what it was, by the ids of their sources."""
    far = (page for page in pages if not by.page.hold(page.before, page.now))
    return tuple(sorted(far, key=lambda page: page.source))


def page_drift(pages: Iterable[PageSize], by: Thresholds) -> Drift | None:
    """Whether too many pages have another size at once; null where they have not."""
    compared = tuple(pages)
    far = far_pages(compared, by)
    if len(far) <= max(by.page.few, by.page.share * len(compared)):
        return None
    return Drift(f"pages of another size, of {len(compared):,} compared", None, len(far), by.page.why)
