"""What reports say in few words: recruits by channel, shares of those due, rates and claims without a noun.

Every group holds what is read, and beside it what looks alike and states nothing, or something else.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "recruits by channel": [
        Case(
            "当年补充教师130人。特岗教师45人，免费师范生12人，“三支一扶”6人，县聘幼儿教师30人。",
            "teachers_recruited 130; special_post_teachers_recruited 45; "
            "publicly_funded_graduates_recruited 12; kindergarten_teachers_recruited 30",
        ),
        Case(
            "今年特岗给了60名，公费师范生14名，都在8月底报到。",
            "special_post_teachers_recruited 60; publicly_funded_graduates_recruited 14",
        ),
        Case("定向培养的幼师毕业生回来18名。", "publicly_funded_graduates_recruited 18"),
        Case(
            "全年补充教师210名，按学段看，高中录用22名。",
            "teachers_recruited 210; senior_teachers_recruited 22",
        ),
        Case("全县现有特岗教师45人，免费师范生12人。", ""),
        Case("特岗教师45人服务期满。", ""),
        Case("在读公费师范生34人。", ""),
        Case("高中录取新生220名。", ""),
    ],
    "of those due to move": [
        Case(
            "全县交流轮岗教师210人，为符合条件教师的12.4%。",
            "teachers_rotated 210; teacher_rotation_share 12.4",
        ),
        Case(
            "今年交流教师164人，达到应交流对象的15.5%。", "teachers_rotated 164; teacher_rotation_share 15.5"
        ),
        Case("全县交流教师120人，应交流者的11%。", "teachers_rotated 120; teacher_rotation_share 11"),
        Case("双向交流教师42人。", "teachers_rotated 42"),
        Case("师资方面，校际交流36人。", "teachers_rotated 36"),
        Case("骨干教师、校长交流52人。", "teachers_rotated 52"),
        Case("城镇教师到农村任教41名。", "teachers_rotated 41"),
        Case("组织学生与外校双向交流42人。", ""),
        Case("参加职称评审的教师占符合条件教师的12%。", ""),
        Case("教师参加学术交流60人。", ""),
    ],
    "posts that stand empty": [
        Case("全县专任教师2018人，尚缺302名。", "full_time_teachers 2018; teacher_shortage 302"),
        Case("眼下全县还有96个教师岗位空着。", "teacher_shortage 96"),
        Case("按标准班额算，全县尚欠教师400多名。", "teacher_shortage 400 ~"),
        Case("缺编173人，代课人员89人。", "teacher_shortage 173"),
        Case("老师不够，核编后缺口152人。", "teacher_shortage 152"),
        Case("宿管员还差12人。", ""),
        Case("食堂从业人员缺编36人。", ""),
        Case("幼儿学位还差400个。", ""),
    ],
    "training in few words": [
        Case(
            "教师方面，国培、省培、县培合起来4300人次，花了210万元。",
            "teacher_training_participants 4300; teacher_training_investment 210",
        ),
        Case(
            "在职专任教师培训3480人次，花去95万元。",
            "teacher_training_participants 3480; teacher_training_investment 95",
        ),
        Case("师资：完成各级培训2460人次。", "teacher_training_participants 2460"),
        Case("各类培训教师2600人次。", "teacher_training_participants 2600"),
        Case("完成各级培训2460人次。", ""),
        Case("保安员参加各级培训460人次。", ""),
        Case("教师学历水平稳步提高，具有合格学历者占98.7%。", "teacher_qualification_rate 98.7"),
    ],
    "deeds without a noun": [
        Case("全县教师老化严重，五年来招考录用412人。", "teachers_recruited 412 @2015-2019"),
        Case("教师队伍：近三年累计招聘237人。", "teachers_recruited 237 @2017-2019"),
        Case("老师不够用，今年计划招聘130名。", "teachers_recruited 130 planned"),
        Case("隐患：累计发现236处。", "hazards_found 236"),
        Case("补充教师154名，校园招聘86名。", "teachers_recruited 154"),
        Case("招聘教师154名，新招20名。", "teachers_recruited 154"),
        Case(
            "五年招聘218名，在编教师3412名。", "teachers_recruited 218 @2015-2019; established_teachers 3412"
        ),
        Case("面向社会招聘农村小学教师，笔试、面试一关关过，录用72名。", ""),
        Case("五年来招考录用412人。", ""),
        Case("教师节前招聘宿管员412人。", ""),
        Case("教师招聘报名412人。", ""),
        Case("隐患排查：检查学校36处。", ""),
    ],
    "coverage told of schools": [
        Case("有专职保安的学校只占63%。", "guard_coverage_rate 63"),
        Case("一键报警与公安联网的学校占到96.5%。", "alarm_coverage_rate 96.5"),
        Case("专职保安，每校都有。", "guard_coverage_rate 100"),
        Case("封闭式管理一校不漏。", "closed_campus_rate 100"),
        Case("一键式报警应装尽装。", "alarm_coverage_rate 100"),
        Case("接送需求满足率91%，校车运行平稳。", "school_bus_coverage 91"),
        Case("有校医的学校只占63%。", ""),
        Case("城区一键式报警应装尽装。", ""),
        Case("力争一键式报警应装尽装。", "alarm_coverage_rate 100 planned"),
    ],
    "hazards done with": [
        Case(
            "各校查出隐患163处，现已全部销号。",
            "hazards_found 163; hazard_rectification_rate 100",
        ),
        Case("查出隐患58处，57处已经改掉。", "hazards_found 58; hazards_rectified 57"),
        Case("查出的隐患218处，改了的只有169处。", "hazards_found 218; hazards_rectified 169"),
        Case("信访件全部销号。", ""),
        Case("隐患整改一处不剩才算过关。", ""),
    ],
    "lessons, buses and incidents": [
        Case("交警“开学第一课”讲了54场。", "traffic_safety_sessions 54"),
        Case("校车：年底领取标牌者43辆。", "school_buses 43"),
        Case("全县校园内安全责任事故0起。", "safety_incidents 0"),
        Case("校园安全事故一起也没有。", "safety_incidents 0"),
        Case("校园内较大安全事故0起。", ""),
        Case("思政“开学第一课”讲了54场。", ""),
    ],
}


@pytest.mark.parametrize("case", [c for group in CASES.values() for c in group], ids=lambda c: c.text)
def test_reading(case: Case) -> None:
    assert read(case) == expected(case)
