"""Turns of phrase: a noun apart from its figure, kinds and numbers said behind it, none left, tenths."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "a noun alone, and its figure behind the comma": [
        Case("幼儿园，68所；小学，41所。", "kindergartens 68; primary_schools 41"),
        Case("普惠园，52所，普惠覆盖率88.4%。", "inclusive_kindergartens 52; inclusive_coverage_rate 88.4"),
        Case("在园的娃，7140名。", "preschool_enrolment 7140"),
        Case("公办园和普惠性民办园在园幼儿，占在园幼儿的83.6%。", "inclusive_coverage_rate 83.6"),
        Case("走访幼儿园，12所。", ""),
        Case("小学、幼儿园，109所。", ""),
        Case("各校高度重视，12所学校。", ""),
    ],
    "of which kind those are that the figure counts": [
        Case(
            "民办园40所，31所被认定为普惠性。",
            "private_kindergartens 40; inclusive_private_kindergartens 31",
        ),
        Case("幼儿园68所，其中29所属公办。", "kindergartens 68; public_kindergartens 29"),
        Case("3所学校被认定为示范。", ""),
    ],
    "aid in people and in money": [
        Case("全年资助困难学生9140人次、720万元。", "students_aided 9140; aid_amount 720"),
        Case("组织学生研学9140人次、80万元。", ""),
        Case("资助今年考入本科院校的大学生210名共84万元。", ""),
    ],
    "a rate of the noun before, then and now": [
        Case(
            "普惠性幼儿园由31所增至52所，覆盖率由61%升到88.4%。",
            "inclusive_kindergartens 31 @?; inclusive_kindergartens 52; "
            "inclusive_coverage_rate 61 @?; inclusive_coverage_rate 88.4",
        ),
        Case("大班额由21.4%压缩到7.2%。", "large_class_share 21.4 @?; large_class_share 7.2"),
    ],
    "tenths": [
        Case("公办园在园幼儿占比达七成六。", "public_enrolment_share 76"),
        Case("公办园在园幼儿占比超过六成。", "public_enrolment_share 60 >="),
        Case("公办园在园幼儿占比稳定，三成员单位参与。", ""),
    ],
    "none is left": [
        Case("超大班额，一个不剩。", "super_large_class_share 0"),
        Case("全县超大班额已不复存在。", "super_large_class_share 0"),
        Case("66人以上的班级，一个也没有了。", "super_large_class_share 0"),
        Case("大班额占比降到零。", "large_class_share 0"),
        Case("小学辍学率降为零。", "primary_dropout_rate 0"),
        Case("用三年时间，把大班额比例降到零。", ""),
        Case("大班额尚未降到零。", ""),
    ],
    "shares turned round": [
        Case("入园的占适龄幼儿的91.3%。", "preschool_gross_enrolment_rate 91.3"),
        Case("已入学的占适龄儿童的99.8%。", "primary_net_enrolment_rate 99.8"),
        Case("公办园在园幼儿占适龄幼儿的31.3%。", ""),
        Case("入园的占比91.3%，公办园居多。", ""),
    ],
    "points, and those who left or came back": [
        Case("全县布点调减9个。", "schools_merged 9"),
        Case("撤掉村小9所。", "schools_merged 9"),
        Case("全县留下小学41所、教学点26个。", "primary_schools 41; teaching_points 26"),
        Case("控辍保学中，全县86名学生重返校园。", "dropouts_returned 86"),
        Case("开学首日，全县8600名学生重返校园。", ""),
        Case("还有9人未回校注册。", "out_of_school_children 9"),
    ],
    "pupils of migrant families, and of kindergartens": [
        Case("外来务工子女在校3120人，其中小学2100人、初中1020人。", "migrant_children_enrolled 3120"),
        Case("义务教育段随迁子女3120人。", "migrant_children_enrolled 3120"),
        Case("幼儿园68所，在园7140人。", "kindergartens 68; preschool_enrolment 7140"),
        Case("全县3100个孩子上的是公办园。", "public_preschool_enrolment 3100"),
        Case("入园幼儿2100人，离园幼儿2300人。", ""),
    ],
    "schools with the kindergartens among them": [
        Case("学校214所，幼儿园在内。", "schools 214"),
        Case("全县各类学校214所（含幼儿园）。", "schools 214"),
        Case("学校安装监控214所，含幼儿园。", ""),
    ],
    "retention where the stage is plain, and nowhere else": [
        Case("义务教育：巩固率98.4%。", "compulsory_retention_rate 98.4"),
        Case("义务教育方面，贫困学生巩固率100%。", ""),
        Case("义务教育方面，小学六年巩固率100%。", ""),
    ],
    "added again": [
        Case("5所小区园正在筹备，届时再添学位720个。", "preschool_places_added 720 planned"),
        Case("全年再建幼儿园4所。", "kindergartens_built 4"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in CASES.values() for case in cases]
)
def test_read_in_such_turns(case: Case) -> None:
    assert read(case) == expected(case)
