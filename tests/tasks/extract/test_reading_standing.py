"""Figures that name an indicator and do not stand for it: a part of a sum, of one kind, of others."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

ROWS = [
    # halves of a year whose sum was said
    ("全年资助学生9120人次，其中春季资助4500人，秋季资助4620人。", "students_aided 9120"),
    ("发放资助资金912万元，其中春季发放450万元；秋季发放462万元。", "aid_amount 912"),
    (
        "发放资助资金912万元，资助学生9120人次（春季4500人次、秋季4620人次）。",
        "aid_amount 912; students_aided 9120",
    ),
    ("春季学期资助各类学生4500人次。", "students_aided 4500"),
    # aid of one kind is not all aid
    ("去年发放寄宿生生活费312万元，资助学生5200人次。", ""),
    ("发放建档立卡家庭学生补助86万元，惠及学生1720人。", ""),
    ("寄宿生补助惠及1.2万人。", ""),
    (
        "全县资助贫困学生9120人（建档立卡学生2100人），资助金额912万元。",
        "students_aided 9120; aid_amount 912",
    ),
    # who came is not how many there are
    ("今年新聘保安64名，全县校园保安达到212名。", "security_guards 212"),
    ("为各校新配备保安员38名，使全县校园专职保安总数增至190名。", "security_guards 190"),
    ("全县配备专职保安员212名。", "security_guards 212"),
    # recruited for a part
    ("面向农村学校招聘教师60名。", ""),
    ("为城区学校补充教师80名。", ""),
    ("全年招聘教师60名。", "teachers_recruited 60"),
    # something is told of those that were built
    ("刚开办的1所幼儿园本月内接入公安联网。", ""),
    ("新建的3所幼儿园围墙已经加固。", ""),
    ("新建的3所幼儿园全部投入使用。", "kindergartens_built 3"),
    # parts of what was done, and of schools of some sort
    ("寄宿制学校28所，其中小学9所，初中19所。", ""),
    ("受援学校28所，其中小学19所，初中9所。", ""),
    (
        "全县现有学校125所，其中小学90所、初中28所。",
        "schools 125; primary_schools 90; junior_secondary_schools 28",
    ),
    (
        "全县共有各级各类学校125所，比上年增加2所，其中小学90所、初中28所。",
        "schools 125; primary_schools 90; junior_secondary_schools 28",
    ),
    # what somebody above asks for
    ("省里要求，到2020年学前三年毛入园率达到85%。", ""),
    ("国家规定，学前三年毛入园率应达到85%，我县达到91.2%。", "preschool_gross_enrolment_rate 91.2"),
    # other places, and long ago
    ("与邻县相比，他们有幼儿园120所、小学98所。", ""),
    # a bracket that has closed
    (
        "2018年招聘教师96人（其中高中教师18人），今年计划是120人。",
        "teachers_recruited 96 @2018; senior_teachers_recruited 18 @2018",
    ),
    # a yardstick, a proposal that a letter answers, a number of a line
    ("评估要点9：教师交流比例不低于10%。", ""),
    ("您建议今后每年招聘教师不少于120名。", ""),
    ("3 全市教师招聘今日开考。", ""),
    # classes of buildings, and what was put right at once
    ("改造C级危房4200平方米，D级危房3100平方米。", ""),
    ("消除C、D级危房7300平方米。", "dilapidated_area_removed 7300"),
    ("消除D级危房3100平方米。", "dilapidated_area_removed 3100"),
    ("排查隐患94处，当场整改61处，限期整改33处（其中30处已销号）。", "hazards_found 94"),
    ("排查隐患94处，整改91处。", "hazards_found 94; hazards_rectified 91"),
    # replaced, named, not finished
    ("校车更新20辆。", ""),
    ("城西幼儿园、丽景幼儿园等8个小区配套幼儿园完成了移交手续。", ""),
    ("城西幼儿园等五所公办园年底前对外招生，提供276个学位。", ""),
    ("城西小学等8所学校建成投用，新增义务教育学位9840个。", "compulsory_places_added 9840"),
    ("3所公办幼儿园建设主体完成。", ""),
    ("甘溪校区主体封顶，建成后可提供1620个学位。", ""),
    ("全部建成后可新增义务教育学位1620个。", "compulsory_places_added 1620 planned"),
    ("学区内有小学4所、初中1所。", ""),
    (
        "投资5107万元实施了县一中、县二中、实验小学等7所城区学校的新建、扩建工程，共新建校舍4.1万平方米。",
        "school_floor_area_built 41000",
    ),
    # kinds of the same, long ago, those of one owner, and what is to come
    ("新建公办幼儿园1所、小区配建公办幼儿园2所。", ""),
    ("2018年至2019年新建公办园16所、改扩建公办园21所，共37所。", "kindergartens_built 37 @2018-2019"),
    ("建国初期，全县有小学45所，在校学生3100人。", ""),
    ("1978年，全县有小学45所。", "primary_schools 45 @1978"),
    ("公办小学80所，初中16所。", ""),
    ("民办幼儿园80所，初中16所。", "private_kindergartens 80; junior_secondary_schools 16"),
    ("新建的3所幼儿园明年投入使用。", ""),
    # another county nearby, and a sum for one school
    ("邻近的安远县2019年新建幼儿园12所。", ""),
    ("投资2300万元新建临江繁华中学，新增义务教育学位1620个。", ""),
    (
        "投资2300万元新建学校5所，新增义务教育学位1620个。",
        "school_construction_investment 2300; compulsory_places_added 1620",
    ),
]


@pytest.mark.parametrize(("text", "facts"), [pytest.param(t, f, id=t) for t, f in ROWS])
def test_only_what_stands_for_the_county_is_read(text: str, facts: str) -> None:
    case = Case(text, facts)
    assert read(case) == expected(case)
