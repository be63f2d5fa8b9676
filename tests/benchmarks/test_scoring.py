"""What counts as found, right, missed, invented and confused, in small cases."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scoring import Page, Row, Score, only, score

ROW: dict[str, Any] = {
    "indicator": "kindergartens",
    "value": 85.0,
    "status": "actual",
    "year": 2019,
    "from_year": None,
    "bound": "exact",
    "region_code": "450222",
    "region_name": "柳城县",
    "quote": "85所",
    "method": "stated",
}
LABEL = {key: ROW[key] for key in ("indicator", "value", "status", "year", "bound", "quote")}
NOTHING: dict[str, int] = {}
FOUND = {"labels": 1, "found": 1}
RIGHT = {**FOUND, "right": 1}
MISSED = {"labels": 1}


def document(*labels: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A document of 柳城县 with labels."""
    return {"id": "x", "region": "柳城县", "adcode": "450222", "labels": list(labels), "disputed": []} | more


@pytest.mark.parametrize(
    ("rows", "labels", "counts"),
    [
        pytest.param([{}], [{}], RIGHT, id="right"),
        pytest.param([{"value": 85.02}], [{}], RIGHT, id="rounded"),
        pytest.param([], [{}], MISSED, id="missed"),
        pytest.param([{}], [], {"invented": 1}, id="invented"),
        pytest.param([{"value": 86.0}], [{}], {**MISSED, "invented": 1}, id="another value"),
        pytest.param([{"indicator": "guards"}], [{}], {**MISSED, "invented": 1}, id="another indicator"),
        pytest.param([{}, {}], [{}], {**RIGHT, "invented": 1}, id="said twice"),
        pytest.param([{"status": "planned"}], [{}], {**MISSED, "confused": 1}, id="fact read as plan"),
        pytest.param([{}], [{"status": "planned"}], {**MISSED, "confused": 1}, id="plan read as fact"),
        pytest.param([{"status": "planned"}, {}], [{}], {**RIGHT, "invented": 1}, id="a plan besides"),
        pytest.param([{"year": 2018}], [{}], {**FOUND, "wrong_year": 1}, id="wrong year"),
        pytest.param([{"year": None}], [{}], {**FOUND, "wrong_year": 1}, id="no year"),
        pytest.param([{"year": 2018}], [{"year_also": [2018]}], RIGHT, id="another year that will do"),
        pytest.param(
            [{"year": 2018}, {}], [{}, {"year": 2018}], {"labels": 2, "found": 2, "right": 2}, id="twins"
        ),
        pytest.param([{"bound": "approx"}], [{}], {**FOUND, "wrong_bound": 1}, id="wrong bound"),
        pytest.param([{"from_year": 2015}], [{}], RIGHT, id="a span where the label is silent"),
        pytest.param([{"from_year": 2015}], [{"from_year": 2015}], RIGHT, id="the span"),
        pytest.param([{}], [{"from_year": 2015}], {**FOUND, "wrong_from_year": 1}, id="no span"),
        pytest.param(
            [{"region_code": None, "region_name": None}], [{}], {**FOUND, "wrong_region": 1}, id="no place"
        ),
        pytest.param([{"region_code": None}], [{}], RIGHT, id="the place by its name"),
        pytest.param(
            [{}], [{"region": "鹿寨县", "adcode": "450223"}], {**FOUND, "wrong_region": 1}, id="another place"
        ),
        pytest.param(
            [{"year": 1999, "bound": "approx"}],
            [{}],
            {**FOUND, "wrong_year": 1, "wrong_bound": 1},
            id="two parts wrong",
        ),
        pytest.param([{"method": "derived"}], [], NOTHING, id="derived"),
        pytest.param([{"method": "derived"}], [{}], MISSED, id="derived finds nothing"),
        pytest.param([{"method": "corrected"}], [{}], RIGHT, id="corrected"),
    ],
)
def test_what_is_counted(
    rows: list[dict[str, Any]], labels: list[dict[str, Any]], counts: dict[str, int]
) -> None:
    given: list[Row] = [ROW | row for row in rows]
    found = score([(given, document(*(LABEL | label for label in labels)))])
    names = [name for name in Score.__dataclass_fields__ if name != "errors"]
    assert {name: n for name in names if (n := getattr(found, name))} == counts
    wrong = sum(counts.get(name, 0) for name in ("invented", "confused"))
    faulty = counts.get("found", 0) - counts.get("right", 0)
    assert len(found.errors) == found.missed + wrong + faulty


@pytest.mark.parametrize("change", [{}, {"status": "planned"}, {"year": 1999}])
def test_a_row_that_matches_a_disputed_label_counts_neither_way(change: dict[str, Any]) -> None:
    assert score([([ROW | change], document(disputed=[LABEL]))]) == Score()


def test_a_label_comes_before_a_dispute() -> None:
    assert score([([ROW], document(LABEL, disputed=[LABEL | {"year": 2018}]))]).right == 1


def test_a_place_that_a_document_masks_is_not_asked_for() -> None:
    masked = document(LABEL, region=None, adcode=None)
    assert score([([ROW | {"region_code": None, "region_name": None}], masked)]).right == 1


def test_the_measures() -> None:
    found = Score(labels=10, found=6, right=3, invented=1, confused=1)
    assert (found.read, found.missed) == (8, 4)
    assert (found.found_precision, found.found_recall) == (6 / 8, 6 / 10)
    assert found.found_f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
    assert (found.right_precision, found.right_recall) == (3 / 8, 3 / 10)
    assert found.right_f1 == pytest.approx(2 * 0.375 * 0.3 / (0.375 + 0.3))
    assert Score().found_f1 == Score().right_precision == Score().right_recall == 0.0


def test_pages_of_some_indicators_alone() -> None:
    other = {"indicator": "guards"}
    both: list[Page] = [([ROW, ROW | other], document(LABEL, LABEL | other))]
    assert score(both).right == 2
    assert score(only(both, {"guards"})) == Score(labels=1, found=1, right=1)


def test_an_error_says_what_was_read_and_what_is_labelled() -> None:
    row = ROW | {"year": 2018, "sentence": "全县有幼儿园85所。"}
    (error,) = score([([row], document(LABEL))]).errors
    assert (error.kind, error.sentence) == ("year", "全县有幼儿园85所。")
    assert (
        error.fact
        == "kindergartens = 85 (actual, 2018) where the label says kindergartens = 85 (actual, 2019)"
    )
