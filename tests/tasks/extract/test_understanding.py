"""What reading must understand, by name: the constructions of the genre, each with facts and with traps.

Further cases of each stand in the other tests of this folder; here is the list as a person would give it.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "enumerations and brackets": [
        Case(
            "全县幼儿园177所（公办58所，民办119所）。",
            "kindergartens 177; public_kindergartens 58; private_kindergartens 119",
        ),
        Case(
            "全县有幼儿园177所（公办58所，民办119所（其中普惠性80所）），在园幼儿9800人。",
            (
                "kindergartens 177; public_kindergartens 58; "
                "private_kindergartens 119; inclusive_private_kindergartens 80; preschool_enrolment 9800"
            ),
        ),
        Case(
            "小学、初中在校生分别为21000人和9800人。",
            "primary_enrolment 21000; junior_secondary_enrolment 9800",
        ),
        Case(
            "小学、初中和高中阶段入学率分别为100%、99.6%和92%。",
            (
                "primary_net_enrolment_rate 100; "
                "junior_gross_enrolment_rate 99.6; senior_gross_enrolment_rate 92"
            ),
        ),
        Case(
            "全县幼儿园、小学、初中分别有85所、60所、21所。",
            "kindergartens 85; primary_schools 60; junior_secondary_schools 21",
        ),
        Case(
            "公办园58所，占园所总数的32.8%；公办园在园幼儿5600人，占在园幼儿总数的52.1%。",
            (
                "public_kindergartens 58; public_kindergarten_share 32.8; "
                "public_preschool_enrolment 5600; public_enrolment_share 52.1"
            ),
        ),
        Case(
            "公办园58所、民办园119所，合计177所。",
            "public_kindergartens 58; private_kindergartens 119; kindergartens 177",
        ),
        Case(
            "小学60所、初中21所、九年一贯制学校3所，义务教育学校共84所。",
            "primary_schools 60; junior_secondary_schools 21; nine_year_schools 3; compulsory_schools 84",
        ),
        Case(
            "全县各级各类学校共212所，其中幼儿园85所、小学90所、初中21所、九年一贯制学校6所、普通高中5所、职业学校2所、特殊教育学校1所、教师进修学校1所、教学点36个。",
            (
                "schools 212; kindergartens 85; primary_schools 90; "
                "junior_secondary_schools 21; nine_year_schools 6; teaching_points 36"
            ),
        ),
    ],
    "owners in a list": [
        Case(
            "全县有中小学30所，其中公办高中3所、初中8所、小学19所。",
            "junior_secondary_schools 8; primary_schools 19",
        ),
        Case("全县有民办中学6所、小学3所。", ""),
        Case(
            "学校41所：公办高中3所、民办高中2所、完全中学3所、初中12所、小学21所。",
            "junior_secondary_schools 12; primary_schools 21",
        ),
    ],
    "totals behind their parts": [
        Case(
            "公办园58所、民办园119所，合计177所。",
            "public_kindergartens 58; private_kindergartens 119; kindergartens 177",
        ),
        Case("新建幼儿园5所，改扩建幼儿园7所，合计12所。", "kindergartens_built 12"),
    ],
    "subjects, headings, changes": [
        Case(
            "全县共有在校学生48620人，其中小学21000人，初中9800人，在园幼儿8700人。",
            (
                "students 48620; primary_enrolment 21000; "
                "junior_secondary_enrolment 9800; preschool_enrolment 8700"
            ),
        ),
        Case("全县共有专任教师2764人。其中，小学1500人，初中860人。", "full_time_teachers 2764"),
        Case(
            "学前三年毛入园率由上年的88.2%上升到91.5%。",
            "preschool_gross_enrolment_rate 88.2 @2018; preschool_gross_enrolment_rate 91.5",
        ),
        Case("小学、初中入学率均达100%。", "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 100"),
        Case("全年招聘教师120人，较上年增加15人。", "teachers_recruited 120"),
        Case("全县生师比16.2：1，同比下降0.3。", "student_teacher_ratio 16.2"),
        Case("公办园在园幼儿占在园幼儿总数的比例达52.1%。", "public_enrolment_share 52.1"),
        Case("普惠性幼儿园覆盖率达到88%，同比提高3个百分点。", "inclusive_coverage_rate 88"),
        Case(
            "现有公办园58所，民办园119所，在园幼儿9800人。",
            "public_kindergartens 58; private_kindergartens 119; preschool_enrolment 9800",
            headings="学前教育",
        ),
        Case(
            "小学：学校60所，在校生21000人。初中：学校21所，在校生9800人。",
            (
                "primary_schools 60; primary_enrolment 21000; "
                "junior_secondary_schools 21; junior_secondary_enrolment 9800"
            ),
        ),
    ],
    "whole and part": [
        Case("实验小学有在校生2100人，专任教师98人。", ""),
        Case("柳河镇现有幼儿园6所，在园幼儿560人。", ""),
        Case("营养改善计划覆盖学校98所，受益学生21000人。", ""),
        Case("农村幼儿园60所，城区幼儿园25所。", ""),
        Case("小学教师持证率98%。", ""),
    ],
    "what a share is of": [
        Case(
            "公办幼儿园占比32.8%，公办园在园幼儿占比52.1%。",
            "public_kindergarten_share 32.8; public_enrolment_share 52.1",
        ),
        Case("公办园在园幼儿占适龄幼儿的48%。", ""),
        Case(
            "普惠性幼儿园占幼儿园总数的86%，普惠性幼儿园覆盖率90%。",
            "inclusive_kindergarten_share 86; inclusive_coverage_rate 90",
        ),
    ],
    "plan and fact": [
        Case(
            "今年新建幼儿园5所，明年计划新建3所。",
            "kindergartens_built 5; kindergartens_built 3 planned @2020",
        ),
        Case("招聘教师120人，完成计划的120%。", "teachers_recruited 120"),
        Case("要求巩固率达到95%，我县为97.2%。", ""),
        Case("九年义务教育巩固率达97.2%，高于省定95%的目标。", "compulsory_retention_rate 97.2"),
        Case("会议要求，各校隐患整改率必须达到100%。", "hazard_rectification_rate 100 planned"),
        Case("到2025年，学前三年毛入园率达到95%以上。", "preschool_gross_enrolment_rate 95 >= planned @2025"),
        Case("学前三年毛入园率达到92%，提前实现90%的目标。", "preschool_gross_enrolment_rate 92"),
    ],
    "none and all": [
        Case("全年未发生一起校园安全责任事故。", "safety_incidents 0"),
        Case("全县56人以上大班额全部消除。", "large_class_share 0"),
        Case("大班额实现清零。", "large_class_share 0"),
        Case("校园一键报警全覆盖。", "alarm_coverage_rate 100"),
        Case("排查隐患326处，已全部整改到位。", "hazards_found 326; hazard_rectification_rate 100"),
        Case("在校学生违法犯罪率为零。", "juvenile_crime_rate 0"),
        Case("全县校园安全事故为零。", "safety_incidents 0"),
        Case("全县无一例校园疫情。", "infection_cases 0"),
    ],
    "bounds, ranges, spans, then and now": [
        Case("培训教师2300余人次。", "teacher_training_participants 2300 ~"),
        Case("全县约有幼儿园85所。", "kindergartens 85 ~"),
        Case("九年义务教育巩固率不低于97%。", "compulsory_retention_rate 97 >="),
        Case("每班30—40人。", ""),
        Case("2015年至2019年共新建幼儿园46所。", "kindergartens_built 46 @2015-2019"),
        Case("近三年累计招聘教师385人。", "teachers_recruited 385 @2017-2019"),
        Case("自2016年以来，累计投入资金1.2亿元用于幼儿园建设。", "preschool_investment 12000 @2016-2019"),
        Case("小学由2000年的275所调整到现在的85所。", "primary_schools 275 @2000; primary_schools 85"),
    ],
    "figures that look like facts": [
        Case("〔2019〕85号文件印发各幼儿园。", ""),
        Case("咨询电话：0751-6612085，联系学校。", ""),
        Case("我县在全省幼儿园评比中排名第3。", ""),
        Case("平均每所幼儿园85分。", ""),
        Case("每节课40分钟，幼儿园每天活动2小时。", ""),
        Case("全书共212页，收录学校85所。", ""),
    ],
}


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{name}: {case.text}") for name, cases in CASES.items() for case in cases],
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
