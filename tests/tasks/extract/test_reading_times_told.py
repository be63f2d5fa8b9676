"""Times that words point back to, spans and deadlines, and what takes its year from a clause before."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES: dict[str, list[Case]] = {
    "pointed back to": [
        Case(
            "2003年体制改革。彼时全县小学尚有421所，初中55所。",
            "primary_schools 421 @2003; junior_secondary_schools 55 @2003",
        ),
        Case("彼时全县小学尚有421所。", "primary_schools 421 @?"),
        Case("2003年体制改革。彼时条件很差，目前全县有小学121所。", "primary_schools 121"),
        Case("从2012年到2017年，队伍净减187人：那时的专任教师还有2609人。", "full_time_teachers 2609 @2012"),
        Case(
            "撤前，全县小学173所；撤后，全县小学43所。",
            "primary_schools 173 @?; primary_schools 43",
        ),
        Case("专职保安员由年初的96人增到158人。", "security_guards 96; security_guards 158"),
    ],
    "spans and deadlines": [
        Case("2018、2019两年，共化解大班额312个。", "large_classes_eliminated 312 @2018-2019"),
        Case(
            "从今年到2021年，将分批新建公办幼儿园10所。",
            "kindergartens_built 10 planned @2019-2021",
        ),
        Case("到2021年底前，全县公办幼儿园占比达到50%。", "public_kindergarten_share 50 planned @2021"),
        Case("2021年6月30日前，消除D级危房3万平方米。", "dilapidated_area_removed 30000 planned @2021"),
        Case("2005年以前，全县共有小学421所。", "primary_schools 421 @?"),
        Case(
            "自2018年工程启动以来，各方齐心协力。截至目前，新建校舍9万平方米；消除危房3万平方米。",
            "school_floor_area_built 90000 @2018-2019; dilapidated_area_removed 30000 @2018-2019",
        ),
        Case("2016年至2018年，学前三年毛入园率达到90%。", "preschool_gross_enrolment_rate 90 @2018"),
        Case("近三年，学前三年毛入园率达到90%。", "preschool_gross_enrolment_rate 90"),
    ],
    "of the clause before": [
        Case(
            "④2015年的学前三年毛入园率为71.4%，幼儿园只有19所。",
            "preschool_gross_enrolment_rate 71.4 @2015; kindergartens 19 @2015",
        ),
        Case(
            "2015年的学前三年毛入园率为71.4%，目前全县有幼儿园19所。",
            "preschool_gross_enrolment_rate 71.4 @2015; kindergartens 19",
        ),
        Case(
            "去年全县共排查隐患1153处，整改率99.65%。",
            "hazards_found 1153 @2018; hazard_rectification_rate 99.65 @2018",
        ),
        Case(
            "2017年秋季建班的时候，56人以上的班占到21.3%，66人以上的占8.7%。",
            "large_class_share 21.3 @2017; super_large_class_share 8.7 @2017",
        ),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in CASES for c in CASES[group]]
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
