"""Clauses that open what is not told of the county's whole year: halves of a sum, demands from above."""

from __future__ import annotations

import re

from tasks.extract.clauses import Clause
from tasks.extract.exclusions import NORMS
from tasks.extract.reach import PART_MARKS

SEASONS = ("春季", "秋季", "春期", "秋期", "上半年", "下半年", "上学期", "下学期")
YARDSTICK = re.compile(r"(?:评估|评价|考核|验收|督导)(?:要点|标准|指标|细则|要求)\d{0,2}$")
OPENING = 8
"""Within so many characters of its start a clause names its half of the year."""


def asked_for(clause: Clause) -> bool:
    """Whether a clause only says that a standard, or somebody above, asks for what follows: 省里要求，…"""
    if clause.labels and YARDSTICK.search(clause.text):
        return True  # 评估要点9：…
    if clause.figures or clause.words.isdisjoint(NORMS):
        return False
    return all(token.text in NORMS or token.kind == "date" for token in clause.tokens)


def part_of_year(clause: Clause) -> bool:
    """Whether a clause opens the halves of a year, whose sum was said: 其中春季发放217万元."""
    marked = clause.parent is not None or clause.starts_with(*PART_MARKS)
    return marked and any(season in clause.text[:OPENING] for season in SEASONS)
