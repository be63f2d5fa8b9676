"""The catalogue that ships, against the list of indicators; and wrong ones, that say where they are wrong."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from indicators.catalogue import DOMAIN_FILES, MEASURES, Catalogue, load_catalogue, read_catalogue
from indicators.errors import CatalogueError
from indicators.phrases import expand
from indicators.units import load_units
from indicators.vocabulary import load_vocabulary

INDICATORS_CSV = Path(__file__).parents[3] / "shared" / "spec" / "indicators.csv"
CATALOGUE = load_catalogue()


def test_eighty_seven_indicators_each_once() -> None:
    assert len(CATALOGUE.indicators) == 87
    assert len(CATALOGUE.by_id) == 87
    assert tuple(domain.id for domain in CATALOGUE.domains) == DOMAIN_FILES
    assert sum(len(CATALOGUE.of_domain(name)) for name in DOMAIN_FILES) == 87


@pytest.mark.skipif(not INDICATORS_CSV.exists(), reason="the list of indicators is not beside this checkout")
def test_the_catalogue_is_the_list_of_indicators() -> None:
    with INDICATORS_CSV.open(encoding="utf-8", newline="") as file:
        listed = {row["id"]: row for row in csv.DictReader(file)}
    for key in ("domain", "name_zh", "name_en", "unit", "kind"):
        assert {i.id: getattr(i, key) for i in CATALOGUE.indicators} == {
            id_: row[key] for id_, row in listed.items()
        }


def test_every_indicator_can_be_read() -> None:
    # Even those that have a formula besides.
    assert [i.id for i in CATALOGUE.indicators if not i.reading] == []


def test_every_name_in_a_reading_is_in_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    dimensions = {*MEASURES.values(), *(name for unit in load_units().values() for name in unit.measures)}
    for indicator in CATALOGUE.indicators:
        for reading in indicator.reading:
            assert set(reading.event) <= set(vocabulary.events), indicator.id
            # a noun of a group, or an indicator that the same sentence has just stated
            assert set(reading.under) <= {*vocabulary.groups, *CATALOGUE.by_id}, indicator.id
            assert {reading.claim} - {None} <= set(vocabulary.claims), indicator.id
            assert {reading.measure} - {None} <= dimensions, indicator.id


def test_every_phrase_of_a_reading_can_be_spelt_out() -> None:
    for indicator in CATALOGUE.indicators:
        for reading in indicator.reading:
            for phrase in (*reading.modifiers, *reading.whole, *reading.near, *reading.never):
                assert expand(phrase), (indicator.id, phrase)


def test_claims_and_bars_are_believable() -> None:
    for indicator in CATALOGUE.indicators:
        low, high = indicator.valid
        for value in [r.value for r in indicator.reading] + [bar.value for bar in indicator.bar]:
            assert value is None or low <= value <= high, indicator.id
        if indicator.unit == "%" and indicator.kind == "ratio":
            assert low >= 0, indicator.id


DOMAIN = """[domain]
id = "{0}"
name_zh = "域"
name_en = "Domain"
description_zh = "说明"
description_en = "About"
"""
PLAIN = {
    "name_zh": '"名"',
    "name_en": '"Name"',
    "short_zh": '"名"',
    "short_en": '"Name"',
    "unit": '"所"',
    "kind": '"stock"',
    "definition_zh": '"定义"',
    "definition_en": '"Definition"',
    "example": '"例"',
    "counter": '"反例"',
    "valid": "[0, 10]",
    "higher_is": '"better"',
}


def table(id_: str, *readings: str, **changes: str | None) -> str:
    """An indicator in TOML: a line a key, None leaves a key out; below it its readings."""
    keys = {name: value for name, value in (PLAIN | changes).items() if value is not None}
    lines = [f"[{id_}]", *(f"{name} = {value}" for name, value in keys.items())]
    for reading in readings:
        lines += [f"[[{id_}.reading]]", reading]
    return "\n".join(lines) + "\n"


def read(folder: Path, *files: str) -> Catalogue:
    """Write files `one.toml` and `two.toml` and read them. [domain] stands in lines 1 to 6 of each."""
    names = ("one", "two")[: len(files)]
    for name, text in zip(names, files, strict=True):
        (folder / f"{name}.toml").write_text(DOMAIN.format(name) + text, encoding="utf-8")
    return read_catalogue(folder, names)


def test_a_small_catalogue_is_read(tmp_path: Path) -> None:
    catalogue = read(tmp_path, table("a", 'thing = ["甲|乙"]'), table("b", 'thing = ["丙"]', unit='"人"'))
    assert [(i.id, i.domain, i.unit) for i in catalogue.indicators] == [
        ("a", "one", "所"),
        ("b", "two", "人"),
    ]
    assert catalogue.by_id["a"].reading[0].things == {"甲", "乙"}
    with pytest.raises(ValueError, match="frozen"):
        catalogue.indicators[0].unit = "人"


A = table("a", 'thing = ["甲"]')  # lines 7 to 19 of its file
WRONG: dict[str, tuple[tuple[str, ...], str, str]] = {
    "unknown key": (
        (table("a", 'thing = ["甲"]', colour='"red"'),),
        "one.toml line 20",
        r"\[a\] colour: Extra inputs",
    ),
    "unknown key of a reading": (
        (table("a", 'thing = ["甲"]\ncolour = "red"'),),
        "one.toml line 22",
        r"\[a\] reading.0.colour",
    ),
    "unknown unit": ((table("a", 'thing = ["甲"]', unit='"斤"'),), "one.toml line 12", r"\[a\] unit"),
    "unknown kind": ((table("a", 'thing = ["甲"]', kind='"wind"'),), "one.toml line 13", r"\[a\] kind"),
    "a number for a name": (
        (table("a", 'thing = ["甲"]', name_zh="3"),),
        "one.toml line 8",
        r"\[a\] name_zh",
    ),
    "no thing": ((table("a", "thing = []"),), "one.toml line 21", r"\[a\] reading.0.thing"),
    "a stage that is none": (
        (table("a", 'thing = ["甲"]\nstage = ["night"]'),),
        "one.toml line 22",
        r"\[a\] reading.0.stage",
    ),
    "a claim without a value": (
        (table("a", 'thing = ["甲"]\nclaim = "none"'),),
        "one.toml line 20",
        "claim and value stand together",
    ),
    "a range out of order": (
        (table("a", 'thing = ["甲"]', valid="[10, 0]"),),
        "one.toml line",
        "not in order",
    ),
    "an id twice in a file": ((A + table("a", 'thing = ["乙"]'),), "one.toml", r"twice \(at line 22"),
    "an id twice in two files": (
        (A, table("a", 'thing = ["乙"]')),
        "two.toml line 7",
        "stands twice.*See one.toml line 7",
    ),
    "a word of two indicators": (
        (A, table("b", 'thing = ["乙", "甲?丙", "(甲|丁)"]')),
        "two.toml line 21",
        "'甲' names b and also a .one.toml line 21",
    ),
    "a word of two for one event of several": (
        (
            table("a", 'thing = ["甲"]\nevent = ["build", "add"]'),
            table("b", 'thing = ["甲"]\nevent = ["add"]'),
        ),
        "two.toml line 21",
        "names b and also a",
    ),
    "a word of two where one event may be left out": (
        (A, table("b", 'thing = ["甲"]\nevent = ["add"]\nevent_optional = true')),
        "two.toml line 21",
        "names b and also a",
    ),
    "a bracket not closed": ((table("a", 'thing = ["甲(乙"]'),), "one.toml line 7", "bracket is not closed"),
    "a bracket not opened": ((table("a", 'thing = ["甲)乙"]'),), "one.toml line 7", "character 1"),
    "a phrase for nothing": ((table("a", 'thing = ["甲?"]'),), "one.toml line 7", "nothing at all"),
    "no TOML": (("[a\n",), "one.toml", "line 7"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_catalogue_names_file_and_line(case: str, tmp_path: Path) -> None:
    files, place, found = WRONG[case]
    with pytest.raises(CatalogueError) as error:
        read(tmp_path, *files)
    assert error.value.place.startswith(place)
    assert re.search(found, str(error.value)), str(error.value)


def test_a_file_without_its_domain_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(A, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"one.toml: no table \[domain\]"):
        read_catalogue(tmp_path, ("one",))


@pytest.mark.parametrize(
    "second",
    [
        table("b", 'thing = ["甲"]\nevent = ["build"]'),
        table("b", 'thing = ["甲"]\nstage = ["primary"]'),
        table("b", 'thing = ["甲"]\nunder = ["students"]'),
        table("b", 'thing = ["甲"]\nnear = ["乙"]'),
        table("b", 'thing = ["甲"]\nwhole = ["乙"]'),
        table("b", 'thing = ["甲"]', unit='"人"'),
        table("b", 'thing = ["甲"]\nmeasure = "people"'),
        table("b", 'thing = ["甲"]\nclaim = "none"\nvalue = 0'),
        table("b", 'thing = ["甲乙"]'),
    ],
)
def test_a_word_may_name_two_that_are_told_apart(second: str, tmp_path: Path) -> None:
    assert len(read(tmp_path, A, second).indicators) == 2


@pytest.mark.xfail(reason="the line of a missing key is looked for below its table", raises=AssertionError)
def test_a_missing_key_names_its_own_table(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"\[a\] unit: Field required") as error:
        read(tmp_path, table("a", 'thing = ["甲"]', unit=None) + table("b", 'thing = ["乙"]'))
    assert error.value.place == "one.toml line 7"


@pytest.mark.xfail(reason="a value beside the tables is unpacked as a table", raises=TypeError)
def test_a_value_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text("loose = 3\n" + DOMAIN.format("one"), encoding="utf-8")
    with pytest.raises(CatalogueError):
        read_catalogue(tmp_path, ("one",))
