"""Tables in reports: a row head, a column head and a cell make a fact, or none."""

from __future__ import annotations

import pytest

from tasks.reading import PageReading, read_snapshot
from tasks.records import Snapshot, Source

Fact = tuple[str, float, int | None, str]


def read(text: str) -> PageReading:
    """A page of text, read as `release` would."""
    return read_snapshot(Snapshot(Source("page", "page.txt"), "0" * 64, text.encode()))


def facts(table: str, title: str = "柳城县2019年教育事业统计") -> list[Fact]:
    """The facts of a table, written with `|` between the cells, below a title."""
    page = f"{title}\n" + table.strip().replace("|", "\t")
    reading = read(page)
    assert all(page[row["start"] : row["end"]] == row["quote"] for row in reading.observations)
    return [(row["indicator"], row["value"], row["year"], row["status"]) for row in reading.observations]


CASES = {
    "a stage, and what is counted of it": (
        "学段|学校数（所）|在校生数（人）\n小学|88|23,456\n初中|20|11234",
        [
            ("primary_schools", 88, 2019, "actual"),
            ("primary_enrolment", 23456, 2019, "actual"),
            ("junior_secondary_schools", 20, 2019, "actual"),
            ("junior_secondary_enrolment", 11234, 2019, "actual"),
        ],
    ),
    "what is counted, and the stage": (
        "项目|小学|初中\n学校数（所）|88|20\n在校生数（人）|23456|11234",
        [
            ("primary_schools", 88, 2019, "actual"),
            ("junior_secondary_schools", 20, 2019, "actual"),
            ("primary_enrolment", 23456, 2019, "actual"),
            ("junior_secondary_enrolment", 11234, 2019, "actual"),
        ],
    ),
    "an indicator, its unit and two years": (
        "指标|单位|2018年|2019年\n在园幼儿|人|5100|5300\n教育经费支出|亿元|1.2|1.5",
        [
            ("preschool_enrolment", 5100, 2018, "actual"),
            ("preschool_enrolment", 5300, 2019, "actual"),
            ("education_expenditure", 12000, 2018, "actual"),
            ("education_expenditure", 15000, 2019, "actual"),
        ],
    ),
    "years down the side": (
        "年份|幼儿园（所）|学前三年毛入园率\n2018|41|88.5%\n2019|45|91%",
        [
            ("kindergartens", 41, 2018, "actual"),
            ("preschool_gross_enrolment_rate", 88.5, 2018, "actual"),
            ("kindergartens", 45, 2019, "actual"),
            ("preschool_gross_enrolment_rate", 91, 2019, "actual"),
        ],
    ),
    "a target beside a fact, a change beside both": (
        "指标|2019年|比上年增减|2020年目标\n学前三年毛入园率（%）|91|2.5|93",
        [
            ("preschool_gross_enrolment_rate", 91, 2019, "actual"),
            ("preschool_gross_enrolment_rate", 93, 2020, "planned"),
        ],
    ),
    "the standard is no fact": (
        "指标|标准|本县\n大班额比例|0|0.5%",
        [("large_class_share", 0.5, 2019, "actual")],
    ),
    "the unit behind the figure": (
        "指标|数量|单位\n幼儿园|45|所\n在园幼儿|1.2|万人",
        [("kindergartens", 45, 2019, "actual"), ("preschool_enrolment", 12000, 2019, "actual")],
    ),
    "the sum over all stages": (
        "项目|在校生数|专任教师数\n幼儿园|5300|310\n小学|23456|1400\n初中|11234|880\n合计|39990|2590",
        [
            ("preschool_enrolment", 5300, 2019, "actual"),
            ("primary_enrolment", 23456, 2019, "actual"),
            ("junior_secondary_enrolment", 11234, 2019, "actual"),
            ("students", 39990, 2019, "actual"),
            ("full_time_teachers", 2590, 2019, "actual"),
        ],
    ),
    "the sum over some stages is of no known whole": (
        "项目|在校生数\n小学|23456\n初中|11234\n合计|34690",
        [
            ("primary_enrolment", 23456, 2019, "actual"),
            ("junior_secondary_enrolment", 11234, 2019, "actual"),
        ],
    ),
    "towns": ("乡镇|幼儿园（所）|小学（所）\n大埔镇|12|8\n龙头镇|3|4\n合计|15|12", []),
    "schools": ("学校|学生数|专任教师\n实验小学|2300|110\n第二中学|1800|120\n合计|4100|230", []),
    "what is masked": ("学段|学校数（所）\n小学|**\n初中|XX", []),
    "what is and what is aimed at": (
        "指标|2019年实绩|2025年目标|属性\n学前三年毛入园率|91.2%|95%以上|预期性\n小学校际差异系数|0.42|0.38|约束性",
        [
            ("preschool_gross_enrolment_rate", 91.2, 2019, "actual"),
            ("preschool_gross_enrolment_rate", 95, 2025, "planned"),
            ("cv_primary", 0.42, 2019, "actual"),
            ("cv_primary", 0.38, 2025, "planned"),
        ],
    ),
    "a year behind its word, in brackets": (
        "指标|基期值（2018年）|目标值（2022年）\n义务教育巩固率（%）|95|96.5",
        [
            ("compulsory_retention_rate", 95, 2018, "actual"),
            ("compulsory_retention_rate", 96.5, 2022, "planned"),
        ],
    ),
    "task and outcome; how much of the task was done is no fact": (
        "项目|任务|完成|完成率\n新建幼儿园|4所|5所|125%\n学前三年毛入园率|90%|92%|102%",
        [
            ("kindergartens_built", 4, 2019, "planned"),
            ("kindergartens_built", 5, 2019, "actual"),
            ("preschool_gross_enrolment_rate", 90, 2019, "planned"),
            ("preschool_gross_enrolment_rate", 92, 2019, "actual"),
        ],
    ),
    "parts that say 其中": (
        "项目|数量\n幼儿园|45所\n其中：公办|20所\n在校学生|20000人\n其中：女生|9000人\n其中：小学|12000人",
        [
            ("kindergartens", 45, 2019, "actual"),
            ("public_kindergartens", 20, 2019, "actual"),
            ("students", 20000, 2019, "actual"),
            ("primary_enrolment", 12000, 2019, "actual"),
        ],
    ),
    "a column of public ones has nothing of all": (
        "项目|合计|公办|民办\n园数（所）|118|46|72\n其中：普惠性|103|46|57",
        [
            ("public_kindergartens", 46, 2019, "actual"),
            ("private_kindergartens", 72, 2019, "actual"),
            ("inclusive_kindergartens", 103, 2019, "actual"),
            ("inclusive_private_kindergartens", 57, 2019, "actual"),
        ],
    ),
    "targets of schools": ("学校|目标|完成\n实验小学|100|120\n城关幼儿园|40所|50所", []),
    "a rank and a score": ("指标|得分|排名\n学前三年毛入园率|95|3", []),
}


@pytest.mark.parametrize(("table", "expected"), CASES.values(), ids=CASES)
def test_the_facts_of_a_table(table: str, expected: list[Fact]) -> None:
    assert facts(table) == expected


def test_a_table_of_upright_lines_with_bounds_and_rounded_figures() -> None:
    text = (
        "柳城县教育2019年\n全县教育。\n项目 | 数据 |\n幼儿园数量(所) | 50+ |\n在校学生人数(人) | 约12万 |\n"
        "义务教育巩固率(%) | ≥99.5 |\n高考本科上线率(%) | 65% |\n"
    )
    rows = read(text).observations
    assert [(r["indicator"], r["value"], r["bound"]) for r in rows] == [
        ("kindergartens", 50, "approx"),
        ("students", 120000, "approx"),
        ("compulsory_retention_rate", 99.5, "at_least"),
    ]
    assert rows[0]["quote"] == "幼儿园数量(所) | 50+"


def test_rows_that_are_set_in_are_parts_of_the_row_above() -> None:
    table = (
        "项目    数量\n幼儿园    45所\n  公办    20所\n  民办    25所\n"
        "在校学生    20000人\n  学前    5000人\n  小学    9000人\n"
        "专任教师    1378人\n  小学    95\n  初中    60人\n"
    )
    assert [fact[:2] for fact in facts(table)] == [
        ("kindergartens", 45),
        ("public_kindergartens", 20),
        ("private_kindergartens", 25),
        ("students", 20000),
        ("preschool_enrolment", 5000),
        ("primary_enrolment", 9000),
        ("full_time_teachers", 1378),
    ]


def test_a_table_drawn_with_lines_its_thousands_set_apart() -> None:
    page = (
        "柳城县2019年教育事业统计\n┌───┬───┬───┐\n│学段│学校数│在校生数│\n├───┼───┼───┤\n"
        "│小学│88│23 456│\n│初中│20│11 234│\n└───┴───┴───┘\n"
    )
    assert [(r["indicator"], r["value"], r["quote"]) for r in read(page).observations] == [
        ("primary_schools", 88, "小学│88"),
        ("primary_enrolment", 23456, "小学│88│23 456"),
        ("junior_secondary_schools", 20, "初中│20"),
        ("junior_secondary_enrolment", 11234, "初中│20│11 234"),
    ]


def test_the_line_above_a_table_of_upright_lines_is_its_caption() -> None:
    page = "柳城县2019年教育事业统计\n学前教育\n| 项目 | 数量 |\n| 在园幼儿 | 5300 |\n| 专任教师 | 410 |\n"
    assert [r["indicator"] for r in read(page).observations] == ["preschool_enrolment"]


def test_heads_that_are_set_in_stand_over_the_figures() -> None:
    page = (
        "柳城县教育“十四五”规划\n全县教育。\n                     2020年   2025年   属性\n"
        "教师交流轮岗比例(%)        8.3      15     约束性\n"
        "教师培训(人次/年)       1 200      1 500     预期性\n"
    )
    assert [(r["indicator"], r["value"], r["year"], r["status"]) for r in read(page).observations] == [
        ("teacher_rotation_share", 8.3, 2020, "actual"),
        ("teacher_rotation_share", 15, 2025, "planned"),
        ("teacher_training_participants", 1200, 2020, "actual"),
        ("teacher_training_participants", 1500, 2025, "planned"),
    ]


def test_without_heads_two_figures_of_a_row_are_told_apart_by_their_units_or_not_read() -> None:
    table = "毛入园率|85%|90%\n义务教育巩固率|95%|96%\n小学|88所|23456人"
    assert [fact[:2] for fact in facts(table)] == [("primary_schools", 88)]


def test_tasks_in_the_cells_of_a_table_are_read_as_prose() -> None:
    page = (
        "柳城县2019年教育重点任务分解\n序号 | 任务 | 完成时限 | 牵头单位\n"
        "1 | 新建幼儿园4所，新增学前学位900个 | 8月底 | 教育局\n2 | 招聘教师110名 | 10月底前 | 教育局\n"
    )
    assert [(r["indicator"], r["value"], r["status"]) for r in read(page).observations] == [
        ("kindergartens_built", 4, "planned"),
        ("preschool_places_added", 900, "planned"),
        ("teachers_recruited", 110, "planned"),
    ]


def test_lines_of_prose_with_marks_of_another_script_are_no_table() -> None:
    page = "柳城县2019年教育统计\n小学   34所;教学点1处;在校8 073人\n教职工  4 763人\n"
    found = [(r["indicator"], r["value"]) for r in read(page).observations]
    assert found[:3] == [("primary_schools", 34), ("teaching_points", 1), ("primary_enrolment", 8073)]


def test_a_count_on_a_line_of_its_own_and_the_lines_that_divide_it() -> None:
    page = (
        "柳城县2021年教育基本情况\n学生：49216人\n├ 幼儿园9874人\n├ 小学20135人\n└ 初中10982人\n"
        "教师：专任教师3302人\n├ 幼儿园519人\n├ 小学1406人\n全县小学1806人获奖。\n"
        "◆ 学生(合计47478人)\n学前8234;小学21333。\n"
    )
    assert [(r["indicator"], r["value"]) for r in read(page).observations] == [
        ("students", 49216),
        ("preschool_enrolment", 9874),
        ("primary_enrolment", 20135),
        ("junior_secondary_enrolment", 10982),
        ("full_time_teachers", 3302),
        ("students", 47478),
        ("preschool_enrolment", 8234),
        ("primary_enrolment", 21333),
    ]


def test_what_is_so_in_the_table_of_a_plan_is_done() -> None:
    table = "指标│2020年│2025年\n学前三年毛入园率（%）│88│92\n".replace("│", "|")
    assert facts(table, "柳城县教育事业发展“十四五”规划\n全县教育。") == [
        ("preschool_gross_enrolment_rate", 88, 2020, "actual"),
        ("preschool_gross_enrolment_rate", 92, 2025, "planned"),
    ]


def test_a_table_below_the_heading_of_a_plan_is_meant() -> None:
    table = "一、2019年工作\n有小学88所。\n二、2020年工作计划\n指标|数值\n幼儿园|45所\n在园幼儿|5300人"
    assert [fact for fact in facts(table) if fact[0] != "primary_schools"] == [
        ("kindergartens", 45, 2020, "planned"),
        ("preschool_enrolment", 5300, 2020, "planned"),
    ]


def test_a_copy_of_a_table_is_read_once() -> None:
    table = "学段|学校数（所）\n小学|88\n初中|20"
    assert facts(f"{table}\n\n以下为打印版\n{table}") == facts(table)


def test_the_quote_goes_from_row_head_to_cell_and_is_shown_with_the_heads() -> None:
    page = "柳城县2019年教育事业统计\n学段\t学校数\t学生数\n小学\t88\t2万\n初中\t20\t1万\n"
    row = next(r for r in read(page).observations if r["indicator"] == "junior_secondary_schools")
    assert row["quote"] == "初中\t20"
    assert row["sentence"] == "学段\t学校数\t学生数\n初中\t20\t1万"


def test_merged_heads_of_html() -> None:
    page = (
        "<html><body><h1>柳城县2019年教育事业统计</h1><p>全县情况如下表。</p><table>"
        "<tr><th rowspan=2>学段</th><th colspan=2>2018年</th><th colspan=2>2019年</th></tr>"
        "<tr><th>学校数</th><th>在校生数</th><th>学校数</th><th>在校生数</th></tr>"
        "<tr><td>小学</td><td>90</td><td>24000</td><td>88</td><td>23456</td></tr>"
        "</table></body></html>"
    )
    found = [(r["indicator"], r["value"], r["year"]) for r in read(page).observations]
    assert found == [
        ("primary_schools", 90, 2018),
        ("primary_enrolment", 24000, 2018),
        ("primary_schools", 88, 2019),
        ("primary_enrolment", 23456, 2019),
    ]
