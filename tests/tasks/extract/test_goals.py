"""What is only meant, by labels and openings of sentences; beside each what looks like it and is done."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "labels": [
        Case(
            "目标：毛入园率达到95%，新建幼儿园4所；培训教师600人次。",
            (
                "preschool_gross_enrolment_rate 95 planned; kindergartens_built 4 planned;"
                "teacher_training_participants 600 planned"
            ),
        ),
        Case(
            "目标：毛入园率95%。完成：毛入园率96.2%。",
            "preschool_gross_enrolment_rate 95 planned; preschool_gross_enrolment_rate 96.2",
        ),
        Case("2022年愿景：普惠性幼儿园覆盖率88%。", "inclusive_coverage_rate 88 planned @2022"),
        Case("全年目标：初中辍学率不超过1%。", "junior_dropout_rate 1 <= planned"),
        Case("要求各校：封闭化管理达到100%。", "closed_campus_rate 100 planned"),
        Case(
            "目标完成情况：毛入园率95%，新建幼儿园4所。",
            "preschool_gross_enrolment_rate 95; kindergartens_built 4",
        ),
        Case("围绕上述目标，我们做了三件事：新建幼儿园4所。", "kindergartens_built 4"),
    ],
    "openings": [
        Case(
            "预计到2019年底，全县公办幼儿园达39所；公办园在园幼儿8500人。",
            "public_kindergartens 39 planned; public_preschool_enrolment 8500 planned",
        ),
        Case(
            "到2019年底，全县有公办幼儿园39所；公办园在园幼儿8500人。",
            "public_kindergartens 39; public_preschool_enrolment 8500",
        ),
    ],
    "words that mean it only sometimes": [
        Case("年度计划拆除D级危房9800平方米。", "dilapidated_area_removed 9800 planned"),
        Case("按照年度计划，拆除D级危房9800平方米。", "dilapidated_area_removed 9800"),
        Case("据各校上报，全县组织应急疏散演练124次。", "safety_drills 124"),
        Case("将检查结果予以了通报，初中学生辍学率为0.49%。", "junior_dropout_rate 0.49"),
        Case("将加强管理，使初中学生辍学率降到0.49%。", "junior_dropout_rate 0.49 planned"),
        Case("2016年至2018年，争取教育基建项目37个。", "school_building_projects 37 @2016-2018"),
        Case("2020年至2022年，争取教育基建项目37个。", "school_building_projects 37 planned @2020-2022"),
    ],
    "in a plan": [
        Case(
            "目前全县大班额占16.4%，其中超大班额占1.5%。",
            "large_class_share 16.4; super_large_class_share 1.5",
            plan=2020,
        ),
    ],
    "what a plan starts from": [
        Case(
            "力争把公办幼儿园由42所增加到62所。",
            "public_kindergartens 42; public_kindergartens 62 planned",
        ),
        Case("公办幼儿园由42所增加到62所。", "public_kindergartens 42 @?; public_kindergartens 62"),
    ],
}


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases], ids=lambda c: c.text)
def test_goals(case: Case) -> None:
    assert read(case) == expected(case)
