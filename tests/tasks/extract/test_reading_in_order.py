"""Several nouns and several figures, told apart by their order; one figure for several; counts behind 有."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

IN_ORDER: dict[str, list[Case]] = {
    "as many figures in a row as nouns before it": [
        Case("小学、初中辍学率0.12%、0.98%。", "primary_dropout_rate 0.12; junior_dropout_rate 0.98"),
        Case("小学、初中的差异系数是0.43和0.31，均低于标准。", "cv_primary 0.43; cv_junior 0.31"),
        Case(
            "小学、初中在校生32100人、15200人。",
            "primary_enrolment 32100; junior_secondary_enrolment 15200",
        ),
        Case("幼儿园、小学45所、88所。", "kindergartens 45; primary_schools 88"),
        Case(
            "小学入学率、初中入学率99%、98%。",
            "primary_net_enrolment_rate 99; junior_gross_enrolment_rate 98",
        ),
        Case("小学、初中毕业率99%、98%。", ""),
        Case("农村小学、初中辍学率0.12%、0.98%。", ""),
        Case("城区小学、初中在校生3210人、1520人。", ""),
        Case("幼儿园、小学、初中45所、88所。", ""),
        Case("小学、初中学校32所、15所。", ""),
        Case("中小学、幼儿园专职保安120名、80名。", ""),
        Case("县幼儿园、实验小学45人、88人。", ""),
    ],
    "依次 as 分别": [
        Case("小学、初中辍学率依次为0.12%、0.98%。", "primary_dropout_rate 0.12; junior_dropout_rate 0.98"),
        Case("小学、初中校际差异系数，测算下来依次是0.43和0.31。", "cv_primary 0.43; cv_junior 0.31"),
        Case("小学、初中校际差异系数，两所学校依次是0.43和0.31。", ""),
        Case("三项得分依次为95%、90%、85%。", ""),
    ],
    "names of a list that are none of the catalogue's": [
        Case("小学入学率、稳固率、毕业率均保持100%。", "primary_net_enrolment_rate 100"),
        Case("全县校园封闭式管理率、护学岗设置率均为100%。", "closed_campus_rate 100"),
        Case("校园封闭式管理率、视频监控覆盖率均为100%。", "closed_campus_rate 100"),
        Case("城区小学入学率、稳固率、毕业率均保持100%。", ""),
        Case("护学岗设置率、值班率均为100%。", ""),
        Case("小学适龄儿童巩固率、留守儿童少年入学率均为100%。", ""),
    ],
    "teachers and heads moved between schools": [
        Case("全县交流教师、校长达286人。", "teachers_rotated 286"),
        Case("全年交流教师和校长243名。", "teachers_rotated 243"),
        Case("表彰教师、校长43名。", ""),
    ],
    "a task, and what became of it": [
        Case(
            "任务：专职保安配备率、封闭式管理率两个100%。",
            "guard_coverage_rate 100 planned; closed_campus_rate 100 planned",
        ),
        Case(
            "学前三年毛入园率目标值85%，实际值91%。",
            "preschool_gross_enrolment_rate 85 planned; preschool_gross_enrolment_rate 91",
        ),
        Case(
            "普惠性幼儿园覆盖率。任务85%，实绩91.2%，完成率107%。",
            "inclusive_coverage_rate 85 planned; inclusive_coverage_rate 91.2",
        ),
        Case(
            "学前三年毛入园率目标值85%，得分91%。",
            "preschool_gross_enrolment_rate 85 planned",
        ),
        Case("考核实绩95%。", ""),
        Case("1.事业发展目标：学前三年毛入园率90%。", "preschool_gross_enrolment_rate 90 planned"),
        Case("1.目标完成情况：学前三年毛入园率90%。", "preschool_gross_enrolment_rate 90"),
    ],
}

HAVING: dict[str, list[Case]] = {
    "a noun behind its figure": [
        Case(
            "全县现有五百七十所学校，六千三百九十六名教职员工，八万八千六百名学生。",
            "schools 570; staff 6396; students 88600",
        ),
        Case("全县现有12所学校被评为示范校。", ""),
        Case("全县现有12所薄弱学校。", ""),
        Case("农村现有12所学校。", ""),
        Case("全县有12所学校开展试点。", ""),
    ],
    "a bracket that divides the schools leaves what follows of all": [
        Case(
            "全县现有570所学校（其中普通中学26所，职业学校5所），88600名学生。",
            "schools 570; students 88600",
        ),
        Case("全县现有普通中学26所（职业学校5所），88600名学生。", ""),
    ],
    "a count in thousands": [
        Case("教师参训4.2千人次。", "teacher_training_participants 4200"),
        Case("家长参训4.2千人次。", ""),
    ],
}


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.text) for table in (IN_ORDER, HAVING) for cases in table.values() for c in cases],
)
def test_what_a_sentence_states(case: Case) -> None:
    assert read(case) == expected(case)
