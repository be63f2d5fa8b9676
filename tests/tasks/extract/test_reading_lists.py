"""Lists: what was done to their items, their parts and shares, 分别, and what a bracket keeps to itself."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

READ: dict[str, list[Case]] = {
    "what was done to the first of a list was done to the others": [
        Case("全年新建幼儿园7所，小学2所，初中1所。", "kindergartens_built 7"),
        Case("新建中小学9所，幼儿园4所。", "kindergartens_built 4"),
        Case("新建7所幼儿园，2所小学。", "kindergartens_built 7"),
        Case("补充教师210名，交流轮岗340人次。", "teachers_recruited 210; teachers_rotated 340"),
        Case("新建小学2所，现有小学64所。", "primary_schools 64"),
        Case("小学比上年增加2所，初中17所。", "junior_secondary_schools 17"),
    ],
    "what else was done to the same noun": [
        Case("全县有幼儿园96所，新建4所。", "kindergartens 96; kindergartens_built 4"),
        Case("全县有小学64所，新建2所。", "primary_schools 64"),
        Case("全县有幼儿园96所，增加4所。", "kindergartens 96"),
    ],
    "a part is named without the noun of its whole": [
        Case(
            "新增学位5200个，其中学前教育1400个，义务教育3800个。",
            "preschool_places_added 1400; compulsory_places_added 3800",
        ),
        Case(
            "招聘教师140名，其中特岗50名，幼儿园36名。",
            "teachers_recruited 140; special_post_teachers_recruited 50; kindergarten_teachers_recruited 36",
        ),
        Case("在校学生共33100人，毕业生9200人，其中小学5100人。", "students 33100"),
        Case("新增学位5200个。", "compulsory_places_added 5200"),
    ],
    "a share is of what was counted just before it": [
        Case(
            "全县有幼儿园96所，其中公办40所，占41.7%。",
            "kindergartens 96; public_kindergartens 40; public_kindergarten_share 41.7",
        ),
        Case(
            "公办园40所，占比41.7%，在园幼儿6100人，占比55.2%。",
            "public_kindergartens 40; public_kindergarten_share 41.7; public_preschool_enrolment 6100; "
            "public_enrolment_share 55.2",
        ),
        Case(
            "公办园40所、在园幼儿6100人，分别占41.7%和55.2%。",
            "public_kindergartens 40; public_kindergarten_share 41.7; public_preschool_enrolment 6100; "
            "public_enrolment_share 55.2",
        ),
        Case(
            "公办园在园幼儿6100人，占比由44.1%提高到55.2%。",
            "public_preschool_enrolment 6100; public_enrolment_share 44.1 @?; public_enrolment_share 55.2",
        ),
        Case("公办园在园幼儿6100人，占适龄幼儿的48.3%。", "public_preschool_enrolment 6100"),
        Case(
            "公办园40所、在园幼儿6100人，分别增长4.1%和5.2%。",
            "public_kindergartens 40; public_preschool_enrolment 6100",
        ),
    ],
    "分别: nouns and figures in the same order": [
        Case("公办民办幼儿园分别40所和56所。", "public_kindergartens 40; private_kindergartens 56"),
        Case(
            "小学初中在校生分别为21300人、9800人。",
            "primary_enrolment 21300; junior_secondary_enrolment 9800",
        ),
        Case(
            "小学在校生、初中在校生、在园幼儿分别为21300、9800、7600人。",
            "primary_enrolment 21300; junior_secondary_enrolment 9800; preschool_enrolment 7600",
        ),
        Case("农村小学、初中在校生分别为8300人、3900人。", ""),
        Case("公办小学、初中分别为60所、15所。", ""),
        Case("小学、初中、教学点64、17、9所。", ""),
    ],
    "a bracket keeps to itself what narrows it": [
        Case("全县有中小学26所（寄宿制小学22所），幼儿园41所。", "kindergartens 41"),
        Case("高中1所（内设附属小学1所），初中3所。", "junior_secondary_schools 3"),
        Case(
            "学校187所（不含教学点9个），在校生31200名，其中小学20100名。",
            "teaching_points 9; students 31200; primary_enrolment 20100",
        ),
        Case("有幼儿园20所，其中县城9所（公办4所、民办5所）。", "kindergartens 20"),
        Case("农村学校有学生9300人（小学6100人）。", ""),
    ],
    "whose entrants are counted, their pupils are counted next": [
        Case("小学招生4100人，在校生24600人，毕业生3900人。", "primary_enrolment 24600"),
        Case("小学、初中招生8100人，在校生40100人。", ""),
    ],
    "not of the kind, what schools came to, and more than any county has": [
        Case(
            "民办园96所，普惠性52所、非普惠44所。",
            "private_kindergartens 96; inclusive_private_kindergartens 52",
        ),
        Case("初中由16所并为12所。", "junior_secondary_schools 16 @?; junior_secondary_schools 12"),
        Case("按学段拆开：小学981、初中1070。", ""),
    ],
    "two in one figure": [
        Case("小学、教学点98所。", ""),
        Case("中心幼儿园等19个项目完工。", ""),
        Case("尚有3所民办园的围墙低于2米。", ""),
    ],
    "a rate without its noun is of the noun before": [
        Case("·专职保安：310人，配备率100%。", "security_guards 310; guard_coverage_rate 100"),
        Case("适龄儿童6120人，已入学6090人，入学率99.5%。", "primary_net_enrolment_rate 99.5"),
        Case("普惠性幼儿园81所，覆盖率87.4%。", "inclusive_kindergartens 81; inclusive_coverage_rate 87.4"),
        Case("校车31辆，完好率100%。", "school_buses 31"),
        Case("农村普惠性幼儿园31所，覆盖率87.4%。", ""),
    ],
    "rates with their full names in a row": [
        Case(
            "小学入学率、初中入学率保持100%。",
            "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 100",
        ),
        Case("小学、初中入学率保持100%。", ""),
    ],
    "the owner of the first of a list is that of the next": [
        Case("有民办中学6所、小学3所。", ""),
        Case("有民办中学6所、公办幼儿园30所。", "public_kindergartens 30"),
    ],
    "was done to the shorter noun": [
        Case("全县在编教师2900人，招聘118人。", "established_teachers 2900; teachers_recruited 118"),
        Case("城乡交流教师132名。", "teachers_rotated 132"),
        Case("跨校交流132名，占应交流教师的12%。", "teachers_rotated 132; teacher_rotation_share 12"),
        Case("城乡学生交流132名。", ""),
    ],
    "times of the present, and signs before an item": [
        Case("去年底小学在校生21300人。", "primary_enrolment 21300 @2018"),
        Case("眼下专任教师2718名。", "full_time_teachers 2718"),
        Case("├小学64所", "primary_schools 64"),
        Case("☆公办幼儿园40所", "public_kindergartens 40"),
    ],
    "figures": [
        Case("小学六十四所，初中十七所。", "primary_schools 64; junior_secondary_schools 17"),
        Case("全县教育支出11.3亿。", "education_expenditure 113000"),
        Case("小学三五所。", ""),
        Case("一次性投入3万元。", ""),
    ],
    "a claim of one stage is none of all": [
        Case("小学无辍学学生。", ""),
        Case("全县义务教育阶段无辍学学生。", "out_of_school_children 0"),
    ],
    "rates that all reach the same": [
        Case("学籍、户籍巩固率、三类残疾儿童入学率均在98.6%以上。", "disabled_enrolment_rate 98.6 >="),
        Case("农村小学、三类残疾儿童入学率均为98.6%。", ""),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in READ.values() for case in cases]
)
def test_lists(case: Case) -> None:
    assert read(case) == expected(case)
