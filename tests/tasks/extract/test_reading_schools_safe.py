"""Teachers and school safety: sentences as bureaus write them with the exact facts, and their neighbours.

Every group holds what is read, and beside it what looks alike and states nothing, or something else.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

THREE = "closed_campus_rate 100; guard_coverage_rate 100; alarm_coverage_rate 100"

CASES: dict[str, list[Case]] = {
    "several coverage rates with one figure": [
        Case("校园封闭管理、专职保安员配备、一键式报警与公安联网均达到100%。", THREE),
        Case("校园封闭式管理率、一键式报警安装率、专职保安配备率均达到100%。", THREE),
        Case("全县中小学、幼儿园封闭化管理率、保安配备率、一键报警装置安装率、护学岗设置率均达100%。", THREE),
        Case("校园封闭管理率、一键报警设置率、保安配备率全部达到100%。", THREE),
        Case("保安员配备、校园全封闭管理、一键报警、护学岗四项工作，全县学校都已做到100%。", THREE),
        Case("全县中小学实现封闭管理、专职保安配备、一键报警和视频监控系统与公安机关联网四个100%。", THREE),
        Case("专职保安员配备、封闭化管理、一键式报警、视频监控联网实现全覆盖。", THREE),
        Case(
            "校园封闭管理、专职保安配备、一键报警与公安联网分别达到100%、97%、98%。",
            "closed_campus_rate 100; guard_coverage_rate 97; alarm_coverage_rate 98",
        ),
        Case("封闭管理率和保安配备率均达98%以上。", "closed_campus_rate 98 >=; guard_coverage_rate 98 >="),
        Case("农村学校封闭管理、专职保安配备均达到100%。", ""),
        Case("县城中小学专职保安配备、一键报警均达100%。", ""),
        Case("城东小学封闭管理、专职保安配备均达到100%。", ""),
        Case("严格落实校园封闭管理、专职保安配备、一键报警四个100%要求。", ""),
        Case("护学岗设置、安全教育均达100%。", ""),
        Case(
            "力争封闭管理、专职保安配备均达到100%。",
            "closed_campus_rate 100 planned; guard_coverage_rate 100 planned",
        ),
    ],
    "coverage without a figure": [
        Case("所有学校实行封闭式管理。", "closed_campus_rate 100"),
        Case("各校全部配备了专职保安。", "guard_coverage_rate 100"),
        Case("全县中小学一键式报警系统全部接入公安部门。", "alarm_coverage_rate 100"),
        Case("视频监控与公安联网率达100%。", "alarm_coverage_rate 100"),
        Case("一键报警和视频监控联网要达到100%。", "alarm_coverage_rate 100 planned"),
        Case("农村寄宿学生专用校车实现全覆盖。", "school_bus_coverage 100"),
        Case("全面实施校车通畅工程。", ""),
        Case("校园视频监控实现全覆盖。", ""),
        Case("一键报警安装全部达到98%以上。", "alarm_coverage_rate 98 >="),
        Case("部分学校实行封闭式管理。", ""),
        Case("全县中小学、幼儿园一键报警装置配备率达100%。", "alarm_coverage_rate 100"),
        Case("幼儿园一键报警装置配备率达100%。", ""),
        Case("幼儿园一键报警实现全覆盖。", ""),
        Case("全县公办学校专职保安配备率达100%。", ""),
        Case("学校安保人员持证率达100%。", ""),
        Case("完成封闭管理率、保安配备率、一键报警联网率三个100%的建设任务。", THREE),
    ],
    "law education held in schools": [
        Case("开展法治讲座进校园46场次。", "law_education_sessions 46"),
        Case("累计开展进校园法治讲座46场次，听讲师生3.2万人次。", "law_education_sessions 46"),
        Case("法制宣讲进学校开了21场，学生受教育。", "law_education_sessions 21"),
        Case("开展法治进校园活动165场次。", "law_education_sessions 165"),
        Case("各校开展法治第一课40余场次。", "law_education_sessions 40 ~"),
        Case("法治副校长到校授课86场次。", "law_education_sessions 86"),
        Case("举办交通安全进校园活动26场。", "traffic_safety_sessions 26"),
        Case("在村居开展法治宣传活动36场。", ""),
        Case("聘任法治副校长86名。", ""),
        Case("发放法治宣传资料1.2万份。", ""),
    ],
    "hazards found and put right": [
        Case("排查隐患130处、整改120处。", "hazards_found 130; hazards_rectified 120"),
        Case(
            "共排查各类安全隐患130处，整改120处，整改率92.3%。",
            "hazards_found 130; hazards_rectified 120; hazard_rectification_rate 92.3",
        ),
        Case("排查整治各类安全隐患130处。", "hazards_found 130; hazards_rectified 130"),
        Case("排查安全隐患130处，限期整改30处。", "hazards_found 130"),
        Case("排查安全隐患130处，正在整改10处。", "hazards_found 130"),
        Case("排查隐患86处，其中已整改80处。", "hazards_found 86; hazards_rectified 80"),
        Case("排查隐患86处，下发整改通知书12份。", "hazards_found 86"),
        Case("检查食堂86家、整改12家。", ""),
    ],
    "incidents and infections": [
        Case("全年未发生涉校涉生安全事件。", "safety_incidents 0"),
        Case("全县师生零感染。", "infection_cases 0"),
        Case("做好感染防控。", ""),
    ],
    "guards, buses and money": [
        Case("配齐配强校园专职保安员412名。", "security_guards 412"),
        Case("全县学校应配保安员209人，实际配备221人。", "security_guards 221"),
        Case("共投放镇村公交校车144辆（包括11辆专用校车）。", "school_buses 144"),
        Case("需要校车80辆，实际运营56辆。", "school_buses 56"),
        Case("拿出192万元，用于校园安保器械更新。", "safety_investment 192"),
        Case("寒假即将结束，对全县183辆校车进行了检修。", "school_buses 183"),
        Case("幼儿园保安86人。", ""),
        Case("开展消防演练、地震演练等应急演练320场次。", "safety_drills 320"),
        Case("每学期开展应急演练不少于2次。", ""),
    ],
    "recruits by kind": [
        Case(
            "招聘教师120人，其中小学60人，初中40人，幼儿园20人。",
            "teachers_recruited 120; kindergarten_teachers_recruited 20",
        ),
        Case("通过特岗计划招聘教师80名。", "special_post_teachers_recruited 80"),
        Case("通过特岗计划、公开招聘等渠道补充教师186名。", "teachers_recruited 186"),
        Case("免费师范毕业生到岗18名。", "publicly_funded_graduates_recruited 18"),
        Case("教师队伍得到充实，招录优秀高校毕业生66名。", "teachers_recruited 66"),
        Case("农村中小学教师招聘40人，幼师招聘30名。", "kindergarten_teachers_recruited 30"),
        Case("新进教师186名。", "teachers_recruited 186"),
        Case("通过硕师计划引进教师12名。", ""),
        Case("农村中小学教师招聘40人。", ""),
        Case("今年高校毕业生66名。", ""),
        Case("全县有教师的学校中幼儿园20人。", ""),
    ],
    "the same again at another time, or in fact": [
        Case(
            "招聘幼儿园教师2018年35名，2019年招聘40名。",
            "kindergarten_teachers_recruited 35 @2018; kindergarten_teachers_recruited 40",
        ),
        Case("计划招聘教师120人，实际招聘102人。", "teachers_recruited 120 planned; teachers_recruited 102"),
        Case("招聘特岗教师60名，公开招聘40名。", "special_post_teachers_recruited 60"),
        Case("招聘教师60名，已培训120名。", "teachers_recruited 60"),
    ],
    "training and rotation": [
        Case("开展各级各类教师培训5600余人次。", "teacher_training_participants 5600 ~"),
        Case("累计培训教师、校长5600人次。", "teacher_training_participants 5600"),
        Case("参与交流的教师已有196人。", "teachers_rotated 196"),
        Case(
            "轮岗交流的教师有234人，占符合条件人数的12.3%。",
            "teachers_rotated 234; teacher_rotation_share 12.3",
        ),
        Case("教师交流轮岗占应交流教师的12.5%。", "teacher_rotation_share 12.5"),
        Case("派出支教教师46名。", "teachers_rotated 46"),
        Case("新教师培训186人。", ""),
        Case("农民工受训人员达1.2万人。", ""),
        Case("国培计划培训1200人次，县级培训3400人次。", ""),
    ],
    "staff of all stages": [
        Case(
            "初中在校生1200人；小学在校生2400人；在园幼儿1800人；共有教职工520人。",
            ("junior_secondary_enrolment 1200; primary_enrolment 2400; preschool_enrolment 1800; staff 520"),
        ),
        Case("在岗职工7141人，工资总额17170万元。", ""),
        Case(
            "九年一贯制学校3所，初中12所，高中在校生2100人。教职工654人。",
            "nine_year_schools 3; junior_secondary_schools 12",
        ),
    ],
    "将 with an object means 把, and what was striven for so far is done": [
        Case("将疫情防控与安全工作相结合，全年排查隐患86处。", "hazards_found 86"),
        Case("将招聘教师60名。", "teachers_recruited 60 planned"),
        Case(
            "2017年以来，争取上级支持，消除D级危房1.2万平方米。", "dilapidated_area_removed 12000 @2017-2019"
        ),
        Case("争取消除D级危房1.2万平方米。", "dilapidated_area_removed 12000 planned"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in CASES for c in CASES[group]]
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
