"""One fact said in many ways: the verbs and turns of phrase of bureaus, newspapers and statisticians.

Each group of words has its counter-examples, which state nothing, beside it.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

SAID: dict[str, list[Case]] = {
    "then and now, by other verbs than 增加到": [
        Case(
            "学前三年毛入园率从62%跃至84.5%。",
            "preschool_gross_enrolment_rate 62 @?; preschool_gross_enrolment_rate 84.5",
        ),
        Case("初中辍学率由1.2%回落到0.6%。", "junior_dropout_rate 1.2 @?; junior_dropout_rate 0.6"),
        Case("教学点由31个减到18个。", "teaching_points 31 @?; teaching_points 18"),
        Case("学区数由5个扩为8个。", "school_districts 5 @?; school_districts 8"),
        Case(
            "普惠性幼儿园由当初的40所增至66所。", "inclusive_kindergartens 40 @?; inclusive_kindergartens 66"
        ),
        Case("大班额比例压到4.2%。", "large_class_share 4.2"),
        Case("大班额比例压降2.1个百分点。", ""),
        Case("在园幼儿激增1200人。", ""),
        Case("小学比上年多出3所。", ""),
    ],
    "what is had, reached and held": [
        Case("全县在园幼儿眼下是7360人。", "preschool_enrolment 7360"),
        Case(
            "幼儿园78所，公办只有8所，民办倒有70所。",
            "kindergartens 78; public_kindergartens 8; private_kindergartens 70",
        ),
        Case("全县城乡在园幼儿合计11540名。", "preschool_enrolment 11540"),
        Case("普惠性幼儿园覆盖率守住了92%。", "inclusive_coverage_rate 92"),
        Case("全县教学点现存12个。", "teaching_points 12"),
        Case("农村在园幼儿合计6540名。", ""),
    ],
    "marks of a list before what is counted": [
        Case("├初级中学10所。", "junior_secondary_schools 10"),
        Case("☆小学35所。", "primary_schools 35"),
    ],
    "places that were found room for": [
        Case("全年新建幼儿园3所，添了学位810个。", "kindergartens_built 3; preschool_places_added 810"),
        Case("挖潜增加义务教育学位1200个。", "compulsory_places_added 1200"),
        Case("幼儿园现有学位8100个。", ""),
    ],
    "large classes were taken apart": [
        Case("一年来共拆掉大班额86个。", "large_classes_eliminated 86"),
        Case("还剩大班额86个。", ""),
    ],
    "schools were given up": [
        Case("全县调减中小学28所。", "schools_merged 28"),
        Case("全县归并教学点12个。", "schools_merged 12"),
        Case("调减课程28门。", ""),
    ],
    "money by its verbs": [
        Case(
            "新建校舍2.1万平方米，花了1530万元。",
            "school_floor_area_built 21000; school_construction_investment 1530",
        ),
        Case("为3名教师治病花了15万元。", ""),
    ],
    "who was taken in": [
        Case("全县随迁子女入读2546人。", "migrant_children_enrolled 2546"),
    ],
    "what is to come": [
        Case("新园明年开园，届时可提供学前学位900个。", "preschool_places_added 900 planned @2020"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in SAID.values() for case in cases]
)
def test_read_in_other_words(case: Case) -> None:
    assert read(case) == expected(case)
