"""Units: their sizes in the catalogue's units, and wrong tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import MEASURES
from indicators.errors import CatalogueError
from indicators.units import load_units, read_units

UNITS = load_units()


@pytest.mark.parametrize(
    ("name", "measure", "factor"),
    [
        ("所", "institutions", 1.0),
        ("人", "people", 1.0),
        ("人次", "participations", 1.0),
        ("元", "money", 0.0001),
        ("平方米", "area", 1.0),
        ("起", "events", 1.0),
        ("辆", "vehicles", 1.0),
    ],
)
def test_a_unit_measures_and_has_its_size(name: str, measure: str, factor: float) -> None:
    assert measure in UNITS[name].measures
    assert UNITS[name].factor == factor


def test_every_dimension_of_the_catalogue_has_a_unit_and_every_unit_one_of_them() -> None:
    measured = {measure for unit in UNITS.values() for measure in unit.measures}
    without_unit = {"percent", "number"}  # they are figures of their own, with % or with nothing behind
    assert set(MEASURES.values()) - without_unit <= measured
    assert measured <= set(MEASURES.values())
    assert all(unit.factor > 0 for unit in UNITS.values())


def test_a_unit_of_the_catalogue_measures_what_the_catalogue_says() -> None:
    for name, measure in MEASURES.items():
        if name in UNITS:
            assert measure in UNITS[name].measures, name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[unit]\n"斤" = { measures = ["money"], weight = 3 }', r"unit 斤 has unknown keys \['weight'\]"),
        ('[units]\n"斤" = { measures = [] }', r"unknown tables \['units'\]"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "units.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"units\.toml: {message}"):
        read_units(file)


@pytest.mark.parametrize("text", ["[unit", '[unit]\n"斤" = { factor = 3 }', '[unit]\n"斤" = 3'])
def test_a_table_that_cannot_be_used_says_so(text: str, tmp_path: Path) -> None:
    file = tmp_path / "units.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError):
        read_units(file)
