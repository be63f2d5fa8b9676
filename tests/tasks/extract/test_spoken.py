"""Figures whose noun stands elsewhere: what is inherited from the words around, and what never is."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

SPOKEN: dict[str, list[Case]] = {
    "the whole of a share without 占": [
        Case("交流校长、教师320人，应交流者的15.2%。", "teachers_rotated 320; teacher_rotation_share 15.2"),
        Case("交流轮岗教师500人，为符合条件人数的13%。", "teachers_rotated 500; teacher_rotation_share 13"),
        Case("交流轮岗教师500人，骨干教师的13%。", "teachers_rotated 500"),
        Case("招聘教师500人，应交流者的13%。", "teachers_recruited 500; teacher_rotation_share 13"),
    ],
    "a bracket that sums up": [
        Case(
            "学校（合计98所）：小学70、初中9。", "schools 98; primary_schools 70; junior_secondary_schools 9"
        ),
        Case("民办学校（合计18所）。", ""),
        Case("幼儿园建设项目（合计18所）。", ""),
    ],
    "a clause behind that points back": [
        Case("312所，这是2018年全县各级各类学校的总数。", "schools 312 @2018"),
        Case("312所，这是全县民办学校的总数。", ""),
        Case("312人，这是县教育局的意见。", ""),
    ],
    "what was done to whom a label or a heading names": [
        Case("教师：今年招聘86名。", "teachers_recruited 86"),
        Case(
            "招聘61人，交流73人，占应交流的16.1%。",
            "teachers_recruited 61; teachers_rotated 73; teacher_rotation_share 16.1",
            headings="教师队伍",
        ),
        Case("招聘保育员61人，农村学校招聘30人，引进研究生6人。", "", headings="教师队伍"),
        Case("为学校招聘61人。", "", headings="学校安全"),
        Case("大班额呢？减了46个。", "large_classes_eliminated 46"),
        Case("幼儿园：新建6所，改扩建3所。", "kindergartens_built 6"),
        Case("校舍：维修12万平方米。", ""),
    ],
    "the same done at another time": [
        Case(
            "2018年招聘教师136人。2020年拟招聘150人。",
            "teachers_recruited 136 @2018; teachers_recruited 150 planned @2020",
        ),
        Case(
            "2018年招聘教师136人，2020年拟再招150名。",
            "teachers_recruited 136 @2018; teachers_recruited 150 planned @2020",
        ),
        Case("2018年招聘农村教师136人。2020年拟招聘150人。", ""),
        Case("2018年招聘教师136人。2020年普通高中拟招收150人。", "teachers_recruited 136 @2018"),
        Case("现有教师136人。2020年拟招聘150人。", ""),
    ],
    "years in a bracket": [
        Case(
            "累计补充教师300名（2017年140名、2018年160名）。",
            "teachers_recruited 300; teachers_recruited 140 @2017; teachers_recruited 160 @2018",
        ),
        Case("招聘教师120人（去年96人）。", "teachers_recruited 120; teachers_recruited 96 @2018"),
        Case("小学60所（2015年75所）。", "primary_schools 60; primary_schools 75 @2015"),
        Case("小学60所（2015年撤并75所）。", "primary_schools 60"),
    ],
    "what was put right of what was found": [
        Case("排查隐患92处，已改87处。", "hazards_found 92; hazards_rectified 87"),
        Case("摸排隐患92处，到12月20日销号87处。", "hazards_found 92; hazards_rectified 87"),
        Case("查出隐患92处，87处整改到位。", "hazards_found 92; hazards_rectified 87"),
        Case("排查隐患92处，余下5处挂账。", "hazards_found 92"),
    ],
    "parts of a kind just named": [
        Case("全县幼儿园87所，公办的21所。", "kindergartens 87; public_kindergartens 21"),
        Case("全县幼儿园87所，属公办者仅6所。", "kindergartens 87; public_kindergartens 6"),
        Case("在岗教职工2171人（专任1986人）。", "staff 2171; full_time_teachers 1986"),
        Case("幼儿园教职工971人（专任586人）。", ""),
        Case("全县有教职工971人，女的586人。", "staff 971"),
        Case("全县幼儿园87所，农村的61所。", "kindergartens 87"),
        Case("随迁子女在校生2310人，其中小学1620人。", "migrant_children_enrolled 2310"),
    ],
    "a rate that a label names": [
        Case(
            "学前三年毛入园率。目标85%；2017年底78.2%。",
            "preschool_gross_enrolment_rate 85 planned; preschool_gross_enrolment_rate 78.2 @2017",
        ),
        Case(
            "学前三年毛入园率：目标95%，实绩96.1%。",
            "preschool_gross_enrolment_rate 95 planned; preschool_gross_enrolment_rate 96.1",
        ),
        Case("学前三年毛入园率。农村78.2%。", ""),
        Case("学前三年毛入园率。教师持证率78.2%。", ""),
        Case("小学年辍学率为零，初中0.58%。", "primary_dropout_rate 0; junior_dropout_rate 0.58"),
    ],
    "a noun announced alone": [
        Case(
            "论学校，245所，计有：幼儿园114，小学39。", "schools 245; kindergartens 114; primary_schools 39"
        ),
        Case("论学生，近24万人。", "students 240000 ~"),
        Case("幼儿园，小学，245所。", ""),
        Case("演练：全县各校合计113次。", "safety_drills 113"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{name}: {c.text}") for name, cases in SPOKEN.items() for c in cases]
)
def test_the_noun_of_a_figure_is_found_elsewhere_or_not_at_all(case: Case) -> None:
    assert read(case) == expected(case)
