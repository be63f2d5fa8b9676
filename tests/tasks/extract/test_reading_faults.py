"""What the reading gets wrong today, by the rulings on what counts as a fact. Each case is expected to fail.

A case that passes fails the run: move it then to the tables of what is read rightly.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import Case, expected, read

WRONG: dict[str, list[Case]] = {
    "实际 ends what 计划 began": [
        Case(
            "应招聘教师120人，实际招聘教师102人。", "teachers_recruited 120 planned; teachers_recruited 102"
        ),
    ],
    "已有 and the verb 再 in one sentence of a plan": [
        Case(
            "全县已有幼儿园85所，再建4所。",
            "kindergartens 85; kindergartens_built 4 planned @2020",
            headings="工作思路",
            plan=2020,
        ),
    ],
    "a time before the report's year that gives no year is not the report's year": [
        Case("建国初期有小学12所。", "primary_schools 12 @?"),
    ],
}
"""Facts that are read with a wrong bound, status or year."""

MISSED: dict[str, list[Case]] = {
    "schools that were left, by the bare verb 留": [
        Case("小学留43所，初中留13所。", "primary_schools 43; junior_secondary_schools 13"),
    ],
}
"""Facts that are stated and not read."""


def marked(table: dict[str, list[Case]]) -> list[object]:
    """The cases of a table, each expected to fail for the reason that it stands under."""
    return [
        pytest.param(case, id=case.text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for reason, cases in table.items()
        for case in cases
    ]


@pytest.mark.parametrize("case", marked(WRONG))
def test_facts_that_are_read_wrongly(case: Case) -> None:
    assert read(case) == expected(case)


@pytest.mark.parametrize("case", marked(MISSED))
def test_facts_that_are_missed(case: Case) -> None:
    assert read(case) == expected(case)
