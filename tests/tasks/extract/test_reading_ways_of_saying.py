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
    "普惠型 as well as 普惠性; nouns of newspapers for kindergartens and their children": [
        Case("普惠型民办幼儿园41所。", "inclusive_private_kindergartens 41"),
        Case("普惠型幼儿园覆盖率86%。", "inclusive_coverage_rate 86"),
        Case("辖区幼儿园125所，收托幼儿12340人。", "kindergartens 125; preschool_enrolment 12340"),
        Case("乡镇公办中心幼儿园16所，在园幼儿2100人。", ""),
        Case("公办园收9067人。", "public_preschool_enrolment 9067"),
        Case("公办园收费9067元。", ""),
        Case("公办园在园人数占47.9%。", "public_enrolment_share 47.9"),
        Case("公立园里的孩子占全部在园幼儿的61%。", "public_enrolment_share 61"),
        Case("公立园里的孩子占适龄人口的61%。", ""),
        Case("幼儿园87所，属公办者6所。", "kindergartens 87; public_kindergartens 6"),
        Case("适龄儿童毛入园率为97.1%。", "preschool_gross_enrolment_rate 97.1"),
    ],
    "large classes by the number of their pupils, and a share without the word": [
        Case(
            "56人以上的班占31.4%，66人以上的占14.2%。", "large_class_share 31.4; super_large_class_share 14.2"
        ),
        Case("大班额由28.3%压到11.5%。", "large_class_share 28.3 @?; large_class_share 11.5"),
        Case("消除大班额80%。", ""),
        Case("城区大班额11.5%。", ""),
        Case("初中大班额11.5%。", ""),
        Case("大班额数量下降12%。", ""),
    ],
    "schools by older and shorter names": [
        Case("全县小学64所，九年制5所。", "primary_schools 64; nine_year_schools 5"),
        Case("先后撤并小学、教学点46所。", "schools_merged 46"),
        Case("撤并下伸点33个。", "schools_merged 33"),
        Case("全县组建教共体14个。", "education_groups 14"),
        Case("走访教共体14个。", ""),
    ],
    "pupils of a stage behind those of another": [
        Case(
            "全县小学在校生8.9万人，初中2.6万人，在园幼儿5.4万人。",
            "primary_enrolment 89000; junior_secondary_enrolment 26000; preschool_enrolment 54000",
        ),
        Case(
            "义务教育学生9703人，其中读小学的6323名，读初中的3380名。",
            "primary_enrolment 6323; junior_secondary_enrolment 3380",
        ),
        Case("孤儿41人，其中读小学的23人。", ""),
    ],
    "what is spent on education, in the words of finance": [
        Case("财政性教育经费全年10.9亿元。", "education_expenditure 109000"),
        Case("一般公共预算中教育支出完成43866万元。", "education_expenditure 43866"),
        Case("一般公共预算支出43866万元。", ""),
    ],
    "children of those who came for work, and where to": [
        Case("全县已接收来京务工人员随迁子女6700名。", "migrant_children_enrolled 6700"),
        Case("慰问务工人员随迁子女67名。", ""),
    ],
    "units of older and southern reports; visits counted by schools are no schools": [
        Case("全年未发生安全事故，一宗也没有。", "safety_incidents 0"),
        Case("全县小学115所（个）。", "primary_schools 115"),
        Case("检查幼儿园120所次。", ""),
        Case("检查小学120校次。", ""),
    ],
    "what stands beside, and what a share has come to": [
        Case("全县完全小学178所，另设教学点311个。", "primary_schools 178; teaching_points 311"),
        Case("大班额仍占到9.7%。", "large_class_share 9.7"),
        Case("56人以上班级的占比由23.6%落到6.2%。", "large_class_share 23.6 @?; large_class_share 6.2"),
        Case("全县共劝返了171个。", "dropouts_returned 171"),
        Case("劝说了171个家长。", ""),
    ],
    "who is still away, and who is to be back": [
        Case("全县未返校学生9人。", "out_of_school_children 9"),
        Case("9名未返校学生春季开学前全数到校。", ""),
    ],
    "what was done in building, told by its money": [
        Case("完成学校建设投资8.36亿元。", "school_construction_investment 83600"),
        Case("完成道路建设投资8.36亿元。", ""),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.text) for cases in SAID.values() for case in cases]
)
def test_read_in_other_words(case: Case) -> None:
    assert read(case) == expected(case)
