"""How bulletins, yearbooks and preschool self-evaluations say it: intake and pupils, shares, totals."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "the pupils named behind the intake of a stage are of that stage": [
        Case("普通小学招生0.61万人，在校生3.72万人，毕业生0.64万人。", "primary_enrolment 37200"),
        Case("普通初中招生0.52万人，在校生1.55万人。", "junior_secondary_enrolment 15500"),
        Case(
            "全年普通高中招生1910人，在校生5640人；初中招生5210人，在校生15530人；小学招生6140人，在校生37210人。",
            "junior_secondary_enrolment 15530; primary_enrolment 37210",
        ),
        Case("县城小学招生310人，在校生1730人。", ""),
        Case("特殊教育学校招生12人，在校生96人。", ""),
        Case("义务教育阶段招生11350人，在校生52740人。", ""),
        Case("小学、初中招生11350人，在校生52740人。", ""),
    ],
    "其中 before 小学在校生 is cut from it": [
        Case(
            "在校学生60420人，其中小学在校生37210人，初中在校生15530人。",
            "students 60420; primary_enrolment 37210; junior_secondary_enrolment 15530",
        ),
        Case("其中小学在校生中留守儿童2310人。", ""),
    ],
    "pupils of a kind, and then those of them in each stage": [
        Case("随迁子女在校生1870人，其中小学1240人，初中630人。", "migrant_children_enrolled 1870"),
        Case("特殊教育在校生140人，其中小学92人，初中48人。", ""),
        Case("参加营养改善计划学生9340人，其中小学6820人，初中2520人。", ""),
        Case("少数民族在校生1870人，其中小学1240人。", ""),
        Case(
            "在校生52740人，其中小学37210人，初中15530人。",
            "students 52740; primary_enrolment 37210; junior_secondary_enrolment 15530",
        ),
    ],
    "pupils with the kindergartens among them": [
        Case("全县在校学生（含幼儿园）71630人。", "students 71630"),
        Case("全县在校学生（含学前班）71630人。", "students 71630"),
    ],
    "public schools alone are not all schools": [
        Case("全县共有公办学校164所，民办学校38所。", ""),
        Case("全县共有公民办学校202所。", "schools 202"),
    ],
    "other names for children in kindergarten": [
        Case("全县3-5岁在园幼儿9420人。", "preschool_enrolment 9420"),
        Case("幼儿园68所，在园学生9420人。", "kindergartens 68; preschool_enrolment 9420"),
        Case("幼儿园及附设幼儿班学生9420人。", "preschool_enrolment 9420"),
        Case("学前教育在园规模9420人。", "preschool_enrolment 9420"),
        Case("附设幼儿班学生640人。", ""),
        Case("5岁在园幼儿3120人。", ""),
    ],
    "rates of the preschool years and of the senior stage": [
        Case("在园幼儿普惠覆盖率达到94.1%。", "inclusive_coverage_rate 94.1"),
        Case("3—5周岁幼儿毛入园率91.7%。", "preschool_gross_enrolment_rate 91.7"),
        Case("学前教育三年毛入园（班）率为91.7%。", "preschool_gross_enrolment_rate 91.7"),
        Case("学前教育一年毛入园（班）率为97.7%。", ""),
        Case("高中阶段三年毛入学率为93.4%。", "senior_gross_enrolment_rate 93.4"),
        Case("城乡学前三年教育普及率分别达到98%和94%。", ""),
        Case("城乡学前三年毛入园率分别为98%、94%。", ""),
        Case("学前三年教育普及率达到94%。", "preschool_gross_enrolment_rate 94"),
    ],
    "a rate beside one that no indicator counts": [
        Case("小学适龄儿童入学率和毕业率均达100%。", "primary_net_enrolment_rate 100"),
        Case("小学入学率、毕业率均为100%。", "primary_net_enrolment_rate 100"),
        Case("小学毕业率为99.6%。", ""),
    ],
    "no pupil left school": [
        Case("小学辍学率为零，初中辍学率为0.6%。", "primary_dropout_rate 0; junior_dropout_rate 0.6"),
        Case("初中辍学率为零。", "junior_dropout_rate 0"),
        Case("义务教育阶段辍学率为零。", ""),
        Case("力争小学辍学率为零。", "primary_dropout_rate 0 planned"),
    ],
    "inclusive places are those of kindergartens, and so are the public ones among them": [
        Case("新增普惠性学位2700个，其中公办学位1450个。", "preschool_places_added 2700"),
        Case("新增学位2700个。", "compulsory_places_added 2700"),
    ],
    "what the statistics show": [
        Case("统计显示，全县有幼儿园68所。", "kindergartens 68"),
        Case("据统计，全县有小学74所。", "primary_schools 74"),
        Case("全省统计显示小学7400所。", ""),
    ],
    "money of a year": [
        Case("国家财政性教育经费投入8.4亿元。", "education_expenditure 84000"),
        Case("全年完成教育支出83610万元。", "education_expenditure 83610"),
        Case("完成教育项目支出3610万元。", ""),
    ],
    "projects of buildings and grounds": [
        Case("实施校舍场地项目建设36个。", "school_building_projects 36"),
        Case("申报校舍场地项目36个。", ""),
    ],
    "kindergartens of a part of the county are built there, and have no children of the whole": [
        Case("全县农村幼儿园31所，在园幼儿4120人。", ""),
        Case("城区幼儿园24所，在园幼儿5230人；农村幼儿园31所，在园幼儿4120人。", ""),
        Case("农村公办幼儿园12所，在园幼儿1930人。", ""),
        Case(
            "建设14所农村公办幼儿园，新增学位2100个。", "kindergartens_built 14; preschool_places_added 2100"
        ),
        Case("建成公办乡镇中心幼儿园13所。", "kindergartens_built 13"),
        Case("新建乡镇中心幼儿园13所。", "kindergartens_built 13"),
        Case("全县乡镇中心幼儿园13所。", ""),
        Case("县城有一所幼儿园正在新建。", ""),
    ],
    "built, enlarged or rebuilt, with a bracket": [
        Case("近三年新（改、扩）建幼儿园23所。", "kindergartens_built 23 @2017-2019"),
        Case("新（改扩）建公办幼儿园23所。", "kindergartens_built 23"),
        Case("计划新（改、扩）建幼儿园23所。", "kindergartens_built 23 planned"),
    ],
    "aid to children is no money for building": [
        Case("落实学前教育资助资金180万元。", ""),
        Case("投入学前教育资金2800万元，新建幼儿园6所。", "preschool_investment 2800; kindergartens_built 6"),
    ],
    "those of the age and those enrolled": [
        Case("全县3-6岁常住适龄幼儿10270人，在园幼儿9420人。", "preschool_enrolment 9420"),
        Case("全县户籍适龄幼儿10270人。", ""),
    ],
    "independent kindergartens, pupils of junior schools": [
        Case("全县有独立法人幼儿园68所。", "kindergartens 68"),
        Case("初中生入学率为97.5%。", "junior_gross_enrolment_rate 97.5"),
        Case("初中生升学率为97.5%。", ""),
        Case("全县教育支出完成8.4亿元，增长5.1%。", "education_expenditure 84000"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in CASES.values() for case in cases]
)
def test_read_as_meant(case: Case) -> None:
    assert read(case) == expected(case)
