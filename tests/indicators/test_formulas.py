"""The formulas of the catalogue: what they say, and that none stands that cannot be one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from indicators.catalogue import load_catalogue, read_catalogue
from indicators.errors import CatalogueError
from indicators.formulas import Formula, faults, order, read_id
from tests.indicators.test_catalogue import DOMAIN, table

CATALOGUE = load_catalogue()
FORMULAS = {each.id: each.formula for each in CATALOGUE.indicators if each.formula}

SHARE: dict[str, Any] = {"share": {"part": "a", "whole": "b"}}
RATIO: dict[str, Any] = {"ratio": {"of": "a", "over": "b"}}
LEFT: dict[str, Any] = {"difference": {"whole": "b", "parts": ["c"]}}


@dataclass
class Kept:
    """An indicator as formulas see it."""

    unit: str = "所"
    kind: str = "stock"
    formula: Formula | None = None


def kept(unit: str = "所", kind: str = "stock", **formula: Any) -> Kept:
    return Kept(unit, kind, Formula.model_validate(formula) if formula else None)


def test_what_is_derived_by_which_formula() -> None:
    assert {id_: formula.id for id_, formula in FORMULAS.items()} == {
        "kindergartens": "sum(public_kindergartens, private_kindergartens)",
        "public_kindergartens": "difference(kindergartens, private_kindergartens)",
        "private_kindergartens": "difference(kindergartens, public_kindergartens)",
        "inclusive_private_kindergartens": "difference(inclusive_kindergartens, public_kindergartens)",
        "inclusive_kindergartens": "sum(public_kindergartens, inclusive_private_kindergartens)",
        "public_kindergarten_share": "share(public_kindergartens, kindergartens)",
        "inclusive_kindergarten_share": "share(inclusive_kindergartens, kindergartens)",
        "preschool_enrolment": "sum(public_preschool_enrolment, private_preschool_enrolment)",
        "public_preschool_enrolment": "difference(preschool_enrolment, private_preschool_enrolment)",
        "private_preschool_enrolment": "difference(preschool_enrolment, public_preschool_enrolment)",
        "public_enrolment_share": "share(public_preschool_enrolment, preschool_enrolment)",
        "teachers_recruited": "at_least_sum(special_post_teachers_recruited, "
        "kindergarten_teachers_recruited, senior_teachers_recruited)",
        "student_teacher_ratio": "ratio(students, full_time_teachers)",
        "hazard_rectification_rate": "share(hazards_rectified, hazards_found)",
    }


def test_every_indicator_has_words_or_a_formula_and_no_kind_of_formula_is_left_over() -> None:
    assert [each.id for each in CATALOGUE.indicators if not (each.reading or each.formula)] == []
    assert {formula.kind for formula in FORMULAS.values()} == set(Formula.model_fields)


def test_the_id_of_a_formula_says_what_it_takes() -> None:
    for formula in FORMULAS.values():
        assert read_id(formula.id) == (formula.kind, formula.inputs)


def test_whatever_a_formula_takes_is_made_before_it_but_for_differences() -> None:
    made = order(FORMULAS)
    assert sorted(made) == sorted(FORMULAS)
    for id_, formula in FORMULAS.items():
        if formula.kind != "difference":
            before = made[: made.index(id_)]
            assert {each for each in formula.inputs if each in FORMULAS} <= set(before), id_


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({}, "expected one of share, ratio, sum, difference, at_least_sum"),
        (SHARE | RATIO, "expected one of"),
        ({"sum": ["a"]}, "at least 2"),
        ({"product": ["a", "b"]}, "product"),
        ({"share": {"part": "a", "whole": "b", "of": "c"}}, "of"),
        ({"difference": {"whole": "a", "parts": []}}, "at least 1"),
    ],
)
def test_a_formula_is_of_one_kind_and_whole(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Formula.model_validate(table)


WRONG: list[tuple[Mapping[str, Kept], str]] = [
    ({"a": kept(), "x": kept("%", "ratio", **SHARE)}, "x: no indicator 'b'"),
    ({"a": kept(), "b": kept(), "x": kept("所", **SHARE)}, "x: a share for an indicator in 所"),
    ({"a": kept(), "b": kept(), "x": kept("%", "ratio", **RATIO)}, "x: a ratio for an indicator in %"),
    ({"a": kept("人"), "b": kept(), "x": kept("%", "ratio", **SHARE)}, "a in 人, b in 所"),
    ({"a": kept("人"), "b": kept("人"), "x": kept(sum=["a", "b"])}, "a in 人, b in 人"),
    ({"a": kept(kind="flow"), "b": kept(), "x": kept("%", "ratio", **SHARE)}, r"a (flow), b (stock)"),
    ({"a": kept("%", "ratio"), "b": kept("%", "ratio"), "x": kept("%", sum=["a", "b"])}, "a (ratio)"),
    ({"a": kept(), "x": kept(sum=["a", "a"])}, "expected other indicators, each once"),
    ({"a": kept(), "x": kept(sum=["a", "x"])}, "expected other indicators, each once"),
    ({"b": kept(), "c": kept(), "x": kept(**LEFT)}, "b has no sum of these parts"),
    (
        {"b": kept(sum=["c", "d"]), "c": kept(), "d": kept(), "x": kept(**LEFT)},
        "x: difference(b, c), but b has no sum of these parts",
    ),
    (
        {"b": kept(at_least_sum=["c", "x"]), "c": kept(), "x": kept(**LEFT)},
        "b has no sum of these parts",
    ),
    (
        {"a": kept(), "b": kept(), "x": kept(sum=["a", "y"]), "y": kept(sum=["b", "x"])},
        "expected a figure not to be made from itself",
    ),
]


@pytest.mark.parametrize(("indicators", "message"), WRONG)
def test_what_cannot_be_a_formula_is_found(indicators: Mapping[str, Kept], message: str) -> None:
    (fault,) = faults(indicators)
    assert message in f"{fault[0]}: {fault[1]}; expected {fault[2]}"


def test_a_whole_from_its_parts_and_each_part_from_the_whole_is_no_circle() -> None:
    indicators = {"b": kept(sum=["c", "x"]), "c": kept(), "x": kept(**LEFT)}
    assert list(faults(indicators)) == []


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ('{ sum = ["one", "three"] }', r"\[two\] formula: no indicator 'three'"),
        ('{ share = { part = "one", whole = "three" } }', "no indicator 'three'"),
        ('{ share = { part = "one" } }', r"\[two\] formula.share.whole: Field required"),
        ("{}", r"\[two\] formula: .*expected one of share"),
    ],
)
def test_a_wrong_formula_is_told_with_file_and_line(formula: str, message: str, tmp_path: Path) -> None:
    text = DOMAIN.format("one") + table("one", 'thing = ["园"]') + table("two", formula=formula)
    (tmp_path / "one.toml").write_text(text, encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), start=1) if each.startswith("formula"))
    with pytest.raises(CatalogueError, match=message) as error:
        read_catalogue(tmp_path, ("one",))
    assert str(error.value).startswith(f"one.toml line {line}: ")
