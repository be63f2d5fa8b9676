"""What the reading once got wrong and must not get wrong again, by the rulings on what counts as a fact."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

MENDED: dict[str, list[Case]] = {
    "a level that comes after what was added": [
        Case("普惠性民办幼儿园新增8所，达到41所。", "inclusive_private_kindergartens 41"),
    ],
    "a place that narrows is forgotten where 有 or a comma stands between it and the noun": [
        Case("城区有幼儿园28所，在园幼儿8120人。", ""),
        Case("县城有小学8所，初中4所。", ""),
        Case("农村有幼儿园57所。", ""),
        Case("乡镇有小学86所。", ""),
        Case("在农村，小学有86所。", ""),
        Case("北部片区有小学23所。", ""),
        Case("开发区有幼儿园8所。", ""),
        Case("县城小学35所，初中5所。", ""),
    ],
    "农村初中 and 公办小学 are spellings of things in the catalogue, though they narrow the whole": [
        Case("其中农村小学86所，农村初中21所。", ""),
        Case("公办小学118所，民办小学3所。", ""),
    ],
    "该校, 我校 and 全校 speak of one school": [
        Case("该校有专任教师86人，在校学生1210人。", ""),
        Case("我校现有教职工112人。", ""),
        Case("全校有教职工112人，在校学生1860人。", ""),
    ],
    "a figure for each school or town is none of the county": [
        Case("每所幼儿园配备保安2名。", ""),
        Case("每个乡镇建成幼儿园1所。", ""),
        Case("每校配备专职保安员3名。", ""),
        Case("各校平均招聘教师3人。", ""),
        Case("每2公里设幼儿园1所。", ""),
    ],
    "a named school in front of a claim is not seen": [
        Case("实验小学全年未发生安全事故。", ""),
    ],
    "schools that were visited, checked, equipped or concerned are not all there are": [
        Case("为46所小学配备了计算机。", ""),
        Case("走访幼儿园32所。", ""),
        Case("涉及小学46所，初中12所。", ""),
        Case("覆盖小学46所、学生12000人。", ""),
        Case("抽查幼儿园20所，发现问题36个。", ""),
        Case("体检学生42000人。", ""),
    ],
    "what is being built, or still to be built, found or applied for is not done": [
        Case("正在建设幼儿园3所。", ""),
        Case("在建幼儿园3所。", ""),
        Case("待建幼儿园4所。", ""),
        Case("尚需新建幼儿园4所。", ""),
        Case("需补充教师120人。", ""),
        Case("申报新建幼儿园项目6个。", ""),
        Case("新建幼儿园需投资3000万元。", ""),
    ],
    "what was added is a change and no level": [
        Case("新增标准化学校6所。", ""),
        Case("新认定普惠性民办幼儿园8所。", ""),
        Case("新增普惠性民办幼儿园8所。", ""),
        Case("新增专职保安员40名。", ""),
    ],
    "a standard is no fact of the county": [
        Case("对照毛入园率85%的标准，我县学前三年毛入园率已达91%。", "preschool_gross_enrolment_rate 91"),
        Case("省定标准为九年义务教育巩固率95%。", ""),
    ],
    "the aid of one stage is not that of all": [
        Case("发放高中助学金120万元。", ""),
        Case("学前教育资助86万元，惠及幼儿1200人。", ""),
    ],
    "of the schools of another county, and of those without a licence, no indicator speaks": [
        Case("邻县有幼儿园120所。", ""),
        Case("无证幼儿园12所。", ""),
    ],
    "a claim inside a condition, of one stage, or of some schools is none of the county": [
        Case("未发生安全事故的学校占比98%。", ""),
        Case("大班额全部消除后，将优化班级设置。", ""),
        Case("初中大班额全部消除。", ""),
    ],
    "新增学位 is itself a thing, so that 新增 is no longer an event": [
        Case("扩大幼儿园资源供给。新增学位1200个。", "preschool_places_added 1200"),
        Case("新增学位600个。", "preschool_places_added 600", headings="大力发展学前教育"),
        Case("新增学位2400个。", "compulsory_places_added 2400", headings="推动义务教育优质均衡"),
        Case("新增学位2400个。", "compulsory_places_added 2400", headings="推动义务教育优质均衡"),
        Case("新增学位720个。", "compulsory_places_added 720"),
    ],
    "保持, 高达, 低于, 高于 and 不低于 between a noun and its figure block the noun": [
        Case(
            "小学入学率保持100%，初中入学率保持在99.9%以上。",
            "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 99.9 >=",
        ),
        Case("九年义务教育巩固率保持96%。", "compulsory_retention_rate 96"),
        Case("九年义务教育巩固率保持在不低于95%的水平。", "compulsory_retention_rate 95 >="),
        Case("九年义务教育巩固率高达96%。", "compulsory_retention_rate 96"),
        Case(
            "小学辍学率控制在0.1%以内，初中辍学率低于1.5%。",
            "primary_dropout_rate 0.1 <=; junior_dropout_rate 1.5 <=",
        ),
        Case("初中辍学率低于1.5%。", "junior_dropout_rate 1.5 <="),
        Case("高中阶段毛入学率高于90%。", "senior_gross_enrolment_rate 90 >="),
        Case("九年义务教育巩固率不低于95%。", "compulsory_retention_rate 95 >="),
    ],
    "the figure after 达到, 今年达到 or 现在有 has its noun in an earlier clause": [
        Case("全县幼儿园比上年增加3所，达到85所。", "kindergartens 85"),
        Case(
            "在园幼儿由2018年的13900人增加308人，达14208人。",
            "preschool_enrolment 13900 @2018; preschool_enrolment 14208",
        ),
    ],
    "a 0 without % is no percentage": [
        Case("小学辍学率为0，未出现校园欺凌现象。", "primary_dropout_rate 0"),
    ],
    "分别为 with 公办、民办幼儿园: the first of the list is not completed": [
        Case("公办、民办幼儿园分别为32所、53所。", "public_kindergartens 32; private_kindergartens 53"),
    ],
    "差异系数 in the same clause as 小学 governs only the next clause": [
        Case("校际差异系数小学为0.41，初中为0.36。", "cv_primary 0.41; cv_junior 0.36"),
    ],
    "a share over 班级总数 is of large classes, but the reading names no whole": [
        Case("大班额占班级总数的3.2%。", "large_class_share 3.2"),
    ],
    "不少于 is read as at most": [
        Case("九年义务教育巩固率不少于95%。", "compulsory_retention_rate 95 >="),
        Case("专任教师不少于2700人。", "full_time_teachers 2700 >="),
        Case("全县共有教职工不少于3900人。", "staff 3900 >="),
    ],
    "预计 stands among the link words too, and so means no plan": [
        Case("预计新增学前教育学位900个。", "preschool_places_added 900 planned"),
        Case("预计招聘教师60人。", "teachers_recruited 60 planned"),
        Case("预计学前三年毛入园率达92%。", "preschool_gross_enrolment_rate 92 planned"),
    ],
    "实际 ends what 计划 began": [
        Case(
            "原计划新建幼儿园4所，实际新建幼儿园5所。", "kindergartens_built 4 planned; kindergartens_built 5"
        ),
    ],
    "撤并为 is no word of then-and-now": [
        Case("初中由26所撤并为20所。", "junior_secondary_schools 26 @?; junior_secondary_schools 20"),
    ],
    "a time before the report's year that gives no year is not the report's year": [
        Case("2010年以前有小学275所。", "primary_schools 275 @?"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in MENDED.values() for case in cases]
)
def test_read_rightly_since(case: Case) -> None:
    assert read(case) == expected(case)
