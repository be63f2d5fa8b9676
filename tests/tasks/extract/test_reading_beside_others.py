"""Figures that what stands before them makes those of others, and their like that are the county's."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

BESIDE_OTHERS: dict[str, list[Case]] = {
    "the average of a prefecture after a colon": [
        Case("柳州市平均：毛入园率91.6%，巩固率97.2%。", ""),
        Case("全县：义务教育巩固率97.2%。", "compulsory_retention_rate 97.2"),
    ],
    "children of some sort, named before the rate": [
        Case("残疾儿童应入学86人，已入学79人，入学率91.9%。", ""),
        Case(
            "初中毛入学率102.3%，小学净入学率99.9%。",
            "junior_gross_enrolment_rate 102.3; primary_net_enrolment_rate 99.9",
        ),
    ],
    "a gross rate of primary schools beside the net one, or above 100": [
        Case("小学毛入学率103.4%。", ""),
        Case("小学毛入学率98.2%，净入学率97.9%。", "primary_net_enrolment_rate 97.9"),
    ],
    "room that was emptied was not built": [
        Case("全县腾出校舍8600平方米。", ""),
        Case("全县新建校舍8600平方米。", "school_floor_area_built 8600"),
    ],
    "a noun in a bracket that has closed": [
        Case(
            "竣工中小学、幼儿园7所（幼儿园4所），新增学位4200个（其中幼儿园900个），完成投资2.6亿元。",
            "kindergartens_built 4; preschool_places_added 900",
        ),
    ],
    "a figure between the hazards and how many were put right": [
        Case("隐患186处整改销号171处。", ""),
        Case("排查隐患186处，整改销号171处。", "hazards_found 186; hazards_rectified 171"),
    ],
    "staff that teach nothing": [
        Case("宿管员没有编制，聘用148人。", ""),
    ],
    "places of schools by their names": [
        Case("青山小学、白河中学2所已用上，解决学位3600个。", ""),
    ],
    "a label that is a verb": [
        Case("撤并：学校7所、教学点12个。", "schools_merged 7"),
        Case("撤并：全县小学由2016年的86所调整为47所。", "primary_schools 86 @2016; primary_schools 47"),
        Case("学校：小学47所、教学点12个。", "primary_schools 47; teaching_points 12"),
    ],
    "boarders, left out of the second member of a list": [
        Case("其中小学寄宿6120人、初中4380人。", ""),
        Case("小学生6120人、初中生4380人。", "primary_enrolment 6120; junior_secondary_enrolment 4380"),
    ],
    "dropping out among poor families alone": [
        Case("全县建档立卡户子女辍学为零。", ""),
        Case("全县辍学学生为零。", "out_of_school_children 0"),
    ],
    "what a deputy said, in the answer": [
        Case("您提到“我县三年撤了五十多所学校”。", ""),
    ],
    "teachers of two languages": [
        Case("双语教师412人，尚缺137人。", ""),
    ],
}


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=f"{group}: {c.text}") for group in BESIDE_OTHERS for c in BESIDE_OTHERS[group]],
)
def test_each_figure_is_read_for_whose_it_is(case: Case) -> None:
    assert read(case) == expected(case)
