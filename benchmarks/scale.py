"""What a large run costs: the whole way on made reports, beside the sum of its pure work in one process.

    python -m benchmarks.scale [--reports N …] [--home DIR] [--runner RUNNER]

For each number of reports: a whole run of `county-education release` with Prefect; another with nothing new;
one with a hundredth more reports; the same work as plain calls in one process; and whether what was read is
what the made reports say. Memory is that of all processes of a run, added up as the system tells it: pages of
memory that two share count twice.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.made_reports import MadeReport, made_reports
from benchmarks.process_tree import Cost, measured

REPORTS = (10_000, 40_000)
MONTH = "2026.11"
KEY = ("region_code", "year", "indicator", "status", "value")
SHOWN = 10
"""So many mismatches of each kind are printed."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was read beside what the reports say: rows of `KEY`."""

    both: int
    missed: list[tuple[object, ...]]
    invented: list[tuple[object, ...]]

    @property
    def precision(self) -> float:
        """The share of what was read that is so."""
        read = self.both + len(self.invented)
        return self.both / read if read else 0.0

    @property
    def recall(self) -> float:
        """The share of what is so that was read."""
        said = self.both + len(self.missed)
        return self.both / said if said else 0.0


@dataclass(frozen=True, slots=True)
class Sized:
    """What came of one number of reports: costs of the runs."""

    reports: int
    whole: Cost
    nothing_new: Cost
    few_new: Cost
    pure: Cost


def write_reports(reports: Iterable[MadeReport], folder: Path) -> pl.DataFrame:
    """Write the pages into a folder. Their facts, a row each, in the columns of `KEY`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[tuple[str, int, str, str, float]] = []
    for report in reports:
        (folder / report.name).write_bytes(report.content)
        rows += [
            (each.region_code, each.year, each.indicator, each.status, float(each.value))
            for each in report.facts
        ]
    types = (pl.String, pl.Int32, pl.String, pl.String, pl.Float64)
    return pl.DataFrame(rows, schema=dict(zip(KEY, types, strict=True)), orient="row")


def agreement(read: pl.DataFrame, said: pl.DataFrame) -> Agreement:
    """Compare observations with known facts."""
    found = read.select(pl.col(name).cast(said.schema[name]) for name in KEY).unique()
    facts = said.unique()
    missed = facts.join(found, on=KEY, how="anti", nulls_equal=True).sort(KEY)
    invented = found.join(facts, on=KEY, how="anti", nulls_equal=True).sort(KEY)
    return Agreement(facts.height - missed.height, missed.rows(), invented.rows())


def newest(home: Path) -> Path:
    """The folder of the newest release below a home."""
    releases = home / "releases"
    return releases / (releases / "latest").read_text(encoding="utf-8").strip()


def run_size(reports: int, base: Path, runner: str | None) -> Sized:
    """Measure one number of reports below `base`, printing as it goes."""
    pages, home = base / "pages", base / "home"
    said = write_reports(made_reports(0, reports), pages)
    size = sum(file.stat().st_size for file in pages.iterdir())
    print(f"{reports:,} reports, {size / 1e6:,.0f} MB, {said.height:,} facts", flush=True)
    release = [sys.executable, "-m", "benchmarks.scale_steps", "release", str(pages), str(home), MONTH]
    release += [runner] if runner else []
    whole = measured(release, base / "whole.log")
    print_cost("a whole run", whole)
    _print_agreement(agreement(pl.read_parquet(newest(home) / "observations.parquet"), said))
    nothing_new = measured(release, base / "nothing-new.log")
    print_cost("a run with nothing new", nothing_new, whole)
    more = max(1, reports // 100)
    write_reports(made_reports(reports, reports + more), pages)
    few_new = measured(release, base / "few-new.log")
    print_cost(f"a run with {more:,} new", few_new, whole)
    for report in made_reports(reports, reports + more):
        (pages / report.name).unlink()
    alone = dict(os.environ, POLARS_MAX_THREADS="1")
    steps = [sys.executable, "-m", "benchmarks.scale_steps", "pure", str(pages), str(base / "pure"), MONTH]
    pure = measured(steps, base / "pure.log", alone)
    print_cost("the same as plain calls in one process", pure)
    _print_ratio(whole, pure)
    _print_same(home / "releases" / f"{MONTH}.0", newest(base / "pure"))
    return Sized(reports, whole, nothing_new, few_new, pure)


def print_cost(what: str, cost: Cost, whole: Cost | None = None) -> None:
    """A line: seconds, processor seconds, memory, steps; and the share of a whole run."""
    share = f", {cost.seconds / whole.seconds:.1%} of the whole run" if whole else ""
    steps = ", ".join(
        f"{name} {each.seconds:.1f} s ({each.processor:.1f}) {each.peak / 1e6:,.0f} MB"
        for name, each in cost.steps.items()
    )
    print(
        f"  {what}: {cost.seconds:.1f} s{share}; processors {cost.processor:.1f} s, "
        f"peak {cost.peak / 1e6:,.0f} MB; {steps}",
        flush=True,
    )


def print_growth(sizes: Sequence[Sized]) -> None:
    """How the memory of a whole run grows from the first number of reports to the last, and of its steps."""
    first, last = sizes[0], sizes[-1]
    if last is first or not first.whole.peak:
        return
    grown = last.whole.peak / first.whole.peak
    print(f"peak memory at {last.reports:,} / that at {first.reports:,}: {grown:.2f} (target ≤ 1.3)")
    for name, step in last.whole.steps.items():
        before = first.whole.steps.get(name)
        if before is not None and before.peak:
            print(f"  {name}: {step.peak / before.peak:.2f}")


def _print_ratio(whole: Cost, pure: Cost) -> None:
    cores = os.cpu_count() or 1
    for what, without in (("", 0), (", pages and forms left out", 1)):
        took = whole.seconds - without * whole.steps["pages"].seconds
        work = pure.seconds - without * pure.steps["pages"].seconds
        print(f"  whole run / (pure work / {cores}){what}: {took * cores / work:.2f} (target ≤ 1.15)")
    used = whole.processor / pure.processor
    print(f"  processor seconds of the whole run / those of the pure work: {used:.2f}")


def _print_same(one: Path, other: Path) -> None:
    same = (one / "SHA256SUMS").read_bytes() == (other / "SHA256SUMS").read_bytes()
    print(f"  the bytes of both releases: {'the same' if same else 'NOT the same'}", flush=True)


def _print_agreement(found: Agreement) -> None:
    print(
        f"  facts: precision {found.precision:.4%}, recall {found.recall:.4%}; "
        f"{len(found.missed):,} missed, {len(found.invented):,} that no report says"
    )
    for what, rows in (("missed", found.missed), ("not said", found.invented)):
        for row in rows[:SHOWN]:
            print(f"    {what}: {row}")


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description="What a large run costs.")
    parser.add_argument("--reports", nargs="+", type=int, default=REPORTS, metavar="N", help="how many")
    parser.add_argument("--home", type=Path, help="where files go, and stay (default: nowhere, removed)")
    parser.add_argument("--runner", help="what reads the pages (default: the product's own)")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="county-education-") as name:
        base: Path = arguments.home or Path(name)
        sizes = [run_size(each, base / str(each), arguments.runner) for each in arguments.reports]
    print_growth(sizes)


if __name__ == "__main__":
    main()
