"""What copying and typesetting put into texts, taken out again."""

from __future__ import annotations

import pytest
from hypothesis import given

from tasks.offsets import MappedText
from tasks.standardize.noise import without_noise
from tests.genre import changed_samples, invented_texts


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        # digits and marks
        ("１９所", "19所"),
        ("９９．６％", "99.6%"),
        ("99.6﹪", "99.6%"),
        ("Ａ班", "A班"),
        ("全县,共有;85所:", "全县，共有；85所："),
        ("(一)85!", "（一）85！"),
        ("2018—2019 2018－2019 5～6", "2018-2019 2018-2019 5-6"),
        # what scanners misread
        ("毛人园率98%，适龄儿童人学率99%", "毛入园率98%，适龄儿童入学率99%"),
        ("本人学率先垂范", "本人学率先垂范"),
        # marks of thousands
        ("1,122所", "1122所"),
        ("1,122,333元", "1122333元"),
        ("12,345.67万元", "12345.67万元"),
        ("1 122所", "1122所"),
        ("3 456 789人", "3456789人"),
        ("4 379平方米", "4379平方米"),
        ("生师比18.3∶1", "生师比18.3：1"),
        ("47 000.6平方米", "47000.6平方米"),
        ("2\u2009764人 2\u2006764人", "2764人2764人"),
        ("小学 12 345人", "小学12345人"),
        ("小学 12 345\n", "小学12 345\n"),
        ("小学 12 345 初中", "小学12 345初中"),
        ("2013 115名", "2013 115名"),
        ("09 115名", "09 115名"),
        ("1 学校\n2 100所", "1学校\n2 100所"),
        ("5 000.5", "5 000.5"),
        ("1\u00a0122所", "1122所"),
        # what looks like them and is none
        ("2019,234", "2019，234"),
        ("1,1222", "1，1222"),
        ("12,34", "12，34"),
        ("0.1,234", "0.1，234"),
        ("12 34", "12 34"),
        ("2019 234", "2019 234"),
        ("1 122 5", "1 122 5"),
        ("85,小学", "85，小学"),
        # digits set apart, a point with a blank, a letter in the place of a zero
        ("2 0 1 9 年", "2019年"),
        ("学生2 5 8 名", "学生258名"),
        ("99. 5%", "99.5%"),
        ("1O0%", "100%"),
        ("1. 5所", "1.5所"),
        ("3 5 7", "3 5 7"),
        ("2O班", "2O班"),
        # the rest of a figure that a wrong decoding has broken
        ("至此?7辆校车", "至此？X辆校车"),
        ("共\ufffd5所", "共\ufffdX所"),
        ("办了吗?2019年", "办了吗？2019年"),
        # entities
        ("全县&#160;85所&quot;", "全县85所"),
        # pinyin of copy protection
        ("優(yōu)化", "優化"),
        ("优（you）化", "优化"),
        ("增(zēng)长(zhǎng)", "增长"),
        ("优(ABC)化", "优（ABC）化"),
        ("优(12)化", "优（12）化"),
        ("a(yōu)b", "a（yōu）b"),
        # titles of documents
        ("按《义务教育学校管理标准》有5所", "按有5所"),
        ("《甲》《乙》5", "5"),
        ("《未闭合5所", "《未闭合5所"),
        ("《甲\n乙》", "《甲\n乙》"),
        # quotes
        ("“十三五”", "十三五"),
        ("「全面改薄」『县管校聘』", "全面改薄县管校聘"),
        ("\"两基\"'一补'", "两基一补"),
        ("“1+1”帮扶", "帮扶"),
        # spaces and what cannot be seen
        ("共 有 幼 儿 园 85 所", "共有幼儿园85所"),
        ("\u3000\u3000全县", "全县"),
        ("Part 2", "Part 2"),
        ("8\u200b5\ufeff所", "85所"),
        ("2019 年 1 月", "2019年1月"),
        # debris of markup
        ("全县&nbsp;85所", "全县85所"),
        ("85所</p><br/>小学", "85所小学"),
        ("85所?/p>小学", "85所小学"),
        # lines stay
        ("甲\n乙", "甲\n乙"),
        ("甲\u2028乙", "甲\n乙"),
        ("幼儿（园）3", "幼儿（园）3"),
        ("点（校）有", "点有"),
    ],
)
def test_one_spelling(text: str, clean: str) -> None:
    assert without_noise(MappedText.of(text)).text == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("１，１２２人", "1122人", id="a full-width mark between full-width digits"),
        pytest.param("教师1,122,学生", "教师1122，学生", id="a comma of the sentence behind the figure"),
        pytest.param("共“85”所", "共85所", id="a figure in quotes with its unit behind"),
        pytest.param("95﹒5%", "95.5%", id="a small full stop"),
    ],
)
def test_figures_that_are_lost(text: str, clean: str) -> None:
    assert without_noise(MappedText.of(text)).text == clean


def test_places_lead_back_to_what_stood_there() -> None:
    text = "全县优(yōu)质園“共”有　1,122 所"
    clean = without_noise(MappedText.of(text))
    assert clean.text == "全县优质園共有1122所"
    at = clean.text.index("1122所")
    start, end = clean.original(at, at + 5)
    assert text[start:end] == "1,122 所"


def checked(text: str) -> None:
    clean = without_noise(MappedText.of(text))
    assert all(a < b for a, b in zip(clean.places, clean.places[1:], strict=False))
    again = without_noise(MappedText.of(clean.text)).text
    for char, place in zip(clean.text, clean.places, strict=True):
        # Chinese characters and ASCII digits are themselves; a full-width digit is its ASCII one
        if char.isascii() and char.isdigit():
            assert text[place] in (char, chr(ord(char) + 0xFEE0))
        elif "\u4e00" <= char <= "\u9fff":
            assert text[place] == char
    assert len(again) <= len(clean.text)


@given(invented_texts())
def test_digits_and_characters_stay_what_they_were(text: str) -> None:
    checked(text)


@given(changed_samples())
def test_digits_and_characters_of_reports_stay_what_they_were(text: str) -> None:
    checked(text)
