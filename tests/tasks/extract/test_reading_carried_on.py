"""Subjects that stand a clause, a sentence or a line before their figures, and what is only meant."""

from __future__ import annotations

import pytest

from tasks.extract.lines import DashedList
from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "all schools by their kinds": [
        Case(
            "全县学校69所（高中2、中职1、初中12、小学15、特教1、幼儿园38）。",
            "schools 69; junior_secondary_schools 12; primary_schools 15; kindergartens 38",
        ),
        Case(
            "据县教育局通报：全县学校（含幼儿园）61所：幼儿园38，小学15，初中5，普通高中、职业高中、特校各1。",
            "schools 61; kindergartens 38; primary_schools 15; junior_secondary_schools 5",
        ),
        Case(
            "幼儿园95所；小学134所（教学点9个不计在内）；初中51所；高中7所；职校3所。以上总计290所。",
            (
                "kindergartens 95; primary_schools 134; teaching_points 9; "
                "junior_secondary_schools 51; schools 290"
            ),
            headings="学校",
        ),
        Case(
            "幼儿园95所；小学134所；初中51所；高中7所。以上总计310所。",
            "kindergartens 95; primary_schools 134; junior_secondary_schools 51",
        ),
        Case("督导组走访学校17所：小学8、初中4、高中2、职中2。", ""),
    ],
    "students and children divided": [
        Case(
            "中小学生68428人。小学段40979人；初中段17112人。",
            "primary_enrolment 40979; junior_secondary_enrolment 17112",
        ),
        Case("受助学生6800人。小学4000人，初中2800人。", ""),
        Case("在校中小学生68428人。小学按45人、初中按50人编班。", ""),
        Case(
            "在校学生24025人，其中：幼儿园4033人（公办1239人，民办2794人），小学8817人（公办8000人）。",
            (
                "students 24025; preschool_enrolment 4033; public_preschool_enrolment 1239; "
                "private_preschool_enrolment 2794; primary_enrolment 8817"
            ),
        ),
        Case("幼儿园教职工472人（公办154人，民办318人）。", ""),
        Case(
            "入园孩子12058名，公办4253，民办7805。",
            "preschool_enrolment 12058; public_preschool_enrolment 4253; private_preschool_enrolment 7805",
        ),
        Case("全县有3至6岁幼儿15832人，在园15101人。", "preschool_enrolment 15101"),
        Case("各级各类学校在岗教职工2047人（公办1729人，民办318人）。", "staff 2047"),
    ],
    "a noun in a clause of its own": [
        Case("交通安全课，全年共上了372节。", "traffic_safety_sessions 372"),
        Case("消防演练，共开展了96次。", "safety_drills 96"),
        Case("交通安全课，城东小学上了12节。", ""),
        Case("学生呢，119951人。", "students 119951"),
        Case("应配专职保安员1327名，截至2018年底实有1268名。", "security_guards 1268 @2018"),
        Case("应配专职保安员1327名，现有幼儿园20所。", "kindergartens 20"),
    ],
    "only meant": [
        Case("年底前校车增加到70辆。", "school_buses 70 planned"),
        Case("年底前校车已增加到70辆。", "school_buses 70"),
        Case("轮岗的老师不能少于180名。", "teachers_rotated 180 >= planned"),
        Case("大班额比例不得超过2%。", "large_class_share 2 <= planned"),
        Case("公办园要做到30所。", "public_kindergartens 30 planned"),
        Case("封闭管理率我们做到了98%。", "closed_campus_rate 98"),
        Case("按计划，到今年底全县新增学前学位1080个。", "preschool_places_added 1080 planned"),
        Case("按计划，全县新增学前学位1080个。", "preschool_places_added 1080"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in CASES for c in CASES[group]]
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)


def test_dashed_lines_go_into_the_whole_above_them() -> None:
    dashed = DashedList()
    lines = ["学生：26097名", "：：小学10660，初中6219", "：：住校生1036名", "教职工情况", "：：小学660"]
    assert [dashed.enter(line) for line in lines] == [False, True, True, False, False]
