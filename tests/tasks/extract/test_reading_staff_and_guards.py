"""Words of recruiting, moving and training teachers, of guards, buses, hazards and safety lessons.

Every group holds what is read, and beside it what looks alike and states nothing, or something else.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "verbs of taking on": [
        Case("今年全县补进中小学教师145名。", "teachers_recruited 145"),
        Case("全县共招进教师126人。", "teachers_recruited 126"),
        Case("全年一共招进来教师208个。", "teachers_recruited 208"),
        Case("今年考进来新老师64位。", "teachers_recruited 64"),
        Case("同年新进教师83人。", "teachers_recruited 83"),
        Case("当年新增在编教师57名。", "teachers_recruited 57"),
        Case("全县各渠道新进教师合计131名。", "teachers_recruited 131"),
        Case("全县共招特岗教师45名。", "special_post_teachers_recruited 45"),
        Case(
            "今年计划招教师160名，其中特岗50名。",
            "teachers_recruited 160 planned; special_post_teachers_recruited 50 planned",
        ),
        Case("今秋特岗招聘到岗38名。", "special_post_teachers_recruited 38"),
        Case("公费定向师范生27名回县入编。", "publicly_funded_graduates_recruited 27"),
        Case("定向师范生回县任教31名。", "publicly_funded_graduates_recruited 31"),
        Case("区里一口气补进幼儿教师72名。", "kindergarten_teachers_recruited 72"),
        Case("拟招优秀幼儿教师40名。", "kindergarten_teachers_recruited 40 planned"),
        Case("新增教师编制120个。", ""),
        Case("报到新生1200人，教师130人。", ""),
        Case("查处违规教师12人。", ""),
        Case("进编教师座谈会邀请代表40人。", ""),
        Case("新进教师培训150人。", ""),
        Case("有18名教师因病不能上岗。", ""),
        Case("返乡务工人员子女320人在城区就读。", ""),
        Case("城东小学招进教师6名。", ""),
    ],
    "how many teachers there are and lack": [
        Case("眼下全县专任教师2140人。", "full_time_teachers 2140"),
        Case("⑤县内专任教师2140人。", "full_time_teachers 2140"),
        Case("☆全县教职工3016人。", "staff 3016"),
        Case("全县中小学、幼儿园专任教师达到3120名。", "full_time_teachers 3120"),
        Case("全县编制内教师2530人。", "established_teachers 2530"),
        Case("按编制标准测算，全县教师缺编163人。", "teacher_shortage 163"),
        Case("全县教师还差140多名。", "teacher_shortage 140 ~"),
        Case("全县共缺少教师95名。", "teacher_shortage 95"),
        Case("平均每名教师负担学生14.6人。", "student_teacher_ratio 14.6"),
        Case("平均每位专任教师带13.8个学生。", "student_teacher_ratio 13.8"),
        Case("小学平均每名教师负担学生17.2人。", ""),
        Case("眼下农村学校专任教师640人。", ""),
        Case("全县缺少体育器材140套。", ""),
    ],
    "certificates of teachers, and of others": [
        Case(
            "教师学历合格率99.1%，持证率98.7%。",
            "teacher_qualification_rate 99.1; certified_teacher_share 98.7",
        ),
        Case("全县保安员在岗180名，持证率100%。", "security_guards 180"),
        Case("食堂从业人员持证率100%。", ""),
    ],
    "moving and training": [
        Case("今秋校际间交流教师86人。", "teachers_rotated 86"),
        Case("下派支教教师42人。", "teachers_rotated 42"),
        Case("参与交流的人数占到应交流人数的12.5%。", "teacher_rotation_share 12.5"),
        Case("全年教师进修培训累计6200人次。", "teacher_training_participants 6200"),
        Case("教师参加各类研修3100人次。", "teacher_training_participants 3100"),
        Case("拨付师训专款65万元。", "teacher_training_investment 65"),
        Case("教师培训经费支出82万元。", "teacher_training_investment 82"),
        Case("教师队伍建设方面，校际交流151名。", "teachers_rotated 151"),
        Case("县域内交流教师48人。", "teachers_rotated 48"),
        Case("城乡教师结对，城乡交流比例13.5%。", "teacher_rotation_share 13.5"),
        Case("柔性流动教师102人。", "teachers_rotated 102"),
        Case("全员师训累计4300人次。", "teacher_training_participants 4300"),
        Case("师生代表校际交流60人。", ""),
        Case("集团内交流教师15人。", ""),
        Case("骨干教师研修120人次。", ""),
        Case("外县调入教师12人。", ""),
    ],
    "guards and volunteers": [
        Case("眼下全县校园专职保安员总人数512名。", "security_guards 512"),
        Case("已到岗专职保安员304名。", "security_guards 304"),
        Case("全县学校保安员在岗257名。", "security_guards 257"),
        Case("护学岗队员1260名。", "safety_volunteers 1260"),
        Case("家长护学队员860余人。", "safety_volunteers 860 ~"),
        Case("289支队伍在校门口护学，总共1472名志愿者。", "safety_volunteers 1472"),
        Case("各校专职保安到齐，专职保安217人，配备率100%。", "security_guards 217; guard_coverage_rate 100"),
        Case("全年校园安防经费286万元。", "safety_investment 286"),
        Case("全年校园安全投入190万元。", "safety_investment 190"),
        Case("为各校新聘保安40名，全县校园专职保安达到168名。", "security_guards 168"),
        Case("规模小的学校配1名专职保安员。", ""),
        Case("幼儿园专职保安86人。", ""),
        Case("支教志愿者36名到岗。", ""),
        Case("专职保安已到位，实验器材配备率92%。", ""),
    ],
    "school buses": [
        Case("全县登记在册的校车只有12台。", "school_buses 12"),
        Case("为此买下国标专用校车50台。", "school_buses 50"),
        Case("今年再添校车20辆。", "school_buses 20"),
        Case("一次性配置校车37台。", "school_buses 37"),
        Case("在册运营的校车共24部。", "school_buses 24"),
        Case("校车接送学生线路44条。", ""),
        Case("更换校车司机12人。", ""),
        Case("查扣非法接送学生车辆13辆。", ""),
        Case("查处接送学生面包车26辆次。", ""),
    ],
    "hazards": [
        Case("查出校门口隐患58处。", "hazards_found 58"),
        Case("全县各校查出来的隐患163处。", "hazards_found 163"),
        Case("排查涉校隐患92个，已销号90个。", "hazards_found 92; hazards_rectified 90"),
        Case("查出各类安全隐患132处，已改127处。", "hazards_found 132; hazards_rectified 127"),
        Case(
            "发现校园及周边隐患317处，累计整改293处，整改率92.4%。",
            "hazards_found 317; hazards_rectified 293; hazard_rectification_rate 92.4",
        ),
        Case("隐患整改率眼下是97.1%。", "hazard_rectification_rate 97.1"),
        Case("隐患整改率力保98%以上。", "hazard_rectification_rate 98 >= planned"),
        Case("查出隐患60处，当场整改41处。", "hazards_found 60"),
        Case("联合消防搜出隐患47处，已整治46处。", "hazards_found 47; hazards_rectified 46"),
        Case("校园安全隐患年内建账107条，销账107条。", "hazards_found 107; hazards_rectified 107"),
        Case("教师编制问题销号12个。", ""),
    ],
    "lessons, drills and what did not happen": [
        Case("法治副校长全年进校授课227场。", "law_education_sessions 227"),
        Case("法治副校长登台授课96场。", "law_education_sessions 96"),
        Case("交警到校讲交通安全课46场。", "traffic_safety_sessions 46"),
        Case("组织交通安全主题课74节。", "traffic_safety_sessions 74"),
        Case("各校园开展应急预案演练135场次。", "safety_drills 135"),
        Case("各校疏散演练加在一起1260次。", "safety_drills 1260"),
        Case("全县防踩踏演练开展了88次。", "safety_drills 88"),
        Case("教职工安全培训2130人次。", "safety_training_participants 2130"),
        Case("全市没有出过安全事故。", "safety_incidents 0", names=("云溪市", "云溪")),
        Case("法治副校长126名。", ""),
        Case("印发交通安全宣传册2000份。", ""),
        Case("清除校园周边摊点36处。", ""),
        Case("每校每月演练2次。", ""),
    ],
}


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{group}: {case.text}") for group, cases in CASES.items() for case in cases],
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
