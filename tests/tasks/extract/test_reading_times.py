"""When figures hold, and whether they are done or meant: sentences with the exact facts that they state."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "then and now": [
        Case(
            "学前三年毛入园率由2015年的78.2%提高到2019年的91.3%。",
            "preschool_gross_enrolment_rate 78.2 @2015; preschool_gross_enrolment_rate 91.3",
        ),
        Case(
            "普惠性幼儿园覆盖率由58%上升到79.6%。",
            "inclusive_coverage_rate 58 @?; inclusive_coverage_rate 79.6",
        ),
        Case(
            "小学由2001年的268所调整到现在的121所，初中由41所调整为30所。",
            (
                "primary_schools 268 @2001; primary_schools 121; junior_secondary_schools 41 @2001; "
                "junior_secondary_schools 30"
            ),
        ),
        Case(
            "专任教师从2010年的2310人增加到2764人。", "full_time_teachers 2310 @2010; full_time_teachers 2764"
        ),
        Case("校车由40辆增至63辆。", "school_buses 40 @?; school_buses 63"),
        Case(
            "毛入园率从上年的88%提高到91.3%。",
            "preschool_gross_enrolment_rate 88 @2018; preschool_gross_enrolment_rate 91.3",
        ),
        Case("大班额比例从6.2%下降到0.8%。", "large_class_share 6.2 @?; large_class_share 0.8"),
        Case(
            "学前三年毛入园率由85%提高到91%，九年义务教育巩固率由95%提高到97%。",
            (
                "preschool_gross_enrolment_rate 85 @?; preschool_gross_enrolment_rate 91; "
                "compulsory_retention_rate 95 @?; compulsory_retention_rate 97"
            ),
        ),
        Case(
            "到2019年底，幼儿园由2014年的52所发展到85所，在园幼儿由9120人增加到14208人。",
            (
                "kindergartens 52 @2014; kindergartens 85; preschool_enrolment 9120 @2014; "
                "preschool_enrolment 14208"
            ),
        ),
        Case("招聘教师120人，比去年多24人。", "teachers_recruited 120"),
        Case(
            "2000年，全县有小学275所；2019年，全县有小学121所。",
            "primary_schools 275 @2000; primary_schools 121",
        ),
        Case(
            "招聘教师从去年的96人增加到今年的120人。", "teachers_recruited 96 @2018; teachers_recruited 120"
        ),
    ],
    "growth alone": [
        Case("幼儿园增加到85所。", "kindergartens 85"),
        Case("学前三年毛入园率达91.3%，比上年提高1.2个百分点。", "preschool_gross_enrolment_rate 91.3"),
        Case("九年义务教育巩固率97.8%，高于全省平均水平1.6个百分点。", "compulsory_retention_rate 97.8"),
        Case("在校学生48620人，较去年减少310人。", "students 48620"),
        Case("学前三年毛入园率提高到91.3%，提高3.1个百分点。", "preschool_gross_enrolment_rate 91.3"),
        Case("专任教师减少到2764人。", "full_time_teachers 2764"),
        Case("新增校车8辆，淘汰校车5辆。", "school_buses 8"),
        Case("发生安全事故2起。", "safety_incidents 2"),
    ],
    "plan words": [
        Case("力争学前三年毛入园率达到92%。", "preschool_gross_enrolment_rate 92 planned"),
        Case("计划新建幼儿园6所。", "kindergartens_built 6 planned"),
        Case("到2025年，普惠性幼儿园覆盖率达到90%。", "inclusive_coverage_rate 90 planned @2025"),
        Case("拟招聘教师150人。", "teachers_recruited 150 planned"),
        Case("明年将新建幼儿园4所。", "kindergartens_built 4 planned @2020"),
        Case("2020年计划招聘教师80人。", "teachers_recruited 80 planned @2020"),
        Case("确保九年义务教育巩固率达到96%以上。", "compulsory_retention_rate 96 >= planned"),
        Case(
            "2018年招聘教师96人，2019年招聘教师120人，2020年计划招聘教师80人。",
            "teachers_recruited 96 @2018; teachers_recruited 120; teachers_recruited 80 planned @2020",
        ),
        Case("到2020年，将大班额比例控制在5%以内。", "large_class_share 5 <= planned @2020"),
        Case(
            "招聘教师120人，计划再招聘特岗教师40人。",
            "teachers_recruited 120; special_post_teachers_recruited 40 planned",
        ),
        Case("力争全部消除大班额。", "large_class_share 0 planned"),
        Case(
            "拟于2020年投资1200万元新建幼儿园3所。",
            "preschool_investment 1200 planned @2020; kindergartens_built 3 planned @2020",
        ),
        Case("普惠性幼儿园覆盖率要提高到90%以上。", "inclusive_coverage_rate 90 >= planned"),
        Case("到2022年全县幼儿园达到95所。", "kindergartens 95 planned @2022"),
        Case("明年招聘教师150人。", "teachers_recruited 150 planned @2020"),
        Case(
            "规划新建幼儿园12所，总投资6800万元。",
            "kindergartens_built 12 planned; preschool_investment 6800 planned",
        ),
        Case("准备撤并学校9所。", "schools_merged 9 planned"),
        Case("拟投资3200万元用于校舍建设。", "school_construction_investment 3200 planned"),
        Case("目标是九年义务教育巩固率达到97%。", "compulsory_retention_rate 97 planned"),
        Case("争取学前三年毛入园率达到95%。", "preschool_gross_enrolment_rate 95 planned"),
        Case("努力使大班额比例降到3%以下。", "large_class_share 3 <= planned"),
        Case("将招聘教师80人。", "teachers_recruited 80 planned"),
        Case("即将投入使用幼儿园2所。", "kindergartens_built 2 planned"),
        Case("到2020年全部消除大班额。", "large_class_share 0 planned @2020"),
        Case("有望达到学前三年毛入园率92%。", "preschool_gross_enrolment_rate 92 planned"),
        Case("完成了新建幼儿园6所的任务。", "kindergartens_built 6"),
        Case("超额完成招聘教师100人的计划。", "teachers_recruited 100"),
        Case("为确保安全，配备专职保安员212名。", "security_guards 212"),
        Case(
            "为实现2020年学前三年毛入园率达到95%的目标，今年新建幼儿园4所。",
            "preschool_gross_enrolment_rate 95 planned @2020; kindergartens_built 4",
        ),
    ],
    "demands": [
        Case("会议要求，各校专职保安配备率要达到100%。", "guard_coverage_rate 100 planned"),
        Case(
            "小学入学率要达到100%，初中入学率要达到99%以上。",
            "primary_net_enrolment_rate 100 planned; junior_gross_enrolment_rate 99 >= planned",
        ),
        Case("必须确保小学辍学率控制在0.5%以内。", "primary_dropout_rate 0.5 <= planned"),
        Case("各校要提高认识；隐患整改率应达到100%。", "hazard_rectification_rate 100 planned"),
    ],
    "under the heading of a plan": [
        Case(
            "新建幼儿园3所，新增学前教育学位900个。",
            "kindergartens_built 3 planned @2020; preschool_places_added 900 planned @2020",
            headings="下一步工作打算",
            plan=2020,
        ),
        Case(
            "学前三年毛入园率达到93%。",
            "preschool_gross_enrolment_rate 93 planned @2020",
            headings="2020年工作要点",
            plan=2020,
        ),
        Case("目前已新建幼儿园5所。", "kindergartens_built 5", headings="下一步工作打算", plan=2020),
        Case(
            "2019年招聘教师120人，2020年招聘教师80人。",
            "teachers_recruited 120; teachers_recruited 80 planned @2020",
            headings="工作计划",
            plan=2020,
        ),
        Case(
            "到2022年，公办园在园幼儿占比达到50%以上。",
            "public_enrolment_share 50 >= planned @2022",
            headings="工作目标",
            plan=2020,
        ),
    ],
    "targets reached": [
        Case("提前实现了学前三年毛入园率达到90%的目标。", "preschool_gross_enrolment_rate 90"),
        Case("实现了九年义务教育巩固率95%的目标。", "compulsory_retention_rate 95"),
        Case("普惠性幼儿园覆盖率已达到87%。", "inclusive_coverage_rate 87"),
        Case("按照省里要求，全县大班额比例已控制在3%以内。", "large_class_share 3 <="),
        Case(
            "计划新建幼儿园6所，现已建成幼儿园4所。", "kindergartens_built 6 planned; kindergartens_built 4"
        ),
        Case("确保控辍保学到位，全县现有失学辍学学生12人。", "out_of_school_children 12"),
    ],
    "spans of years": [
        Case("2016年至2019年共新建幼儿园22所。", "kindergartens_built 22 @2016-2019"),
        Case("2016-2018年，招聘教师310人。", "teachers_recruited 310 @2016-2018"),
        Case("十三五期间，新建幼儿园30所。", "kindergartens_built 30 @2016-2020", year=2020),
        Case("近三年来，共招聘教师320人。", "teachers_recruited 320 @2017-2019"),
        Case("2017年以来，累计培训教师12000人次。", "teacher_training_participants 12000 @2017-2019"),
        Case("从2016年起，全县共撤并学校28所。", "schools_merged 28 @2016-2019"),
        Case("十二五期间，共消除D级危房18200平方米。", "dilapidated_area_removed 18200 @2011-2015"),
        Case("近五年，累计投入校舍建设资金3.2亿元。", "school_construction_investment 32000 @2015-2019"),
        Case(
            "2012年至2017年，共投资1.35亿元，新建幼儿园22所。",
            "preschool_investment 13500 @2012-2017; kindergartens_built 22 @2012-2017",
        ),
        Case("三年来，共新建幼儿园12所。", "kindergartens_built 12 @2017-2019"),
    ],
    "the year before": [
        Case("去年招聘教师96人。", "teachers_recruited 96 @2018"),
        Case("上年度全县在园幼儿13900人。", "preschool_enrolment 13900 @2018"),
        Case("2018年，全县在园幼儿13900人。", "preschool_enrolment 13900 @2018"),
        Case("今年招聘教师120人，去年招聘教师96人。", "teachers_recruited 120; teachers_recruited 96 @2018"),
        Case(
            "2019年春季学期，发放资助资金420万元，资助学生4560人次。", "aid_amount 420; students_aided 4560"
        ),
        Case(
            "2018年底在编教师2190人，今年新招聘教师120人。",
            "established_teachers 2190 @2018; teachers_recruited 120",
        ),
        Case(
            "截至2019年底，全县有幼儿园85所，比2018年增加3所，在园幼儿14208人。",
            "kindergartens 85; preschool_enrolment 14208",
        ),
    ],
    "to a date": [
        Case("截至2019年12月底，全县有幼儿园85所。", "kindergartens 85"),
        Case("截至2018年9月，全县有幼儿园82所。", "kindergartens 82 @2018"),
        Case("截至目前，全县有幼儿园85所。", "kindergartens 85"),
        Case("截至目前，全县有幼儿园85所。", "kindergartens 85", year=None),
        Case("9月1日，全县在校学生48620人。", "students 48620"),
    ],
    "none and all": [
        Case("全年未发生校园安全事故。", "safety_incidents 0"),
        Case("全县各学校未发生一例新冠肺炎疫情。", "infection_cases 0"),
        Case("56人以上大班额全部消除。", "large_class_share 0"),
        Case("全面消除超大班额。", "super_large_class_share 0"),
        Case("失学辍学学生实现动态清零。", "out_of_school_children 0"),
        Case("校车服务实现全覆盖。", "school_bus_coverage 100"),
        Case("共排查安全隐患185处，已全部整改完毕。", "hazards_found 185; hazard_rectification_rate 100"),
        Case("一键式报警装置实现全覆盖。", "alarm_coverage_rate 100"),
        Case(
            "封闭式管理、一键式报警装置、专职保安配备实现三个100%。",
            "closed_campus_rate 100; alarm_coverage_rate 100; guard_coverage_rate 100",
        ),
        Case("未成年人犯罪率为零。", "juvenile_crime_rate 0"),
        Case("隐患整改率达100%。", "hazard_rectification_rate 100"),
        Case("全年无安全责任事故，无传染病疫情。", "safety_incidents 0; infection_cases 0"),
        Case("校园安全事故零发生。", "safety_incidents 0"),
        Case("大班额已于2018年全部消除。", "large_class_share 0 @2018"),
        Case(
            "2018年全部消除超大班额，2019年全部消除大班额。",
            "super_large_class_share 0 @2018; large_class_share 0",
        ),
        Case("确保校园安全事故为零。", "safety_incidents 0 planned"),
        Case("隐患全部整改到位。", "hazard_rectification_rate 100"),
        Case("专职保安全部配备到位。", "guard_coverage_rate 100"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in CASES for c in CASES[group]]
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
