"""What it costs to tabulate and write a large release, and how much of it a profile of one place reads.

    python -m benchmarks.tabulating [PLACES YEARS]

Made data: 3,000 places × 20 years × 87 indicators, one statement each and a second one for every tenth.
Beside it, in the same run, plain Polars on the same rows: a group_by that keeps the first statement of each
key, and one Parquet file. Each runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import dataframely as dy
import polars as pl

from benchmarks.file_server import reading_addresses, serving
from indicators.catalogue import load_catalogue
from indicators.gazetteer import load_gazetteer
from indicators.reference import Regions, regions_frame
from indicators.schemas import Observations, Reports, validated
from outputs.release.contents import release_tables, write_tables
from outputs.release.formats.forms import write_forms

PLACES, YEARS = 3_000, 20
LAST_YEAR = 2024
PROFILE = """
    SELECT year, indicator, value, unit, bound FROM '{address}/indicators.parquet'
    WHERE region_code = '{place}' AND status = 'actual' ORDER BY year, indicator
"""


def made(places: int, years: int) -> tuple[pl.DataFrame, pl.DataFrame, dy.DataFrame[Regions]]:
    """Observations, reports and regions of so many places and years. The same figures every time."""
    regions = regions_frame(load_gazetteer().divisions)
    codes = regions.filter(pl.col("valid_until").is_null())["region_code"].unique().sort()
    codes = pl.concat([codes, pl.Series([f"99{n:04}" for n in range(places)])]).head(places)
    catalogue = load_catalogue()
    measured = pl.DataFrame(
        {
            "indicator": [i.id for i in catalogue.indicators],
            "unit": [i.unit for i in catalogue.indicators],
            "low": [i.valid[0] for i in catalogue.indicators],
            "high": [min(i.valid[1], i.valid[0] + 5000) for i in catalogue.indicators],
        }
    )
    said = (
        pl.DataFrame({"region_code": codes})
        .join(pl.DataFrame({"year": range(LAST_YEAR - years + 1, LAST_YEAR + 1)}), how="cross")
        .with_columns(pl.format("{}-{}", "region_code", "year").alias("report_id"))
    )
    rows = said.join(measured, how="cross").with_row_index("n")
    rows = pl.concat([rows, rows.filter(pl.col("n") % 10 == 0).with_columns(pl.col("n") + rows.height)])
    strewn = pl.col("n").cast(pl.UInt64) * pl.lit(
        2_654_435_761, pl.UInt64
    )  # no hash: those change with Polars
    part = strewn % 1000 / 1000
    rows = rows.with_columns(
        value=(pl.col("low") + (pl.col("high") - pl.col("low")) * part).round(2),
        observation_id=pl.format("{}{}", strewn % 10_000_000_019, "n"),
    )
    digest = "a" * 64
    observations = rows.select(
        "observation_id",
        "report_id",
        source=pl.format("{}.html", "report_id"),
        snapshot=pl.lit(digest),
        region_code="region_code",
        region_name=pl.format("第{}县", "region_code"),
        indicator="indicator",
        value="value",
        unit="unit",
        value_stated=pl.col("value").cast(pl.String),
        unit_stated="unit",
        bound=pl.lit("exact"),
        status=pl.lit("actual"),
        year=pl.col("year").cast(pl.Int32),
        from_year=pl.lit(None, pl.Int32),
        method=pl.lit("stated"),
        rule=pl.lit("made"),
        doubt=pl.lit(0.05),
        quote=pl.format("全县共{}", "value"),
        start=pl.lit(0, pl.UInt32),
        end=pl.format("全县共{}", "value").str.len_chars(),
        sentence=pl.format("全县共{}。", "value"),
        flags=pl.lit([], pl.List(pl.String)),
    )
    names = {name: column.dtype for name, column in Reports.columns().items()}
    given = said.with_columns(
        source=pl.format("{}.html", "report_id"),
        snapshot=pl.lit(digest),
        restated=pl.lit(False),
        start=pl.lit(0, pl.UInt32),
        end=pl.lit(10_000, pl.UInt32),
        state=pl.lit("read"),
        facts=pl.lit(measured.height, pl.UInt32),
        published=pl.format("{}-01-20", pl.col("year") + 1),
    )
    reports = given.select(
        (pl.col(name) if name in given.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in names.items()
    )
    types = {name: column.dtype for name, column in Observations.columns().items()}
    return observations.select(pl.col(name).cast(dtype) for name, dtype in types.items()), reports, regions


def main() -> None:
    """Measure, and print a line each."""
    places, years = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (PLACES, YEARS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        observations, reports, regions = made(places, years)
        observations.write_parquet(folder / "in-observations.parquet")
        reports.write_parquet(folder / "in-reports.parquet")
        regions.write_parquet(folder / "in-regions.parquet")
        print(f"{places} places × {years} years: {observations.height:,} statements")
        del observations, reports, regions
        plain = _measure("plain", folder)
        ours = _measure("release", folder)
        print(f"ratio: {ours / plain:.2f} of the time (target ≤ 3)")
        if places * years <= 6_000:
            _measure("forms", folder)
        _profile(folder)


def _measure(what: str, folder: Path) -> float:
    """Run one of `STEPS` in a process of its own; print and return its seconds."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.tabulating", "--step", what, str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = (float(word) for word in done.stdout.split())
    print(f"{what}: {seconds:.1f} s, peak {megabytes:,.0f} MB")
    return seconds


def plain(folder: Path) -> None:
    """A group_by that keeps the first statement of each key, and one Parquet file."""
    rows = pl.read_parquet(folder / "in-observations.parquet")
    key = ("region_code", "year", "indicator", "status")
    rows.group_by(key).first().sort(key).write_parquet(folder / "plain-chosen.parquet", compression="zstd")
    rows.sort(key).write_parquet(folder / "plain-observations.parquet", compression="zstd")


def release(folder: Path) -> None:
    """The tables of a release and their Parquet files."""
    write_tables(_tables(folder), folder)


def forms(folder: Path) -> None:
    """The same tables as CSV, Stata and Excel."""
    (folder / "forms").mkdir()
    write_forms(_tables(folder), folder / "forms", "2026.11.0")


def _tables(folder: Path) -> dict[str, pl.DataFrame]:
    read = {name: pl.read_parquet(folder / f"in-{name}.parquet") for name in ("observations", "reports")}
    regions = validated(Regions, pl.read_parquet(folder / "in-regions.parquet"), "benchmark")
    observations = validated(Observations, read["observations"], "benchmark")
    reports = validated(Reports, read["reports"], "benchmark")
    return release_tables(observations, reports, regions, load_catalogue())


def _profile(folder: Path) -> None:
    """How much of `indicators.parquet` DuckDB fetches for all years of one place."""
    connection = reading_addresses()
    if connection is None:
        print("profile over HTTP: not measured, DuckDB's httpfs is not there on this system")
        return
    size = (folder / "indicators.parquet").stat().st_size
    codes = (
        pl.read_parquet(folder / "indicators.parquet", columns=["region_code"])["region_code"].unique().sort()
    )
    with serving(folder) as (address, sent):
        start = time.perf_counter()
        rows = connection.sql(PROFILE.format(address=address, place=codes[len(codes) // 2])).fetchall()
        took = time.perf_counter() - start
        read = sent["/indicators.parquet"]
    print(f"profile over HTTP: {len(rows)} rows, {took:.2f} s, {read:,} of {size:,} bytes, {read / size:.2%}")


STEPS = {"plain": plain, "release": release, "forms": forms}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        begun = time.perf_counter()
        STEPS[sys.argv[2]](Path(sys.argv[3]))
        print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main()
