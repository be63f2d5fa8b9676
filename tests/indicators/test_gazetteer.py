"""The gazetteer: names, years, parents, its files, its build, and a comparison with another compilation."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import CountyEducationError
from indicators.gazetteer import (
    ALIAS_COLUMNS,
    DIVISION_COLUMNS,
    Division,
    Gazetteer,
    GazetteerError,
    load_gazetteer,
    parse_divisions,
)

ROOT = Path(__file__).parents[2]
REGIONS = ROOT / "indicators" / "regions"
AREACODES = ROOT.parent / "shared" / "data" / "areacodes.csv"
DIFFERENCES = Path(__file__).parent / "areacodes_differences.csv"

GAZETTEER = load_gazetteer()
COUNTIES = tuple(d for d in GAZETTEER.divisions if d.level == "county")
NAMES = sorted(GAZETTEER.names())


# name, year, parents said beside it, codes
FOUND: list[tuple[str, int | None, tuple[str, ...], list[str]]] = [
    ("柳城县", None, (), ["450222"]),
    ("柳城", 2019, (), ["450222"]),
    ("嘉峪关市", 2015, (), ["620200"]),
    ("嘉峪关", 2015, (), ["620200"]),
    ("东莞市", 2020, (), ["441900"]),
    ("中山市", 2020, (), ["442000"]),
    ("儋州市", 2014, (), ["469003"]),
    ("儋州市", 2015, (), ["460400"]),  # the year of its change: the new code
    ("神农架林区", 2010, (), ["429021"]),
    ("六枝特区", 2010, (), ["520203"]),
    ("石河子市", 2010, (), ["659001"]),
    ("草湖市", 2026, (), ["659013"]),
    ("两江新区", 2026, (), ["500157"]),
    # the same name in several places
    ("鼓楼区", 2020, (), ["320106", "320302", "350102", "410204"]),
    ("鼓楼区", 2020, ("南京",), ["320106"]),
    ("鼓楼区", 2020, ("福州市",), ["350102"]),
    ("鼓楼区", 2020, ("开封",), ["410204"]),
    ("鼓楼区", 2020, ("江苏省", "徐州市"), ["320302"]),
    ("鼓楼区", 2020, ("江苏",), ["320106", "320302"]),
    ("鼓楼区", 2020, ("广东",), ["320106", "320302", "350102", "410204"]),  # nothing left: not narrowed
    ("鼓楼区", 2020, ("没有这个地方",), ["320106", "320302", "350102", "410204"]),
    ("朝阳区", 2020, (), ["110105", "220104"]),
    ("朝阳区", 2020, ("北京市",), ["110105"]),
    ("朝阳", 2020, ("辽宁",), ["211321"]),
    # full names go before short ones, unless only these fit
    ("东乡县", 2010, (), ["361029"]),
    ("东乡县", 2010, ("甘肃省",), ["622926"]),
    ("东乡县", 2020, ("江西省",), ["361029"]),  # abolished in 2016, and still what the text says
    # abolished, renamed, put under another prefecture
    ("胶南市", 2011, (), ["370284"]),
    ("胶南市", 2012, (), ["370284"]),
    ("黄岛区", 2013, (), ["370211"]),
    ("柳江县", 2016, (), ["450221"]),
    ("柳江区", 2016, (), ["450206"]),
    ("柳江", 2015, (), ["450221"]),
    ("柳江", 2016, (), ["450206"]),
    ("柳江", 2017, (), ["450206"]),
    ("襄阳区", 2009, (), ["420607"]),
    ("襄州区", 2011, (), ["420607"]),
    ("襄城区", 2008, ("襄樊市",), ["420602"]),
    ("襄城区", 2012, ("襄阳市",), ["420602"]),
    ("庐江县", 2010, ("巢湖市",), ["341421"]),
    ("庐江县", 2015, ("巢湖市",), ["340124"]),
    ("定安县", 2005, (), ["469025"]),
    ("白沙黎族自治县", 2010, (), ["469025"]),
    ("辛集市", 2014, (), ["130181"]),
    # other names
    ("乾安縣", 2020, (), ["220723"]),
    ("干安县", 2020, (), ["220723"]),
    ("濬縣", 2020, (), ["410621"]),
    ("浚縣", 2020, (), ["410621"]),
    ("前郭县", 2020, (), ["220721"]),
    ("前郭", 2020, (), ["220721"]),
    ("大厂县", 2020, (), ["131028"]),
    ("巴林左旗", 2020, (), ["150422"]),
    ("科左中旗", 2020, (), ["150521"]),
    ("鄂温克旗", 2020, (), ["150724"]),
    ("沁", None, (), []),
    ("沁县", None, (), ["140430"]),
    ("河南", None, (), []),
    ("", None, (), []),
]


@pytest.mark.parametrize(("name", "year", "within", "codes"), FOUND)
def test_find(name: str, year: int | None, within: tuple[str, ...], codes: list[str]) -> None:
    assert [d.code for d in GAZETTEER.find(name, year, within)] == codes


def test_find_without_a_year_gives_all_periods() -> None:
    found = GAZETTEER.find("襄城区")
    assert [(d.prefecture, d.valid_from, d.valid_until) for d in found] == [
        ("襄樊市", None, 2010),
        ("襄阳市", 2010, None),
    ]
    assert found[0].successors == ("420602",)


def test_abolished_division_names_what_took_its_place() -> None:
    (jiaonan,) = GAZETTEER.by_code("370284")
    assert (jiaonan.valid_until, jiaonan.successors) == (2012, ("370211",))
    assert [jiaonan.valid_in(year) for year in (2002, 2012, 2013)] == [True, True, False]
    assert GAZETTEER.by_code("370284", 2013) == ()
    (liujiang,) = GAZETTEER.by_code("450221")
    assert (liujiang.valid_until, liujiang.successors) == (2016, ("450206",))


def test_renamed_division_is_two_rows_under_one_code() -> None:
    old, new = GAZETTEER.by_code("420607")
    assert (old.name, old.valid_until, old.successors) == ("襄阳区", 2010, ("420607",))
    assert (new.name, new.valid_from, new.valid_until) == ("襄州区", 2010, None)


def test_city_without_counties_is_prefecture_and_county() -> None:
    assert [d.level for d in GAZETTEER.by_code("620200", 2020)] == ["prefecture", "county"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("柳城县", ("柳城",)),
        ("沁县", ()),
        ("城区", ()),
        ("浦东新区", ("浦东",)),
        ("清新区", ("清新",)),
        ("万柏林区", ("万柏林",)),
        ("井陉矿区", ("井陉",)),
        ("瀍河回族区", ("瀍河",)),
        ("梅里斯达斡尔族区", ("梅里斯",)),
        ("巴林左旗", ()),
        ("市中区", ()),
        ("河北区", ()),
        ("大厂回族自治县", ("大厂", "大厂县")),
        ("巴里坤哈萨克自治县", ("巴里坤", "巴里坤县")),
        ("双江拉祜族佤族布朗族傣族自治县", ("双江", "双江县")),
        ("东乡族自治县", ("东乡", "东乡县")),
        ("河南蒙古族自治县", ("河南县",)),
        ("鄂温克族自治旗", ("鄂温克", "鄂温克旗")),
    ],
)
def test_short_names(name: str, short: tuple[str, ...]) -> None:
    assert division(name=name).short_names == short


def test_short_names_have_aliases_without_a_suffix() -> None:
    (qianguo,) = GAZETTEER.find("前郭尔罗斯蒙古族自治县")
    assert qianguo.short_names == ("前郭尔罗斯", "前郭尔罗斯县", "前郭")


def test_names_of_parents() -> None:
    provinces, prefectures = GAZETTEER.province_names(), GAZETTEER.prefecture_names()
    assert [d.code for d in provinces["广西"]] == [d.code for d in provinces["广西壮族自治区"]] == ["450000"]
    assert [d.code for d in provinces["内蒙古"]] == ["150000"]
    assert len({d.code for found in provinces.values() for d in found}) == 31
    assert [d.code for d in prefectures["韶关"]] == ["440200"]
    assert [d.code for d in prefectures["延边州"]] == [d.code for d in prefectures["延边"]] == ["222400"]
    assert [d.code for d in prefectures["襄樊"]] == ["420600"]
    assert "市辖区" not in prefectures
    assert "海南" not in prefectures


def test_counties_by_year() -> None:
    counts = {year: len({d.code for d in COUNTIES if in_force(d, year)}) for year in (2002, 2012, 2023, 2026)}
    assert counts == {2002: 2866, 2012: 2855, 2023: 2848, 2026: 2851}


# ---- what holds of all of it


def test_codes_and_parents_agree() -> None:
    for d in GAZETTEER.divisions:
        assert d.province_code == d.code[:2] + "0000"
        assert d.prefecture_code in ("", d.code[:4] + "00")
        assert bool(d.prefecture) == bool(d.prefecture_code)
        assert d.code[:2] <= "65"
        assert d.name not in ("市辖区", "县")
        assert d.level == "county" or d.code.endswith("00")
        assert bool(d.successors) == (d.valid_until is not None)


def test_no_code_has_two_names_in_a_year() -> None:
    periods = defaultdict(list)
    for d in GAZETTEER.divisions:
        periods[d.code, d.level].append((d.valid_from or 0, d.valid_until or 9999))
    for own in periods.values():
        own.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(own))


def test_successors_begin_no_later_than_what_they_follow_ends() -> None:
    for d in GAZETTEER.divisions:
        for code in d.successors:
            heirs = [h for h in GAZETTEER.by_code(code) if (h.valid_from or 0) <= (d.valid_until or 9999)]
            assert heirs, f"{d.code} {d.name} ended in {d.valid_until}, {code} began later"


def test_files_are_sorted_and_say_nothing_twice() -> None:
    with (REGIONS / "aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    assert rows == sorted(set(rows))
    codes = [d.code for d in GAZETTEER.divisions]
    assert codes == sorted(codes)
    assert len(set(GAZETTEER.divisions)) == len(GAZETTEER.divisions)


@given(st.sampled_from(COUNTIES), st.integers(1990, 2030))
def test_full_name_and_parents_find_the_division(d: Division, year: int) -> None:
    within = [name for name in (d.province, d.prefecture) if name]
    found = GAZETTEER.find(d.name, year, within)
    assert found
    assert all(d.name == f.name or d.name in (*f.aliases, *f.short_names) for f in found)
    if in_force(d, year):
        assert [f.code for f in found] == [d.code]


@given(
    st.sampled_from(NAMES) | st.text(max_size=4),
    st.none() | st.integers(1990, 2030),
    st.lists(st.sampled_from(["江苏", "南京市", "甘肃省", "襄樊", "巢湖市", "吉林", "x"]), max_size=3),
)
def test_year_and_parents_only_narrow(name: str, year: int | None, within: list[str]) -> None:
    everywhere = {*GAZETTEER.names().get(name, ()), *GAZETTEER.short_names().get(name, ())}
    found = GAZETTEER.find(name, year, within)
    assert set(found) <= everywhere
    assert bool(found) == bool(everywhere)
    assert all(len(short) > 1 for d in found for short in d.short_names)
    assert len(set(found)) == len(found)


def test_traditional_names_come_back_or_have_an_alias() -> None:
    """Whatever the converter makes of a name and back is found, as it is or before the way back."""
    opencc = pytest.importorskip("opencc")
    there, back = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    text = "\n".join(sorted({d.name for d in COUNTIES}))
    traditional = there.convert(text)
    for name, spelling, result in zip(
        text.split("\n"), traditional.split("\n"), back.convert(traditional).split("\n"), strict=True
    ):
        assert result == name or {result, spelling} <= GAZETTEER.names().keys(), (name, spelling, result)


# ---- errors


def division(**changed: str) -> Division:
    return parse_divisions([",".join(DIVISION_COLUMNS), line_of(**changed)])[0]


def line_of(**changed: str) -> str:
    row = dict.fromkeys(DIVISION_COLUMNS, "") | {
        "code": "450222",
        "name": "柳城县",
        "level": "county",
        "province_code": "450000",
        "province": "广西壮族自治区",
    }
    return ",".join((row | changed).values())


@pytest.mark.parametrize(
    ("changed", "found", "expected"),
    [
        ({"code": "45022"}, "'45022'", "six digits"),
        ({"code": "４50222"}, "'４50222'", "six digits"),
        ({"level": "town"}, "'town'", "county or prefecture or province"),
        ({"valid_from": "2016", "valid_until": "2015"}, "2016", "the other way round"),
        ({"valid_from": "about 2016"}, "'about 2016'", "four digits"),
        ({"successors": "450223"}, "'450223'", "a row of their own"),
        ({"successors": "450222,450222"}, "11 fields", "10"),
    ],
)
def test_bad_row(changed: dict[str, str], found: str, expected: str) -> None:
    lines = [",".join(DIVISION_COLUMNS), line_of(code="450221", name="柳江县"), line_of(**changed)]
    with pytest.raises(GazetteerError) as error:
        parse_divisions(lines)
    assert "divisions.csv, line 3" in str(error.value)
    assert found in str(error.value)
    assert expected in str(error.value)
    assert isinstance(error.value, ValueError)
    assert isinstance(error.value, CountyEducationError)


@pytest.mark.parametrize("header", ["", "code,name", ",".join([*DIVISION_COLUMNS, "population"])])
def test_bad_columns(header: str) -> None:
    with pytest.raises(GazetteerError, match=r"divisions\.csv, line 1"):
        parse_divisions([header, line_of()])


@pytest.mark.parametrize("row", ["柳,450222,x", "柳城,450299,x", "柳城,450222"])
def test_bad_alias(row: str) -> None:
    with pytest.raises(GazetteerError, match=r"aliases\.csv, line 2"):
        parse_divisions([",".join(DIVISION_COLUMNS), line_of()], [",".join(ALIAS_COLUMNS), row])


def test_loaded_once() -> None:
    assert load_gazetteer() is GAZETTEER
    assert isinstance(GAZETTEER, Gazetteer)


# ---- the build


def build(folder: Path, changes: list[str]) -> subprocess.CompletedProcess[str]:
    """Builds from packages of a handful of divisions."""
    (folder / "gb2260").mkdir(parents=True)
    (folder / "gb2260" / "data.py").write_text(
        "p = {110000: '北京市', 110100: '市辖区', 110112: '通州区'}\n"
        "data = {2002: {**p, 110103: '崇文区'}, 200306: p, None: {**p, 110228: '密云县'}}\n",
        encoding="utf-8",
    )
    (folder / "dist").mkdir()
    for name, rows in (
        ("provinces", "code,name\n11,北京市\n"),
        ("cities", "code,name,provinceCode\n1101,市辖区,11\n"),
        (
            "areas",
            "code,name,cityCode,provinceCode\n110112,通州区,1101,11\n110118,密云区,1101,11\n110171,开发区,1101,11\n",
        ),
    ):
        (folder / "dist" / f"{name}.csv").write_text(rows, encoding="utf-8")
    facts = "\n".join(["year,code,name,what,successors,correct,note", *changes, ""])
    (folder / "changes.csv").write_text(facts, encoding="utf-8")
    options = {
        "--gb2260": folder,
        "--china-division": folder,
        "--changes": folder / "changes.csv",
        "--output": folder / "divisions.csv",
    }
    command = [sys.executable, str(REGIONS / "build_divisions.py")]
    command += [str(part) for option in options.items() for part in option]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


MERGED = "2003,110103,崇文区,ended,110112,,"
TURNED = "2015,110228,密云县,ended,110118,,"


def test_build(tmp_path: Path) -> None:
    done = build(tmp_path / "one", [MERGED, TURNED])
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "one" / "divisions.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == [
        "110000,北京市,province,110000,北京市,,,,,",
        "110103,崇文区,county,110000,北京市,,,,2003,110112",
        "110112,通州区,county,110000,北京市,,,,,",
        "110118,密云区,county,110000,北京市,,,2015,,",
        "110228,密云县,county,110000,北京市,,,2014,2015,110118",
    ]
    build(tmp_path / "two", [MERGED, TURNED])
    assert (tmp_path / "two" / "divisions.csv").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([MERGED], "密云区') is new in china-division"),
        ([TURNED], "崇文区') ended in 2003: say in changes.csv what took its place"),
        ([MERGED, TURNED, MERGED], "changes.csv:4"),
        ([MERGED, TURNED, "2003,110199,无此区,ended,110112,,"], "ends what never was"),
        ([MERGED, TURNED.replace("110118", "110118;110119")], "successors that are no divisions"),
    ],
)
def test_build_stops_where_a_fact_is_missing(tmp_path: Path, changes: list[str], said: str) -> None:
    done = build(tmp_path / "packages", changes)
    assert done.returncode != 0
    assert said in done.stderr
    assert not (tmp_path / "packages" / "divisions.csv").exists()


# ---- beside another compilation


def in_force(d: Division, year: int) -> bool:
    """At the end of that year."""
    return (d.valid_from or 0) <= year and (d.valid_until is None or year < d.valid_until)


def differences_from_areacodes(level: str, their_level: str) -> set[tuple[str, ...]]:
    """(where only, code, name, first year, last year) of the pairs of 2002 to 2023 that are not in both."""
    with AREACODES.open(encoding="utf-8-sig", newline="") as file:
        others = [
            row for row in csv.DictReader(file) if row["级别"] == their_level and row["代码"] < "700000"
        ]
    differing = defaultdict(list)
    for year in range(2002, 2024):
        ours = {(d.code, d.name) for d in GAZETTEER.divisions if d.level == level and in_force(d, year)}
        theirs = {
            (row["代码"], row["名称"])
            for row in others
            if int(row["启用时间"]) <= year and (not row["变更/弃用时间"] or year < int(row["变更/弃用时间"]))
        }
        assert ours
        assert theirs
        for pair in ours ^ theirs:
            differing["gazetteer" if pair in ours else "areacodes", *pair].append(year)
    assert all(years == list(range(years[0], years[-1] + 1)) for years in differing.values())
    return {(*key, str(years[0]), str(years[-1])) for key, years in differing.items()}


needs_areacodes = pytest.mark.skipif(
    not AREACODES.is_file(), reason=f"{AREACODES} is not beside the checkout: nothing to compare"
)


@needs_areacodes
def test_prefectures_are_those_of_areacodes() -> None:
    assert differences_from_areacodes("prefecture", "地级") == set()


@needs_areacodes
def test_differences_from_areacodes_are_the_known_ones() -> None:
    known = set()
    with DIFFERENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["reason"]
            years_known = (row["first_year"], row["last_year"])
            known.add(("gazetteer", row["code"], row["name"], *years_known))
            if row["areacodes"]:
                known.add(("areacodes", *row["areacodes"].split(" "), *years_known))
    assert differences_from_areacodes("county", "县级") == known
