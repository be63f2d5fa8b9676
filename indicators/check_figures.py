"""The figures that checks work on: one of each report, and one chosen of all, with what they leave open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import dataframely as dy
import polars as pl

from indicators.bounds import DIGITS, HIGHEST, LOWEST, width
from indicators.schemas import Indicators, Observations, empty

SAME = ("region_code", "year", "from_year", "status")
"""What figures have in common that can be held against each other."""
OF_REPORT = ("report_id", *SAME)
OF_ONE = ("observation_id", "value", "low", "high", "margin", "said")
"""What a figure has of its own."""
SIGNS = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}
RATIOS = ("%", "1")


def figures(observations: pl.DataFrame) -> pl.DataFrame:
    """Every observation with a year as a figure for checks, in the order in which one is preferred.

    Columns: SAME and report_id, region_name, indicator, observation_id, value, `low` and `high` (the least
    and the most that its bound lets it be), `margin` (how far off it may be for its words and its last
    digit), all in its unit, and `said` (the figure as messages have it). A span that is one year is none.
    """
    bound = pl.col("bound").cast(pl.String)
    return (
        observations.filter(pl.col("year").is_not_null())
        .sort(
            (pl.col("method").cast(pl.String) != "corrected"),
            (bound != "exact"),
            "doubt",
            "report_id",
            "start",
            "observation_id",
        )
        .select(
            "report_id",
            "region_code",
            "region_name",
            "year",
            pl.when(pl.col("from_year") < pl.col("year")).then("from_year").alias("from_year"),
            pl.col("status").cast(pl.String),
            "indicator",
            "observation_id",
            "value",
            low=pl.when(bound == "at_most").then(LOWEST).otherwise("value"),
            high=pl.when(bound == "at_least").then(HIGHEST).otherwise("value"),
            margin=width(pl.col("value"), pl.col("bound"))
            + last_digit(
                pl.col("value"),
                rounded=pl.col("unit").is_in(RATIOS),
                as_written=pl.col("method").cast(pl.String) != "corrected",
            ),
            said=pl.concat_str(bound.replace_strict(SIGNS, return_dtype=pl.String), written(pl.col("value"))),
        )
    )


def gather(
    observations: dy.DataFrame[Observations], indicators: dy.DataFrame[Indicators], ids: Collection[str]
) -> Figures:
    """The figures of some indicators: the preferred one of each report, and the chosen ones.

    What was derived is not among them, for it would agree with itself.
    """
    found = figures(observations.filter(pl.col("indicator").is_in(sorted(ids))))
    stated = indicators.filter(pl.col("method").cast(pl.String) != "derived")
    return Figures(
        _by_indicator(found.unique([*OF_REPORT, "indicator"], keep="first", maintain_order=True)),
        _by_indicator(found.join(stated.select("observation_id"), on="observation_id", how="semi")),
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by indicator: one of each report, place, period and status, and the chosen ones."""

    of_reports: Mapping[str, pl.DataFrame]
    chosen: Mapping[str, pl.DataFrame]

    def has(self, ids: Iterable[str]) -> bool:
        """Whether there are figures of every one of some indicators."""
        return all(id_ in self.of_reports for id_ in ids)

    def together(self, ids: tuple[str, ...]) -> pl.DataFrame:
        """The figures of some indicators that can be held against each other, side by side in rows.

        Those of one report, for each that has them all; else the chosen ones of several, `report_id` null.
        Columns: report_id, SAME, region_name, and those of OF_ONE with the place of the indicator behind
        them: value_0, said_1.
        """
        inside = _joined(self.of_reports, ids, OF_REPORT)
        across = _joined(self.chosen, ids, SAME).filter(pl.col("region_code").is_not_null())
        across = across.join(inside, on=SAME, how="anti", nulls_equal=True)
        return pl.concat([inside, across.select(pl.lit(None, pl.String).alias("report_id"), pl.all())])

    def beside(self, ids: Collection[str], years: int) -> pl.DataFrame:
        """The chosen actual figures of single years, each (_0) with the one before it (_1).

        Columns as of `together`, and indicator and year_1. They lie `years` apart at the most.
        """
        frames = [self.chosen[id_] for id_ in ids if id_ in self.chosen]
        if not frames:
            return _nothing().select(
                pl.lit(None, pl.String).alias("report_id"),
                *SAME,
                "region_name",
                "indicator",
                pl.col("year").alias("year_1"),
                *(pl.col(name).alias(f"{name}_{n}") for n in (0, 1) for name in OF_ONE),
            )
        of = ("region_code", "indicator")
        rows = (
            pl.concat(frames)
            .filter(
                pl.col("status") == "actual",
                pl.col("from_year").is_null(),
                pl.col("region_code").is_not_null(),
            )
            .sort(*of, "year")
        )
        return rows.select(
            pl.lit(None, pl.String).alias("report_id"),
            *SAME,
            "region_name",
            "indicator",
            pl.col("year").shift(1).over(of).alias("year_1"),
            *(pl.col(name).alias(f"{name}_0") for name in OF_ONE),
            *(pl.col(name).shift(1).over(of).alias(f"{name}_1") for name in OF_ONE),
        ).filter(pl.col("year") - pl.col("year_1") <= years)


def _by_indicator(found: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {str(key[0]): frame for key, frame in found.partition_by("indicator", as_dict=True).items()}


def _joined(found: Mapping[str, pl.DataFrame], ids: tuple[str, ...], on: tuple[str, ...]) -> pl.DataFrame:
    """The rows of the first indicator that the others have as well, each figure's columns numbered."""
    frames = [
        found.get(id_, _nothing()).select(
            *on,
            *(["region_name"] if n == 0 else []),
            *(pl.col(name).alias(f"{name}_{n}") for name in OF_ONE),
        )
        for n, id_ in enumerate(ids)
    ]
    joined = frames[0]
    for frame in frames[1:]:
        joined = joined.join(frame, on=on, how="inner", nulls_equal=True)
    return joined


@cache
def _nothing() -> pl.DataFrame:
    return figures(empty(Observations))


def written(value: pl.Expr) -> pl.Expr:
    """A value as text without a needless .0."""
    return value.round(6).cast(pl.String).str.replace(r"\.0$", "")


def last_digit(value: pl.Expr, rounded: pl.Expr, as_written: pl.Expr | None = None) -> pl.Expr:
    """One unit of the last digit of a rounded figure, in the unit of the indicator; 0 for what was counted.

    Rounded is what is written in a larger unit (14.48万: 100), and every ratio (85%: 1, 85.31%: 0.01): some
    reports round and others cut off, so it is the whole unit and not half of it.

    value       the figure; its column `value_stated` says how it is written, its sign aside
    rounded     whether it is a ratio
    as_written  whether `value_stated` is of this value; where not, the value itself is looked at
    """
    value = value.abs()
    plain = pl.col("value_stated").str.contains(r"^\d+(\.\d+)?$")
    if as_written is not None:
        plain &= as_written
    text = pl.when(plain).then("value_stated").otherwise(written(value))
    point = text.str.find(".", literal=True)
    decimals = (text.str.len_bytes() - point - 1).fill_null(0).cast(pl.Float64)
    number = text.cast(pl.Float64, strict=False)
    # 14.48万人 is stated as 14.48 and is 144800 of the unit: ten thousand times as much.
    times = pl.when(plain & (number > 0)).then((value / number).round(DIGITS)).otherwise(1.0)
    unit = times * pl.lit(10.0).pow(-decimals)
    return pl.when(rounded | (times > 1) | (decimals > 0)).then(unit).otherwise(0.0)
