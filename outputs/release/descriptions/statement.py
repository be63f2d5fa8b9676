"""What is known of the quality of a release, in words: how well it is read, what it covers, what failed."""

from __future__ import annotations

import polars as pl

from outputs.release.contents import Tables
from outputs.release.descriptions.dataset import Dataset
from outputs.release.quality import Quality, quality_text
from outputs.release.summary import table_text

STATEMENT = "QUALITY.md"


def statement_text(dataset: Dataset, tables: Tables, quality: Quality) -> str:
    """The statement as Markdown, in Chinese and English."""
    words = dataset.words
    parts = [
        f"# Quality of release {dataset.version} · 质量说明\n\n{words.limits_en}\n{words.limits_zh}",
        quality_text(quality).rstrip(),
        _coverage(dataset, tables),
        _doubts(tables),
        _checks(tables["checks"]),
    ]
    return "\n\n".join(parts) + "\n"


def _coverage(dataset: Dataset, tables: Tables) -> str:
    """Pages, places and years, refusals by reason, and how many cells of the places' years have a figure."""
    reports, silence = tables["reports"], tables["silence"]
    refused = reports.filter(pl.col("state").cast(pl.String) == "refused")
    years = f"{dataset.years[0]}–{dataset.years[1]}" if dataset.years else "none"
    read, pages = reports.height - refused.height, reports["source"].n_unique()
    figures, observations = tables["indicators"].height, tables["observations"]
    statements, placeless = observations.height, observations["region_code"].null_count()
    undated = observations.filter(pl.col("region_code").is_not_null())["year"].null_count()
    named = observations["region_code"].drop_nulls().n_unique()
    restated = reports["restated"].sum()
    provinces = len(dataset.provinces)
    lines = [
        "## What is covered · 覆盖范围",
        "",
        f"- Pages 页面: {pages:,}; reports read 读到的报告: {read:,}; refused 被拒: {refused.height:,}",
        (
            f"- Places with a figure 有数字的地区: {dataset.places:,} of {named:,}; "
            f"provinces 省级区划: {provinces}; years 年份: {years}"
        ),
        f"- Indicators with a figure 有数字的指标: {len(dataset.variables)} of {tables['catalogue'].height}",
        f"- Figures 数字: {figures:,}, chosen among or derived from {statements:,} statements 条记录",
        (
            f"- Statements in `observations` only 只在 observations 表的记录: "
            f"{undated:,} of no known year 未注明年份, {placeless:,} of no named place 地名不详"
        ),
        (
            f"- Reports with restated sentences, not to be quoted as the publisher's "
            f"句子经改写、不可作原文引用的报告: {restated:,} of {reports.height:,}"
        ),
    ]
    if not refused.is_empty():
        lines += ["", table_text(["Refused because 拒读原因", "pages"], _counted(refused["reason"]))]
    if not silence.is_empty():
        counts = _counted(silence["silence"].cast(pl.String))
        head = [
            "Whether a place, year and indicator has a stated figure, or why none 有无明说的数字及缘由",
            "cells",
        ]
        lines += ["", table_text(head, counts)]
    return "\n".join(lines)


def _doubts(tables: Tables) -> str:
    """How many statements are doubtful, disagree, or were put right."""
    observations, chosen = tables["observations"], tables["indicators"]
    states = tables["corrections"]["state"].cast(pl.String)
    apart = chosen.filter((pl.col("statements") > 1) & (pl.col("spread") > 0)).height
    doubtful = observations.filter(pl.col("doubt") >= 0.5).height
    applied, withdrawn = (states == "applied").sum(), (states == "withdrawn").sum()
    lines = [
        "## What is doubtful, and what was put right · 存疑与更正",
        "",
        f"- Statements of doubt 0.5 or more 存疑度不低于 0.5 的记录: {doubtful:,} of {observations.height:,}",
        f"- Figures whose statements differ 各处说法不一的数字: {apart:,} of {chosen.height:,}",
        f"- Corrections applied 已更正: {applied:,}; facts withdrawn 已撤回: {withdrawn:,}",
    ]
    return "\n".join(lines)


def _checks(checks: pl.DataFrame) -> str:
    """Checks by rule: how many passed, failed, or could not be made."""
    head = (
        "## Checks · 检验\n\nA failed check removes no figure; the table checks says which ones it is of.\n"
    )
    head += "检验未通过的数字不删除；各条见 checks 表。\n"
    verdict = pl.col("verdict").cast(pl.String)
    rows = (
        checks.group_by("rule")
        .agg((verdict == said).sum().alias(said) for said in ("failed", "passed", "not comparable"))
        .sort("rule")
        .rows()
    )
    if not rows:
        return f"{head}\nNothing was to be checked."
    table = [(rule, *(f"{count:,}" for count in counts)) for rule, *counts in rows]
    return f"{head}\n{table_text(['Rule', 'failed', 'passed', 'not comparable'], table)}"


def _counted(values: pl.Series) -> list[tuple[str, ...]]:
    counts = values.alias("value").value_counts(name="pages").sort("pages", "value", descending=[True, False])
    return [(str(value), f"{count:,}") for value, count in counts.rows()]
