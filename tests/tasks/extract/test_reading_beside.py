"""Figures that stand beside others: what is asked for, the year before, rows whose parts nothing names."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

BESIDE: dict[str, list[Case]] = {
    "what every county is asked for, and what this one has": [
        Case("普惠性幼儿园覆盖率应达80%，我县96.3%。", "inclusive_coverage_rate 96.3"),
        Case("公办园在园幼儿占比须达50%，我县61.4%。", "public_enrolment_share 61.4"),
        Case("普惠性幼儿园覆盖率应达80%，邻县96.3%。", "inclusive_coverage_rate 80 planned"),
    ],
    "a row of rates of which no noun tells the parts": [
        Case("两类台账的隐患整改率分别为97.1%、100%。", ""),
        Case("交流教师占应交流教师的12.1%、13.4%、15%。", ""),
        Case(
            "小学、初中入学率分别为100%、99.2%。",
            "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 99.2",
        ),
    ],
    "schools of some size are some of all": [
        Case("规模在100人以下的小学有41所。", ""),
        Case("全县小学有41所。", "primary_schools 41"),
    ],
    "the level of the year before, told by a comparison": [
        Case(
            "全县在校学生51240人，比2017年的52310人减少1070人。",
            "students 51240; students 52310 @2017",
        ),
        Case(
            "在园幼儿9120名，较上年的9876名减少7.7%。",
            "preschool_enrolment 9120; preschool_enrolment 9876 @2018",
        ),
        Case("在园幼儿9120名，比2017年减少756名。", "preschool_enrolment 9120"),
        Case("在园幼儿9120名，比2017年的最高峰少很多。", "preschool_enrolment 9120"),
    ],
    "an aside of the year before, and the date of a pair's earlier figure, end there": [
        Case(
            "招聘教师186名，上年为152名，其中幼儿园教师40名。",
            "teachers_recruited 186; teachers_recruited 152 @2018; kindergarten_teachers_recruited 40",
        ),
        Case(
            "小学由2005年的210所调整到96所，撤并村小14所。",
            "primary_schools 210 @2005; primary_schools 96; schools_merged 14",
        ),
    ],
    "none more is not none; what buses were fitted with is no coverage; a spot check finds some": [
        Case("控辍保学实现辍学学生零新增。", ""),
        Case("校车全部安装了卫星定位。", ""),
        Case("安全工作中，消防部门联合抽查发现问题23个。", ""),
    ],
    "a deed of the special posts, and of those alone": [
        Case("“特岗计划”给我县80名，录用77名。", "special_post_teachers_recruited 77"),
        Case("全县教师老化，全年招录96名。", "teachers_recruited 96"),
    ],
}


@pytest.mark.parametrize("case", [pytest.param(c, id=c.text) for cases in BESIDE.values() for c in cases])
def test_figures_beside_others(case: Case) -> None:
    assert read(case) == expected(case)
