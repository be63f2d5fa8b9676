"""The files of a release as its page lists them: each table in its forms, and what describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from outputs.pages.published import DataFile, Release
from outputs.pages.words import Words
from outputs.release.contents import TABLES

TABLES_TOLD: dict[str, Words] = {
    "observations": Words("读到的每一条事实，附它所在的句子", "Every fact that was read, with its sentence"),
    "indicators": Words(
        "每个地区、年份、指标选定或推算的数字（长表）",
        "The chosen or derived figure of each place, year, indicator and status (long)",
    ),
    "vintages": Words(
        "选定的数字先后是多少，自哪一天起", "What the chosen figure was when, and from which day on"
    ),
    "changes": Words("报告所说的比往年的增减", "What reports say of the change since an earlier year"),
    "preschool_access": Words(
        "学前教育（宽表：一行一地一年，一列一项指标）",
        "Access to preschool (wide: a row a place and year, a column an indicator)",
    ),
    "balanced_progress": Words("义务教育均衡（宽表）", "Balanced compulsory education (wide)"),
    "teacher_supply": Words("教师队伍（宽表）", "Supply of teachers (wide)"),
    "school_safety": Words("校园安全（宽表）", "School safety (wide)"),
    "checks": Words("数字之间的核对及结果", "Figures held against each other, and how that came out"),
    "targets": Words("计划与所计划那一年的实际数", "Plans beside what was reached in their year"),
    "bars": Words("数字与国家标准", "Figures beside the national bars"),
    "silence": Words("为什么有或没有数字", "Why there is a figure or none"),
    "reports": Words("每份报告；未采用的，附原因", "Every report, and why it was refused where it was"),
    "corrections": Words("由人更正的数字", "What was put right by people"),
    "regions": Words("出现的县级区划及其上级", "The county-level divisions that occur, with their parents"),
    "catalogue": Words("指标目录", "What is measured: every indicator"),
}
"""What each table of `contents.TABLES` is, in a line."""

FILES_TOLD: dict[str, Words] = {
    "county-education-indicators.xlsx": Words(
        "全部表，一个 Excel 工作簿", "All tables in one workbook for Excel"
    ),
    "DICTIONARY.md": Words("每张表每一列的含义", "What every column of every table means"),
    "USE.md": Words("各种软件的用法", "How to open it in various programs"),
    "QUALITY.md": Words("质量说明", "What is known of its quality"),
    "quality.json": Words("读得多准：全部数字", "How well it reads: all counts"),
    "CHANGELOG.md": Words("与上一版相比的变更", "What changed since the release before"),
    "CITATION.cff": Words("引用格式", "How to cite it, for programs"),
    "LICENSE-DATA.md": Words("数据许可", "Licence of the data"),
    "datapackage.json": Words("给数据包工具的描述", "Description for tools of data packages (Frictionless)"),
    "croissant.json": Words("给机器学习的描述", "Description for machine learning (Croissant)"),
    "dataset.jsonld": Words("给数据检索的描述", "Description for data search (schema.org)"),
    "release.json": Words("版本、摘要和计数", "Version, digests and counts"),
    "SHA256SUMS": Words("全部文件的校验和", "Checksums of all files"),
}
"""What each other file is, in a line."""

LATE = ("release.json", "SHA256SUMS")
"""Files that are written after the page, so that it cannot say their size."""

FORMS: dict[str, tuple[str, str]] = {
    "Parquet": ("", ".parquet"),
    "CSV": ("csv/", ".csv"),
    "Stata": ("stata/", ".dta"),
}
"""The forms that each table comes in: what stands before and after its name."""

EXCEL = "county-education-indicators.xlsx"
DESCRIPTIONS = Words("说明文件", "Descriptions")


@dataclass(frozen=True)
class TableFiles:
    """A table: what it is, how many rows it has, and its file in each of FORMS, None where it has none."""

    name: str
    about: Words
    rows: int
    files: tuple[DataFile | None, ...]


@dataclass(frozen=True)
class Downloads:
    """The files of a release.

    tables  each table in its forms
    others  the workbook and the descriptions, each with what it is; without a DataFile, what comes later
    groups  all files by form, with their sizes and SHA-256
    """

    tables: tuple[TableFiles, ...]
    others: tuple[tuple[str, Words, DataFile | None], ...]
    groups: tuple[tuple[Words, tuple[DataFile, ...]], ...]


def downloads(release: Release) -> Downloads:
    """Everything that can be downloaded, the tables in the order of `contents.TABLES`."""
    by_name = {file.name: file for file in release.files}
    tables = [
        TableFiles(
            name,
            TABLES_TOLD.get(name, Words(name, name)),
            _rows(release, name),
            tuple(by_name.get(f"{before}{name}{after}") for before, after in FORMS.values()),
        )
        for name in TABLES
        if f"{name}.parquet" in by_name
    ]
    grouped = dict(_groups(release.files))
    of_tables = {file.name for table in tables for file in table.files if file}
    order = list(FILES_TOLD)
    left = sorted(
        by_name.keys() - of_tables,
        key=lambda name: (order.index(name) if name in order else len(order), name),
    )
    others = [(name, FILES_TOLD.get(name, Words(name, name)), by_name[name]) for name in left]
    return Downloads(
        tuple(tables),
        (*others, *((name, FILES_TOLD[name], None) for name in LATE)),
        tuple((words, tuple(files)) for words, files in grouped.items()),
    )


def _groups(files: tuple[DataFile, ...]) -> Iterator[tuple[Words, list[DataFile]]]:
    left = list(files)
    for form, (before, after) in FORMS.items():
        some = [file for file in left if file.name.startswith(before) and file.name.endswith(after)]
        left = [file for file in left if file not in some]
        if some:
            yield Words(form, form), some
    excel = [file for file in left if file.name.endswith(".xlsx")]
    if excel:
        yield Words("Excel", "Excel"), excel
    others = [file for file in left if file not in excel]
    if others:
        yield DESCRIPTIONS, others


def _rows(release: Release, table: str) -> int:
    file = release.folder / f"{table}.parquet"
    return int(pl.scan_parquet(file).select(pl.len()).collect().item())


def size(number: int) -> str:
    """A number of bytes as people read it, in units of 1,000: 640 B, 41 kB, 1.2 MB."""
    amount = float(number)
    for unit in ("B", "kB", "MB"):
        if amount < 1000 or unit == "MB":
            break
        amount /= 1000
    return f"{amount:,.1f} {unit}" if unit != "B" and amount < 10 else f"{amount:,.0f} {unit}"


@dataclass(frozen=True)
class Citation:
    """What `CITATION.cff` says of a release."""

    title: str
    version: str
    year: str
    licence: str
    author: str

    @property
    def text(self) -> Words:
        """The citation in a line: after GB/T 7714 in Chinese, in the manner of APA in English."""
        english, _, chinese = self.title.partition(" · ")
        return Words(
            f"{self.author}. {chinese or english}[DS]. {self.version} 版. {self.year}.",
            f"{self.author} ({self.year}). {english} (version {self.version}) [Data set].",
        )


def read_citation(text: str) -> Citation | None:
    """Read `CITATION.cff` as `outputs.release` writes it, texts in JSON's quotes; None where it is none."""
    entries = dict(re.findall(r'^(?:  - )?([a-z-]+): (".*")$', text, re.MULTILINE))
    try:
        found = {key: str(json.loads(value)) for key, value in entries.items()}
        return Citation(
            found["title"], found["version"], found["date-released"][:4], found["license"], found["name"]
        )
    except (KeyError, ValueError):
        return None
