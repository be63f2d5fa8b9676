"""A figure whose ground is missing is found: the statement, the formula, an input, an earlier vintage."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from indicators.catalogue import load_catalogue
from outputs.release.contents import release_tables
from outputs.release.grounds import loose_figures
from tests.frames import observation, observations, regions, report, reports

Change = Callable[[pl.DataFrame], pl.DataFrame]
SHARE = "public_kindergarten_share"


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    """A share derived from two counts of 2019, and a count of 2018 that was revised."""
    rows = observations(
        observation(1, value=76.0),
        observation(2, indicator="public_kindergartens", value=65.0),
        observation(3, year=2018, value=70.0),
        observation(4, year=2018, value=72.0, report_id="r2"),
    )
    pages = reports(report("r1"), report("r2", year=2020, published=None))
    return release_tables(rows, pages, regions(("450222", "柳城县", None, None)), load_catalogue())


def of_share(**values: pl.Expr) -> Change:
    """Change cells of the row of the share."""
    is_share = pl.col("indicator") == SHARE
    return lambda frame: frame.with_columns(
        pl.when(is_share).then(value).otherwise(pl.col(name)).alias(name) for name, value in values.items()
    )


WRONG: list[tuple[str, Change, str]] = [
    ("indicators", lambda f: f.with_columns(value=pl.col("value") + 1), "o001, which does not state it"),
    ("indicators", of_share(formula=pl.lit("sum(a, b)")), "derived by sum(a, b), which is not the formula"),
    ("indicators", of_share(made_from=pl.lit(["o999"])), "from observation o999, not one of its place"),
    ("indicators", of_share(made_from=pl.lit(["o002", "o003"])), "from observation o003, not one of its"),
    ("indicators", of_share(value=pl.lit(85.5)), f"vintages: 450222 2019 {SHARE} actual ends with another"),
    (
        "indicators",
        lambda f: f.filter(pl.col("indicator") != SHARE),
        "ends with a figure that indicators lacks",
    ),
    (
        "observations",
        lambda f: pl.concat([f, f.tail(1).with_columns(indicator=pl.lit(SHARE))]),
        f"indicators: 450222 2019 {SHARE} actual is derived, and a report states it",
    ),
    ("vintages", lambda f: f.filter(pl.col("revision") > 0), "revision 1 is out of its order"),
    (
        "vintages",
        lambda f: f.with_columns(
            known_since=pl.when(revision=1).then(pl.lit("2019-01-01")).otherwise("known_since")
        ),
        "vintages: 450222 2018 kindergartens actual: revision 1 is out of its order",
    ),
    (
        "vintages",
        lambda f: f.with_columns(observation_id=pl.lit("o9")),
        "vintages: 450222 2018 kindergartens",
    ),
]


def test_the_figures_of_a_release_have_their_grounds(tables: dict[str, pl.DataFrame]) -> None:
    assert SHARE in set(tables["indicators"]["indicator"])
    assert loose_figures(tables) == []


@pytest.mark.parametrize(("table", "change", "finding"), WRONG)
def test_a_figure_without_its_ground_is_found(
    tables: dict[str, pl.DataFrame], table: str, change: Change, finding: str
) -> None:
    found = loose_figures(tables | {table: change(tables[table])})
    assert any(finding in line for line in found), found
