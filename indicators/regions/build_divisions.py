"""Builds divisions.csv: every province, prefecture and county-level division, with its years of validity.

Get the two packages from the registries of Python and npm by their names, in a folder outside the repository:

    python -m pip install --no-deps --target /tmp/lists/gb GB2260==0.4.1
    cd /tmp/lists && npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz

and run, from the root of the repository (nothing else needs to be installed):

    python indicators/regions/build_divisions.py --gb2260 /tmp/lists/gb --china-division /tmp/lists/package

--gb2260 is the folder that `gb2260/data.py` lies in (or that folder `gb2260` itself), or the word
`gb2260` where the package is installed for this Python; --china-division is the unpacked folder that
`dist/areas.csv` lies in. The third input is changes.csv beside this script. Nothing else is read, neither the
clock nor the network: same inputs, same bytes. `--output` writes elsewhere than over divisions.csv.

How. The 17 revisions of GB2260 say which pairs of code and name stood in December 2002, June 2003 … December
2014; a pair that a revision lacks ended in that revision's year, a pair that it has anew began in it.
China-division says what stood in June 2023. Between and after those two, and where the packages are late or
wrong, changes.csv says. A pair whose years nobody states stops the build, so that no date is guessed.
Not imported by the product.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import runpy
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = (
    "code,name,level,province_code,province,prefecture_code,prefecture,valid_from,valid_until,successors"
).split(",")
CHANGE_COLUMNS = "year,code,name,what,successors,correct,note".split(",")
# Headings of the lists, not divisions.
PLACEHOLDERS = {
    "市辖区",
    "县",
    "市",
    "省直辖行政单位",
    "省直辖县级行政单位",
    "省直辖县级行政区划",
    "自治区直辖县级行政单位",
    "自治区直辖县级行政区划",
}
# Prefecture-level cities without counties: they count as county-level divisions as well.
CITIES_WITHOUT_COUNTIES = {"620200", "441900", "442000", "460400"}
SUFFIXES = ("地区", "自治州", "盟", "市", "县", "区", "旗")

Pair = tuple[str, str]


class BuildError(SystemExit):
    """The inputs do not agree, or do not say enough."""


@dataclass
class Facts:
    """changes.csv by kind."""

    began: dict[Pair, int | None] = field(default_factory=dict)
    ended: dict[Pair, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    correct: dict[Pair, Pair] = field(default_factory=dict)
    left_out: set[Pair] = field(default_factory=set)


@dataclass
class Period:
    """A pair of code and name with the years in which it was valid."""

    code: str
    name: str
    start: int | None
    end: int | None = None
    successors: tuple[str, ...] = ()


def read_facts(path: Path) -> Facts:
    facts = Facts()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != CHANGE_COLUMNS:
            raise BuildError(f"{path}: columns are {rows.fieldnames}, expected {CHANGE_COLUMNS}")
        for line, row in enumerate(rows, start=2):
            pair, what = (row["code"], row["name"]), row["what"]
            if what == "began" and pair not in facts.began:
                facts.began[pair] = int(row["year"]) if row["year"] else None
            elif what == "ended" and pair not in facts.ended and row["successors"]:
                facts.ended[pair] = (int(row["year"]), tuple(row["successors"].split(";")))
            elif what == "misspelt" and row["correct"]:
                facts.correct[pair] = (row["code"], row["correct"])
            elif what == "miscoded" and row["correct"]:
                facts.correct[pair] = (row["correct"], row["name"])
            elif what == "left out":
                facts.left_out.add(pair)
            else:
                raise BuildError(f"{path}:{line}: not a fact, or one said twice: {row}")
    return facts


def read_gb2260(where: str) -> list[tuple[int, set[Pair]]]:
    """(year, pairs of the mainland) of each revision, oldest first; the one of no year is December 2014."""
    if where == "gb2260":
        table = importlib.import_module("gb2260.data").data
    else:
        folder = Path(where)
        file = next((f for f in (folder / "gb2260" / "data.py", folder / "data.py") if f.is_file()), None)
        if file is None:
            raise BuildError(f"no gb2260/data.py in {folder}")
        table = runpy.run_path(str(file))["data"]
    revisions = []
    for year, names in table.items():
        month = 201412 if year is None else year * 100 + 12 if year < 10000 else year
        pairs = {(f"{code:06d}", str(name)) for code, name in names.items() if code < 700000}
        revisions.append((month, pairs))
    return [(month // 100, pairs) for month, pairs in sorted(revisions)]


def read_china_division(folder: Path) -> set[Pair]:
    """Pairs of June 2023. Codes that end in 71 to 79 are the statisticians' own, for development zones."""
    pairs = set()
    for file, zeros in (("provinces.csv", "0000"), ("cities.csv", "00"), ("areas.csv", "")):
        with (folder / "dist" / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                code = row["code"] + zeros
                if not "71" <= code[4:] <= "79":
                    pairs.add((code, row["name"]))
    return pairs


def cleaned(pairs: set[Pair], facts: Facts) -> set[Pair]:
    """Without headings and what is no division; misspelt names and wrong codes put right."""
    return {
        facts.correct.get(pair, pair)
        for pair in pairs
        if pair[1] not in PLACEHOLDERS and pair not in facts.left_out
    }


def level_of(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def stem(name: str) -> str:
    suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
    return name[: len(name) - len(suffix)]


def successors_by_name(pair: Pair, new: set[Pair]) -> tuple[str, ...]:
    """The pair that took the place of one, told by name: the same, its stem, or the same code; () if none."""
    code, name = pair
    near = [(c, n) for c, n in new if c[:2] == code[:2] and level_of(c) == level_of(code)]
    for alike in (
        [c for c, n in near if n == name],
        [c for c, n in near if stem(n) == stem(name)],
        [c for c, n in near if c == code],
    ):
        if len(alike) == 1:
            return (alike[0],)
    return ()


def periods_of(revisions: list[tuple[int, set[Pair]]], latest: set[Pair], facts: Facts) -> list[Period]:
    """Every pair with its first and last year; None where it was there at first, or still is."""
    started: dict[Pair, int | None] = dict.fromkeys(revisions[0][1])
    ended: dict[Pair, tuple[int, tuple[str, ...]]] = {}
    for (_, before), (year, now) in pairwise(revisions):
        for pair in now - before:
            if pair in started:
                raise BuildError(f"{pair} comes back in {year}: say in changes.csv what happened")
            started[pair] = year
        for pair in before - now:
            ended[pair] = (year, successors_by_name(pair, now - before))
    last = revisions[-1][1]
    # A pair that only china-division has began when the first of its forerunners ended, itself under an older
    # name before any other.
    late = {pair: end for pair, end in facts.ended.items() if pair not in ended}
    for pair in latest - set(started) - set(facts.began):
        code = pair[0]
        renamed = [year for (old, _), (year, codes) in late.items() if old == code and code in codes]
        heir_of = [year for year, codes in late.values() if code in codes]
        if not heir_of:
            raise BuildError(f"{pair} is new in china-division: say in changes.csv when it began")
        started[pair] = max(renamed, default=min(heir_of))
    started |= facts.began
    for pair in last - latest - set(facts.ended):
        raise BuildError(f"{pair} is gone from china-division: say in changes.csv when it ended")
    unknown = set(facts.ended) - set(started)
    if unknown:
        raise BuildError(f"changes.csv ends what never was: {sorted(unknown)}")
    ended |= facts.ended
    for pair, (year, codes) in ended.items():
        if not codes:
            raise BuildError(f"{pair} ended in {year}: say in changes.csv what took its place")
    return [Period(*pair, start, *ended.get(pair, (None, ()))) for pair, start in started.items()]


def overlap(a: Period, b: Period) -> bool:
    """Have they a year in common, more than a shared year of change."""
    return (a.end is None or b.start is None or b.start < a.end) and (
        b.end is None or a.start is None or a.start < b.end
    )


def rows_of(periods: list[Period]) -> list[list[str]]:
    """One row for each period, cut where the name of the prefecture changes."""
    by_code: dict[str, list[Period]] = defaultdict(list)
    for period in periods:
        by_code[period.code].append(period)
    for code, own in by_code.items():
        own.sort(key=lambda p: (p.start or 0, p.end or 9999))
        for one, other in pairwise(own):
            if overlap(one, other):
                raise BuildError(f"{code}: two names in one year: {one}, {other}")
    rows = []
    for period in periods:
        (province,) = by_code[period.code[:2] + "0000"]
        level = level_of(period.code)
        parents = [period] if level == "prefecture" else []
        if level == "county":
            parents = [p for p in by_code.get(period.code[:4] + "00", []) if overlap(p, period)]
        head = [period.code, period.name]
        tail = [province.code, province.name]
        if not parents:
            when = years(period.start, period.end)
            rows.append([*head, level, *tail, "", "", *when, ";".join(period.successors)])
        for parent in parents:
            starts = [y for y in (period.start, parent.start) if y is not None]
            ends = [y for y in (period.end, parent.end) if y is not None]
            start, end = max(starts, default=None), min(ends, default=None)
            successors = period.successors if end == period.end else (period.code,)
            row = [*tail, parent.code, parent.name, *years(start, end), ";".join(successors)]
            rows.append([*head, level, *row])
            if period.code in CITIES_WITHOUT_COUNTIES:
                rows.append([*head, "county", *row])
    return sorted(rows, key=lambda row: (row[0], row[7] or "0000", row[8] or "9999", row[2] != "prefecture"))


def years(start: int | None, end: int | None) -> list[str]:
    return ["" if start is None else str(start), "" if end is None else str(end)]


def main() -> int:
    parser = argparse.ArgumentParser(description="build divisions.csv; see the top of this file")
    parser.add_argument("--gb2260", required=True, metavar="DIR_OR_PACKAGE")
    parser.add_argument("--china-division", required=True, type=Path, metavar="DIR")
    parser.add_argument("--changes", type=Path, default=HERE / "changes.csv")
    parser.add_argument("--output", type=Path, default=HERE / "divisions.csv")
    arguments = parser.parse_args()
    facts = read_facts(arguments.changes)
    revisions = [(year, cleaned(pairs, facts)) for year, pairs in read_gb2260(arguments.gb2260)]
    latest = cleaned(read_china_division(arguments.china_division), facts)
    periods = periods_of(revisions, latest, facts)
    rows = rows_of(periods)
    known = {row[0] for row in rows}
    for row in rows:
        missing = [code for code in row[9].split(";") if code and code not in known]
        if missing:
            raise BuildError(f"{row[0]} {row[1]}: successors that are no divisions: {missing}")
    with arguments.output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{arguments.output}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
