"""The sample as the main job reads it, against its labels."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tasks.fetch.registry import read_sources
from tasks.reading import PageReading, read_snapshot
from tasks.records import Snapshot
from tests.genre import page
from tests.scoring import Score, score

ROOT = Path(__file__).parents[1]
REGISTRY = ROOT / "deployments" / "sample" / "sources.toml"
LABELS = ROOT / "tests" / "labelled" / "sample"


@cache
def readings() -> dict[str, PageReading]:
    """Every page of the sample, by its file's name, with what the registry says of it."""
    found = {}
    for each in read_sources([REGISTRY]):
        content = each.path.read_bytes()
        found[each.path.name] = read_snapshot(Snapshot(each.source, page(content).sha256, content))
    return found


def labels() -> list[dict[str, object]]:
    return [json.loads(file.read_text("utf-8")) for file in sorted(LABELS.glob("*.labels.json"))]


@cache
def sample_score() -> Score:
    return score((list(readings()[str(document["file"])].observations), document) for document in labels())


def test_every_page_has_its_labels() -> None:
    assert sorted(str(document["file"]) for document in labels()) == sorted(readings())


def test_the_facts_of_the_sample_are_read() -> None:
    assert sample_score().labels >= 100
    assert sample_score().right_f1 >= 0.80, str(sample_score())


def test_no_plan_is_taken_for_a_fact() -> None:
    assert sample_score().confused == 0, str(sample_score())


def test_the_page_without_digits_is_refused() -> None:
    reading = readings()["moban-shuzi-queshi.html"]
    assert reading.observations == ()
    assert [row["reason"] for row in reading.reports] == ["digits lost"]


@pytest.mark.parametrize("document", labels(), ids=lambda document: str(document["id"]))
def test_a_page_without_the_registry_gives_facts_of_the_same_places(document: dict[str, object]) -> None:
    name = str(document["file"])
    bare = read_snapshot(page((REGISTRY.parent / "reports" / name).read_bytes()))
    codes = {row["region_code"] for row in readings()[name].observations}
    assert {row["region_code"] for row in bare.observations} == codes


ROW = {"indicator": "a", "value": 85.0, "status": "actual", "year": 2019, "from_year": None, "bound": "exact"}
ROW |= {"region_code": "450222", "region_name": "柳城县", "quote": "85所"}
DOCUMENT = {"id": "x", "region": "柳城县", "adcode": "450222", "labels": [ROW]}


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, (1, 1, 0, 0)),
        ({"value": 85.02}, (1, 1, 0, 0)),
        ({"value": 86.0}, (0, 0, 1, 0)),
        ({"status": "planned"}, (0, 0, 0, 1)),
        ({"year": 2018}, (1, 0, 0, 0)),
        ({"bound": "approx"}, (1, 0, 0, 0)),
        ({"region_code": None, "region_name": None}, (1, 0, 0, 0)),
    ],
)
def test_the_score_counts_what_is_wrong(
    changes: dict[str, object], counts: tuple[int, int, int, int]
) -> None:
    found = score([([ROW | changes], DOCUMENT)])
    assert (found.found, found.right, found.invented, found.confused) == counts
    assert found.right_f1 == (1.0 if counts[1] else 0.0)
    assert score([([], DOCUMENT)]).right_f1 == 0.0
