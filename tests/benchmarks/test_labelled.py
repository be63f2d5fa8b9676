"""The labelled documents fit the catalogue, their sources and their texts; the unseen half stays unseen.

What fails here names a document and not its words: half of these texts is not to be looked at.
"""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from benchmarks import labelled
from benchmarks.labelled import (
    AGAIN,
    BUILDING,
    FURTHER,
    INVENTED,
    SAMPLE,
    SHORT,
    UNSEEN,
    agreement,
    documents,
    half,
    reading,
    wants_more,
)
from benchmarks.scoring import score
from indicators.catalogue import load_catalogue
from indicators.errors import QuestionError
from indicators.schemas import BOUNDS
from tasks.parse.document import parse
from tasks.records import Document

HALVES = (BUILDING, UNSEEN)
FACTS = ("labels", "disputed")

FITTING = {
    "人": "人 名 人名 人次",
    "人次": "人次",
    "所": "所 個 箇 处",
    "个": "个 個 名 项 所 所次",
    "处": "处 个",
    "万元": "元 个亿",
    "平方米": "平方米 平米 ㎡",
    "%": "% 百分之",
    "1": "",
    "辆": "辆 輛 臺 部",
    "起": "起",
    "场": "场 场次",
}
"""The units of reports, without 万 and 亿, in which a figure of each unit of the catalogue is stated."""


def labellings() -> list[dict[str, Any]]:
    """Every labelling of the short documents, the second ones too."""
    files = [*SHORT.glob("*.labels.json"), *AGAIN.glob("*.labels.json")]
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(files)]


def test_the_halves_are_told_by_the_name() -> None:
    assert (half("bannian-2018"), half("anhua-zhaopin-2019")) == (0, 1)
    ids = {name: {x["id"] for _, x in documents(name)} for name in HALVES}
    assert not ids[BUILDING] & ids[UNSEEN]
    assert all(half(id_) == number for number, name in enumerate(HALVES) for id_ in ids[name])
    assert ids[BUILDING] | ids[UNSEEN] == {file.stem for file in SHORT.glob("*.txt")}


def test_every_short_document_has_labels_a_source_and_a_text() -> None:
    with (SHORT / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["address"] for row in rows)
    sources = [row["name"] for row in rows]
    assert len(sources) == len(set(sources))
    texts = {file.stem for file in SHORT.glob("*.txt")}
    assert set(sources) == texts == {x["id"] for name in HALVES for _, x in documents(name)}
    assert {x["file"] for x in labellings()} == {f"{name}.txt" for name in texts}
    assert all(x["file"] == f"{x['id']}.txt" for x in labellings())
    assert {file.name.split(".")[0] for file in AGAIN.iterdir()} < texts


def test_every_quote_stands_in_its_text() -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in SHORT.glob("*.txt")}
    wrong = {
        x["id"]
        for x in labellings()
        for kind in FACTS
        for fact in x[kind]
        if fact["quote"] not in texts[x["file"]]
    }
    assert wrong == set()


def unit_fits(stated: str | None, unit: str) -> bool:
    """Whether a figure so stated can be one of the unit; one without a unit (无事故, a cell) can."""
    return stated is None or stated.lstrip("万萬亿") in FITTING.get(unit, unit).split()


def test_every_label_is_of_the_catalogue_and_well_formed() -> None:
    catalogue = load_catalogue().by_id
    wrong = set()
    for x in labellings():
        for fact in (fact for kind in FACTS for fact in x[kind]):
            indicator = catalogue.get(fact["indicator"])
            fine = (
                indicator is not None
                and unit_fits(fact["unit_stated"], indicator.unit)
                and fact["bound"] in BOUNDS
                and fact["status"] in ("actual", "planned")
                and isinstance(fact["year"], int | None)
                and isinstance(fact.get("from_year"), int | None)
                and (fact.get("from_year") or 0) <= (fact["year"] or 9999)
            )
            if not fine:
                wrong.add((x["id"], fact["indicator"]))
    assert wrong == set()


def test_no_label_is_said_twice_and_noise_has_none() -> None:
    for x in labellings():
        said = [
            tuple(fact.get(key) for key in ("indicator", "value", "year", "from_year", "status", "region"))
            for fact in x["labels"]
        ]
        assert len(said) == len(set(said)), x["id"]
        assert x["kind"] != "noise" or not said, x["id"]


def test_the_further_documents_fit_the_catalogue_and_their_texts() -> None:
    catalogue = load_catalogue().by_id
    wrong = set()
    for snapshot, labels in documents(INVENTED):
        text = snapshot.content.decode("utf-8")
        for fact in (fact for kind in FACTS for fact in labels[kind]):
            fine = fact["indicator"] in catalogue and fact["quote"] in text and fact["bound"] in BOUNDS
            if not fine or fact["status"] not in ("actual", "planned"):
                wrong.add((labels["id"], fact["indicator"]))
    assert wrong == set()
    ids = {labels["id"] for _, labels in documents(INVENTED)}
    assert ids == {file.stem for file in FURTHER.glob("*.txt")}
    assert not ids & {labels["id"] for name in HALVES for _, labels in documents(name)}


@pytest.mark.parametrize("name", [BUILDING, UNSEEN, INVENTED, SAMPLE])
def test_every_quote_of_an_observation_is_where_it_says(name: str) -> None:
    wrong = set()
    for snapshot, labels in documents(name):
        if wants_more(snapshot):
            continue  # what OCR gives is another text on another machine
        parsed = parse(snapshot)
        for row in reading(snapshot).observations:
            text = parsed.text if isinstance(parsed, Document) else ""
            if not row["quote"] or text[row["start"] : row["end"]] != row["quote"]:
                wrong.add(labels["id"])
    assert wrong == set()


def test_the_errors_of_the_unseen_half_are_given_by_nothing() -> None:
    assert labelled.score_of(UNSEEN).errors == ()
    assert agreement().strict.errors == agreement().lenient.errors == ()
    with pytest.raises(QuestionError, match="short-unseen: the errors of the unseen half are not listed"):
        labelled.errors_of(UNSEEN)


def test_every_other_error_has_its_sentence() -> None:
    errors = labelled.errors_of(BUILDING)
    assert len(errors) == len(labelled.score_of(BUILDING).errors) > 0
    assert all(error.sentence for error in errors)
    assert {error.document for error in errors} <= {x["id"] for _, x in documents(BUILDING)}


def test_a_sentence_is_what_stands_between_its_marks() -> None:
    text = "标题\n全县有幼儿园85所，在园幼儿9人。另有小学。"
    assert labelled.sentence_of(text, "85所") == "全县有幼儿园85所，在园幼儿9人。"
    assert labelled.sentence_of(text, "标题") == "标题"
    assert labelled.sentence_of(text, "没有") == "没有"


FACT = {
    "indicator": "kindergartens",
    "value": 85.0,
    "status": "actual",
    "year": 2019,
    "bound": "exact",
    "quote": "85所",
}


def labelling(labels: list[dict[str, Any]], disputed: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": "x", "region": "柳城县", "adcode": "450222", "labels": labels, "disputed": disputed}


@pytest.mark.parametrize(
    ("first", "second", "strict", "lenient"),
    [
        (([FACT], []), ([FACT], []), 1.0, 1.0),
        (([FACT], []), ([], []), 0.0, 0.0),
        (([FACT, FACT | {"value": 3}], []), ([FACT], [FACT | {"value": 3}]), 2 / 3, 1.0),
        (([FACT], [FACT | {"value": 3}]), ([FACT, FACT | {"value": 3}], []), 2 / 3, 1.0),
        (([FACT], [FACT | {"value": 3}]), ([FACT], [FACT | {"value": 3}]), 1.0, 1.0),
        (([FACT | {"from_year": 2015}], []), ([FACT], []), 0.0, 0.0),
        (([FACT], []), ([FACT | {"from_year": 2015}], []), 0.0, 0.0),
        (([FACT], []), ([FACT | {"year": 2018}], [FACT]), 0.0, 0.0),
    ],
)
def test_two_labellings_agree_strictly_and_leniently(
    first: tuple[list[dict[str, Any]], list[dict[str, Any]]],
    second: tuple[list[dict[str, Any]], list[dict[str, Any]]],
    strict: float,
    lenient: float,
) -> None:
    a, b = labelling(*first), labelling(*second)
    assert score([labelled.compared(a, b, lenient=False)]).right_f1 == pytest.approx(strict)
    assert score([labelled.compared(a, b, lenient=True)]).right_f1 == pytest.approx(lenient)
    assert agreement().documents == len(list(AGAIN.iterdir()))
