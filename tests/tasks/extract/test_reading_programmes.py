"""Programmes whose names hold 计划, aid of one kind, buses by 部, and what grew to a number."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

READ: dict[str, list[Case]] = {
    "计划 at the end of a programme's name means nothing to come": [
        Case("实施精准扶贫资助计划，全县共资助学生9120人次。", "students_aided 9120"),
        Case("通过特岗教师计划、引才计划等共计补充教师214名。", "teachers_recruited 214"),
        Case("实施学前教育三年行动计划，新建幼儿园9所。", "kindergartens_built 9"),
        Case("计划招聘教师96名。", "teachers_recruited 96 planned"),
        Case("今年计划新建幼儿园3所。", "kindergartens_built 3 planned"),
    ],
    "who is fed by a programme is not aided by the county": [
        Case("我县实施营养改善计划学校87所，惠及学生23115名，补助资金860万元。", ""),
        Case("营养改善计划惠及学生18320名，财政补助资金700万元。", ""),
    ],
    "a meeting that points out says what is; one that demands says what is to come": [
        Case("会议指出，全县补充教师130名。", "teachers_recruited 130"),
        Case("会议要求，要补充教师130名。", "teachers_recruited 130 planned"),
        Case("会议指出，要补充教师130名。", "teachers_recruited 130 planned"),
    ],
    "buses are counted by 部 too": [
        Case("目前共有校车31部。", "school_buses 31"),
        Case("12部门联合检查校车。", ""),
        Case("先后投入26辆标准化校车接送14所学校学生。", "school_buses 26"),
        Case("校车接送学生3100人。", ""),
    ],
    "what grew to a number": [
        Case("普惠性幼儿园扩增到96所。", "inclusive_kindergartens 96"),
        Case(
            "公益普惠性幼儿园从41所扩增到如今96所。",
            "inclusive_kindergartens 41 @?; inclusive_kindergartens 96",
        ),
        Case("普惠性幼儿园扩增8所。", ""),
    ],
    "these are some of those spoken of before": [
        Case("全县新建了小区配套幼儿园。目前，这4所幼儿园已投入使用。", ""),
    ],
    "in and around schools": [
        Case("共摸排整治校园及周边安全问题53个。", "hazards_found 53; hazards_rectified 53"),
        Case("排查学校及周边安全隐患62处。", "hazards_found 62"),
        Case("整治校园周边摊点53个。", ""),
    ],
    "aid against poverty, and aid of one kind": [
        Case("共发放教育扶贫资金932.4万元。", "aid_amount 932.4"),
        Case("投入教育扶贫资金932.4万元。", ""),
        Case("寄宿生生活费补助项目资助学生5120人次。", ""),
        Case("一次资助家庭困难大学新生学费41万元。", ""),
        Case("学前教育政府助学金资助幼儿212人，发放资金21.2万元。", ""),
        Case("每年发放校车补助资金260万元，受助学生8000人。", "students_aided 8000"),
    ],
    "what was spent on all and what on education": [
        Case("财政总支出42000万元，其中教育支出8300万元。", "education_expenditure 8300"),
        Case("全县完成教育投入18.6亿元。", "education_expenditure 186000"),
    ],
    "aid of one stage is no aid of all": [
        Case("义务教育阶段困难学生生活补助612万元，惠及学生9830人次。", ""),
        Case("累计资助各级各类学生8.4万人次。", "students_aided 84000"),
    ],
    "money for safety": [
        Case("县财政投入专项资金430万元用于学校人防、物防、技防建设。", "safety_investment 430"),
        Case("每年投入校园保安经费520万元。", "safety_investment 520"),
        Case("投入保安公司520万元。", ""),
    ],
    "hazards by the point, all struck off": [
        Case("共排查出风险隐患点位64个。", "hazards_found 64"),
        Case(
            "排查校园安全隐患231处，已全部整治到位。",
            "hazards_found 231; hazard_rectification_rate 100",
        ),
        Case("要求各校全部销号。", ""),
        Case("义务教育大班额已全面消除。", "large_class_share 0"),
    ],
    "pupils taught where their parents work": [
        Case("进城务工人员随迁子女在校就读2870人，留守儿童6400人。", "migrant_children_enrolled 2870"),
    ],
    "who is asked to teach law": [
        Case("邀请法治副校长进校园授课164场次。", "law_education_sessions 164"),
        Case("邀请法治副校长164人。", ""),
    ],
    "teachers off the establishment are a part": [
        Case("共招聘编外聘用教师140名。", ""),
        Case("全县有代课教师85人。", ""),
    ],
    "what was spent over years": [
        Case("三年来，共投入教育经费18.3亿元。", "education_expenditure 183000 @2017-2019"),
        Case("争取上级教育经费600万元。", ""),
    ],
    "building begun and finished": [
        Case("今年又新开工建设了28所幼儿园，并已全部投入使用。", "kindergartens_built 28"),
        Case("先后修建幼儿园7所。", "kindergartens_built 7"),
    ],
    "teachers who move": [
        Case("城乡教师双向交流143人。", "teachers_rotated 143"),
        Case("全县义务教育阶段教师交流比例达12.4%，其中骨干教师占22%。", "teacher_rotation_share 12.4"),
        Case("骨干教师交流比例达22%。", ""),
    ],
    "of those newly recruited, some teach older or younger": [
        Case(
            "新招聘教师286名，其中高中教师38人、幼儿教师71人。",
            ("teachers_recruited 286; senior_teachers_recruited 38; kindergarten_teachers_recruited 71"),
        ),
        Case("全县有高中教师380人、幼儿教师710人。", ""),
    ],
    "pupils per teacher, the other way round": [
        Case("专任教师与学生比为1：15.2。", "student_teacher_ratio 15.2"),
    ],
    "cameras and alarms linked to the police": [
        Case("校园视频监控、一键报警装置与公安机关联网率达到100%。", "alarm_coverage_rate 100"),
    ],
    "what a search for hazards found": [
        Case("开展安全隐患大排查3次，发现问题164个。", "hazards_found 164"),
        Case("财务审计发现问题36个。", ""),
    ],
    "the earlier of two shares is not today's": [
        Case(
            "普惠性幼儿园118所，占比由66%提高到84%。",
            "inclusive_kindergartens 118; inclusive_kindergarten_share 66 @?; "
            "inclusive_kindergarten_share 84",
        ),
        Case(
            "大班额由2016年的312个减少到40个，占比由20.4%下降到2.5%。",
            "large_class_share 20.4 @?; large_class_share 2.5",
        ),
        Case(
            "公办园在园幼儿8100人，占比51.6%。",
            "public_preschool_enrolment 8100; public_enrolment_share 51.6",
        ),
    ],
    "other names of schools and children": [
        Case("全县各级各类基础教育学校共43所。", "schools 43"),
        Case("全县幼儿园46所，在园学生9320人。", "kindergartens 46; preschool_enrolment 9320"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in READ.values() for case in cases]
)
def test_programmes(case: Case) -> None:
    assert read(case) == expected(case)
