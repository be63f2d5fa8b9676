"""What a check says: passed, failed, or not comparable, for everything that the bounds leave open."""

from __future__ import annotations

import polars as pl

from indicators.bounds import DIGITS, EVERY
from indicators.check_figures import written

SLACK = 1e-9
"""What sums of floats may be off."""

PASSED_ZH, PASSED_EN = "相符", "they agree"
OPEN_ZH, OPEN_EN = "所述的界限不足以比较", "their bounds leave it open"
APART_ZH, APART_EN = "（出自不同报告）", " (of several reports)"


def judged(cases: pl.DataFrame) -> pl.DataFrame:
    """Cases of one rule with their verdict, as the rows of `Checks`.

    `cases` has what a check is of, `observed` and `expected` with `_up` and `_down` (open upwards, open
    downwards), `allowed` (the tolerance of the rule), `margin` (what the figures leave open by their words
    and digits), `one_sided` (only an observed figure that is too large fails), the messages so far, and
    `apart` (the figures are of several reports).

    Failed: no value that the observed figure leaves open is within the tolerance of one that the expected
    leaves open. Passed: the expected is closed, and within what the observed says; one-sided, when the most
    that is observed is no more than the least that is expected. Else nobody can say.
    """
    low, high = _ends("observed")
    expected_low, expected_high = _ends("expected")
    tolerance = pl.col("allowed") + pl.col("margin") + SLACK
    above, below = low - expected_high > tolerance, expected_low - high > tolerance
    one_sided = pl.col("one_sided")
    closed = ~(pl.col("expected_up") | pl.col("expected_down"))
    # Infinity less infinity is no number, and that would compare as larger than any.
    certain = high.is_finite() & expected_low.is_finite() & (high - expected_low <= tolerance)
    failed = above | (~one_sided & below)
    passed = pl.when(one_sided).then(certain).otherwise(closed & ~failed)
    return (
        cases.with_columns(
            verdict=pl.when(failed)
            .then(pl.lit("failed"))
            .when(passed)
            .then(pl.lit("passed"))
            .otherwise(pl.lit("not comparable")),
            gap=(pl.col("observed") - pl.col("expected")).round(DIGITS),
            tolerance=(pl.col("allowed") + pl.col("margin")).round(DIGITS),
        )
        .with_columns(
            difference=pl.when(pl.col("verdict") != "not comparable").then("gap"),
            message_zh=_message("zh", "：", PASSED_ZH, "相差 {}，多于容许的 {}", OPEN_ZH, APART_ZH),
            message_en=_message(
                "en", ": ", PASSED_EN, "off by {}, more than the {} allowed", OPEN_EN, APART_EN
            ),
        )
        .select(
            *("check_id", "rule", "region_code", "region_name", "year", "indicator", "status"),
            *("observed", "expected", "difference", "tolerance", "verdict"),
            *("message_zh", "message_en", "observation_ids"),
        )
    )


def _ends(side: str) -> tuple[pl.Expr, pl.Expr]:
    """The least and the most that a side can stand for, its margin left out."""
    value = pl.col(side)
    return (
        pl.when(f"{side}_down").then(-EVERY).otherwise(value),
        pl.when(f"{side}_up").then(EVERY).otherwise(value),
    )


def _message(language: str, colon: str, passed: str, failed: str, left_open: str, apart: str) -> pl.Expr:
    verdict = pl.col("verdict")
    end = (
        pl.when(verdict == "passed")
        .then(pl.lit(passed))
        .when(verdict == "failed")
        .then(pl.format(failed, written(pl.col("gap").abs()), written(pl.col("tolerance"))))
        .otherwise(pl.lit(left_open))
    )
    where = pl.when("apart").then(pl.lit(apart)).otherwise(pl.lit(""))
    return pl.concat_str(f"lead_{language}", where, pl.lit(colon), end)
