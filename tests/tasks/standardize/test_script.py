"""Traditional and simplified characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.offsets import MappedText
from tasks.standardize.script import script_of, to_simplified
from tests.genre import invented_texts, sample_files


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("柳城县教育局工作总结", "hans"),
        ("柳城縣教育局工作總結", "hant"),
        ("全縣共有幼兒園85所", "hant"),
        ("全县共有幼儿园85所", "hans"),
        ("2019 85%", "hans"),
        ("", "hans"),
        ("全县学校开展教育督导工作" * 20 + "學", "hans"),  # one such character is a name or a slip
    ],
)
def test_the_script_of_a_text(text: str, script: str) -> None:
    assert script_of(text) == script


def test_the_scripts_of_the_sample() -> None:
    traditional = [file.name for file in sample_files() if script_of(file.read_text("utf-8")) == "hant"]
    assert traditional == ["jiayuguan-2017.txt", "pingyin-2023.html", "zhangzhou-2020.html"]


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("柳城縣教育局工作總結", "柳城县教育局工作总结"),
        ("幼兒園專任教師", "幼儿园专任教师"),
        ("頭髮發展", "头发发展"),
        ("後來於是", "后来于是"),
        ("著眼、沿著、隨著", "着眼、沿着、随着"),
        ("佔幼兒園的8%", "占幼儿园的8%"),
        ("600餘名", "600余名"),
        ("一千裏", "一千里"),
        ("優(yōu)化1,122所\n學校", "优(yōu)化1,122所\n学校"),
    ],
)
def test_traditional_becomes_simplified(text: str, simple: str) -> None:
    assert to_simplified(MappedText.of(text)).text == simple


def test_simplified_characters_stay() -> None:
    text = "全县共有幼儿园85所，义务教育巩固率99.6%。"
    assert to_simplified(MappedText.of(text)).text == text


@pytest.mark.xfail(reason="every 著 becomes 着")
def test_a_famous_school_stays_famous() -> None:
    assert to_simplified(MappedText.of("著名學校")).text == "著名学校"


def same_places(text: str) -> None:
    converted = to_simplified(MappedText.of(text, start=7))
    assert len(converted.text) == len(text)
    assert tuple(converted.places) == tuple(range(7, 7 + len(text)))
    assert converted.text.count("\n") == text.count("\n")


@given(invented_texts())
def test_every_character_keeps_its_place(text: str) -> None:
    same_places(text)


@given(
    st.text(
        st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("\n1，𠮷𪚥"), max_size=40
    )
)
def test_every_character_of_chinese_keeps_its_place(text: str) -> None:
    same_places(text)
