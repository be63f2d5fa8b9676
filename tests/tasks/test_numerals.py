"""Chinese numerals, as reports write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.numerals import chinese_number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("五十六", 56),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两千零三", 2003),
        ("三百二十", 320),
        ("一万二千", 12_000),
        ("十二万", 120_000),
        ("一千二百三十四万五千六百七十八", 12_345_678),
        ("一亿", 100_000_000),
        ("二〇一九", 2019),
        ("二○一九", 2019),
        ("九十二点五", 92.5),
        ("零点二八", 0.28),
        ("一百点零五", 100.05),
    ],
)
def test_a_numeral_has_its_value(text: str, value: float) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "所",
        "三所",
        "两千余",
        "点五",
        "五点",
        "五点五点五",
        "五点十",
        "一一十",
        "12",
        "百分之五",
        "三 十",
        "-五",
    ],
)
def test_what_is_no_numeral_has_none(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(("text", "value"), [("三万五", 35_000), ("一百二", 120), ("两千五", 2_500)])
def test_a_last_digit_counts_in_the_next_scale(text: str, value: float) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(("text", "value"), [("一亿二千万", 120_000_000), ("一亿零五万", 100_050_000)])
def test_myriads_above_myriads(text: str, value: float) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["万", "亿", "亿万"])
def test_a_scale_alone_is_no_numeral(text: str) -> None:
    assert chinese_number(text) is None


def written(number: int) -> str:
    """A whole number from 0 to 99,999,999 in Chinese numerals: 一万零五, 一千零一十万."""
    if number == 0:
        return "零"
    high, low = divmod(number, 10_000)
    if not high:
        text = below_a_myriad(low)
    else:
        gap = "零" if 0 < low < 1_000 else ""
        text = below_a_myriad(high) + "万" + (gap + below_a_myriad(low) if low else "")
    return text.removeprefix("一") if text.startswith("一十") else text


def below_a_myriad(number: int) -> str:
    text, gap = "", False
    for scale, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def test_the_writer_writes_as_people_do() -> None:
    numbers = {
        10: "十",
        105: "一百零五",
        1_010: "一千零一十",
        10_005: "一万零五",
        100_000: "十万",
        1_010_100: "一百零一万零一百",
    }
    assert {number: written(number) for number in numbers} == numbers


@given(st.one_of(st.integers(0, 99_999_999), st.integers(0, 20_000)))
@example(10_000_000)
@example(99_999_999)
def test_every_number_that_is_written_is_read(number: int) -> None:
    assert chinese_number(written(number)) == number
    assert chinese_number(written(number).replace("二千", "两千").replace("零", "〇")) == number


@given(st.integers(0, 9_999), st.text(DIGITS, min_size=1, max_size=4))
def test_what_stands_behind_the_point_is_read_digit_by_digit(number: int, digits: str) -> None:
    decimals = "".join(str(DIGITS.index(char)) for char in digits)
    assert chinese_number(f"{written(number)}点{digits}") == float(f"{number}.{decimals}")


@given(st.text("零一二两三十百千万亿点〇○ 1余", max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = chinese_number(text)
    assert value is None or value >= 0
