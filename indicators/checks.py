"""Checks: do the figures agree with each other, with their ranges, and with the years beside them?

A check works on what is stated. It never removes a figure: it says which things cannot hold together, and
of which nobody can say. The rules are data (`rules/checks.toml`); this is how each family of them is held
against the figures. Everything is pure, and the same frames in any order of rows give the same frame out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add

import dataframely as dy
import polars as pl

from indicators.bounds import DIGITS, HIGHEST
from indicators.catalogue import Catalogue
from indicators.check_changes import changes_held
from indicators.check_figures import Figures, gather, written
from indicators.check_rules import RANGE, CheckRules, JumpRule, PartRule, QuotientRule, SumRule
from indicators.check_verdicts import Cases, judged
from indicators.findings_schemas import Checks
from indicators.schemas import Indicators, Observations, StatedChanges, validated


def check(
    observations: dy.DataFrame[Observations],
    indicators: dy.DataFrame[Indicators],
    catalogue: Catalogue,
    rules: CheckRules,
    changes: dy.DataFrame[StatedChanges] | None = None,
) -> dy.DataFrame[Checks]:
    """Hold the figures against every rule.

    ranges      every observation against the range of its indicator; one within it has no row
    sums, quotients, parts   figures of one place, period and status: those of each report that has them
                all; else the chosen ones of `indicators`, which are of several reports. Without a year: none
    jumps       the chosen actual figure of a place and year against the one that it has before
    changes     what a report says of the change since an earlier year, against its figure and the chosen one
                of that year

    See `indicators.check_verdicts` for what passes, fails and is not comparable. Derived figures are not
    checked, for they agree with what they were made from. Sorted by place, year, indicator, rule and id.
    """
    found = gather(observations, indicators, rules.taken(catalogue))
    cases = [
        *(_sum(rule, found, catalogue) for rule in rules.sums if found.has(rule.ids)),
        *(_quotient(rule, found, catalogue) for rule in rules.quotients if found.has(rule.ids)),
        *(_part(rule, found, catalogue) for rule in rules.parts if found.has(rule.ids)),
        *(_jump(rule, found, catalogue) for rule in rules.jumps),
    ]
    if changes is not None and not changes.is_empty():
        cases.append(changes_held(rules.change, changes, observations, indicators, catalogue))
    verdicts = [judged(case) for case in cases if not case.rows.is_empty()]
    frame = pl.concat([_range(observations, catalogue), *verdicts])
    frame = frame.sort("region_code", "year", "indicator", "rule", "check_id", nulls_last=True)
    return validated(Checks, frame, "checks")


def _range(observations: dy.DataFrame[Observations], catalogue: Catalogue) -> pl.DataFrame:
    """Every observation out of the catalogue's range; `expected` is the end beyond which it lies."""
    ranges = pl.DataFrame(
        [(i.id, i.name_zh, i.name_en, *map(float, i.valid)) for i in catalogue.indicators],
        schema={
            "indicator": pl.String,
            "zh": pl.String,
            "en": pl.String,
            "low": pl.Float64,
            "high": pl.Float64,
        },
        orient="row",
    )
    value = pl.col("value")
    ends = (written(value), written(pl.col("low")), written(pl.col("high")))
    kept = ("observation_id", "region_code", "region_name", "year", "indicator", "status", "value")
    return (
        observations.select(kept)
        .join(ranges, on="indicator")
        .with_columns(
            expected=pl.when(value < pl.col("low")).then("low").when(value > pl.col("high")).then("high")
        )
        .filter(pl.col("expected").is_not_null())
        .select(
            check_id=pl.format("{}/{}", pl.lit(RANGE), "observation_id"),
            rule=pl.lit(RANGE),
            region_code="region_code",
            region_name="region_name",
            year="year",
            indicator="indicator",
            status=pl.col("status").cast(pl.String),
            observed=value,
            expected="expected",
            difference=(value - pl.col("expected")).round(DIGITS),
            tolerance=pl.lit(0.0),
            verdict=pl.lit("failed"),
            message_zh=pl.format("{} {}，可信范围为 {} 至 {}", "zh", *ends),
            message_en=pl.format("{} {}, believable are {} to {}", "en", *ends),
            observation_ids=pl.concat_list("observation_id"),
        )
    )


def _sum(rule: SumRule, found: Figures, catalogue: Catalogue) -> Cases:
    """The whole is observed, the sum of the parts expected."""
    rows = found.together(rule.ids)
    n = range(1, len(rule.parts) + 1)
    total = _total("value", n).round(DIGITS)
    sides = {
        **_figure("observed", 0),
        "expected": total,
        "expected_low": _total("low", n).round(DIGITS),
        "expected_high": _total("high", n).round(DIGITS),
    }
    zh, en = zip(*_named(rule.ids, catalogue), strict=True)
    cases = rows.with_columns(
        *_head(rule.id, rule.whole),
        **sides,
        allowed=_allowed(rule.tolerance, rule.share_off, total),
        margin=_total("margin", range(len(rule.parts) + 1)),
        one_sided=pl.lit(False),
        observation_ids=pl.concat_list(f"observation_id_{i}" for i in range(len(rule.parts) + 1)),
    )
    return Cases(
        cases,
        pl.concat_str(zh[0], pl.lit("；"), *_joined(zh[1:], " + "), pl.lit(" = "), written(total)),
        pl.concat_str(en[0], pl.lit("; "), *_joined(en[1:], " + "), pl.lit(" = "), written(total)),
    )


def _part(rule: PartRule, found: Figures, catalogue: Catalogue) -> Cases:
    """The parts together are observed, the whole is the most that is expected."""
    rows = found.together(rule.ids)
    last = len(rule.parts)
    n, total = range(last), _total("value", range(last)).round(DIGITS)
    sides = {
        "observed": total,
        "observed_low": _total("low", n).round(DIGITS),
        "observed_high": _total("high", n).round(DIGITS),
        **_figure("expected", last),
    }
    zh, en = zip(*_named(rule.ids, catalogue), strict=True)
    made = [] if last == 1 else [pl.lit(" = "), written(total)]
    cases = rows.with_columns(
        *_head(rule.id, rule.parts[0]),
        **sides,
        allowed=_allowed(rule.tolerance, rule.share_off, pl.col(f"value_{last}")),
        margin=_total("margin", range(last + 1)),
        one_sided=pl.lit(True),
        observation_ids=pl.concat_list(f"observation_id_{i}" for i in range(last + 1)),
    )
    return Cases(
        cases,
        pl.concat_str(*_joined(zh[:last], " + "), *made, pl.lit("，不应多于"), zh[last]),
        pl.concat_str(*_joined(en[:last], " + "), *made, pl.lit(", no more than "), en[last]),
    )


def _quotient(rule: QuotientRule, found: Figures, catalogue: Catalogue) -> Cases:
    """The stated quotient is observed, that of the stated counts expected. A whole of 0 has none."""
    rows = found.together(rule.ids).filter(pl.col("value_2") > 0)
    # How far up the quotient can go where part and whole are off by their margins; less far down.
    least_whole = pl.col("value_2") - pl.col("margin_2")
    quotient = rule.times * pl.col("value_1") / pl.col("value_2")
    off = rule.times * (pl.col("value_1") + pl.col("margin_1")) / least_whole - quotient
    quotient = quotient.round(DIGITS)
    low = (rule.times * pl.col("low_1") / pl.col("high_2")).round(DIGITS)
    high = pl.when(pl.col("low_2") > 0, least_whole > 0).then(rule.times * pl.col("high_1") / pl.col("low_2"))
    sides = {
        **_figure("observed", 0),
        "expected": quotient,
        "expected_low": low,
        "expected_high": high.otherwise(HIGHEST).round(DIGITS),
    }
    zh, en = zip(*_named(rule.ids, catalogue), strict=True)
    unit = catalogue.by_id[rule.quotient].unit.replace("1", "")
    made = (pl.lit(" = "), written(quotient.round(2)), pl.lit(unit))
    cases = rows.with_columns(
        *_head(rule.id, rule.quotient),
        **sides,
        allowed=_allowed(rule.tolerance, rule.share_off, quotient),
        margin=pl.col("margin_0") + pl.when(least_whole > 0).then(off).otherwise(0.0),
        one_sided=pl.lit(False),
        observation_ids=pl.concat_list(f"observation_id_{i}" for i in range(3)),
    )
    return Cases(
        cases,
        pl.concat_str(zh[0], pl.lit(f"{unit}；"), *_joined(zh[1:], " ÷ "), *made),
        pl.concat_str(en[0], pl.lit(f"{unit}; "), *_joined(en[1:], " ÷ "), *made),
    )


def _jump(rule: JumpRule, found: Figures, catalogue: Catalogue) -> Cases:
    """The figure of a year is observed, the one before it expected."""
    rows = found.beside(rule.judged(catalogue), rule.years)
    years = (pl.col("year") - pl.col("year_1")).cast(pl.Float64)
    # Year upon year: what halves in one year may be a quarter after two, and never less than nothing.
    share = 1 - pl.lit(1 - rule.share_off).pow(years)
    larger = pl.max_horizontal(pl.col("value_0").abs(), pl.col("value_1").abs())
    names = {i.id: (i.name_zh, i.name_en) for i in catalogue.indicators}
    name_zh, name_en = (
        pl.col("indicator").replace_strict({k: v[n] for k, v in names.items()}, return_dtype=pl.String)
        for n in (0, 1)
    )
    figures = ("said_0", "year", "said_1", "year_1")
    cases = rows.with_columns(
        *_head(rule.id),
        **_figure("observed", 0),
        **_figure("expected", 1),
        allowed=pl.max_horizontal(rule.tolerance * years, share * larger).round(DIGITS),
        margin=_total("margin", range(2)),
        one_sided=pl.lit(False),
        observation_ids=pl.concat_list("observation_id_0", "observation_id_1"),
    )
    return Cases(
        cases,
        pl.format("{}，{}（{} 年），{}（{} 年）", name_zh, *figures),
        pl.format("{}, {} in {}, {} in {}", name_en, *figures),
    )


def _head(rule: str, indicator: str | None = None) -> Iterator[pl.Expr]:
    """The columns that say what a check is of. An id of a rule, its report, place, years and status."""
    of = pl.col("indicator") if indicator is None else pl.lit(indicator)
    reports = pl.col("report_id").fill_null("reports")
    period = pl.concat_str(pl.col("from_year"), pl.col("year"), separator="-", ignore_nulls=True)
    named = [pl.lit(rule)] if indicator else [pl.lit(rule), of]
    place = pl.col("region_code").fill_null("masked")
    yield pl.concat_str(*named, place, period, "status", reports, separator="/").alias("check_id")
    yield pl.lit(rule).alias("rule")
    yield from map(pl.col, ("region_code", "region_name", "year"))
    yield of.alias("indicator")
    yield pl.col("status")
    # A jump is between years, so it is no matter whether one report or two tell of them.
    yield (pl.lit(False) if indicator is None else pl.col("report_id").is_null()).alias("apart")


def _named(ids: tuple[str, ...], catalogue: Catalogue) -> Iterator[tuple[pl.Expr, pl.Expr]]:
    """Each figure with its name before it, in Chinese and English."""
    for n, id_ in enumerate(ids):
        indicator = catalogue.by_id[id_]
        yield (
            pl.format("{} {}", pl.lit(indicator.name_zh), f"said_{n}"),
            pl.format("{} {}", pl.lit(indicator.name_en), f"said_{n}"),
        )


def _joined(parts: tuple[pl.Expr, ...], sign: str) -> list[pl.Expr]:
    return [each for part in parts for each in (pl.lit(sign), part)][1:]


def _total(name: str, numbers: range) -> pl.Expr:
    return reduce(add, (pl.col(f"{name}_{n}") for n in numbers))


def _figure(side: str, number: int) -> dict[str, pl.Expr]:
    """A side of a check that is one figure."""
    names = {side: "value", f"{side}_low": "low", f"{side}_high": "high"}
    return {column: pl.col(f"{name}_{number}") for column, name in names.items()}


def _allowed(tolerance: float, share: float, expected: pl.Expr) -> pl.Expr:
    return pl.max_horizontal(pl.lit(tolerance), share * expected.abs())
