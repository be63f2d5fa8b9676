"""What it costs to make the pages of a large release: in one process, on all cores, and when little changed.

    python -m benchmarks.pages [PLACES YEARS]

Made data: 2,850 places × 10 years, about a dozen facts of each, in the regions of the gazetteer. Beside it,
in the same run: one process on a tenth of the places, and copying the finished site file by file.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dataframely as dy
import polars as pl

from benchmarks.tabulating import made
from indicators.catalogue import load_catalogue
from indicators.reference import Regions
from indicators.schemas import Observations, Reports, validated
from outputs.pages.site import Site, build_site
from outputs.release.checksums import write_checksums
from outputs.release.contents import SITE, release_tables, write_tables
from outputs.release.quality import QUALITY, measured_quality

PLACES, YEARS = 2_850, 10
ONE_IN = 7
"""One in so many indicators is stated by a report: 12 of the 87."""

CHANGED = 100
"""For the second release one place in so many has another figure."""


def observed(places: int, years: int) -> tuple[pl.DataFrame, pl.DataFrame, dy.DataFrame[Regions]]:
    """Observations, reports and regions, a dozen facts a report; the same every time."""
    observations, reports, regions = made(places, years)
    names = regions.filter(pl.col("valid_until").is_null()).select("region_code", real="name")
    strewn = pl.col("observation_id").str.slice(0, 6).cast(pl.UInt64) * 2_654_435_761 % 1_000
    few = observations.filter(strewn % ONE_IN == 0)
    few = few.join(names.unique("region_code"), on="region_code", how="left", maintain_order="left")
    few = few.with_columns(region_name=pl.coalesce("real", "region_name")).drop("real")
    return few, reports, regions


def write_release(folder: Path, observations: pl.DataFrame, reports: pl.DataFrame, regions: object) -> None:
    """Write the tables of a release, and what else its pages read."""
    folder.mkdir()
    tables = release_tables(
        validated(Observations, observations, "made"),
        validated(Reports, reports, "made"),
        regions,  # type: ignore[arg-type]
        load_catalogue(),
    )
    write_tables(tables, folder)
    (folder / QUALITY).write_text(measured_quality(), encoding="utf-8")
    (folder / "CHANGELOG.md").write_text("# Changes\n", encoding="utf-8")


def main() -> None:
    """Measure, and print a line each."""
    places, years = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (PLACES, YEARS)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        observations, reports, regions = observed(places, years)
        print(f"{places} places × {years} years: {observations.height:,} facts")
        tenth = pl.col("region_code").is_in(
            reports["region_code"].unique().sort().head(places // 10).implode()
        )
        write_release(home / "tenth", observations.filter(tenth), reports.filter(tenth), regions)
        write_release(home / "whole", observations, reports, regions)
        turned = pl.col("region_code").str.slice(2).cast(pl.UInt32) % CHANGED == 1
        other = observations.with_columns(
            value=pl.when(turned).then(pl.col("value") + 0.01).otherwise(pl.col("value"))
        )
        write_release(home / "next", other, reports, regions)

        alone, _ = _timed("a tenth of the places, one process", _build(home, "tenth", processes=1))
        both, _ = _timed(
            "a tenth of the places, all cores", _build(home, "tenth", out="tenth-2", processes=None)
        )
        print(f"  {alone / both:.2f} times as fast on {os.cpu_count()} cores")
        full, site = _timed("all places, all cores", _build(home, "whole"))
        pages = home / "whole" / SITE
        _sizes(pages)
        copied, _ = _timed("copying that site", lambda: _copied(pages, home / "copy"))
        print(f"  making it takes {full / copied:.1f} times as long as copying it")
        write_checksums(home / "whole")
        for what, release in (("nothing changed", "whole"), ("one place in a hundred changed", "next")):
            build = _build(home, release, out=f"again-{release}", previous=home / "whole")
            again, site = _timed(f"again, {what}", build)
            assert site is not None
            print(f"  {len(site.pages) - site.reused:,} pages written, {again / full:.1%} of the time")


def _build(
    home: Path, release: str, out: str = "", *, processes: int | None = None, previous: Path | None = None
) -> Callable[[], Site]:
    folder = home / out / SITE if out else home / release / SITE
    return lambda: build_site(
        home / release, folder, "2026.11.0", code="benchmark", previous=previous, processes=processes
    )


def _copied(pages: Path, to: Path) -> None:
    shutil.copytree(pages, to)


def _timed(what: str, run: Callable[[], Site | None]) -> tuple[float, Site | None]:
    start = time.perf_counter()
    site = run()
    seconds = time.perf_counter() - start
    rate = f", {len(site.pages):,} pages, {len(site.pages) / seconds:,.0f} a second" if site else ""
    print(f"{what}: {seconds:.1f} s{rate}", flush=True)
    return seconds, site


def _sizes(site: Path) -> None:
    """The largest page of each kind, by what stands before the first slash or hyphen of its address."""
    largest: dict[str, tuple[int, str]] = {}
    for file in site.rglob("*.html"):
        address = file.relative_to(site).as_posix()
        kind = address.removeprefix("en/").split("/")[0]
        largest[kind] = max(largest.get(kind, (0, "")), (file.stat().st_size, address))
    for kind, (size, address) in sorted(largest.items()):
        print(f"  {kind}: at most {size / 1024:,.0f} KB ({address})")


if __name__ == "__main__":
    main()
