"""Wholes and parts: whom a figure is of, where the words that say so stand clauses before it."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

PARTS: dict[str, list[Case]] = {
    "an area before the verb": [
        Case("城区学校新增教学班104个，增加学位500个。", ""),
        Case("城区新建幼儿园4所，在农村新建幼儿园63所。", ""),
        Case("在农村改扩建幼儿园12所，全县新增幼儿园学位3200个。", "preschool_places_added 3200"),
        Case("农村学校新建校舍3万平方米。", ""),
        Case("各乡镇新建幼儿园23所。", "kindergartens_built 23"),
        Case("向农村学校选派支教教师46人。", "teachers_rotated 46"),
        Case("为农村学校招聘特岗教师60名。", "special_post_teachers_recruited 60"),
        Case("新建农村幼儿园12所，新增学位900个。", "kindergartens_built 12; preschool_places_added 900"),
    ],
    "the parts of schools of one owner or area": [
        Case(
            "现有公办中小学校349所，在校生156928人，其中：小学312所，学生91635人；初中32所，学生44949人。", ""
        ),
        Case("公办学校349所。其中，小学312所，初中32所。", ""),
        Case("公办教育共计589人，专任教师539人。", ""),
        Case("公办学校教职工589人，专任教师539人，全县专任教师800人。", "full_time_teachers 800"),
        Case("农村学校现有教师1200人，其中专任教师1100人。", ""),
        Case("公办小学60所，民办小学2所，初中15所。", "junior_secondary_schools 15"),
        Case(
            "全县现有中小学校349所，在校生156928人，其中：小学312所，学生91635人；初中32所，学生44949人。",
            "primary_schools 312; primary_enrolment 91635; junior_secondary_schools 32; "
            "junior_secondary_enrolment 44949",
        ),
    ],
    "a label or a heading that names a part": [
        Case("民办教育：民办学校19所，幼儿园60所，在校生8000人，教职工900人。", ""),
        Case("农村学校：小学60所；专任教师700人。全县专任教师2000人。", "full_time_teachers 2000"),
        Case("公办：小学60所；民办：小学2所。", ""),
        Case(
            "现有学校19所，教职工900人。专任教师600人。民办幼儿园60所。",
            "private_kindergartens 60",
            headings="民办教育",
        ),
        Case("现有专任教师600人。", "full_time_teachers 600", headings="教师队伍"),
        Case("城关镇：小学3所；初中1所，学生3000人；全县小学120所。", "primary_schools 120"),
    ],
    "a school or a town that leads the sentence": [
        Case("实验小学现有学生1800人；教职工98人，专任教师95人。", ""),
        Case(
            "第一中学在校生3000人；小学120所，初中15所。", "primary_schools 120; junior_secondary_schools 15"
        ),
        Case("新建临江繁华中学，新增校舍建筑面积3万平方米，新增学位6000个。", ""),
        Case("投资2000万元的第三小学建成使用，新增学位1800个。", ""),
        Case("新建光明中学，新增学位6000个；招聘教师120人。", "teachers_recruited 120"),
        Case(
            "有学校373所，其中：双语幼儿园162所，小学160所，初中31所。",
            "primary_schools 160; junior_secondary_schools 31",
        ),
    ],
    "what a bracket says stays in it": [
        Case(
            "高中1所（内设小学1所），初中3所、小学12所。",
            "junior_secondary_schools 3; primary_schools 12",
        ),
        Case(
            "新建幼儿园3所（其中城关幼儿园1所），新增学位900个。",
            "kindergartens_built 3; preschool_places_added 900",
        ),
    ],
    "a level ends what was done before it": [
        Case("撤并学校31所，现有中小学校151所，其中小学118所。", "schools_merged 31; primary_schools 118"),
        Case("中小学校尚余151所，其中小学118所。", "primary_schools 118"),
        Case(
            "招聘教师120人，其中有特岗教师30人。",
            "teachers_recruited 120; special_post_teachers_recruited 30",
        ),
    ],
    "kinds of school in turn, each with its own pupils": [
        Case(
            "小学312所，在校生91635人，初中32所，在校生44949人。",
            "primary_schools 312; primary_enrolment 91635; junior_secondary_schools 32; "
            "junior_secondary_enrolment 44949",
        ),
        Case(
            "小学312所，在校生91635人，初中32所，高中3所，在校生54949人。",
            "primary_schools 312; primary_enrolment 91635; junior_secondary_schools 32",
        ),
        Case(
            "小学312所，在校生91635人，初中32所，在校生总数136584人。",
            "primary_schools 312; primary_enrolment 91635; junior_secondary_schools 32",
        ),
    ],
    "the stage that a clause opens with has what follows": [
        Case("小学招生4210人，在校生25837人，毕业生4111人。", "primary_enrolment 25837"),
        Case("全县小学有教学班812个，在校学生31200人，教职工1800人。", "primary_enrolment 31200"),
        Case("小学招生4210人，初中招生3980人，在校生39800人。", ""),
        Case(
            "小学入学率100%，在校学生120000人。",
            "primary_net_enrolment_rate 100",
        ),
    ],
    "parts named by half a noun": [
        Case(
            "新增学位4170个（其中幼儿园2100个，小学1120个）。",
            "preschool_places_added 2100",
        ),
        Case(
            "招聘教师120人，其中幼儿园30人，小学50人，高中40人。",
            "teachers_recruited 120; kindergarten_teachers_recruited 30; senior_teachers_recruited 40",
        ),
        Case("现有教师2100人，其中幼儿园300人，高中400人。", ""),
        Case("在校学生33000人，毕业生9000人，其中小学5000人。", "students 33000"),
    ],
    "numbers without a unit": [
        Case(
            "全县有小学120、初中20、幼儿园86。",
            "primary_schools 120; junior_secondary_schools 20; kindergartens 86",
        ),
        Case("招聘300名特岗教师，去向是初中100、小学200。", "special_post_teachers_recruited 300"),
    ],
    "one owner or area for all of a list": [
        Case("民办中学6所、小学3所。", ""),
        Case("归市直属的中学2所、小学1所。", ""),
        Case("幼儿园20所，其中县城9所（公办4所、民办5所）。", "kindergartens 20"),
        Case("公办25所（两所九年一贯制学校）。", ""),
        Case(
            "小学204所（中心校13所，民办小学7所，教学点163个）。",
            "primary_schools 204; teaching_points 163",
        ),
    ],
    "of some of them": [
        Case("改善7所幼儿园、4所小学的条件。", ""),
        Case("有3所民办园的围墙不够高。", ""),
        Case("形成121所小学、30所初中的办学格局。", "primary_schools 121; junior_secondary_schools 30"),
        Case("均低于省定“小学辍学率1%、初中辍学率3%”的控制线。", ""),
        Case(
            "学前三年普及率达77.3%，农村儿童受教育面由26%上升至50.64%。",
            "preschool_gross_enrolment_rate 77.3",
        ),
    ],
    "one sum for several purposes": [
        Case("投入1140万元，用于教学成果奖励、教师培训。", ""),
        Case("投入1140万元，用于教师培训。", "teacher_training_investment 1140"),
        Case("争取资金1.74亿元，新建教室8833平方米，新建幼儿园11所。", "kindergartens_built 11"),
        Case("投入资金2300万元，新建幼儿园11所。", "preschool_investment 2300; kindergartens_built 11"),
        Case("发放寄宿生生活费442万元。", ""),
    ],
    "the noun of a clause without a figure": [
        Case("公开招聘中小学教师，累计招聘1837人。", "teachers_recruited 1837"),
        Case("按规定配齐专职保安员，目前共有412人。", "security_guards 412"),
        Case("新建幼儿园，共计12所。", "kindergartens_built 12"),
        Case("加强在校学生管理，共有3200人。", ""),
        Case("重视学前教育，现有86所。", ""),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in PARTS for c in PARTS[group]]
)
def test_the_figures_of_the_whole_are_read(case: Case) -> None:
    assert read(case) == expected(case)
