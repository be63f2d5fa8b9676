"""How bureaus count kindergartens, children and pupils of all stages: enumerations, parts, shares."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "a number of kindergartens and its parts by who runs them": [
        Case(
            "全县幼儿园96所（公办41所，民办55所）。",
            "kindergartens 96; public_kindergartens 41; private_kindergartens 55",
        ),
        Case(
            "全县各级各类园计96所：公办的仅41所，余下55所全部为民办。",
            "kindergartens 96; public_kindergartens 41; private_kindergartens 55",
        ),
        Case("幼儿园12所，其中5所是民办的。", "kindergartens 12; private_kindergartens 5"),
        Case("幼儿园共96所，其余55所均为民办园。", "kindergartens 96; private_kindergartens 55"),
        Case(
            "全县幼儿园96所，按性质分公办幼儿园41所、民办幼儿园55所；按城乡分，城区30所、农村66所。",
            "kindergartens 96; public_kindergartens 41; private_kindergartens 55",
        ),
        Case(
            "幼儿园一共96所，民办占了55所（其中普惠性的38所），公办41所。",
            "kindergartens 96; public_kindergartens 41; private_kindergartens 55;"
            " inclusive_private_kindergartens 38",
        ),
        Case("民办园中普惠性幼儿园38所。", "inclusive_private_kindergartens 38"),
        Case("【幼儿园】公办41所。民办55所。", "public_kindergartens 41; private_kindergartens 55"),
        Case("全县幼儿园96所，小学46所（民办2所）。", "kindergartens 96; primary_schools 46"),
        Case("全县幼儿园96所，小学46所，民办2所。", "kindergartens 96; primary_schools 46"),
        Case("其余幼儿园12所。", ""),
        Case("其他幼儿园12所。", ""),
        Case(
            "全县有幼儿园85所（公办40所、普惠性民办38所、其他民办7所）。",
            "kindergartens 85; public_kindergartens 40; inclusive_private_kindergartens 38",
        ),
        Case("企事业办、集体办分别为3所、2所。", "", headings="幼儿园"),
        Case("公立单办幼儿园10所，民办幼儿园2所。", "private_kindergartens 2"),
        Case("检查幼儿园12所，其中3所为民办。", ""),
        Case("新建幼儿园12所，其中3所为公办。", "kindergartens_built 12"),
        Case("其余12所为乡镇幼儿园。", ""),
        Case("改造提升公办幼儿园4所。", ""),
    ],
    "a dash between a total and its parts, a colon before a figure": [
        Case(
            "全县各级各类学校140所——幼儿园80所，小学46所，初中14所。",
            "schools 140; kindergartens 80; primary_schools 46; junior_secondary_schools 14",
        ),
        Case("小学：46所。", "primary_schools 46"),
        Case("幼儿园：城区30所，农村66所。", ""),
        Case("学前教育：新增学位600个。", "preschool_places_added 600"),
        Case("上课时间为8：30所有学生到校。", ""),
    ],
    "kindergartens and their children in one breath": [
        Case(
            "公办园52所6590名幼儿，民办园31所4722名幼儿。",
            "public_kindergartens 52; public_preschool_enrolment 6590;"
            " private_kindergartens 31; private_preschool_enrolment 4722",
        ),
        Case("小学46所12000名学生。", "primary_schools 46; primary_enrolment 12000"),
        Case("全县83所幼儿园、在园11312人。", "kindergartens 83; preschool_enrolment 11312"),
        Case("其他部门办园55所，在园幼儿7636人。", ""),
        Case("普通高中3所，在校学生3000人，专任教师300人。", ""),
    ],
    "a share behind a number of children is of the children, one behind a number of kindergartens of those": [
        Case("公办园幼儿6590人，占58.26%。", "public_preschool_enrolment 6590; public_enrolment_share 58.26"),
        Case(
            "全县在园幼儿11312人，公办园6590人，占58.26%。",
            "preschool_enrolment 11312; public_preschool_enrolment 6590; public_enrolment_share 58.26",
        ),
        Case("公办园52所，占62.7%。", "public_kindergartens 52; public_kindergarten_share 62.7"),
        Case("公办园6590人，占58.26%。", ""),
        Case("民办园31所，占37.3%。", "private_kindergartens 31"),
        Case("公办园和普惠性民办园幼儿27107人，占比93.16%。", "inclusive_coverage_rate 93.16"),
    ],
    "pupils of all stages and then stage by stage": [
        Case(
            "在校学生和幼儿共42000人，其中在园幼儿9000人，小学20000人，初中13000人。",
            "students 42000; preschool_enrolment 9000; primary_enrolment 20000;"
            " junior_secondary_enrolment 13000",
        ),
        Case(
            "在校学生共42000人。其中学前9000人、小学20000人、初中13000人。",
            "students 42000; preschool_enrolment 9000; primary_enrolment 20000;"
            " junior_secondary_enrolment 13000",
        ),
        Case(
            "在校学生共有33000人。按学段分，小学20000人，初中13000人。",
            "students 33000; primary_enrolment 20000; junior_secondary_enrolment 13000",
        ),
        Case("在校学生共有33000人，毕业生9000人，其中小学5000人，初中4000人。", "students 33000"),
        Case(
            "在校学生共有33000人，随迁子女900人，其中小学500人。",
            "students 33000; migrant_children_enrolled 900",
        ),
        Case("教职工2800人。其中小学1300人、初中900人。", "staff 2800"),
        Case(
            "中小学幼儿园在校生从2015年的31.5万人涨到2019年的36.2万人。",
            "students 315000 @2015; students 362000 @2019",
        ),
    ],
    "all schools of the county in one number": [
        Case("全县共有学校140所，其中小学46所。", "schools 140; primary_schools 46"),
        Case("云溪目前各级各类学校有140所。", "schools 140"),
        Case("云溪小学有教师86人。", ""),
        Case(
            "全县共有各级各类学校125所，比上年增加2所，其中小学90所、初中28所。",
            "schools 125; primary_schools 90; junior_secondary_schools 28",
        ),
        Case("全县新增学校2所，其中小学1所。", ""),
        Case("全县共有学校（幼儿园）140所。", "schools 140"),
        Case("城区共有学校14所。", ""),
        Case("共有学校140所参加活动。", ""),
        Case("义务教育阶段，全县共有学校60所。", ""),
    ],
    "pupils of middle schools, or of colleges, are not those of all stages": [
        Case(
            "中学40所（初中15所、高中6所、九年一贯制学校14所），在校生27166人。",
            "junior_secondary_schools 15; nine_year_schools 14",
        ),
        Case("职业学院共招生961人，在校学生1411人。", "", headings="三、高等教育"),
    ],
    "a sentence without a figure says of which stage the next one speaks": [
        Case("幼儿园建设提速。新增学位1200个。", "preschool_places_added 1200"),
    ],
    "owners of the sentence before do not govern the children of all kindergartens": [
        Case(
            "幼儿园96所。民办幼儿园55所。在园幼儿11000人。",
            "kindergartens 96; private_kindergartens 55; preschool_enrolment 11000",
        ),
        Case(
            "民办幼儿园55所，在园幼儿6000人。", "private_kindergartens 55; private_preschool_enrolment 6000"
        ),
    ],
    "a rate that a clause of its own names": [
        Case(
            "学前三年毛入园率，2015年为58%，2019年达到79.6%。",
            "preschool_gross_enrolment_rate 58 @2015; preschool_gross_enrolment_rate 79.6 @2019",
        ),
        Case("公办园在园儿童占比，2020年底须达50%。", "public_enrolment_share 50 planned @2020"),
        Case("九年义务教育巩固率，乡镇为94%。", ""),
        Case(
            "学前一年毛入园率达到99.44%、学前二年达到92.6%、学前三年达到78.82%。",
            "preschool_gross_enrolment_rate 78.82",
        ),
    ],
    "what the county spends on education, and what a programme of several parts costs": [
        Case("全县教育一般公共预算支出12.58亿元。", "education_expenditure 125800"),
        Case(
            "五年来全区教育经费累计投入约41亿元。",
            "education_expenditure 410000 ~ @2015-2019",
            names=("河东区",),
        ),
        Case("一般公共预算教育支出43866万元。", "education_expenditure 43866"),
        Case("薄弱学校改造、学前教育等项目完成投资6550万元。", ""),
        Case("投入5000万元建设职业中专、投入3000万元建设幼儿园。", "preschool_investment 3000"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in CASES.values() for case in cases]
)
def test_read_as_meant(case: Case) -> None:
    assert read(case) == expected(case)
