"""Totals behind their parts: what they are of follows from what they sum up."""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

CASES = [
    Case(
        "公办园58所、民办园119所，合计177所。",
        "public_kindergartens 58; private_kindergartens 119; kindergartens 177",
    ),
    Case(
        "全县公办园在园幼儿5600人，民办园在园幼儿4100人，两项加起来9700人。",
        "public_preschool_enrolment 5600; private_preschool_enrolment 4100; preschool_enrolment 9700",
    ),
    Case("新建幼儿园5所，改扩建幼儿园7所，合计12所。", "kindergartens_built 12"),
    Case("新建幼儿园5所，改扩建幼儿园7所，合计15所。", "kindergartens_built 5; kindergartens_built 7"),
    Case(
        "小学在校生21000人，初中在校生9800人，合计30800人。",
        "primary_enrolment 21000; junior_secondary_enrolment 9800",
    ),
    Case("公办园58所、民办园119所，校舍共177间。", "public_kindergartens 58; private_kindergartens 119"),
    Case(
        "新建幼儿园5所，计划再新建幼儿园7所，共12所。", "kindergartens_built 5; kindergartens_built 7 planned"
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
