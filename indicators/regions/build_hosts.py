"""Builds hosts.csv: how the addresses of governments spell provinces and prefectures.

    python -m pip install pypinyin==0.55.0
    python indicators/regions/build_hosts.py

The only other input is divisions.csv beside this script: same inputs, same bytes. The product does not import
it. A label of several prefectures (suzhou is 苏州 and 宿州) has a row for each.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pypinyin import lazy_pinyin

HERE = Path(__file__).parent
SUFFIXES = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "盟",
)
PEOPLES = (
    "蒙古族 蒙古 回族 藏族 苗族 彝族 壮族 布依族 朝鲜族 侗族 土家族 哈尼族 哈萨克 傣族 傈僳族 白族 羌族 "
    "景颇族 柯尔克孜"
).split()
OTHER_LABELS = {
    "110000": ("bj",),
    "120000": ("tj",),
    "310000": ("sh",),
    "500000": ("cq",),
    "150000": ("nmg",),
    "610000": ("shaanxi",),
}
NOT_SO = {("shanxi", "610000")}
"""陕西 is spelt with two a."""


def stem(name: str) -> str:
    """南京 of 南京市, 临夏 of 临夏回族自治州."""
    short = next((name.removesuffix(s) for s in SUFFIXES if name.endswith(s)), name)
    while people := next((p for p in PEOPLES if short.endswith(p) and len(short) > len(p) + 1), ""):
        short = short.removesuffix(people)
    return short


def main() -> None:
    """Write hosts.csv."""
    found: set[tuple[str, str]] = {(label, code) for code, labels in OTHER_LABELS.items() for label in labels}
    with (HERE / "divisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] in ("province", "prefecture"):
                found.add(("".join(lazy_pinyin(stem(row["name"]))), row["code"]))
    with (HERE / "hosts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("label", "code"))
        writer.writerows(sorted(found - NOT_SO))


if __name__ == "__main__":
    main()
