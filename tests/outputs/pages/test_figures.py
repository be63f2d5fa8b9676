"""How figures are written, and when they meet a bar."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.pages.figures import (
    MOST_DECIMALS,
    Bar,
    bar_signs,
    decimals,
    digits,
    notes,
    padding,
    verdict,
    with_unit,
)
from outputs.pages.language import Language
from outputs.pages.published import Release

ZH, EN = Language.CHINESE, Language.ENGLISH

FLOOR = Bar(80.0, "at_least", "普及普惠县", "办法", "1号")
CEILING = Bar(0.65, "at_most", "基本均衡县", "办法", "3号")


@pytest.mark.parametrize(
    ("value", "method", "text"),
    [
        (0.0, "stated", "0"),
        (-0.0, "stated", "0"),
        (1256.0, "stated", "1,256"),
        (18800.5, "stated", "18,800.5"),
        (97.0, "stated", "97"),
        (85.52, "stated", "85.52"),
        (0.1 + 0.2, "stated", "0.3"),
        (0.503, "stated", "0.503"),
        (622.51875, "stated", "622.51875"),
        (0.1234567, "stated", "0.123457"),
        (85.52631578947368, "derived", "85.53"),
        (85.0000001, "derived", "85"),
        (1e7, "stated", "10,000,000"),
    ],
)
def test_digits(value: float, method: str, text: str) -> None:
    assert digits(value, method) == text


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_digits_say_the_value(value: float) -> None:
    assert float(digits(value).replace(",", "")) == pytest.approx(value, abs=5.0001e-7)


@pytest.mark.parametrize(
    ("text", "most", "room"),
    [("97", 0, ""), ("97", 2, "pad-p2"), ("97.5", 2, "pad-1"), ("97.25", 2, ""), ("1,200", 1, "pad-p1")],
)
def test_room_for_the_decimals_a_figure_lacks(text: str, most: int, room: str) -> None:
    assert padding(text, most) == room


TEXTS = [digits(value) for value in (7, 7.1, 7.12, 7.123, 7.1234, 7.12345, 7.123456)]


def test_every_room_has_its_rule_in_the_stylesheet() -> None:
    style = (files("outputs.pages") / "static" / "style.css").read_text(encoding="utf-8")
    rooms = {padding(text, most) for text in TEXTS for most in range(MOST_DECIMALS + 1)} - {""}
    assert len(rooms) == 11
    for room in rooms:
        assert f".{room}::after {{ content:" in style, room


def test_decimals_count_what_is_written() -> None:
    assert [decimals(text) for text in ("1,200", "1.5", "0.503")] == [0, 1, 3]


@pytest.mark.parametrize(
    ("value", "bound", "bar", "met"),
    [
        (80, "exact", FLOOR, True),
        (79.99, "exact", FLOOR, False),
        (80, "approx", FLOOR, None),
        (85, "approx", FLOOR, True),
        (76, "approx", FLOOR, False),
        (0.6, "approx", CEILING, True),
        (0.64, "approx", CEILING, None),
        (85, "at_least", FLOOR, True),
        (70, "at_least", FLOOR, None),
        (70, "at_most", FLOOR, False),
        (90, "at_most", FLOOR, None),
        (0.65, "exact", CEILING, True),
        (0.66, "exact", CEILING, False),
        (0.6, "at_most", CEILING, True),
        (0.7, "at_most", CEILING, None),
        (0.7, "at_least", CEILING, False),
        (0.6, "at_least", CEILING, None),
    ],
)
def test_verdict(value: float, bound: str, bar: Bar, met: bool | None) -> None:
    assert verdict(value, bound, bar) is met


def test_the_pages_and_the_table_of_bars_give_the_same_verdicts(release: Release) -> None:
    said = {True: "met", False: "not met", None: "unknown"}
    rows = release.bars.to_dicts()
    assert {row["verdict"] for row in rows} == set(said.values())
    for row in rows:
        bar = Bar(row["bar_value"], row["bar_bound"], row["bar"], "", "")
        assert said[verdict(row["value"], row["bound"], bar)] == row["verdict"], row


def test_signs_say_in_words_what_they_show() -> None:
    strict = Bar(0.5, "at_most", "优质均衡县", "办法", "6号")
    for language, met, short in (
        (ZH, "达到基本均衡县标准 ≤0.65", "未达到优质均衡县标准 ≤0.5"),
        (
            EN,
            "meets the national bar ≤0.65 (basic balance)",
            "misses the national bar ≤0.5 (high-quality balance)",
        ),
    ):
        assert bar_signs(0.6, "exact", (CEILING, strict), language) == "".join(
            f'<span class="{name}" role="img" aria-label="{said}" title="{said}">{sign}</span>'
            for name, said, sign in (("met", met, "✓"), ("short", short, "✗"))
        )
    assert ">?</span>" in bar_signs(70, "at_least", (FLOOR,), ZH)
    assert bar_signs(0.6, "exact", (), ZH) == ""


def test_a_bar_from_a_catalogue_cannot_be_markup() -> None:
    for language in Language:
        signs = bar_signs(1, "exact", (Bar(0, "at_least", '"><script>', "", ""),), language)
        assert "<script>" not in signs


@pytest.mark.parametrize(
    ("method", "spread", "marks"),
    [("stated", 0, ""), ("derived", 0, "†"), ("corrected", 2, "‡※"), ("stated", 1, "※")],
)
def test_notes(method: str, spread: float, marks: str) -> None:
    assert "".join(part.rpartition(">")[2] for part in notes(method, spread, ZH).split("</sup>")) == marks


def test_notes_say_their_signs_in_the_language_of_the_page() -> None:
    said = [re.findall('aria-label="([^"]*)"', notes("derived", 1, language)) for language in Language]
    assert said == [["推算", "另有不同表述"], ["derived from other figures", "stated differently elsewhere"]]


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ({"value": 1200.0, "unit": "人", "bound": "approx"}, "≈1,200 人", "≈1,200 persons"),
        ({"value": 1.0, "unit": "所"}, "1 所", "1 school"),
        ({"value": 85.5, "unit": "%", "status": "planned", "bound": "at_least"}, *["≥<i>85.5</i>%"] * 2),
        ({"value": 0.52, "unit": "1"}, "0.52", "0.52"),
        ({"value": 3.0, "unit": "个"}, "3 个", "3"),
        ({"value": 1880.0, "unit": "万元"}, "1,880 万元", "1,880 × 10,000 yuan"),
        ({"value": 7.0, "unit": "<b>"}, "7 &lt;b&gt;", "7 &lt;b&gt;"),
    ],
)
def test_a_figure_with_its_unit(row: dict[str, object], zh: str, en: str) -> None:
    plain = {"status": "actual", "bound": "exact", "method": "stated"}
    assert (with_unit(plain | row, ZH), with_unit(plain | row, EN)) == (zh, en)
