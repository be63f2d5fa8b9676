"""The benchmark of large runs: how it counts, and a small one with real Prefect, which takes a minute."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.process_tree import Cost, Step
from benchmarks.scale import KEY, Sized, agreement, main, print_growth


def facts(*rows: tuple[str | None, int, str, str, float]) -> pl.DataFrame:
    types = (pl.String, pl.Int32, pl.String, pl.String, pl.Float64)
    return pl.DataFrame(list(rows), schema=dict(zip(KEY, types, strict=True)), orient="row")


A = ("450222", 2019, "kindergartens", "actual", 85.0)
PLAN = ("450222", 2019, "kindergartens", "planned", 85.0)
B = ("450222", 2019, "primary_schools", "actual", 30.0)
NOWHERE = (None, 2019, "kindergartens", "actual", 85.0)


@pytest.mark.parametrize(
    ("read", "said", "precision", "recall", "missed", "invented"),
    [
        (facts(A, B), facts(A, B), 1.0, 1.0, [], []),
        (facts(A, A), facts(A), 1.0, 1.0, [], []),
        (facts(A), facts(A, B), 1.0, 0.5, [B], []),
        (facts(A, PLAN), facts(A), 0.5, 1.0, [], [PLAN]),
        (facts(NOWHERE), facts(A), 0.0, 0.0, [A], [NOWHERE]),
        (facts(), facts(A), 0.0, 0.0, [A], []),
    ],
)
def test_what_was_read_is_held_to_what_is_said(
    read: pl.DataFrame,
    said: pl.DataFrame,
    precision: float,
    recall: float,
    missed: list[object],
    invented: list[object],
) -> None:
    found = agreement(read, said)
    assert (found.precision, found.recall) == (precision, recall)
    assert (found.missed, found.invented) == (missed, invented)


def sized(reports: int, peak: int, reading: int) -> Sized:
    whole = Cost(1.0, 1.0, peak, {"read": Step(1.0, 1.0, reading)})
    return Sized(reports, whole, whole, whole, whole)


def test_memory_is_said_to_grow_from_the_first_number_to_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    print_growth([sized(10, 1_000, 500), sized(20, 9_000, 700), sized(40, 1_300, 500)])
    assert capsys.readouterr().out == "peak memory at 40 / that at 10: 1.30 (target ≤ 1.3)\n  read: 1.00\n"
    print_growth([sized(10, 1_000, 500)])
    print_growth([sized(10, 0, 0), sized(40, 0, 0)])
    assert capsys.readouterr().out == "", "one number, or a system that does not tell of memory"


def test_a_small_run_prints_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--reports", "25", "--home", str(tmp_path), "--runner", "threads"])
    said = capsys.readouterr().out
    for line in (
        "25 reports, 0 MB, ",
        "a whole run: ",
        "facts: precision 100.0000%, recall 100.0000%; 0 missed, 0 that no report says",
        "a run with nothing new: ",
        "a run with 1 new: ",
        "the same as plain calls in one process: ",
        "whole run / (pure work / ",
        "pages and forms left out: ",
        "the bytes of both releases: the same",
    ):
        assert line in said, said
