"""The English names of the mainland's divisions, from `regions/english.csv`.

`regions/README.md` says which rules they follow; `regions/build_english.py` makes the file of `english.toml`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from indicators.gazetteer import GazetteerError

FILE = "regions/english.csv"
COLUMNS = ["name", "english"]
ENGLISH = re.compile(r"[A-ZÜ][A-Za-zêüÜ', -]*")
"""The letters that an English name has: nothing in it is markup."""


def english_name(name: str) -> str:
    """The English name of a county-level division, a prefecture or a province, by its full Chinese name.

    柳城县 is Liucheng County, 柳州市 Liuzhou City, 广西壮族自治区 Guangxi; former divisions are known too.
    Any other text, be it short (柳城), unknown or hostile, comes back as it is, not escaped: no name is made
    up for it, and nothing is raised.
    """
    return _names().get(name, name)


def parse_english(lines: Iterable[str]) -> Mapping[str, str]:
    """English names by Chinese ones, of the lines of english.csv; GazetteerError on the first bad row."""
    names: dict[str, str] = {}
    for line, row in enumerate(csv.reader(lines), start=1):
        if line == 1:
            if row != COLUMNS:
                raise _error(line, f"columns {','.join(row)!r}", ",".join(COLUMNS))
        elif len(row) != len(COLUMNS) or not row[0] or not ENGLISH.fullmatch(row[1]):
            raise _error(line, repr(",".join(row)), "a name, and its English one in Latin letters")
        elif row[0] in names:
            raise _error(line, f"{row[0]} a second time", "each name once")
        else:
            names[row[0]] = row[1]
    return names


@cache
def _names() -> Mapping[str, str]:
    """The file that lies in the package, read once."""
    text = (files("indicators") / FILE).read_text(encoding="utf-8")
    return parse_english(text.splitlines())


def _error(line: int, found: str, expected: str) -> GazetteerError:
    return GazetteerError(
        f"{FILE}, line {line}", found, expected, "Build it anew: python -m indicators.regions.build_english."
    )
