"""What a check says: passed, failed, or not comparable, for everything that the bounds leave open."""

from __future__ import annotations

import polars as pl

from indicators.bounds import DIGITS
from indicators.check_figures import written

SLACK = 1e-9
"""What sums of floats may be off."""

PASSED_ZH, PASSED_EN = "相符", "they agree"
OPEN_ZH, OPEN_EN = "所述的界限不足以比较", "their bounds leave it open"
APART_ZH, APART_EN = "（出自不同报告）", " (of several reports)"


def judged(cases: pl.DataFrame) -> pl.DataFrame:
    """Cases of one rule with their verdict, as the rows of `Checks`.

    `cases` has what a check is of, `observed` and `expected`, each with the least and the most that bounds
    let it be (`_low`, `_high`; the value itself where it is closed), `allowed` (the tolerance of the rule),
    `margin` (what the figures leave open by their words and digits), `one_sided` (only an observed figure
    that is too large fails), the messages so far, and `apart` (the figures are of several reports).

    Failed: nothing that the observed figure can be is within the tolerance of anything that the expected
    one can be. Passed: the expected one is closed, and the observed one can be that; one-sided, when the
    most that is observed is no more than the least that is expected. Else nobody can say.
    """
    observed, expected = (
        (pl.col(f"{side}_low"), pl.col(f"{side}_high")) for side in ("observed", "expected")
    )
    tolerance = pl.col("allowed") + pl.col("margin") + SLACK
    above, below = observed[0] - expected[1] > tolerance, expected[0] - observed[1] > tolerance
    one_sided = pl.col("one_sided")
    failed = above | (~one_sided & below)
    passed = (
        pl.when(one_sided)
        .then(observed[1] - expected[0] <= tolerance)
        .otherwise((expected[0] == expected[1]) & ~failed)
    )
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


def _message(language: str, colon: str, passed: str, failed: str, left_open: str, apart: str) -> pl.Expr:
    """Of what passed, nearly all, the figures stand in their columns; of the rest the message has them."""
    verdict = pl.col("verdict")
    end = (
        pl.when(verdict == "failed")
        .then(pl.format(failed, written(pl.col("gap").abs()), written(pl.col("tolerance"))))
        .otherwise(pl.lit(left_open))
    )
    where = pl.when("apart").then(pl.lit(apart)).otherwise(pl.lit(""))
    return (
        pl.when(verdict == "passed")
        .then(pl.lit(passed))
        .otherwise(pl.concat_str(f"lead_{language}", where, pl.lit(colon), end))
    )
