"""Every statement behind a figure is shown with its sentence, and what was asked for is found by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import QuestionError
from indicators.gazetteer import load_gazetteer
from outputs.release.contents import read_table
from outputs.release.explain import explain
from outputs.release.statements import marked, number
from tests.outputs.release import made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made.release(tmp_path, {}, {}, {"bound": "approx", "doubt": 0.5, "flags": ["out of range"]}).folder


def told(folder: Path, region: str, indicator: str, year: int | None = None) -> str:
    return explain(folder, region, indicator, year, load_gazetteer())


def test_every_statement_with_its_sentence_and_the_rule(folder: Path) -> None:
    assert told(folder, "柳城县", "kindergartens", 2019) == (
        "柳城县 (450222) · 幼儿园数 · Kindergartens (kindergartens)\n"
        "Release 2026.11.0\n\n"
        "2019, actual: 85 所 is chosen, by: believable before doubtful "
        "(of 2 statements in 1 report and 1 that copies them, 1 apart; +5 on the year before; "
        "known since 2019-12-25)\n\n"
        "→ 85 所 (written 85所, stated)\n"
        "    “全县有【幼儿园85所】。”\n"
        "    characters 10–16 of liucheng.txt\n"
        "    report: 柳城县教育局2019年工作总结, of 2019\n"
        "    address: https://example.org/liucheng\n"
        f"    snapshot: {'a' * 64}\n\n"
        "- ≈ 84 所 (written 85所, stated, doubt 0.5, out of range)\n"
        "    “全县有【幼儿园85所】。”\n"
        "    characters 10–16 of liucheng.txt\n"
        "    report: 柳城县教育局2019年工作总结, of 2020\n"
        "    address: https://example.org/liucheng\n"
        f"    snapshot: {'a' * 64}\n"
    )


@pytest.mark.parametrize("region", ["450222", "柳城县", "柳城"])
@pytest.mark.parametrize("indicator", ["kindergartens", "幼儿园数", "Kindergartens"])
def test_places_and_indicators_have_several_names(folder: Path, region: str, indicator: str) -> None:
    text = told(folder, region, indicator)
    assert text.count("is chosen, by") == 2
    assert text.index("2018, actual") < text.index("2019, actual")


UNKNOWN = [
    ("柳城線", "kindergartens", None, r"柳城線: no such place; .*Close to it: .*柳城县"),
    ("胶南市", "kindergartens", None, r"no figure of 胶南市 \(370284, 山东省青岛市\)"),
    ("370284", "kindergartens", None, r"no figure of 胶南市 \(370284"),
    ("999999", "kindergartens", None, "999999: no such place"),
    ("柳城县", "kindergarten", None, r"no such indicator; .*Close to it: .*[kK]indergartens"),
    ("柳城县", "民办的幼儿园", None, "no such indicator; .*Close to it: .*民办幼儿园数"),
    (
        "柳城县",
        "kindergartens",
        1999,
        r"no statement about 1999 \(its .* of 2018–2020\); .*There is 2018, 2019\.",
    ),
    (
        "柳城县",
        "safety_incidents",
        None,
        r"no statement \(2018 no report, 2019–2020 nothing read out .*\); .*It has: kindergartens\.",
    ),
]


@pytest.mark.parametrize(("region", "indicator", "year", "message"), UNKNOWN)
def test_what_the_release_does_not_have_is_said(
    folder: Path, region: str, indicator: str, year: int | None, message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        told(folder, region, indicator, year)


def test_a_name_that_two_places_of_the_release_have_is_asked_by_code(tmp_path: Path) -> None:
    first: dict[str, object] = {"region_code": "110105", "region_name": "朝阳区"}
    second: dict[str, object] = {"region_code": "220104", "region_name": "朝阳区"}
    folder = made.release(tmp_path, first, second).folder
    with pytest.raises(
        QuestionError, match=r"110105, 北京市\), 朝阳区 \(220104, 吉林省长春市\).*by its code"
    ):
        told(folder, "朝阳区", "kindergartens")
    assert "朝阳区 (220104)" in told(folder, "220104", "kindergartens")


def test_a_figure_of_several_years_and_one_without_a_year(tmp_path: Path) -> None:
    folder = made.release(tmp_path, {}, {"year": 2019, "from_year": 2016}, {"year": None}).folder
    text = told(folder, "柳城县", "kindergartens")
    assert "2019, actual: 85 所 is chosen, by: only statement" in text
    assert "- 80 所 over 2016–2019 (" in text
    assert "Year not known, actual: none is chosen, for want of a year" in text


def test_a_restated_sentence_is_not_passed_off_as_the_publisher_s(folder: Path) -> None:
    assert "restated" not in told(folder, "柳城县", "kindergartens")
    file = folder / "reports.parquet"
    read_table(folder, "reports").with_columns(restated=True).write_parquet(file)
    text = told(folder, "柳城县", "kindergartens", 2018)
    assert "\n    address: https://example.org/liucheng\n    restated: the figure is that of the page" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (85.0, "85"),
        (85.31, "85.31"),
        (1234567.0, "1,234,567"),
        (0.0, "0"),
        (100.0, "100"),
        (18.800000000001, "18.8"),
    ],
)
def test_figures_are_written_as_people_do(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("sentence", "quote", "text"),
    [
        ("全县有幼儿园85所。", "幼儿园85所", "全县有【幼儿园85所】。"),
        ("全县有\n幼儿园 85所。", "幼儿园 85所", "全县有 【幼儿园 85所】。"),
        ("另有小学。", "幼儿园85所", "另有小学。 【幼儿园85所】"),
        # the cells of a table stay apart
        ("年\t2009\t2010\n教育\t67\t83", "教育\t67\t83", "年 | 2009 | 2010 ‖ 【教育 | 67 | 83】"),
    ],
)
def test_the_quote_is_marked_in_its_sentence(sentence: str, quote: str, text: str) -> None:
    assert marked(sentence, quote) == text
