"""Rows of a table that are parts of a row above them: 幼儿园 35所, below it, set in, 公办 33所."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.extract.context import Fact
from tasks.extract.table_heads import Head
from tasks.records import ReportTable

PART = re.compile(r"^(?:其中|内含|含|#)(?![有数])")
PEOPLE_ROW = re.compile(r"(?:生|师|教职工|教职员工|人|幼儿|儿童|人员)(?:总?人?数)?$")
COUNTED_PEOPLE = "人名位"
OWNERS = {"公办": "public", "民办": "private"}
"""Columns of whose the kindergartens are, and what the indicators of those are called."""


def owners_of(table: ReportTable) -> list[int | None]:
    """For every row the row above that it is a part of, if it is set in or says 其中."""
    owners: list[int | None] = []
    last: int | None = None
    for number, row in enumerate(table.rows):
        if number < table.head_rows:
            owners.append(None)
            continue
        indent = table.indents[number] if table.indents else 0
        if PART.search(row[0].text):
            owners.append(last)
            continue
        above = _less_set_in(table, number, indent) if indent else None
        owners.append(above)
        last = number if above is None else last
    return owners


def _less_set_in(table: ReportTable, number: int, indent: int) -> int | None:
    """The nearest row above one that is set in less; none where the rows above are all set in as far."""
    above = range(number - 1, table.head_rows - 1, -1)
    return next((n for n in above if table.indents[n] < indent), None)


def joined_heads(owner: Head | None, head: Head) -> Iterator[Head]:
    """What a row and the one it is a part of name together: 公办幼儿园, 小学在校学生."""
    if owner is None or not owner.words or not head.words:
        return
    yield replace(head, words=head.words + owner.words, unit=head.unit or owner.unit)
    yield replace(head, words=owner.words + head.words, unit=head.unit or owner.unit)


def of_its_owner(column: Head, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a column, where it is of public or of private ones only those that say so."""
    owner = OWNERS.get(column.words)
    return [fact for fact in facts if owner is None or owner in fact.rule.indicator.id]


def of_others(owner: Head, unit: str, facts: Sequence[Fact]) -> bool:
    """Whether a row below one of people is read as of schools, without a unit that says so."""
    of_people = PEOPLE_ROW.search(owner.words) is not None and not any(mark in unit for mark in "所校园%")
    counted = any(mark in unit for mark in COUNTED_PEOPLE)
    return (of_people or counted) and any(fact.rule.measure == "institutions" for fact in facts)
