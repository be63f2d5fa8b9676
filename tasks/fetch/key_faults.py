"""What pydantic finds wrong with a table of a registry, in words for whoever wrote the table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic_core import ErrorDetails

SHOULD = re.compile(r"(?:Input|String) should (?:be |have )?(.+)")
LONGEST = 60
"""Characters of a wrong value that are shown."""


def key_fault(table: str, fault: ErrorDetails, keys: Iterable[str]) -> tuple[str, str]:
    """What was found and what was expected instead (empty where the first says it).

    `table` is its name as in the file, [[page]]; `keys` are those that it may have, or the table in it where
    the fault is. They are named where a key is unknown, and nowhere else.
    """
    *above, key = [str(part) for part in fault["loc"]] or [""]
    if fault["type"] == "extra_forbidden":
        return f"{' '.join([table, *above])}: unknown key {key!r}", "keys " + ", ".join(keys)
    if fault["type"] == "missing":
        return f"{' '.join([table, *above])}: the key {key!r} is missing", ""
    where = f"{table} {'.'.join([*above, key])}".strip()
    should = SHOULD.fullmatch(fault["msg"])
    if should is None:
        return f"{where}: {fault['msg'].removeprefix('Value error, ')}", ""
    value = repr(fault["input"])
    return f"{where}: {value if len(value) <= LONGEST else value[:LONGEST] + '…'}", should[1]
