"""english.csv is what its rules make; rules that do not suffice, or too many, stop the build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import CatalogueError
from indicators.gazetteer import GazetteerError
from indicators.regions.build_english import (
    Namer,
    Rules,
    build,
    in_a_row,
    joined,
    names_of,
    readings_of,
)
from indicators.toml_files import read_model

ROOT = Path(__file__).parents[2]
REGIONS = ROOT / "indicators" / "regions"
DIVISIONS = (REGIONS / "divisions.csv").read_text(encoding="utf-8")
SHIPPED = read_model(Rules, REGIONS / "english.toml")


def test_the_file_in_the_package_is_what_its_rules_make() -> None:
    made = build(DIVISIONS, SHIPPED)
    assert (REGIONS / "english.csv").read_text(encoding="utf-8") == made, (
        "english.toml or divisions.csv was changed: run python -m indicators.regions.build_english"
    )


def test_the_product_does_without_pypinyin() -> None:
    code = "import sys, indicators.romanised as r; r.english_name('x'); print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


def test_few_readings_are_such_as_the_library_does_not_know() -> None:
    assert [
        each.name
        for each in SHIPPED.reading
        if any(
            syllable not in readings_of(c)
            for c, syllable in zip(each.name, each.syllables.split(), strict=True)
        )
    ] == ["乐亭", "乐陵", "宕昌"]


def test_every_entry_says_why() -> None:
    assert all(each.why for each in SHIPPED.reading)
    assert all(each.why for each in SHIPPED.whole)
    assert all(each.source for each in SHIPPED.spelling)


READINGS = {"临": ("lin",), "县": ("xian",), "乐": ("le", "yue"), "安": ("an",), "区": ("qu", "ou")}
SMALL: dict[str, Any] = {
    "provinces": {"陕西省": "Shaanxi"},
    "generics": {"县": "County", "区": "District", "自治县": "Autonomous County"},
    "peoples": {"土族": "Tu", "土家族": "Tujia", "回族": "Hui", "蒙古": "Mongol"},
    "characters": {"le": "乐", "qu": "区"},
    "reading": (),
    "spelling": (),
    "whole": (),
}


def namer(**changes: Any) -> Namer:
    return Namer(Rules(**(SMALL | changes)), lambda character: READINGS.get(character, ()))


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("陕西省", "Shaanxi"),
        ("临安县", "Lin'an County"),
        ("临县", "Linxian County"),
        ("乐区", "Lequ District"),
        ("临安区", "Lin'an District"),
        ("临自治县", "Lin Autonomous County"),
        ("临安土家族自治县", "Lin'an Tujia Autonomous County"),
        ("临安土族回族自治县", "Lin'an Tu and Hui Autonomous County"),
        ("临安土族回族土家族自治县", "Lin'an Tu, Hui and Tujia Autonomous County"),
        ("临安蒙古自治县", "Lin'an Mongol Autonomous County"),
        ("回族自治县", "Hui Autonomous County"),
        ("临安回族区", "Lin'an Hui District"),
    ],
)
def test_names_by_the_rules(name: str, english: str) -> None:
    assert namer().english(name) == english


@pytest.mark.parametrize(
    ("changes", "name", "english"),
    [
        ({"reading": [{"name": "乐安", "syllables": "yue an", "why": "w"}]}, "乐安县", "Yue'an County"),
        ({"reading": [{"name": "乐", "syllables": "yue", "why": "w"}]}, "乐县", "Yuexian County"),
        ({"spelling": [{"source": "s", "names": {"乐安": "Gê'gyai"}}]}, "乐安县", "Gê'gyai County"),
        ({"spelling": [{"source": "s", "names": {"乐": "Sog"}}]}, "乐县", "Sog County"),
        ({"whole": [{"name": "乐县", "english": "Joy", "why": "w"}]}, "乐县", "Joy"),
    ],
)
def test_what_goes_before_the_readings_of_characters(
    changes: dict[str, Any], name: str, english: str
) -> None:
    assert namer(**changes).english(name) == english


@pytest.mark.parametrize(
    ("changes", "name", "said"),
    [
        ({"characters": {"qu": "区"}}, "乐安县", "乐安: 乐 is read le or yue"),
        ({"characters": {"la": "乐"}}, "乐安县", "乐 is read le or yue, and not la"),
        ({"characters": {"lin": "临"}}, "临安县", "临 is read lin, and not lin"),
        ({}, "禾安县", "禾 is read nobody knows how"),
        ({}, "临安城", "no name and generic word"),
        ({}, "县", "no name and generic word"),
        ({}, "<b>县", "<"),
        ({"whole": [{"name": "乐县", "english": "乐", "why": "w"}]}, "乐县", "Latin letters"),
        ({"generics": {"县": "<b>"}}, "回族县", "Latin letters"),
    ],
)
def test_a_name_that_the_rules_do_not_make_stops_the_build(
    changes: dict[str, Any], name: str, said: str
) -> None:
    with pytest.raises(GazetteerError, match=said):
        namer(**changes).english(name)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"characters": {"le": "乐", "yue": "乐"}}, "乐 stands twice"),
        ({"whole": [{"name": "陕西省", "english": "Shaanxi", "why": "w"}]}, "陕西省 stands twice"),
        ({"spelling": [{"source": s, "names": {"乐": "Sog"}} for s in "ab"]}, "乐 stands twice"),
        ({"reading": [{"name": "乐安", "syllables": "yue", "why": "w"}]}, "乐安.*a syllable for each"),
        ({"reading": [{"name": "乐安", "syllables": "yue An", "why": "w"}]}, "乐安.*a syllable for each"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(GazetteerError, match=said):
        namer(**changes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('mood = "x"\n', "mood"),
        ('[characters]\nLe = "乐"\n', "no syllables: Le"),
        ('[[whole]]\nname = "乐县"\nenglish = "Joy"\n', "why"),
        ('[[reading]]\nname = "乐"\nsyllables = "yue"\nwhy = "w"\nsource = "s"\n', "source"),
    ],
)
def test_a_file_of_rules_with_other_keys_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "english.toml"
    rest = {"provinces", "generics", "peoples", "characters"}
    text += "".join(f"[{table}]\n" for table in sorted(rest) if f"[{table}]" not in text)
    lists = "".join(
        f"{each} = []\n" for each in ("reading", "spelling", "whole") if f"[[{each}]]" not in text
    )
    file.write_text(lists + text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        read_model(Rules, file)


def test_an_entry_that_no_division_needs_stops_the_build() -> None:
    lists = "code,name\n110000,陕西省\n110101,柳城县\n"
    rules = {
        **SMALL,
        "generics": {"县": "County", "区": "District"},
        "peoples": {},
        "characters": {"hui": "会"},
    }
    with pytest.raises(GazetteerError, match=r"needed by no division: characters: 会, generics: 区"):
        build(lists, Rules(**rules))


def test_each_name_has_a_row_in_the_order_of_the_divisions() -> None:
    lists = "code,name\n110000,陕西省\n110101,柳城县\n110102,柳城县\n110103,安县\n"
    rules = Rules(**{**SMALL, "generics": {"县": "County"}, "peoples": {}, "characters": {}})
    assert names_of(lists) == ["陕西省", "柳城县", "安县"]
    assert build(lists, rules) == "name,english\n陕西省,Shaanxi\n柳城县,Liucheng County\n安县,Anxian County\n"


@pytest.mark.parametrize(
    ("character", "readings"),
    [("柳", ("liu",)), ("绿", ("lü", "lu")), ("铅", ("qian", "yan")), ("x", ()), ("<", ()), ("", ())],
)
def test_readings_of_a_character(character: str, readings: tuple[str, ...]) -> None:
    assert readings_of(character) == readings


SYLLABLES = st.lists(st.sampled_from(["xi", "an", "e", "lü", "ou", "zhuang"]), min_size=1, max_size=6)


@given(SYLLABLES)
def test_a_word_is_its_syllables_and_can_be_taken_apart(syllables: list[str]) -> None:
    word = joined(syllables)
    assert word.replace("'", "").casefold() == "".join(syllables)
    assert word[0].isupper()
    assert word.count("'") == sum(each[0] in "aeo" for each in syllables[1:])
    assert "''" not in word


@pytest.mark.parametrize(
    ("words", "row"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_words_in_a_row(words: list[str], row: str) -> None:
    assert in_a_row(words) == row
