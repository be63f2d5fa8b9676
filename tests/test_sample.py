"""The sample as the main job reads it, against its labels."""

from __future__ import annotations

import pytest

from benchmarks.labelled import SAMPLE, documents, pages, reading, score_of
from benchmarks.scoring import Labels
from tasks.reading import PageReading, read_snapshot
from tests.genre import page

pytestmark = pytest.mark.usefixtures("read_once")


def by_file() -> dict[str, PageReading]:
    """Every page of the sample, by its file's name, read with what the registry says of it."""
    return {labels["file"]: reading(snapshot) for snapshot, labels in documents(SAMPLE)}


def test_what_only_some_machines_read_is_not_scored() -> None:
    scored = {labels["file"] for _, labels in pages(SAMPLE)}
    wanting = {"honggang-2025.png", "taining-2018.pdf", "shandan-2021.doc"}
    assert {labels["file"] for _, labels in documents(SAMPLE)} - scored == wanting


def test_the_facts_of_the_sample_are_read() -> None:
    assert score_of(SAMPLE).labels >= 100
    assert score_of(SAMPLE).right_f1 >= 0.80, str(score_of(SAMPLE))


def test_no_plan_is_taken_for_a_fact() -> None:
    assert score_of(SAMPLE).confused == 0, str(score_of(SAMPLE))


def test_the_page_without_digits_is_refused() -> None:
    refused = by_file()["moban-shuzi-queshi.html"]
    assert refused.observations == ()
    assert [row["reason"] for row in refused.reports] == ["digits lost"]


@pytest.mark.parametrize("labels", [x for _, x in documents(SAMPLE)], ids=lambda labels: labels["id"])
def test_a_page_without_the_registry_gives_facts_of_the_same_places(labels: Labels) -> None:
    (content,) = (snapshot.content for snapshot, x in documents(SAMPLE) if x is labels)
    codes = {row["region_code"] for row in by_file()[labels["file"]].observations}
    assert {row["region_code"] for row in read_snapshot(page(content)).observations} == codes
