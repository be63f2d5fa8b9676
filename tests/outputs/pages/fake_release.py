"""A release made up for the tests of the pages: real places and indicators, invented figures.

Its texts carry what a hostile report could carry; `HOSTILE` lists the pieces that must come out as text.
"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

import polars as pl

from indicators.catalogue import Indicator, load_catalogue
from indicators.reference import Regions
from indicators.schemas import Corrections, Observations, Reports, StatedChanges, empty, validated
from outputs.release.contents import release_tables
from outputs.release.quality import QUALITY, measured_quality

PLACES = """\
141124 临县 山西省 吕梁市
141125 柳林县 山西省 吕梁市
141129 中阳县 山西省 吕梁市
320106 鼓楼区 江苏省 南京市
320111 浦口区 江苏省 南京市
320921 响水县 江苏省 盐城市
350102 鼓楼区 福建省 福州市
350121 闽侯县 福建省 福州市
350481 永安市 福建省 三明市
370281 胶州市 山东省 青岛市
370283 平度市 山东省 青岛市
370284 胶南市 山东省 青岛市
440203 武江区 广东省 韶关市
440204 浈江区 广东省 韶关市
440224 仁化县 广东省 韶关市
450222 柳城县 广西壮族自治区 柳州市
450225 融水苗族自治县 广西壮族自治区 柳州市
510104 锦江区 四川省 成都市
510121 金堂县 四川省 成都市
510802 利州区 四川省 广元市
510811 昭化区 四川省 广元市
620102 城关区 甘肃省 兰州市
620121 永登县 甘肃省 兰州市
620122 皋兰县 甘肃省 兰州市"""

HOSTILE_PLACE = "<script>alert(1)</script>县"
HOSTILE_PREFECTURE = "<b>市</b> {{ 7*7 }}"
HOSTILE_PROVINCE = '<img src="https://evil.example/x.png">省'
HOSTILE_QUOTE = '幼儿园<img src=x onerror="alert(1)">76所'
HOSTILE_TITLE = '</title><script src="//evil.example/x.js"></script>工作总结'
HOSTILE_ADDRESS = "javascript:alert(document.domain)"
HOSTILE_DETAIL = "<style>body{display:none}</style>"
HOSTILE_REASON = "<u>同页表格写作76所</u>"
HOSTILE = (
    HOSTILE_PLACE,
    HOSTILE_PREFECTURE,
    HOSTILE_PROVINCE,
    HOSTILE_QUOTE,
    HOSTILE_TITLE,
    HOSTILE_DETAIL,
    HOSTILE_REASON,
)
HOSTILE_CODE = "620123"
UNDATED_CODE = "370284"
"""A place whose only report has no year."""

BESIDE = ("DICTIONARY.md", "CHANGELOG.md", "USE.md", "CITATION.cff", "LICENSE-DATA.md", "csv/indicators.csv")
"""Files beside the tables; in a release they say more."""

YEARS = range(2015, 2021)
SILENT_TITLE = "永安市教育局关于某号提案的答复"
"""A report that was read and gave no fact."""
REFUSED = (
    ("digits lost", "某县2018年工作总结", "县级以下数字全部缺失，如“新建校舍平方米”"),
    ("digits lost", "2017年县教育局工作总结", "连续 12 处量词前没有数字"),
    ("no county-level place", "2019年全省教育工作会议报告", "全文只提到省"),
    ("unsupported form", None, "application/pdf"),
    ("no figures", "教育局2020年党建工作总结", "全文没有可读的数字"),
    ("duplicate", "柳城县教育局2019年工作总结（转载）", "与 gx-liucheng-2019 逐字相同"),
    ("unreadable", HOSTILE_TITLE, HOSTILE_DETAIL),
)


def write_release(folder: Path) -> Path:
    """Write the Parquet files that the pages read; the same bytes every time."""
    observations, reports = made_up()
    return write_tables(folder, observations, reports, _corrections(observations))


def write_tables(
    folder: Path,
    observations: list[dict[str, Any]],
    reports: list[dict[str, Any]],
    corrections: pl.DataFrame | None = None,
    changes: list[dict[str, Any]] | None = None,
) -> Path:
    """Write a release of these observations, reports, corrections and stated changes."""
    regions = validated(Regions, pl.DataFrame(_regions()), "fake")
    observed = validated(Observations, pl.DataFrame(observations, infer_schema_length=None), "fake")
    reported = validated(Reports, pl.DataFrame(reports, infer_schema_length=None), "fake")
    (folder / "csv").mkdir(parents=True, exist_ok=True)
    corrected = empty(Corrections) if corrections is None else validated(Corrections, corrections, "fake")
    stated = validated(StatedChanges, pl.DataFrame(changes), "fake") if changes else empty(StatedChanges)
    tables = release_tables(observed, reported, regions, load_catalogue(), corrected, stated)
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")
    for name in BESIDE:
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    (folder / QUALITY).write_text(measured_quality(), encoding="utf-8")
    return folder


def made_up() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of observations and of reports."""
    chance = random.Random(2026)
    observations: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    indicators = [
        i for i in load_catalogue().indicators if i.id not in ("juvenile_crime_rate", "infection_cases")
    ]
    common = [
        i
        for i in indicators
        if i.bar or i.id in ("kindergartens", "preschool_enrolment", "full_time_teachers")
    ]
    for place in _regions():
        if place["region_code"] in (HOSTILE_CODE, UNDATED_CODE):
            continue
        for year in sorted(chance.sample(YEARS, k=chance.choice((1, 1, 2, 2, 3)))):
            report = report_of(place, year)
            reports.append(report)
            chosen = {i.id: i for i in [*chance.sample(common, k=6), *chance.sample(indicators, k=8)]}
            for indicator in chosen.values():
                observations.append(_observation(chance, report, indicator, year, "actual"))
            for indicator in chance.sample(indicators, k=2):
                observations.append(_observation(chance, report, indicator, year + 1, "planned"))
    _add_special_cases(observations, reports)
    for n, (reason, title, detail) in enumerate(REFUSED):
        row = report_of({"region_code": None, "name": None}, None, f"refused-{n}") | {"publisher": None}
        address = (
            HOSTILE_ADDRESS if title == HOSTILE_TITLE else f"https://www.example.gov.cn/refused/{n}.html"
        )
        refused = {"title": title, "state": "refused", "reason": reason, "detail": detail, "address": address}
        reports.append(row | refused)
    for report in reports:
        report["facts"] = sum(row["report_id"] == report["report_id"] for row in observations)
    return observations, reports


def _corrections(observations: list[dict[str, Any]]) -> pl.DataFrame:
    """The correction of the one corrected fact, one that withdrew a fact, and one of a page not read."""
    (row,) = (row for row in observations if row["method"] == "corrected")
    same = ("report_id", "source", "snapshot", "indicator", "unit", "quote", "start", "end", "sentence")
    applied = {name: row[name] for name in same} | {
        "correction_id": "applied",
        "state": "applied",
        "observation_id": row["observation_id"],
        "region_code_read": row["region_code"],
        "region_name_read": row["region_name"],
        "value_read": 67.0,
        "bound_read": "exact",
        "status_read": "actual",
        "year_read": 2019,
        "value": 76.0,
        "year": 2020,
        "reason": HOSTILE_REASON,
        "found_by": "a reader",
        "evidence": HOSTILE_ADDRESS,
    }
    withdrawn = applied | {
        "correction_id": "withdrawn",
        "state": "withdrawn",
        "observation_id": "withdrawn",
        "region_code_read": None,
        "region_name_read": None,
        "value_read": 7600.0,
        "quote": HOSTILE_QUOTE,
        "value": None,
        "year": None,
        "evidence": "https://www.example.gov.cn/evidence.html",
    }
    left = {"correction_id": "left", "state": "page not read", "value_read": 1.0, "status_read": "actual"}
    left |= {name: applied[name] for name in ("snapshot", "indicator", "unit", "reason", "found_by")}
    types = {name: column.dtype for name, column in Corrections.columns().items()}
    return pl.DataFrame([applied, withdrawn, left], schema=types)


def _regions() -> list[dict[str, Any]]:
    rows = [
        dict(zip(("region_code", "name", "province", "prefecture"), line.split(), strict=True))
        for line in PLACES.splitlines()
    ]
    rows.append(
        {
            "region_code": HOSTILE_CODE,
            "name": HOSTILE_PLACE,
            "province": HOSTILE_PROVINCE,
            "prefecture": HOSTILE_PREFECTURE,
        }
    )
    return [row | {"valid_from": None, "valid_until": None} for row in rows]


def report_of(place: dict[str, Any], year: int | None, id_: str | None = None) -> dict[str, Any]:
    id_ = id_ or f"{place['region_code']}-{year}"
    return {
        "report_id": id_,
        "source": f"reports/{id_}.html",
        "snapshot": hashlib.sha256(id_.encode()).hexdigest(),
        "address": f"https://www.example.gov.cn/jyj/zfxxgk/{id_}/content.html",
        "title": f"{place['name']}教育局{year}年工作总结和{(year or 0) + 1}年工作思路",
        "publisher": f"{place['name']}教育局",
        "published": f"{(year or 0) + 1}-01-15",
        "fetched": None,
        "gone_since": None,
        "restated": False,
        "script": "hans",
        "region_code": place["region_code"],
        "region_name": place["name"],
        "year": year,
        "start": 0,
        "end": 9000,
        "state": "read",
        "reason": None,
        "detail": None,
        "facts": 0,
    }


def _value(chance: random.Random, indicator: Indicator) -> float:
    if indicator.bar:
        bar = indicator.bar[0].value
        spread = 0.12 if indicator.unit == "%" else 0.4
        value = bar * (1 + chance.uniform(-spread, spread))
        return (
            min(round(value, chance.choice((0, 1, 1, 2))), 100.0)
            if indicator.unit == "%"
            else round(value, 3)
        )
    if indicator.unit == "%":
        return round(chance.uniform(0, 3) if indicator.higher_is == "worse" else chance.uniform(90, 100), 1)
    if indicator.unit == "1":
        return round(chance.uniform(11, 19), 1)
    if indicator.unit == "万元":
        return round(chance.uniform(80, 32000), chance.choice((0, 0, 1, 2)))
    if indicator.unit in ("起", "例"):
        return 0.0
    top = min(indicator.valid[1], {"人": 40000, "人次": 20000, "平方米": 60000}.get(indicator.unit, 240))
    return float(chance.randint(2, int(top)))


def _observation(
    chance: random.Random, report: dict[str, Any], indicator: Indicator, year: int | None, status: str
) -> dict[str, Any]:
    value = _value(chance, indicator)
    bound = chance.choices(("exact", "approx", "at_least", "at_most"), (86, 7, 6, 1))[0]
    word = {"exact": "", "approx": "约", "at_least": "不低于", "at_most": "不超过"}[bound]
    verb = "力争达到" if status == "planned" else "达到"
    return observation(
        report, indicator, value, f"{indicator.name_zh}{verb}{word}{value:g}", year, status, bound
    )


def observation(
    report: dict[str, Any],
    indicator: Indicator,
    value: float,
    clause: str,
    year: int | None,
    status: str = "actual",
    bound: str = "exact",
    **other: Any,
) -> dict[str, Any]:
    """A row of observations whose quote is `clause` with its unit, in a sentence made for it."""
    unit = "" if indicator.unit == "1" else indicator.unit
    quote = clause if unit in clause else clause + unit
    sentence = f"全县教育事业稳步发展，{quote}，较上年继续提高，群众满意度不断提升。"
    start = 1000 + int(hashlib.sha256((report["report_id"] + quote).encode()).hexdigest()[:3], 16)
    id_ = hashlib.sha256(
        f"{report['report_id']}|{indicator.id}|{value}|{status}|{year}|{start}".encode()
    ).hexdigest()
    return {
        "observation_id": id_[:16],
        "report_id": report["report_id"],
        "source": report["source"],
        "snapshot": report["snapshot"],
        "region_code": report["region_code"],
        "region_name": report["region_name"],
        "indicator": indicator.id,
        "value": value,
        "unit": indicator.unit,
        "value_stated": f"{value:g}",
        "unit_stated": unit or None,
        "bound": bound,
        "status": status,
        "year": year,
        "from_year": None,
        "method": "stated",
        "rule": "made up",
        "doubt": 0.0,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "sentence": sentence,
        "flags": [],
    } | other


def _add_special_cases(observations: list[dict[str, Any]], reports: list[dict[str, Any]]) -> None:
    """What chance might leave out: each mark, a contradiction, no year, no place, and a hostile report."""
    by_id = load_catalogue().by_id
    coverage, kindergartens, places = (
        by_id[id_] for id_ in ("inclusive_coverage_rate", "kindergartens", "preschool_places_added")
    )
    shares, variation, incidents = (
        by_id[id_] for id_ in ("inclusive_kindergarten_share", "cv_primary", "safety_incidents")
    )
    rotated, primary, built = (
        by_id[id_] for id_ in ("teachers_rotated", "primary_schools", "kindergartens_built")
    )
    liucheng = report_of({"region_code": "450222", "name": "柳城县"}, 2020, "gx-liucheng-2020") | {
        "restated": True
    }
    jiaonan = report_of({"region_code": UNDATED_CODE, "name": "胶南市"}, None, "sd-jiaonan") | {
        "title": "胶南市促进县域教育更高水平均衡发展",
        "published": None,
    }
    silent = report_of({"region_code": "350481", "name": "永安市"}, 2020, "fj-yongan-2020") | {
        "title": SILENT_TITLE,
        "detail": "the place is that of the title",
    }
    wujiang = report_of({"region_code": "440203", "name": "武江区"}, 2021, "gd-wujiang-2021") | {
        "script": "hant",
        "fetched": "2026-11-22",
        "gone_since": "2026-12-01",
    }
    hostile = report_of({"region_code": HOSTILE_CODE, "name": HOSTILE_PLACE}, 2020, "hostile") | {
        "title": HOSTILE_TITLE,
        "address": HOSTILE_ADDRESS,
        "publisher": HOSTILE_TITLE,
    }
    masked = report_of({"region_code": None, "name": "XX县"}, 2018, "masked") | {"region_name": None}
    reports += [liucheng, wujiang, hostile, masked, jiaonan, silent]
    observations += [
        observation(liucheng, coverage, 86.42, "普惠性幼儿园覆盖率达86.42%", 2020),
        observation(liucheng, coverage, 85.0, "普惠率85%以上", 2020, bound="at_least"),
        observation(liucheng, coverage, 90.0, "普惠率力争达到90%", 2021, "planned"),
        observation(
            liucheng,
            kindergartens,
            76,
            "全县有幼儿园76所",
            2020,
            method="corrected",
            flags=[f"corrected: {HOSTILE_REASON}"],
        ),
        observation(liucheng, shares, 85.52631578947368, "普惠性幼儿园占85.5%", 2020),
        observation(liucheng, variation, 0.52, "小学校际差异系数为0.52", 2020),
        observation(liucheng, incidents, 0, "全年未发生安全事故，0起", 2020),
        observation(liucheng, places, 2400, "2018年以来新增学位2400个", 2020, from_year=2018),
        observation(liucheng, places, 960, "新增学位960个", None),
        observation(jiaonan, primary, 275, "小学由2000年的275所", 2000),
        observation(jiaonan, primary, 85, "减少到现在的85所", None),
        observation(jiaonan, primary, 80, "规划保留80所", 2011, "planned"),
        observation(jiaonan, rotated, 649, "从2004年起交流教师649人", None, from_year=2004, doubt=0.35),
        observation(wujiang, coverage, 79.9, "普惠性幼兒園覆蓋率達79.9%", 2021, flags=["与分项之和不符"]),
        observation(wujiang, kindergartens, 1122, "全區幼兒園1122所", 2021, bound="approx"),
        observation(wujiang, built, 3, "新建幼兒園3所", 2021),
        observation(wujiang, built, 8, "2016年以來新建幼兒園8所", 2021, from_year=2016),
        observation(hostile, kindergartens, 76, HOSTILE_QUOTE, 2020, flags=[HOSTILE_DETAIL]),
        observation(hostile, coverage, 100, "普惠率100%", 2020),
        observation(masked, kindergartens, 31, "我县现有幼儿园31所", 2018),
    ]
