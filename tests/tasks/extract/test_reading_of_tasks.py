"""What was asked for and what became of it, parts of one year, claims and lists that earlier rules missed.

Each construction has its counter-examples, which state nothing, beside it.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

SAID: dict[str, list[Case]] = {
    "a task, and what was done of it": [
        Case(
            "全县减少大班额的任务是42个，实际减少大班额45个。",
            "large_classes_eliminated 42 planned; large_classes_eliminated 45",
        ),
        Case(
            "计划新建公办幼儿园5所，实际完成6所。",
            "kindergartens_built 5 planned; kindergartens_built 6",
        ),
        Case(
            "年初确定改扩建幼儿园9所，实际完成10所。",
            "kindergartens_built 9 planned; kindergartens_built 10",
        ),
        Case(
            "计划招聘教师60名，实际到岗57名。",
            "teachers_recruited 60 planned; teachers_recruited 57",
        ),
        Case("计划新建幼儿园5所，已完成3所的主体。", "kindergartens_built 5 planned"),
        Case("计划新建幼儿园5所，实际完成投资的六成。", "kindergartens_built 5 planned"),
    ],
    "results of a later year are told, and not meant": [
        Case("取得的成效：2020年秋季，大班额比例降为1.1%。", "large_class_share 1.1 @2020"),
        Case("2020年秋季，大班额比例降为1.1%。", "large_class_share 1.1 planned @2020"),
    ],
    "the part of one year of a span": [
        Case(
            "三年来共撤并教学点33个，其中今年撤并12个。",
            "schools_merged 33 @2017-2019; schools_merged 12",
        ),
        Case("今年共撤并教学点33个，其中3月撤并12个。", "schools_merged 33"),
    ],
    "a share of what was counted in the clause before": [
        Case("大班额减至57个，比例降为6.4%。", "large_class_share 6.4"),
        Case("教师减至570人，比例降为6.4%。", ""),
    ],
    "all of something is gone": [
        Case("全县已消除义务教育大班额现象。", "large_class_share 0"),
        Case("全县消除了大班额。", "large_class_share 0"),
        Case("我县率先消除超大班额现象。", "super_large_class_share 0"),
        Case("全县有效消除了大班额。", ""),
        Case("全县消除了大班额带来的隐患。", ""),
        Case("小学已消除大班额。", ""),
        Case("已消除大班额的学校有12所。", ""),
        Case("残疾儿童少年入学全覆盖。", "disabled_enrolment_rate 100"),
        Case("全县没有发生一起校园伤害案件。", "safety_incidents 0"),
    ],
    "rates of all schools in one list": [
        Case(
            "专职保安配备率、封闭化管理率、一键报警和视频监控联网率均达100%。",
            "guard_coverage_rate 100; closed_campus_rate 100; alarm_coverage_rate 100",
        ),
        Case("农村学校封闭化管理率、一键报警联网率均达100%。", ""),
    ],
    "aid, counted and paid": [
        Case("全年资助各类学生5137人次432.1万元。", "students_aided 5137; aid_amount 432.1"),
        Case("资助贫困学生9120人次，金额912万元。", "students_aided 9120; aid_amount 912"),
        Case("资助贫困学生9120人次，贷款金额912万元。", "students_aided 9120"),
        Case("受资助学生3126人。", "students_aided 3126"),
        Case("受助大学新生312人。", ""),
    ],
    "other words for the same": [
        Case("初级中等教育阶段适龄少年入学率达到98.4%。", "junior_gross_enrolment_rate 98.4"),
        Case("学前适龄儿童入园率96.2%。", "preschool_gross_enrolment_rate 96.2"),
        Case("全县撤并完小和教学点17所。", "schools_merged 17"),
        Case("全县累计完成教育项目投资1.94亿元。", "school_construction_investment 19400"),
        Case("农民工子女在我县读书的有1186人。", "migrant_children_enrolled 1186"),
        Case("随迁子女在我县入学两个为主。", ""),
        Case("大班额比例严控在1%以内。", "large_class_share 1 <="),
        Case("一键报警接入公安的比例97.1%。", "alarm_coverage_rate 97.1"),
    ],
    "numbers alone on a line, behind a noun of people": [
        Case("专任教师：2799", "full_time_teachers 2799"),
        Case("邮编：415000", ""),
        Case("小学：1228", ""),
    ],
}


@pytest.mark.parametrize("case", [case for cases in SAID.values() for case in cases], ids=lambda c: c.text)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
