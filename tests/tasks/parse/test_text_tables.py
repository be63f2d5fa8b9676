"""Tables in plain text: what is one, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.parse.text_tables import text_tables


def grids(text: str) -> list[list[list[str]]]:
    """The cells of each table."""
    return [
        [[text[cell.start : cell.end] for cell in row] for row in table.rows] for table in text_tables(text)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("学段\t学校数\n小学\t88", [["学段", "学校数"], ["小学", "88"]]),
        ("前言。\n学段\t学校数\n小学\t88\n后文。", [["学段", "学校数"], ["小学", "88"]]),
        ("项目\t上年\t本年\n小学\t\t88", [["项目", "上年", "本年"], ["小学", "", "88"]]),
        ("学段   学校数\n小学     88所", [["学段", "学校数"], ["小学", "88所"]]),
        ("学段\u3000学校数\n小学\u300088", [["学段", "学校数"], ["小学", "88"]]),
        ("项目 | 数据 |\n小学数 | 88 |", [["项目", "数据"], ["小学数", "88"]]),
        ("|项目|数据|\n|---|---|\n|小学数|88+|", [["项目", "数据"], ["小学数", "88+"]]),
        (
            "学段 学校数 学生数\n小学 88 23,456\n初中 20 11234",
            [["学段", "学校数", "学生数"], ["小学", "88", "23,456"], ["初中", "20", "11234"]],
        ),
    ],
)
def test_rows_of_cells_are_a_table(text: str, rows: list[list[str]]) -> None:
    assert grids(text) == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "小学\t88",
        "学段\t学校数\n小学\t多",
        "来源： 县教育局 日期： 2019-12-25\n全县有小学88所。",
        "　　全县有小学88所。\n　　有初中20所。",
        "全县有 小学 88 所，\n初中 20 所。",
        "柳城县 2019年\n教育局 12月",
        "首页 | 机构概况 | 政务公开\n当前位置 | 教育局 | 新闻",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert grids(text) == []


@given(st.text(alphabet="学校数小\t \u3000\n8，。", max_size=120))
def test_cells_lie_in_order_inside_the_text(text: str) -> None:
    for table in text_tables(text):
        width = len(table.rows[0])
        cells = [cell for row in table.rows for cell in row]
        assert all(len(row) == width for row in table.rows)
        assert all(0 <= cell.start <= cell.end <= len(text) for cell in cells)
        assert [cell.start for cell in cells] == sorted(cell.start for cell in cells)
        assert not any("\n" in text[cell.start : cell.end] for cell in cells)
