"""Counts of what was done that a report states for all of its schools, and those of a part told beside.

排查各类隐患1473处 in all, and 检查查出问题312条 at the beginning of a term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

GATHERED = frozenset(
    {
        *("hazards_found", "hazards_rectified", "safety_drills", "dropouts_returned"),
        *("law_education_sessions", "traffic_safety_sessions", "safety_training_participants"),
    }
)
"""What is done school by school, so that reports tell of some of it and of all of it."""
IN_ALL = (
    *(
        "累计",
        "共",
        "合计",
        "总计",
        "全年",
        "一年来",
        "全县",
        "全区",
        "全市",
        "全旗",
        "全部",
        "各校",
        "各类",
        "总数",
    ),
    *("累計", "合計", "總計", "全縣", "全區", "各類", "總數"),
)
ENDS = "，；。！？：\n,;"
CLAUSE_END = re.compile(f"[{ENDS}]")

Row = Mapping[str, Any]


def parts_of_wholes(rows: Sequence[Row]) -> set[int]:
    """The places of the rows that state a part of what another one states in all.

    It is of the same year, larger, and only it is said of all.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, row in enumerate(rows):
        if row["indicator"] in GATHERED and row["status"] == "actual":
            groups.setdefault((row["indicator"], row["year"], row["from_year"]), []).append(place)
    found: set[int] = set()
    for places in groups.values():
        if len(places) < 2:
            continue
        wholes = [place for place in places if _of_all(rows[place])]
        largest = max((rows[place]["value"] for place in wholes), default=0.0)
        found.update(p for p in places if p not in wholes and rows[p]["value"] < largest)
    return found


def _of_all(row: Row) -> bool:
    """Whether the clause of the row's quote has a word that takes in all."""
    sentence, quote = str(row["sentence"]), str(row["quote"])
    at = max(sentence.find(quote), 0)
    start = max(sentence.rfind(mark, 0, at) for mark in ENDS) + 1
    behind = CLAUSE_END.search(sentence, at + len(quote))
    said = sentence[start : behind.start() if behind else len(sentence)]
    return any(word in said for word in IN_ALL)
