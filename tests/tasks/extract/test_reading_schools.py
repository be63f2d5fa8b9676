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
    "投资, 项目 and 面积 in one sentence": [
        Case(
            "2011年以来，全县争取实施校安等教育基建项目97个，总投资15995万元，新建、改扩建中小学校舍9万多平方米，消除D级危房近17万平方米。",
            "school_building_projects 97 @2011-2019; school_construction_investment 15995 @2011-2019;"
            "school_floor_area_built 90000 ~ @2011-2019; dilapidated_area_removed 170000 ~ @2011-2019",
        ),
        Case(
            "十一五期间，全县校舍建设投资1.76亿元，新建、扩建校舍26所，总面积10.2万平方米。",
            "school_construction_investment 17600 @2006-2010; school_floor_area_built 102000 @2006-2010",
        ),
        Case(
            "五年来，共投入资金2.3亿元，新建校舍12万平方米。",
            "school_construction_investment 23000 @2015-2019; school_floor_area_built 120000 @2015-2019",
        ),
        Case("投入资金2300万元，新建学校3所，改扩建学校5所。", "school_construction_investment 2300"),
        Case("学校建设投入资金2.3亿元。", "school_construction_investment 23000"),
        Case("投资5600万元新建学校1所。", ""),
        Case("明年争取实施教育基建项目7个。", "school_building_projects 7 planned @2020"),
        Case("投入1200万元为学校配备电脑800台，新建校舍2万平方米。", "school_floor_area_built 20000"),
        Case("加大普通高中投入，投资3.8亿元新建、改扩建校舍12万平方米。", ""),
        Case("实验小学校舍建设投资1200万元。", ""),
        Case("总面积101645平方米。", ""),
    ],
    "aid in people and money": [
        Case("全县学生资助共计35770人次，约6414万元。", "students_aided 35770; aid_amount 6414 ~"),
        Case("16905名学生享受各类惠民补助，共计480万元。", "students_aided 16905; aid_amount 480"),
        Case("1200名学生享受营养改善计划，共计480万元。", ""),
        Case("资助幼儿1200人，小学生3400人，初中生900人。", ""),
        Case("资助幼儿1200人，小学生3400人；全县有初中生900人。", "junior_secondary_enrolment 900"),
        Case("发放基金312万元，对3947名学生实行资助。", "students_aided 3947"),
        Case("返乡和进城务工人员随迁子女1800余名得到妥善安置。", "migrant_children_enrolled 1800 ~"),
    ],
    "large classes there are none, and shares of classes": [
        Case("全县无大班额，无超大班额。", "large_class_share 0; super_large_class_share 0"),
        Case("超大班额占班级总数的1.57%。", "super_large_class_share 1.57"),
        Case("小学无大班额。", ""),
        Case("初中没有超大班额。", ""),
    ],
    "a rate whose stage the sentence has said": [
        Case(
            "小学在校生1200人，入学率100%；初中在校生500人，毛入学率101%。",
            "primary_enrolment 1200; primary_net_enrolment_rate 100;"
            "junior_secondary_enrolment 500; junior_gross_enrolment_rate 101",
        ),
        Case("普通高中在校生600人，毛入学率91.2%。", "senior_gross_enrolment_rate 91.2"),
        Case("小学女童入学率99.8%，初中残疾少年入学率92%。", ""),
        Case("义务教育阶段入学率99.8%。", ""),
        Case("初中毕业生升入高中的升学率61.3%。", ""),
        Case(
            "小学、初中适龄儿童少年入学率同为100%。",
            "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 100",
        ),
    ],
    "pupils and children in one number, and its parts": [
        Case(
            "在校学生幼儿6176人，其中在园幼儿1537人，小学3053人，初中1527人。",
            "students 6176; preschool_enrolment 1537; primary_enrolment 3053; "
            "junior_secondary_enrolment 1527",
        ),
        Case("资助学生幼儿6176人，其中小学3053人，初中1527人。", ""),
    ],
    "places added by other words": [
        Case("十三五期间挤出中小学学位1.37万个。", "compulsory_places_added 13700 @2016-2019"),
        Case("学位相应增加610个。", "compulsory_places_added 610"),
    ],
    "an end of a school year and a range of ages": [
        Case("2018-2019学年末小学在校学生12307人。", "primary_enrolment 12307"),
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
