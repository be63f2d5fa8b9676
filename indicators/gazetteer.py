"""The county-level divisions of the mainland with their codes, parents, names and years of validity.

The facts are `regions/divisions.csv` and `regions/aliases.csv`; `regions/README.md` says where they come
from. Names are in simplified script; of traditional ones only those that the converter spoils are known.
A division in the year of its change counts as valid, and so does what took its place.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from indicators.errors import CountyEducationError

DIVISION_COLUMNS = (
    "code,name,level,province_code,province,prefecture_code,prefecture,valid_from,valid_until,successors"
).split(",")
ALIAS_COLUMNS = "name,code,reason".split(",")
LEVELS = frozenset({"province", "prefecture", "county"})

_NATIONS = tuple(
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 "
    "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 保安 裕固 独龙 "
    "各".split()
)
# Some names leave out 族: 巴里坤哈萨克自治县.
_PEOPLES = (*(f"{nation}族" for nation in _NATIONS), *"哈萨克 蒙古 柯尔克孜 塔吉克 锡伯 维吾尔".split())
_SELF_GOVERNED = {"自治县": "县", "自治旗": "旗", "自治州": "州", "自治区": ""}
_SUFFIXES = ("矿区", "特区", "新区", "地区", "省", "市", "县", "区", "旗", "盟")
_LONG = (*_SUFFIXES, "縣", "區", "州")
# 巴林左旗 is not called 巴林左.
_UNFINISHED = ("左", "右", "前", "中", "后", "联合")
# 河南蒙古族自治县, 海南区, 河北区 are not called as a province is; 市中区, 市郊区 have no name of their own.
_NOT_SHORT = frozenset({"河南", "海南", "河北", "市中", "市郊"})


class GazetteerError(CountyEducationError, ValueError):
    """A row of the gazetteer that is not as it should be."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one code, name and parent, and the years (both included) of that."""

    code: str
    name: str
    level: str
    province_code: str
    province: str
    prefecture_code: str
    prefecture: str
    valid_from: int | None
    valid_until: int | None
    successors: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def short_names(self) -> tuple[str, ...]:
        """What it is called without 县, 区, 市 …, two characters or more; () if there is no such name."""
        short = _shortened(self.name)
        return (
            short + tuple(name for name in self.aliases if not name.endswith(_LONG))
            if self.aliases
            else short
        )

    def valid_in(self, year: int) -> bool:
        """Was it valid in some part of that year."""
        return (self.valid_from is None or self.valid_from <= year) and (
            self.valid_until is None or year <= self.valid_until
        )


def _shortened(name: str) -> tuple[str, ...]:
    """The short names that follow from a full name: 柳城; 大厂 and 大厂县 for 大厂回族自治县."""
    kind = name[-3:]
    if kind in _SELF_GOVERNED:
        stem = _without_peoples(name[:-3])
        short = [stem, stem + _SELF_GOVERNED[kind]] if _SELF_GOVERNED[kind] else [stem]
    else:
        suffix = next((s for s in _SUFFIXES if name.endswith(s) and len(name) > len(s) + 1), "")
        stem = name.removesuffix(suffix)
        if name.endswith("族区"):
            stem = _without_peoples(stem)
        unfinished = suffix == "旗" and stem.endswith(_UNFINISHED)
        short = [] if unfinished or not suffix else [stem]
    return tuple(each for each in short if each not in _NOT_SHORT)


def _without_peoples(stem: str) -> str:
    """前郭尔罗斯 for 前郭尔罗斯蒙古族; 鄂温克 for 鄂温克族, where nothing else is left."""
    while people := next((p for p in _PEOPLES if stem.endswith(p) and len(stem) > len(p) + 1), ""):
        stem = stem.removesuffix(people)
    return stem.removesuffix("族")


ByName = Mapping[str, tuple[Division, ...]]


class Gazetteer:
    """Divisions by name and by code. Its indexes are made when first asked for."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.divisions = tuple(divisions)

    def names(self) -> ByName:
        """Every full name and alias of a county-level division."""
        return self._county_names

    def short_names(self) -> ByName:
        """Every short name of a county-level division; one may be another division's full name."""
        return self._county_short_names

    def prefecture_names(self) -> ByName:
        """Every full, short and other name of a prefecture."""
        return self._prefecture_names

    def province_names(self) -> ByName:
        """Every full and short name of a province."""
        return self._province_names

    def by_code(self, code: str, year: int | None = None) -> tuple[Division, ...]:
        """What the code stood for, ever or in that year, oldest first; a city without counties twice."""
        found = self._codes.get(code, ())
        return found if year is None else tuple(d for d in found if d.valid_in(year))

    def find(self, name: str, year: int | None = None, within: Collection[str] = ()) -> tuple[Division, ...]:
        """County-level divisions of that full, other or short name; () where there is none.

        `within` are names of provinces and prefectures said beside it: those that most of them speak for are
        kept, all if they speak for none. Of what is left, those valid in the year; if none is, what took
        their place under this name; else all, so that the caller sees what it would be. A full name or alias
        goes before a short name, unless only the latter fits `within`, or, as far as that leaves it open, the
        year. In its year of change a division gives way to its successor, if that has the name as well.
        """
        parents = [codes for codes in map(self._parent_codes, within) if codes]
        named = [n for n in (self._county_names.get(name, ()), self._county_short_names.get(name, ())) if n]
        if not named:
            return ()

        def fits(divisions: tuple[Division, ...]) -> tuple[bool, bool]:
            return (
                any(_votes(d, parents) for d in divisions),
                year is not None and any(d.valid_in(year) for d in divisions),
            )

        named.sort(key=fits, reverse=True)  # stable: the full name first where both fit alike
        candidates = named[0]
        most = max(_votes(d, parents) for d in candidates)
        codes = {d.code for d in candidates if _votes(d, parents) == most}
        kept = tuple(d for d in candidates if d.code in codes)
        if year is None:
            return kept
        valid = tuple(d for d in kept if d.valid_in(year)) or tuple(
            d for d in candidates if d.valid_in(year) and d.code in self._heirs(kept)
        )
        return tuple(d for d in valid if not _gave_way(d, year, valid)) or kept

    def _heirs(self, divisions: Iterable[Division]) -> set[str]:
        """Codes of what took the place of these, and of those in turn."""
        heirs: set[str] = set()
        waiting = [code for d in divisions for code in d.successors]
        while waiting:
            code = waiting.pop()
            if code not in heirs:
                heirs.add(code)
                waiting += [s for d in self._codes.get(code, ()) for s in d.successors]
        return heirs

    def _parent_codes(self, name: str) -> frozenset[str]:
        found = (*self._province_names.get(name, ()), *self._prefecture_names.get(name, ()))
        return frozenset(d.code for d in found)

    @cached_property
    def _codes(self) -> ByName:
        return _index(self.divisions, lambda d: (d.code,))

    @cached_property
    def _county_names(self) -> ByName:
        return _index((d for d in self.divisions if d.level == "county"), lambda d: (d.name, *d.aliases))

    @cached_property
    def _county_short_names(self) -> ByName:
        return _index((d for d in self.divisions if d.level == "county"), lambda d: d.short_names)

    @cached_property
    def _prefecture_names(self) -> ByName:
        return _index(
            (d for d in self.divisions if d.level == "prefecture"),
            lambda d: dict.fromkeys((d.name, *d.aliases, *d.short_names)),
        )

    @cached_property
    def _province_names(self) -> ByName:
        return _index(
            (d for d in self.divisions if d.level == "province"), lambda d: (d.name, *d.short_names)
        )


def _index(divisions: Iterable[Division], keys: Callable[[Division], Iterable[str]]) -> ByName:
    lists: dict[str, list[Division]] = {}
    for division in divisions:
        for key in keys(division):
            lists.setdefault(key, []).append(division)
    return {key: tuple(found) for key, found in lists.items()}


def _votes(division: Division, parents: list[frozenset[str]]) -> int:
    """How many of the names beside it are its province or its prefecture."""
    return sum(division.province_code in codes or division.prefecture_code in codes for codes in parents)


def _gave_way(division: Division, year: int, found: tuple[Division, ...]) -> bool:
    """Did it end in that very year, its successor being found as well."""
    return division.valid_until == year and any(
        other is not division and other.code in division.successors and other.valid_from == year
        for other in found
    )


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that lies in the package, read once."""
    folder = files("indicators") / "regions"
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("divisions.csv", "aliases.csv")]
    return Gazetteer(parse_divisions(texts[0].splitlines(), texts[1].splitlines()))


def parse_divisions(divisions: Iterable[str], aliases: Iterable[str] = ()) -> list[Division]:
    """Divisions with their aliases, of the lines of the two files; GazetteerError on the first bad row."""
    reader, file = csv.reader(divisions), "divisions.csv"
    _columns(file, next(reader, []), DIVISION_COLUMNS)
    rows = []
    for line, row in enumerate(reader, start=2):
        if len(row) != len(DIVISION_COLUMNS):
            raise _error(file, line, f"{len(row)} fields", f"{len(DIVISION_COLUMNS)}")
        if not _is_code(row[0]):
            raise _error(file, line, f"code {row[0]!r}", "six digits")
        if row[2] not in LEVELS:
            raise _error(file, line, f"level {row[2]!r}", " or ".join(sorted(LEVELS)))
        for year in (row[7], row[8]):
            if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
                raise _error(file, line, f"year {year!r}", "four digits, or nothing")
        if row[7] and row[8] and row[7] > row[8]:
            raise _error(file, line, f"valid_from {row[7]} after valid_until {row[8]}", "the other way round")
        rows.append(row)
    known = {row[0] for row in rows}
    other = _parse_aliases(aliases, known)
    result = []
    for line, row in enumerate(rows, start=2):
        code, name, level, province_code, province, prefecture_code, prefecture, start, end, after = row
        successors = tuple(after.split(";")) if after else ()
        if not known.issuperset(successors):
            raise _error(file, line, f"successors {after!r}", "codes that have a row of their own")
        parents = (province_code, province, prefecture_code, prefecture)
        years = (int(start) if start else None, int(end) if end else None)
        result.append(Division(code, name, level, *parents, *years, successors, tuple(other.get(code, ()))))
    return result


def _parse_aliases(lines: Iterable[str], known: set[str]) -> dict[str, list[str]]:
    reader, file = csv.reader(lines), "aliases.csv"
    names: dict[str, list[str]] = {}
    header = next(reader, None)
    if header is not None:
        _columns(file, header, ALIAS_COLUMNS)
    for line, row in enumerate(reader, start=2):
        if len(row) != len(ALIAS_COLUMNS) or len(row[0]) < 2:
            raise _error(file, line, repr(",".join(row)), "a name of two characters, a code, a reason")
        if row[1] not in known:
            raise _error(file, line, f"code {row[1]!r}", "a code that has a row in divisions.csv")
        names.setdefault(row[1], []).append(row[0])
    return names


def _columns(file: str, found: list[str], expected: list[str]) -> None:
    if found != expected:
        raise _error(file, 1, f"columns {','.join(found)!r}", ",".join(expected))


def _is_code(text: str) -> bool:
    return len(text) == 6 and text.isascii() and text.isdecimal()


def _error(file: str, line: int, found: str, expected: str) -> GazetteerError:
    return GazetteerError(f"regions/{file}, line {line}", found, expected)
