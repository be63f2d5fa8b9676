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
    "what was built, merged or visited in a list joined by 、 is no stock further on in the list either": [
        Case("新建小学7所、幼儿园9所。", "kindergartens_built 9"),
        Case("推动改扩建中小学5所、幼儿园11所。", "kindergartens_built 11"),
        Case("改造小学8所、初中4所。", ""),
        Case("检查小学26所、幼儿园14所。", ""),
        Case("撤并村小14所、教学点6个。", "schools_merged 14"),
        Case("全县有小学42所、幼儿园63所。", "primary_schools 42; kindergartens 63"),
        Case(
            "新建幼儿园5所，全县幼儿园达到91所。",
            "kindergartens_built 5; kindergartens 91",
        ),
        Case("初中由31所撤并为24所。", "junior_secondary_schools 31 @?; junior_secondary_schools 24"),
    ],
    "what was aimed at, and what was reached": [
        Case(
            "普惠性幼儿园覆盖率全年任务目标数是79%，实际已完成93.4%。",
            "inclusive_coverage_rate 79 planned; inclusive_coverage_rate 93.4",
        ),
        Case(
            "义务教育巩固率目标值为96%，实际达到97.2%。",
            "compulsory_retention_rate 96 planned; compulsory_retention_rate 97.2",
        ),
        Case("圆满完成全年目标任务，新增义务教育学位1850个。", "compulsory_places_added 1850"),
    ],
    "a word for schools of another kind is not the name of one school, after which all is of that school": [
        Case(
            "教职工6240人（含民办学校），在校学生81350人（幼儿16420人，小学38210人，初中17630人）。",
            (
                "staff 6240; students 81350; preschool_enrolment 16420; "
                "primary_enrolment 38210; junior_secondary_enrolment 17630"
            ),
        ),
        Case("全县有民办学校5所，幼儿园72所。", "kindergartens 72"),
    ],
    "no dropouts in the primary schools alone": [
        Case("小学无辍学。", ""),
        Case("中小学无辍学现象。", "out_of_school_children 0"),
    ],
    "places of one stage are a part": [
        Case("新增公办小学学位2160个，公办初中学位1350个。", ""),
        Case("新增中小学学位3510个。", "compulsory_places_added 3510"),
    ],
    "what all pupils have the good of is no aid": [
        Case("校舍维修补助2100万元，惠及81200名中小学生。", ""),
        Case("发放助学金460万元，资助中小学生7900人次。", "aid_amount 460; students_aided 7900"),
        Case("家庭经济困难学生资助236.5万元。", "aid_amount 236.5"),
    ],
    "aid of the registered poor alone is a part": [
        Case("资助建档立卡贫困学生3120人，落实资金286万元。", ""),
    ],
    "town and country apart": [
        Case("城乡学前三年教育普及率分别达到99%和94%。", ""),
        Case("城乡学前三年幼儿入园率93.5%。", "preschool_gross_enrolment_rate 93.5"),
    ],
    "teachers who were sent abroad, or to the courses of one level, are a part of those who were trained": [
        Case("组织了130名教师赴英国参加培训学习。", ""),
        Case("选派1300名教师参加培训。", "teacher_training_participants 1300"),
        Case("选派46名教师参加国家级培训。", ""),
        Case("选派210名教师外出培训。", ""),
        Case("组织教师参加各级各类培训3600余人次。", "teacher_training_participants 3600 ~"),
    ],
    "other spellings": [
        Case("撤并规模过小教学点9个。", "schools_merged 9"),
        Case("完成d级危房拆除2.4万平方米。", "dilapidated_area_removed 24000"),
        Case("公开引进招聘优秀教师186名。", "teachers_recruited 186"),
        Case("获评市级优秀教师32名。", ""),
        Case("组建中小幼教育集团11个。", "education_groups 11"),
        Case("学前三年适龄幼儿入园率达97.8%。", "preschool_gross_enrolment_rate 97.8"),
        Case("幼儿园68所，在园学生13240人。", "kindergartens 68; preschool_enrolment 13240"),
        Case(
            "学前儿童普惠率由31%提高到88%。",
            "inclusive_coverage_rate 31 @?; inclusive_coverage_rate 88",
        ),
        Case("共投入教育民生项目建设资金15620万元。", "school_construction_investment 15620"),
    ],
    "the grades that begin are a part of the school": [
        Case("起始年级全部消除大班额。", ""),
        Case("七年级大班额全部消除。", ""),
        Case("小学、初中大班额全面消除。", "large_class_share 0"),
    ],
    "recruits of one kind in a list are not all recruits": [
        Case("招录公办幼儿园教师45名、中小学教师130名。", "kindergarten_teachers_recruited 45"),
        Case("招聘中小学、幼儿园教师175名。", "teachers_recruited 175"),
    ],
    "what a number grew from": [
        Case(
            "小学校数由2010年的132所减少到91所。",
            "primary_schools 132 @2010; primary_schools 91",
        ),
    ],
    "money for schools built and enlarged": [
        Case(
            "投入资金2.6亿元，新建、改扩建学校19所，新增学位4200个。",
            "school_construction_investment 26000; compulsory_places_added 4200",
        ),
    ],
    "kindergartens that were licensed in a time are not all there are": [
        Case("审批设立民办幼儿园52所。", ""),
        Case("全县现有民办幼儿园52所。", "private_kindergartens 52"),
    ],
    "gifts, and what went to university students, are no aid paid": [
        Case("筹集社会助学资金64万元，资助贫困大学生210名。", ""),
        Case("发放爱心助学金18万元。", ""),
        Case(
            "发放各类资助资金1720万元，惠及学生2.3万人次。",
            "aid_amount 1720; students_aided 23000",
        ),
    ],
    "classes of 66 and more are the super-large ones, whatever they are called": [
        Case("66人以上大班额全部消除。", "super_large_class_share 0"),
        Case("全面消除66人及以上的大班额。", "super_large_class_share 0"),
        Case("56人以上大班额全部消除。", "large_class_share 0"),
    ],
    "how many measures a coefficient is made of; seven alone are seven coefficients": [
        Case("小学和初中8项指标综合差异系数分别为0.42和0.37。", "cv_primary 0.42; cv_junior 0.37"),
        Case("小学七项指标差异系数分别为0.31、0.42、0.28。", ""),
    ],
    "so many of each": [
        Case("组织开展消防演练、地震逃生演练各3次。", ""),
        Case("组织开展消防演练、地震逃生演练共36次。", "safety_drills 36"),
    ],
    "spending of several years in a row, of which no figure is told its year": [
        Case("2016—2018年教育经费支出总额分别为3.1亿元、3.3亿元、3.6亿元。", ""),
        Case("2018年教育经费支出总额为3.6亿元。", "education_expenditure 36000 @2018"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in MENDED.values() for case in cases]
)
def test_read_rightly_since(case: Case) -> None:
    assert read(case) == expected(case)
