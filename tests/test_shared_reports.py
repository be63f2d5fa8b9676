"""The five shared reports, scored with the shared scorer. They lie beside the checkout, not in it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from benchmarks.labelled import SETS, SHARED, SHARED_REPORTS, pages
from benchmarks.scoring import Row, Score, score

REPORTS = SHARED_REPORTS
SCORER = REPORTS.parent / "score.py"

pytestmark = pytest.mark.skipif(
    not (REPORTS.is_dir() and SCORER.is_file()),
    reason="../shared/reports and score.py are not beside this checkout",
)


@cache
def shared_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def shared_score() -> Score:
    return score(pages(SHARED), shared_scorer().score_document)


def test_there_are_five_reports() -> None:
    assert len(pages(SHARED)) == 5
    assert shared_score().labels >= 70


def test_the_facts_are_read_and_right() -> None:
    assert shared_score().right_f1 >= 0.95, str(shared_score())


def test_no_plan_is_taken_for_a_fact() -> None:
    assert shared_score().confused == 0, str(shared_score())


def test_nothing_is_read_from_the_page_that_lost_its_digits() -> None:
    rows = {document["id"]: rows for rows, document in pages(SHARED)}
    assert rows["digits-lost"] == []


def worse(rows: list[Row]) -> list[Row]:
    """Rows made worse on purpose, so that every kind of fault is there to be counted."""
    found: list[Row] = []
    for number, row in enumerate(rows):
        changes: list[dict[str, Any]] = [
            {},
            {"year": 1999},
            {"status": "planned" if row["status"] == "actual" else "actual"},
            {"value": row["value"] + 1000},
            {"bound": "at_most"},
            {"region_code": None, "region_name": None},
            {"from_year": 1999},
            {"method": "derived"},
        ]
        found.append({**row, **changes[number % len(changes)]})
    return found


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("change", [list, worse])
def test_our_own_scorer_counts_as_the_shared_one(name: str, change: Callable[[list[Row]], list[Row]]) -> None:
    for rows, document in pages(name):
        page = (change(rows), document)
        ours, theirs = score([page]), score([page], shared_scorer().score_document)
        assert replace(ours, errors=()) == replace(theirs, errors=()), document["id"]


def test_our_own_measures_are_those_that_the_shared_one_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row for rows, _ in pages(SHARED) for row in worse(rows)]
    changed = [(worse(rows), document) for rows, document in pages(SHARED)]
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(tmp_path / "facts.parquet")
    monkeypatch.setattr("sys.argv", ["score.py", str(tmp_path / "facts.parquet"), str(REPORTS), "--json"])
    shared_scorer().main()
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    ours = score((list(given), document) for given, document in changed)
    assert said["precision"] == pytest.approx(ours.found_precision)
    assert said["recall"] == pytest.approx(ours.found_recall)
    assert said["f1"] == pytest.approx(ours.found_f1)
    assert said["strict_f1"] == pytest.approx(ours.right_f1)
    assert said["faults"].get("year", 0) == ours.wrong_year > 0
