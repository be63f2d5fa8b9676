"""Tables whose cells a copy has put one below the other."""

from __future__ import annotations

import pytest

from tasks.parse.stacked_tables import stacked_tables
from tests.genre import only_report

HEADS = "指  标\n\n2020年\n\n2025年\n\n属性\n\n"
ROWS = "1.学前教育毛入园率（%）\n\n91.2\n\n93%以上\n\n预期性\n\n"
ROWS += "2.义务教育巩固率（%）\n\n99%\n\n99.5%\n\n约束性\n\n"


def grids(text: str) -> list[list[list[str]]]:
    """The cells of each table."""
    return [[[text[c.start : c.end] for c in row] for row in t.rows] for t in stacked_tables(text)]


@pytest.mark.parametrize(
    "text",
    [
        HEADS + ROWS,
        "前言，全县共有学校85所。\n" + HEADS + "一、发展水平\n\n" + ROWS + "后文。",
        # a row of two labels is left out, and the rhythm found again
        HEADS + ROWS.replace("2.", "其中：小学\n初中\n34%\n77%\n80%\n85%\n预期性\n2."),
    ],
)
def test_cells_below_each_other_are_rows(text: str) -> None:
    assert grids(text) == [
        [
            ["指  标", "2020年", "2025年", "属性"],
            ["1.学前教育毛入园率（%）", "91.2", "93%以上", "预期性"],
            ["2.义务教育巩固率（%）", "99%", "99.5%", "约束性"],
        ]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "指标\n2020年\n说明\n学校85所\n目标",
        "项目\n我县共有学校85所。\n教师1122人。",
        "名称\n数量\n学校数很多\n共有85所",
        HEADS + "1.学前教育毛入园率（%）\n91.2\n93%以上\n预期性",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert grids(text) == []


def test_its_figures_are_read_like_those_of_any_table() -> None:
    from tasks.extract.lexicon import load_lexicon  # noqa: PLC0415
    from tasks.extract.observe import observations_of  # noqa: PLC0415

    text = "柳城县“十四五”教育事业发展规划\n主要指标\n" + HEADS + ROWS
    rows = observations_of(only_report(text), load_lexicon())
    assert [(r["indicator"], r["value"], r["status"], r["year"]) for r in rows] == [
        ("preschool_gross_enrolment_rate", 91.2, "actual", 2020),
        ("preschool_gross_enrolment_rate", 93, "planned", 2025),
        ("compulsory_retention_rate", 99, "actual", 2020),
        ("compulsory_retention_rate", 99.5, "planned", 2025),
    ]
    assert all(text[r["start"] : r["end"]] == r["quote"] for r in rows)
