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
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in PARTS for c in PARTS[group]]
)
def test_the_figures_of_the_whole_are_read(case: Case) -> None:
    assert read(case) == expected(case)
