"""What a check says: passed, failed, or not comparable, for everything that the bounds leave open."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from indicators.bounds import DIGITS
from indicators.check_figures import written

SLACK = 1e-9
"""What sums of floats may be off."""

PASSED_ZH, PASSED_EN = "相符", "they agree"
FAILED_ZH, FAILED_EN = "相差 {}，多于容许的 {}", "off by {}, more than the {} allowed"
OPEN_ZH, OPEN_EN = "所述的界限不足以比较", "their bounds leave it open"
APART_ZH, APART_EN = "（出自不同报告）", " (of several reports)"

COLUMNS = (
    *("check_id", "rule", "region_code", "region_name", "year", "indicator", "status"),
    *("observed", "expected", "difference", "tolerance", "verdict"),
)
IDS = pl.col("observation_ids")


@dataclass(frozen=True, slots=True)
class Cases:
    """What a rule is held against, a row a check, and how its message begins, in Chinese and English."""

    rows: pl.DataFrame
    lead_zh: pl.Expr
    lead_en: pl.Expr


def judged(cases: Cases) -> pl.DataFrame:
    """Cases of one rule with their verdict, as the rows of `Checks`.

    Their rows have what a check is of, `observed` and `expected`, each with the least and the most that
    bounds let it be (`_low`, `_high`; the value itself where it is closed), `allowed` (the tolerance of the
    rule), `margin` (what the figures leave open by their words and digits), `one_sided` (only an observed
    figure that is too large fails), and `apart` (the figures are of several reports). Of what passed, nearly
    all, the figures stand in their columns; of the rest the message has them.

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
    rows = cases.rows.with_columns(
        verdict=pl.when(failed)
        .then(pl.lit("failed"))
        .when(passed)
        .then(pl.lit("passed"))
        .otherwise(pl.lit("not comparable")),
        gap=(pl.col("observed") - pl.col("expected")).round(DIGITS),
        tolerance=(pl.col("allowed") + pl.col("margin")).round(DIGITS),
    ).with_columns(difference=pl.when(pl.col("verdict") != "not comparable").then("gap"))
    agree = pl.col("verdict") == "passed"
    return pl.concat(
        [
            rows.filter(agree).select(
                *COLUMNS, message_zh=pl.lit(PASSED_ZH), message_en=pl.lit(PASSED_EN), observation_ids=IDS
            ),
            rows.filter(~agree).select(
                *COLUMNS,
                message_zh=pl.concat_str(cases.lead_zh, _end("：", FAILED_ZH, OPEN_ZH, APART_ZH)),
                message_en=pl.concat_str(cases.lead_en, _end(": ", FAILED_EN, OPEN_EN, APART_EN)),
                observation_ids=IDS,
            ),
        ]
    )


def _end(colon: str, failed: str, left_open: str, apart: str) -> pl.Expr:
    """How a message goes on where a check did not pass."""
    end = (
        pl.when(pl.col("verdict") == "failed")
        .then(pl.format(failed, written(pl.col("gap").abs()), written(pl.col("tolerance"))))
        .otherwise(pl.lit(left_open))
    )
    where = pl.when("apart").then(pl.lit(apart)).otherwise(pl.lit(""))
    return pl.concat_str(where, pl.lit(colon), end)
