"""The five shared reports, scored with the shared scorer. They lie beside the checkout, not in it."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tasks.reading import read_snapshot
from tests.genre import page
from tests.scoring import Row, Score, score, score_document

SHARED = Path(__file__).parents[2] / "shared"
REPORTS = SHARED / "reports"
SCORER = SHARED / "score.py"

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
def pages() -> tuple[tuple[list[Row], dict[str, Any]], ...]:
    """What was read from each report, and its labels."""
    documents = [json.loads(file.read_text("utf-8")) for file in sorted(REPORTS.glob("*.labels.json"))]
    return tuple(
        (list(read_snapshot(page((REPORTS / document["file"]).read_bytes())).observations), document)
        for document in documents
    )


@cache
def shared_score() -> Score:
    return score(pages(), shared_scorer().score_document)


def test_there_are_five_reports() -> None:
    assert len(pages()) == 5
    assert shared_score().labels >= 70


def test_the_facts_are_read_and_right() -> None:
    assert shared_score().right_f1 >= 0.95, str(shared_score())


def test_no_plan_is_taken_for_a_fact() -> None:
    assert shared_score().confused == 0, str(shared_score())


def test_nothing_is_read_from_the_page_that_lost_its_digits() -> None:
    rows = {document["id"]: rows for rows, document in pages()}
    assert rows["digits-lost"] == []


def test_our_own_scorer_counts_as_the_shared_one() -> None:
    # Rows made worse on purpose, so that every kind of fault is there to be counted.
    for rows, document in pages():
        worse: list[Row] = []
        for number, row in enumerate(rows):
            changes: list[dict[str, Any]] = [
                {},
                {"year": 1999},
                {"status": "planned" if row["status"] == "actual" else "actual"},
                {"value": row["value"] + 1000},
                {"bound": "at_most"},
                {"region_code": None, "region_name": None},
            ]
            worse.append({**row, **changes[number % len(changes)]})
        ours = score([(worse, document)], score_document)
        theirs = score([(worse, document)], shared_scorer().score_document)
        assert (ours.found, ours.right, ours.invented, ours.confused) == (
            theirs.found,
            theirs.right,
            theirs.invented,
            theirs.confused,
        ), document["id"]
