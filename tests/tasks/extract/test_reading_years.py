"""The years of figures beyond their own clause: told before, several in a row, then and now."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "from a beginning up to an end": [
        Case("自2012年以来，截至2018年底，全县新建幼儿园22所。", "kindergartens_built 22 @2012-2018"),
        Case("自2012年以来，2018年底全县有幼儿园22所。", "kindergartens 22 @2018"),
        Case("2016-2018三年，消除危房共18640平方米。", "dilapidated_area_removed 18640 @2016-2018"),
        Case(
            "自2012年工程启动以来，各方齐心协力。截至目前，新建校舍面积9.2万平方米。",
            "school_floor_area_built 92000 @2012-2019",
        ),
        Case(
            "自2012年工程启动以来，各方齐心协力。截至目前，全县有幼儿园85所。",
            "kindergartens 85",
        ),
        Case("以2015年底统计，全县专任教师3655名。", "full_time_teachers 3655 @2015"),
        Case("初中辍学率从0.9%回升到1.4%。", "junior_dropout_rate 0.9 @?; junior_dropout_rate 1.4"),
    ],
    "the year of the sentence before": [
        Case(
            "2011年末，全县有小学120所。在校小学生31200人。目前，全县有幼儿园85所。",
            "primary_schools 120 @2011; primary_enrolment 31200 @2011; kindergartens 85",
        ),
        Case(
            "2016年，全县有小学120所。其中，教学点30个。",
            "primary_schools 120 @2016; teaching_points 30 @2016",
        ),
        Case(
            "2017年，全县教育事业健康发展。一是新建幼儿园4所。二是招聘教师96人。",
            "kindergartens_built 4 @2017; teachers_recruited 96 @2017",
        ),
        Case(
            "会议指出，2018年，全县教育事业取得长足发展。共招聘教师96人。",
            "teachers_recruited 96 @2018",
        ),
        Case("2016年以来，全县教育投入不断加大。共新建幼儿园22所。", "kindergartens_built 22 @2016-2019"),
        Case(
            "2021年，我县将加大投入。新建幼儿园6所。",
            "kindergartens_built 6 planned @2021",
        ),
        Case(
            "2017年招聘教师80人；2018年招聘教师96人。新建幼儿园3所。",
            "teachers_recruited 80 @2017; teachers_recruited 96 @2018; kindergartens_built 3 @2018",
        ),
        Case(
            "到2022年，学前三年毛入园率达到95%。普惠性幼儿园覆盖率达到88%。",
            "preschool_gross_enrolment_rate 95 planned @2022; inclusive_coverage_rate 88 planned @2022",
            headings="工作目标",
            plan=2020,
        ),
    ],
    "no longer the year of the sentence before": [
        Case(
            "2017年，招聘教师96人。今年，招聘教师120人。新建幼儿园3所。",
            "teachers_recruited 96 @2017; teachers_recruited 120; kindergartens_built 3",
        ),
        Case("2006年，全县通过“两基”验收。全县有小学120所。", "primary_schools 120"),
        Case("2018年10月，举办了运动会。全县配备专职保安员221人。", "security_guards 221"),
        Case("贯彻2018年的工作部署。招聘教师96人。", "teachers_recruited 96"),
        Case(
            "比2018年多招12人。招聘教师96人。",
            "teachers_recruited 96",
        ),
        Case("2018年，招聘教师96人。全县现有小学120所。", "teachers_recruited 96 @2018; primary_schools 120"),
        Case(
            "2018年，招聘教师96人。力争新建幼儿园3所。",
            "teachers_recruited 96 @2018; kindergartens_built 3 planned",
        ),
    ],
    "a figure a year": [
        Case(
            "2017年、2018年、2019年，全县分别招聘教师80人、96人、120人。",
            "teachers_recruited 80 @2017; teachers_recruited 96 @2018; teachers_recruited 120",
        ),
        Case(
            "2017、2018、2019年学前三年毛入园率分别达到82%、85%和88%。",
            (
                "preschool_gross_enrolment_rate 82 @2017; preschool_gross_enrolment_rate 85 @2018; "
                "preschool_gross_enrolment_rate 88"
            ),
        ),
        Case(
            "2002-2004年小学入学率分别为98.5%、99.1%、99.6%。",
            (
                "primary_net_enrolment_rate 98.5 @2002; primary_net_enrolment_rate 99.1 @2003; "
                "primary_net_enrolment_rate 99.6 @2004"
            ),
        ),
        Case(
            "近三年分别招聘教师80人、96人、120人。",
            "teachers_recruited 80 @2017; teachers_recruited 96 @2018; teachers_recruited 120",
        ),
        Case(
            "2018年、2019年分别投入校舍建设资金1500万元、1800万元。",
            "school_construction_investment 1500 @2018; school_construction_investment 1800",
        ),
        Case("2017年、2018年、2019年学前三年毛入园率分别为82%、85%。", ""),
        Case("2017年、2018年小学、初中入学率分别为99.8%、99.1%。", ""),
        Case("2018年、2019年共招聘教师216人。", "teachers_recruited 216 @2018-2019"),
        Case("2015年至2018年3年间，新建幼儿园30所。", "kindergartens_built 30 @2015-2018"),
    ],
    "the same of another year": [
        Case(
            "全县在校学生2017年45100人，2018年46200人，2019年48620人。",
            "students 45100 @2017; students 46200 @2018; students 48620",
        ),
        Case(
            "学前三年毛入园率：2018年：85%；2019年：88%。",
            "preschool_gross_enrolment_rate 85 @2018; preschool_gross_enrolment_rate 88",
        ),
        Case(
            "2018年学前三年毛入园率为88%，今年达到91.3%。",
            "preschool_gross_enrolment_rate 88 @2018; preschool_gross_enrolment_rate 91.3",
        ),
        Case(
            "2018年投入学前教育资金1200万元，2019年1500万元。",
            "preschool_investment 1200 @2018; preschool_investment 1500",
        ),
        Case(
            "九年义务教育巩固率2019年达到96.1%，2020年力争达到97%。",
            "compulsory_retention_rate 96.1; compulsory_retention_rate 97 planned @2020",
        ),
        Case("招聘教师80人，其中2018年30人。", "teachers_recruited 80"),
        Case("交流教师共有649名；2018年，55名新教师参加宣誓。", "teachers_rotated 649"),
    ],
    "so many years": [
        Case("四年里，新建校舍31.6万平方米。", "school_floor_area_built 316000 @2016-2019"),
        Case("五年累计引进教师600名。", "teachers_recruited 600 @2015-2019"),
        Case("这五年，新建幼儿园30所。", "kindergartens_built 30 @2015-2019"),
        Case("2014年起，新建校舍31.6万平方米。", "school_floor_area_built 316000 @2014-2019"),
        Case("自2010年校安工程启动，迄今已新建校舍57万平方米。", "school_floor_area_built 570000 @2010-2019"),
        Case("学前三年毛入园率达到95%。", "preschool_gross_enrolment_rate 95"),
        Case("实施三年行动计划，新建幼儿园8所。", "kindergartens_built 8"),
    ],
    "then and now": [
        Case(
            "学前三年毛入园率比2015年的78.2%提高到91.3%。",
            "preschool_gross_enrolment_rate 78.2 @2015; preschool_gross_enrolment_rate 91.3",
        ),
        Case(
            "学前三年毛入园率由十二五末的78.2%提高到91.3%。",
            "preschool_gross_enrolment_rate 78.2 @2015; preschool_gross_enrolment_rate 91.3",
        ),
        Case(
            "学前三年毛入园率由5年前的78.2%提高到91.3%。",
            "preschool_gross_enrolment_rate 78.2 @2014; preschool_gross_enrolment_rate 91.3",
        ),
        Case("与2015年相比，幼儿园由52所增加到85所。", "kindergartens 52 @2015; kindergartens 85"),
        Case(
            "2018年，学前三年毛入园率由85%提高到88%。",
            "preschool_gross_enrolment_rate 85 @?; preschool_gross_enrolment_rate 88 @2018",
        ),
        Case("2015年，小学有160所，现在有121所。", "primary_schools 160 @2015; primary_schools 121"),
        Case(
            "大班额占比从2015年的19.7%压到现时的6.8%。", "large_class_share 19.7 @2015; large_class_share 6.8"
        ),
        Case("较2015年提高13个百分点，学前三年毛入园率达91.3%。", "preschool_gross_enrolment_rate 91.3"),
        Case(
            "去年年底，大班额占比为4.1%，2015年是28.9%；超大班额已经清零。",
            "large_class_share 4.1 @2018; large_class_share 28.9 @2015; super_large_class_share 0 @2018",
        ),
    ],
    "asked for and reached": [
        Case("国家规定学前三年毛入园率达到85%，我县达92.3%。", "preschool_gross_enrolment_rate 92.3"),
        Case("国家规定学前三年毛入园率达到85%，邻县达92.3%。", ""),
        Case("完成新建幼儿园6所的目标任务。", "kindergartens_built 6"),
        Case("明确新建幼儿园6所的目标任务。", "kindergartens_built 6 planned"),
        Case(
            "在巩固学前三年毛入园率91.3%的基础上，力争达到93%。",
            "preschool_gross_enrolment_rate 91.3",
            headings="工作打算",
            plan=2020,
        ),
        Case(
            "2020年，要落实部署，力争消除D级危房3万平方米。",
            "dilapidated_area_removed 30000 planned @2020",
        ),
        Case("新的一年，要新开幼儿园5所。", "kindergartens_built 5 planned @2020"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in CASES for c in CASES[group]]
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
