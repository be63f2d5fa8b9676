"""Where there is no figure, the reason is told by year, and no more than the table says."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from outputs.release.silences import why_silent

ROWS = [
    ("450222", 2018, "kindergartens", "not stated"),
    ("450222", 2019, "kindergartens", "no report"),
    ("450222", 2020, "kindergartens", "no report"),
    ("450222", 2021, "kindergartens", "masked"),
    ("450222", 2018, "schools", "stated"),
]

CASES = [
    (
        "450222",
        None,
        " (2018 nothing read out of the reports, 2019–2020 no report, 2021 digits masked)",
    ),
    ("450222", 2019, " (2019 no report)"),
    ("450222", 2030, " (its reports and figures are of 2018–2021)"),
    ("450223", None, " (no report of the place with a known year)"),
]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    frame = pl.DataFrame(ROWS, schema=["region_code", "year", "indicator", "silence"], orient="row")
    frame.write_parquet(tmp_path / "silence.parquet")
    return tmp_path


@pytest.mark.parametrize(("code", "year", "told"), CASES)
def test_the_reasons_are_told_by_year(release: Path, code: str, year: int | None, told: str) -> None:
    assert why_silent(release, code, "kindergartens", year) == told


def test_a_release_without_the_table_says_nothing(tmp_path: Path) -> None:
    assert why_silent(tmp_path, "450222", "kindergartens", None) == ""
