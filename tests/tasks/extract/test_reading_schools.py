"""Schools and rates by stage: what a label, a list or the figure before leaves unsaid."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

SCHOOLS: dict[str, list[Case]] = {
    "a stage at the head of a part": [
        Case("小学：35所，在校生12472人。", "primary_schools 35; primary_enrolment 12472"),
        Case("初中：学校9所；在校3593人。", "junior_secondary_schools 9; junior_secondary_enrolment 3593"),
        Case(
            "——小学。校数21所；毕业1820人；在校生12250人，比上年减少120人。",
            "primary_schools 21; primary_enrolment 12250",
        ),
        Case("小学阶段：共有学校21所，在校人数12250人。", "primary_schools 21; primary_enrolment 12250"),
        Case("小学：资助学生1200人，表彰学生120人，毕业学生800人。", ""),
        Case("小学：新建学校3所，改造学校5所，民办学校2所。", ""),
        Case("实验小学：在校生1200人，教学班24个。", ""),
    ],
    "pupils after schools or classes": [
        Case("小学21所，在校12250人。", "primary_schools 21; primary_enrolment 12250"),
        Case(
            "小学312个班1850人，初中97个班477人。",
            "primary_enrolment 1850; junior_secondary_enrolment 477",
        ),
        Case("小学312个班，教室11850间。", ""),
    ],
    "a colon before a figure with a unit": [
        Case("教学点：12个。", "teaching_points 12"),
        Case("九年义务教育巩固率：96.5%。", "compulsory_retention_rate 96.5"),
        Case("小学：21", ""),
        Case("开会时间8：30，会期2天。", ""),
    ],
    "the rate of the figure before, of the next stage": [
        Case("辍学率小学0.003%、初中0.021%。", "primary_dropout_rate 0.003; junior_dropout_rate 0.021"),
        Case(
            "小学适龄儿童入学率99.9%，初中98.7%，高中91.5%。",
            "primary_net_enrolment_rate 99.9; junior_gross_enrolment_rate 98.7;"
            "senior_gross_enrolment_rate 91.5",
        ),
        Case(
            "小学差异系数由0.52下降到0.41，初中由0.48下降到0.39。",
            "cv_primary 0.52 @?; cv_primary 0.41; cv_junior 0.48 @?; cv_junior 0.39",
        ),
        Case("小学毕业率99.9%，初中98.7%。", ""),
        Case("小学入学率100%，农村初中98%。", "primary_net_enrolment_rate 100"),
        Case("小学入学率100%，初中教师占62%。", "primary_net_enrolment_rate 100"),
    ],
    "bars beside values": [
        Case(
            "综合差异系数小学0.4175、初中0.3986，均优于评估要求（小学0.65、初中0.55）。",
            "cv_primary 0.4175; cv_junior 0.3986",
        ),
        Case(
            "小学综合差异系数为0.4175（标准0.65），初中为0.39（标准≤0.55）。",
            "cv_primary 0.4175; cv_junior 0.39",
        ),
        Case("小学差异系数0.41，低于0.65的国家标准；初中0.39，低于0.55。", "cv_primary 0.41; cv_junior 0.39"),
        Case("国家规定的小学差异系数为0.65，初中为0.55。", ""),
    ],
    "one figure of all in a list": [
        Case("小学、初中入学率均达100%。", "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 100"),
        Case("初中入学率和巩固率均为100%。", "junior_gross_enrolment_rate 100"),
        Case("小学、初中入学率为100%。", ""),
    ],
    "a comparison leaves no event to the parts": [
        Case(
            "各级各类学校125所，比上年增加2所，其中小学90所、初中28所。",
            "schools 125; primary_schools 90; junior_secondary_schools 28",
        ),
        Case("新增各级各类学校12所，其中小学9所、初中3所。", ""),
    ],
    "处 counts schools too": [
        Case("全县有小学81处，初中15处。", "primary_schools 81; junior_secondary_schools 15"),
        Case("小学安全隐患81处。", ""),
    ],
    "an end of a school year and a range of ages": [
        Case("2018-2019学年末小学在校学生12307人。", "primary_enrolment 12307 @2018"),
        Case(
            "初中阶段毛入学率、15至50周岁人口非文盲率分别为100.2%和99.9%。",
            "junior_gross_enrolment_rate 100.2",
        ),
        Case("每班40至45人。", ""),
    ],
}


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{g}: {c.text}") for g in SCHOOLS for c in SCHOOLS[g]])
def test_schools(case: Case) -> None:
    assert read(case) == expected(case)
