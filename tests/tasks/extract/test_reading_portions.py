"""Figures of a portion, of a standard or of something else, and beside them those of the whole county."""

from __future__ import annotations

import pytest

from tasks.extract.wholes import parts_of_wholes
from tests.tasks.extract.paragraphs import Case, expected, read

PORTIONS: dict[str, list[Case]] = {
    "a bracket behind a standard says what the standard asks for": [
        Case(
            "对照省级标准（毛入园率90%、普惠率85%），我县毛入园率96.2%。",
            "preschool_gross_enrolment_rate 96.2",
        ),
        Case("按国家规定的底线（公办园在园幼儿占比50%）。", ""),
        Case(
            "三项指标（毛入园率90%、普惠率85%）。",
            "preschool_gross_enrolment_rate 90; inclusive_coverage_rate 85",
        ),
    ],
    "what those above aim at": [
        Case("按照省定目标，2022年大班额比例控制在4%以内。", ""),
        Case("2022年大班额比例控制在4%以内。", "large_class_share 4 <= planned @2022"),
        Case("大班额比例不超过4%。", "", headings="三、评估标准"),
        Case("大班额比例降到4%。", "large_class_share 4", headings="三、达标情况"),
    ],
    "percentage points, the word for them once behind several": [
        Case("小学、初中教师中本科生比例分别提高6.4个、2.8个百分点。", ""),
        Case("小学、初中入学率分别上升1个、2个百分点。", ""),
        Case("全县有小学64所、初中12所。", "primary_schools 64; junior_secondary_schools 12"),
        Case("全县有小学6.4所。", ""),
    ],
    "a bound before the noun of the share": [
        Case("交流轮岗不少于符合条件教师的12%。", "teacher_rotation_share 12 >="),
        Case("交流轮岗教师占应交流教师的12%。", "teacher_rotation_share 12"),
    ],
    "the hazards of shops and training firms are not those of schools": [
        Case("检查校外培训机构86家，查出隐患57处，整改完成52处。", ""),
        Case("排查食堂112个，发现隐患94处。", ""),
        Case("检查学校和周边商铺210家，查出隐患157处。", "hazards_found 157"),
        Case("排查学校86所，查出隐患157处，整改完成152处。", "hazards_found 157; hazards_rectified 152"),
    ],
    "hazards of one grade": [
        Case("重大隐患整改率100%。", ""),
        Case("隐患整改率98%。", "hazard_rectification_rate 98"),
    ],
    "who was recruited by private schools": [
        Case("民办高中在校生2310人，教职工186人，今年招聘教师21人。", ""),
        Case("教职工1860人，今年招聘教师121人。", "staff 1860; teachers_recruited 121"),
    ],
    "the teachers of one subject": [
        Case("现有音体美教师210人，尚缺64人。", ""),
        Case("招聘教师96人，全县教师缺口64人。", "teachers_recruited 96; teacher_shortage 64"),
        Case("今年新招教师126人，补充了紧缺学科。", "teachers_recruited 126"),
    ],
    "what preschools cost, by its share of spending": [
        Case("安排学前教育经费130万元，占财政性教育经费的0.9%。", ""),
        Case(
            "投入1300万元新建幼儿园5所，占年度计划的62%。", "preschool_investment 1300; kindergartens_built 5"
        ),
    ],
    "a sum for kindergartens and schools": [
        Case("新建幼儿园4所、学校3所，总投资2.6亿元。", "kindergartens_built 4"),
        Case("新建、改扩建幼儿园7所，总投资2600万元。", "kindergartens_built 7; preschool_investment 2600"),
    ],
    "buildings without what is in them": [
        Case("总投资2.1亿元，其中校舍建设1.8亿元、设备购置3000万元。", ""),
    ],
    "what one building will bring": [
        Case("城北安置区学校主体封顶，9月可提供学位1080个。", ""),
        Case("项目占地62亩，建筑面积2.1万平方米，建成后可新增学位1620个。", ""),
        Case("新建学校5所，占地210亩，新增学位5400个。", "compulsory_places_added 5400"),
        Case("总投资7600万元的滨河路九年制学校已开工，建成后新增学位1620个。", ""),
    ],
    "schools of which something is told are some of all": [
        Case("仍有14所民办园场地不达标。", ""),
        Case("有23所小学存在消防设施不足问题。", ""),
        Case("仍有民办园14所。", "private_kindergartens 14"),
    ],
    "how many became so, and not how many there are": [
        Case("小区配套园移交9所，办成公办园6所、普惠园3所。", ""),
        Case("全县有公办园6所、普惠园9所。", "public_kindergartens 6; inclusive_kindergartens 9"),
        Case("全县独立公办园41所、小学附设园66所。", ""),
        Case("全县有独立公办园41所。", "public_kindergartens 41"),
    ],
    "the schools of a programme are no projects": [
        Case("改造建设项目学校26所。", ""),
        Case("实施学校建设项目26个。", "school_building_projects 26"),
    ],
    "one of several batches, stages or turns, and how many more than before": [
        Case("第一批招聘教师52名，第二批招聘教师38名。", ""),
        Case("分两批招聘教师90名。", "teachers_recruited 90"),
        Case("二期工程新建校舍1.6万平方米。", ""),
        Case("与上年相比，今年多招聘教师24名。", ""),
    ],
    "the rate of some children": [
        Case("贫困家庭子女九年义务教育巩固率100%。", ""),
        Case("留守儿童小学入学率100%。", ""),
        Case("九年义务教育巩固率96.1%。", "compulsory_retention_rate 96.1"),
    ],
    "one whose name is not said": [
        Case("某幼儿园投资210万元扩建，新增学位150个。", ""),
        Case("某县新建幼儿园12所。", "kindergartens_built 12"),
    ],
    "guards given to some schools": [
        Case("为28所学校配备了专职保安56名。", ""),
        Case("为学校配备了专职保安56名。", "security_guards 56"),
    ],
    "kindergartens found worthy anew, or of which something is told": [
        Case("新评定普惠性民办幼儿园7所。", ""),
        Case("今年有14所幼儿园通过等级评估。", ""),
        Case("认定普惠性民办幼儿园27所。", "inclusive_private_kindergartens 27"),
    ],
    "for how many there is room": [
        Case("建设投资4.6亿元，可容纳学生5400人。", ""),
        Case("在校学生5400人。", "students 5400"),
    ],
    "the large classes of one stage": [
        Case("小学阶段消除大班额46个，初中阶段消除大班额18个。", ""),
        Case("中小学消除大班额64个。", "large_classes_eliminated 64"),
    ],
    "what was repaired was not built": [
        Case("维修校舍2.7万平方米。", ""),
        Case("新建和维修校舍2.7万平方米。", "school_floor_area_built 27000"),
    ],
    "a group of schools by its name": [
        Case("江北教育集团下辖学校7所，学生9100人。", ""),
        Case("全县组建教育集团7个。", "education_groups 7"),
    ],
    "teachers sent to another province": [
        Case("向新疆、西藏选派支教教师8名。", ""),
        Case("选派支教教师86名。", "teachers_rotated 86"),
    ],
    "words that narrow nothing": [
        Case("今年招聘编内幼儿教师42人。", "kindergarten_teachers_recruited 42"),
        Case("全县师生无一例确诊或疑似病例。", "infection_cases 0"),
        Case("全县各级各类学校（幼儿园）封闭化管理率91%。", "closed_campus_rate 91"),
    ],
    "the name of a town that is cut in two": [
        Case("四合永镇由23所小学撤并为9所。", ""),
        Case("全县小学由123所撤并为79所。", "primary_schools 123 @?; primary_schools 79"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in PORTIONS.values() for case in cases]
)
def test_figures_of_portions(case: Case) -> None:
    assert read(case) == expected(case)


def _row(value: float, sentence: str, quote: str, year: int | None = 2019) -> dict[str, object]:
    return {
        "indicator": "safety_drills",
        "value": value,
        "status": "actual",
        "year": year,
        "from_year": None,
        "sentence": sentence,
        "quote": quote,
    }


def test_a_part_goes_beside_what_is_said_of_all() -> None:
    part = _row(48.0, "联合消防队演练48次。", "演练48次")
    whole = _row(412.0, "各校全年共演练412次，参加的人很多。", "演练412次")
    assert parts_of_wholes([part, whole]) == {0}


def test_two_that_are_both_said_of_all_stay() -> None:
    month = _row(48.0, "本月全县演练48次。", "演练48次")
    year = _row(412.0, "累计演练412次。", "演练412次")
    assert parts_of_wholes([month, year]) == set()


def test_figures_of_two_years_stay() -> None:
    before = _row(48.0, "演练48次。", "演练48次", 2018)
    now = _row(412.0, "全年演练412次。", "演练412次")
    assert parts_of_wholes([before, now]) == set()
