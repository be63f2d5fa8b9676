"""The frames that pass between stages, each written down once and validated at every hand-over.

Every schema lists its columns in the order in which they are written. `validated` is the gate: it
sorts nothing and drops nothing; a frame that does not fit raises with the rule, the number of rows
that break it and an example.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

import dataframely as dy
import polars as pl

from indicators.errors import CountyEducationError

S = TypeVar("S", bound=dy.Schema)

BOUNDS = ("exact", "approx", "at_least", "at_most")
STATUSES = ("actual", "planned")
METHODS = ("stated", "derived", "corrected")
REPORT_STATES = ("read", "refused")
CORRECTION_STATES = ("applied", "withdrawn", "page not read")
OUT_OF_RANGE, READ_BY_OCR, OCR_UNSURE = "out of range", "read by OCR", "OCR unsure"
STATED_OTHERWISE = "stated otherwise in the report"
PLACE_NOT_NAMED = "place not named"
BY_REGISTRY, REGISTRY_DISAGREES = "place by the registry", "the registry names another place"
FLAGS = (
    OUT_OF_RANGE,
    READ_BY_OCR,
    OCR_UNSURE,
    STATED_OTHERWISE,
    PLACE_NOT_NAMED,
    BY_REGISTRY,
    REGISTRY_DISAGREES,
)
"""What a reader of a figure should know. Other flags name a place and what is unclear about it."""

NOT_FETCHED = "not fetched"
"""The reason of a page that its site did not give."""

REASONS = (
    "digits lost",
    "no figures",
    "no county-level place",
    "unsupported form",
    "no text layer",
    "damaged",
    "unreadable",
    NOT_FETCHED,
    "empty",
    "too large",
    "duplicate",
)
"""Why a page was refused. A closed list: `indicators/words/refusals.toml` says what to do about each."""


DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def derived_has(stated: tuple[str, ...], derived: tuple[str, ...]) -> pl.Expr:
    """Whether a derived row has `derived` and a stated one `stated`, and neither what the other has."""
    is_derived = pl.col("method").cast(pl.String) == "derived"
    return pl.all_horizontal(
        *(pl.col(name).is_null() == is_derived for name in stated),
        *(pl.col(name).is_not_null() == is_derived for name in derived),
    )


class Observations(dy.Schema):
    """One row a fact of one report: a figure for a whole county-level region, and where it stands.

    `value` is in the catalogue's unit. `start` and `end` count characters of the text of the page
    (as its parser gives it), so that `text[start:end] == quote`. `doubt` runs from 0 (plain) to 1.
    """

    observation_id = dy.String(primary_key=True)
    report_id = dy.String()
    source = dy.String()
    snapshot = dy.String(regex=r"^[0-9a-f]{64}$")
    region_code = dy.String(nullable=True, regex=r"^[0-9]{6}$")
    region_name = dy.String(nullable=True)
    indicator = dy.String()
    value = dy.Float64()
    unit = dy.String()
    value_stated = dy.String()
    unit_stated = dy.String(nullable=True)
    bound = dy.Enum(BOUNDS)
    status = dy.Enum(STATUSES)
    year = dy.Int32(nullable=True, min=1949, max=2100)
    from_year = dy.Int32(nullable=True, min=1949, max=2100)
    method = dy.Enum(METHODS)
    rule = dy.String()
    doubt = dy.Float64(min=0, max=1)
    quote = dy.String()
    start = dy.UInt32()
    end = dy.UInt32()
    sentence = dy.String()
    flags = dy.List(dy.String())

    @dy.rule()
    def quote_has_its_length(cls) -> pl.Expr:
        return pl.col("quote").str.len_chars() == pl.col("end") - pl.col("start")

    @dy.rule()
    def finite(cls) -> pl.Expr:
        return pl.col("value").is_finite()


class StatedChanges(dy.Schema):
    """One row a statement of how a fact differs from that of an earlier year: 比上年增加9所.

    `change` is signed, in `change_unit`: that of the indicator, 百分点 for a rate, % of the earlier figure.
    `bound` is that of the signed change. `observation_id` is the fact that it is of, whose place, indicator
    and year stand here too. `start` and `end` count as those of `Observations` do.
    """

    change_id = dy.String(primary_key=True)
    observation_id = dy.String()
    report_id = dy.String()
    source = dy.String()
    snapshot = dy.String(regex=r"^[0-9a-f]{64}$")
    region_code = dy.String(nullable=True, regex=r"^[0-9]{6}$")
    region_name = dy.String(nullable=True)
    indicator = dy.String()
    year = dy.Int32(min=1949, max=2100)
    against_year = dy.Int32(min=1949, max=2100)
    change = dy.Float64()
    change_unit = dy.String()
    bound = dy.Enum(BOUNDS)
    value_stated = dy.String()
    unit_stated = dy.String(nullable=True)
    quote = dy.String()
    start = dy.UInt32()
    end = dy.UInt32()
    sentence = dy.String()

    @dy.rule()
    def quote_has_its_length(cls) -> pl.Expr:
        return pl.col("quote").str.len_chars() == pl.col("end") - pl.col("start")

    @dy.rule()
    def against_an_earlier_year(cls) -> pl.Expr:
        return pl.col("against_year") < pl.col("year")

    @dy.rule()
    def finite(cls) -> pl.Expr:
        return pl.col("change").is_finite()


class Reports(dy.Schema):
    """One row a report found in a page, and one a page that was refused, with the reason.

    `facts` counts the observations kept from it. `restated`: its sentences are not the publisher's own
    words, only its figures are (see `tasks.records.Source`). `fetched` is the day (in UTC) on which the bytes
    that were read came first from their address, `gone_since` the first day on which that had no such page
    any more; both are null for files given by hand.
    """

    report_id = dy.String(primary_key=True)
    source = dy.String()
    snapshot = dy.String(nullable=True)
    address = dy.String(nullable=True)
    title = dy.String(nullable=True)
    publisher = dy.String(nullable=True)
    published = dy.String(nullable=True)
    fetched = dy.String(nullable=True, regex=DAY)
    gone_since = dy.String(nullable=True, regex=DAY)
    restated = dy.Bool()
    script = dy.String(nullable=True)
    region_code = dy.String(nullable=True)
    region_name = dy.String(nullable=True)
    year = dy.Int32(nullable=True)
    start = dy.UInt32()
    end = dy.UInt32()
    state = dy.Enum(REPORT_STATES)
    reason = dy.String(nullable=True)
    detail = dy.String(nullable=True)
    facts = dy.UInt32()

    @dy.rule()
    def refused_with_a_reason(cls) -> pl.Expr:
        known = pl.col("reason").is_in(list(REASONS))
        return pl.when(pl.col("state") == "refused").then(known).otherwise(pl.col("reason").is_null())


class Indicators(dy.Schema):
    """The chosen value of each place, year, indicator and status, and how the choice was made.

    A row is of a statement (`observation_id`, `report_id`), or derived: then no report states it, both are
    null, `formula` names the formula of the catalogue, and `made_from` the statements that went into it.
    `statements` counts the observations behind a stated value, `reports` the reports among them that are no
    copies of one another, `spread` is the largest minus the smallest of their values, `chosen_by` names the
    step of the policy (see `indicators.tables`) that decided. `known_since` is the day from which the value
    can be taken as known (see `indicators.vintages`), null where nothing tells of it. `change` is the value
    minus that of the year before, `change_from` the statements behind the latter, empty where there is none.
    """

    region_code = dy.String(primary_key=True)
    region_name = dy.String()
    year = dy.Int32(primary_key=True)
    indicator = dy.String(primary_key=True)
    status = dy.Enum(STATUSES, primary_key=True)
    value = dy.Float64()
    unit = dy.String()
    bound = dy.Enum(BOUNDS)
    from_year = dy.Int32(nullable=True)
    method = dy.Enum(METHODS)
    statements = dy.UInt32()
    reports = dy.UInt32()
    spread = dy.Float64(min=0)
    chosen_by = dy.String()
    observation_id = dy.String(nullable=True)
    report_id = dy.String(nullable=True)
    formula = dy.String(nullable=True)
    made_from = dy.List(dy.String(), min_length=1)
    known_since = dy.String(nullable=True, regex=DAY)
    change = dy.Float64(nullable=True)
    change_bound = dy.Enum(BOUNDS, nullable=True)
    change_from = dy.List(dy.String())

    @dy.rule()
    def stated_or_derived(cls) -> pl.Expr:
        return derived_has(stated=("observation_id", "report_id"), derived=("formula",)) & (
            (pl.col("statements") == 0) == pl.col("formula").is_not_null()
        )

    @dy.rule()
    def change_whole_or_not_at_all(cls) -> pl.Expr:
        none = pl.col("change").is_null()
        return (none == pl.col("change_bound").is_null()) & (none == (pl.col("change_from").list.len() == 0))


class Vintages(dy.Schema):
    """What was the chosen value when: one row each time it changed as reports came in.

    `revision` counts from 0, the first value known; `known_since` is the day from which the row holds,
    until that of the next revision, null where no day is known: such a row comes last. A null value says
    that from then on none was to be had: what it had been derived from was revised in part.
    """

    region_code = dy.String(primary_key=True)
    region_name = dy.String()
    year = dy.Int32(primary_key=True)
    indicator = dy.String(primary_key=True)
    status = dy.Enum(STATUSES, primary_key=True)
    revision = dy.UInt32(primary_key=True)
    known_since = dy.String(nullable=True, regex=DAY)
    value = dy.Float64(nullable=True)
    unit = dy.String()
    bound = dy.Enum(BOUNDS, nullable=True)
    from_year = dy.Int32(nullable=True)
    method = dy.Enum(METHODS)
    chosen_by = dy.String(nullable=True)
    observation_id = dy.String(nullable=True)
    report_id = dy.String(nullable=True)
    formula = dy.String(nullable=True)
    made_from = dy.List(dy.String())

    @dy.rule()
    def stated_or_derived(cls) -> pl.Expr:
        return derived_has(stated=("observation_id", "report_id"), derived=("formula",)) | (
            pl.col("value").is_null() & (pl.col("method").cast(pl.String) == "derived")
        )

    @dy.rule()
    def a_value_and_its_bound(cls) -> pl.Expr:
        return pl.col("value").is_null() == pl.col("bound").is_null()


class Corrections(dy.Schema):
    """One row a correction of the release: what was read, what it was put right to, why, who found it.

    Columns that end in `_read` say what was read, those of the same name without it what that was put
    right to (null: left as it is). A correction of a page that was not read knows only what it expects
    there; one that withdraws a fact keeps its sentence here, for it stands nowhere else.
    """

    correction_id = dy.String(primary_key=True)
    state = dy.Enum(CORRECTION_STATES)
    observation_id = dy.String(nullable=True)
    report_id = dy.String(nullable=True)
    source = dy.String(nullable=True)
    snapshot = dy.String(regex=r"^[0-9a-f]{64}$")
    indicator = dy.String()
    unit = dy.String()
    region_code_read = dy.String(nullable=True)
    region_name_read = dy.String(nullable=True)
    value_read = dy.Float64()
    bound_read = dy.Enum(BOUNDS, nullable=True)
    status_read = dy.Enum(STATUSES)
    year_read = dy.Int32(nullable=True)
    from_year_read = dy.Int32(nullable=True)
    region_code = dy.String(nullable=True)
    value = dy.Float64(nullable=True)
    bound = dy.Enum(BOUNDS, nullable=True)
    status = dy.Enum(STATUSES, nullable=True)
    year = dy.Int32(nullable=True)
    from_year = dy.Int32(nullable=True)
    reason = dy.String()
    found_by = dy.String()
    evidence = dy.String(nullable=True)
    quote = dy.String(nullable=True)
    start = dy.UInt32(nullable=True)
    end = dy.UInt32(nullable=True)
    sentence = dy.String(nullable=True)

    @dy.rule()
    def known_where_it_was_read(cls) -> pl.Expr:
        return (pl.col("state") == "page not read") == pl.col("observation_id").is_null()


class Refusals(dy.Schema):
    """What the operator sees of a page that gave nothing: the reason, and what can be done."""

    source = dy.String(primary_key=True)
    reason = dy.String()
    detail = dy.String(nullable=True)
    remedy = dy.String()


def validated(schema: type[S], frame: pl.DataFrame, stage: str) -> dy.DataFrame[S]:
    """Pass a frame through its schema, cast to the declared types.

    Raises CountyEducationError naming the stage, the rules broken with their counts, and the first
    row that breaks one.
    """
    # Nearly every frame is good, and to ask no more than that takes a quarter of the time.
    with suppress(pl.exceptions.PolarsError, dy.exc.SchemaError):
        return schema.validate(frame.lazy(), cast=True).collect()
    try:
        good, failed = schema.filter(frame, cast=True)
    except Exception as error:  # dataframely raises several kinds for a wrong set of columns
        raise CountyEducationError(
            f"{stage} → {schema.__name__}", str(error), "the columns of the schema"
        ) from error
    counts = failed.counts()
    if counts:
        first = failed.invalid().row(0, named=True)
        raise CountyEducationError(
            f"{stage} → {schema.__name__}",
            f"{len(failed)} of {frame.height} rows break {counts}, the first is {first}",
            "every row to keep every rule",
        )
    return good


def empty(schema: type[S]) -> dy.DataFrame[S]:
    """A frame of the schema with no rows."""
    return schema.create_empty()
