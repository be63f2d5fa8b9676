"""The rules of the checks as the methods page tells them, with how many figures passed and failed each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from indicators.catalogue import load_catalogue
from indicators.check_rules import (
    RANGE,
    ChangeRule,
    CheckRules,
    JumpRule,
    PartRule,
    QuotientRule,
    SumRule,
    load_check_rules,
)
from outputs.pages.figures import digits
from outputs.pages.language import Language
from outputs.pages.links import evidence_of, place_page
from outputs.pages.published import UNPLACED, Indicator, Release, Row
from outputs.pages.words import UNPLACED_NAME, Words, after_figure

Rule = PartRule | QuotientRule | JumpRule | ChangeRule

MOST_FAILED = 200
"""So many failed checks at most are listed; the pages of the places have theirs."""

EXACTLY = Words("无", "none")

IN_RANGE = Words("数字在指标目录给定的范围之内", "A figure lies within the range that the catalogue gives")
CHANGE = Words(
    "报告所说的变化 = 当年数 − 所比那一年的数",
    "A change that a report states = its figure − that of the year it is held against",
)


@dataclass(frozen=True)
class RuleTold:
    """A rule, what it holds against what, how far off still passes, why, and how many checks came out how.

    `passed` is None for the rule of ranges, of which only failures are kept.
    """

    id: str
    held: Words
    of: tuple[Words, ...]
    tolerance: Words
    why: Words
    passed: int | None
    failed: int
    open: int


@dataclass(frozen=True)
class FailedCheck:
    """A failed check: of which place, year and indicator, in what words, and where its sentences stand."""

    place: str
    href: str
    year: int | None
    planned: bool
    indicator: Indicator
    message: str
    sentences: tuple[str, ...]


def rules_told(release: Release) -> list[RuleTold]:
    """The rules that ship with the package, and by its id any other one that the release has checks of."""
    rules = load_check_rules()
    counts = _counts(release)
    names = {id_: indicator.name for id_, indicator in release.indicators.items()}
    told = [
        _told(RANGE, IN_RANGE, (), EXACTLY, Words(rules.range.why_zh, rules.range.why), counts),
        *(_of_rule(rule, names, counts) for rule in rules.named),
    ]
    known = {rule.id for rule in told}
    others = sorted({rule for rule, _ in counts} - known)
    return [*told, *(_told(id_, Words(id_, id_), (), Words("", ""), Words("", ""), counts) for id_ in others)]


def shipped_rules() -> CheckRules:
    """The rules that the page tells of."""
    return load_check_rules()


def failed_checks(release: Release, language: Language) -> list[FailedCheck]:
    """The failed checks, by place, year and indicator; the first MOST_FAILED of them."""
    rows = failed_rows(release).head(MOST_FAILED)
    ids = rows["observation_ids"].explode().unique()
    statements = release.statements.filter(pl.col("observation_id").is_in(ids.implode()))
    by_id = {row["observation_id"]: row for row in statements.to_dicts()}
    return [_failed(release, row, by_id, language) for row in rows.to_dicts()]


def failed_rows(release: Release) -> pl.DataFrame:
    """The rows of `checks` that failed, in its order."""
    return release.checks.filter(pl.col("verdict").cast(pl.String) == "failed")


def _failed(release: Release, row: Row, statements: Mapping[str, Row], language: Language) -> FailedCheck:
    code = row["region_code"] or UNPLACED
    place = release.by_code.get(code)
    found = [statements[id_] for id_ in row["observation_ids"] if id_ in statements]
    return FailedCheck(
        place=language.place(place.name) if place else language.of(UNPLACED_NAME),
        href=place_page(code),
        year=row["year"],
        planned=row["status"] == "planned",
        indicator=release.indicators[row["indicator"]],
        message=row["message_zh"] if language is Language.CHINESE else row["message_en"],
        sentences=tuple(
            evidence_of(each["region_code"] or UNPLACED, each["year"], each["observation_id"])
            for each in found
        ),
    )


def _counts(release: Release) -> dict[tuple[str, str], int]:
    """How many checks of a rule have which verdict."""
    grouped = release.checks.group_by("rule", pl.col("verdict").cast(pl.String)).len()
    return {(rule, verdict): count for rule, verdict, count in grouped.iter_rows()}


def _of_rule(rule: Rule, names: Mapping[str, Words], counts: Mapping[tuple[str, str], int]) -> RuleTold:
    held, of = _held(rule, names)
    return _told(rule.id, held, of, _tolerance(rule), Words(rule.why_zh, rule.why), counts)


def _told(
    id_: str,
    held: Words,
    of: tuple[Words, ...],
    tolerance: Words,
    why: Words,
    counts: Mapping[tuple[str, str], int],
) -> RuleTold:
    passed, failed, left = (
        counts.get((id_, verdict), 0) for verdict in ("passed", "failed", "not comparable")
    )
    return RuleTold(id_, held, of, tolerance, why, None if id_ == RANGE else passed, failed, left)


def _held(rule: Rule, names: Mapping[str, Words]) -> tuple[Words, tuple[Words, ...]]:
    """What a rule holds against what, and the indicators that it judges where they are many."""
    if isinstance(rule, ChangeRule):
        return CHANGE, ()
    if isinstance(rule, JumpRule):
        judged = rule.judged(load_catalogue())
        zh = f"与前一个数字相隔不超过 {rule.years} 年时的变化，{len(judged)} 项指标"
        en = (
            f"The change since the figure before, {rule.years} years ago at the most, "
            f"of {len(judged)} indicators"
        )
        return Words(zh, en), tuple(names.get(id_, Words(id_, id_)) for id_ in judged)
    if isinstance(rule, QuotientRule):
        times = " × 100%" if rule.times != 1 else ""
        return _joined((rule.quotient,), "=", (rule.part, rule.whole), names, " ÷ ", times), ()
    if isinstance(rule, SumRule):
        return _joined((rule.whole,), "=", rule.parts, names, " + "), ()
    return _joined((rule.whole,), "≥", rule.parts, names, " + "), ()


def _joined(
    left: Iterable[str],
    relation: str,
    right: Iterable[str],
    names: Mapping[str, Words],
    sign: str,
    behind: str = "",
) -> Words:
    sides = [[names.get(id_, Words(id_, id_)) for id_ in ids] for ids in (left, right)]
    zh, en = (
        [sign.join(getattr(each, language) for each in side) for side in sides] for language in ("zh", "en")
    )
    return Words(f"{zh[0]} {relation} {zh[1]}{behind}", f"{en[0]} {relation} {en[1]}{behind}")


def _tolerance(rule: Rule) -> Words:
    """How far off still passes: 30 points a year; 35% of the larger figure or 200 persons."""
    zh, en = [], []
    larger = isinstance(rule, JumpRule | ChangeRule)
    if rule.tolerance:
        text = digits(rule.tolerance)
        unit = Words("", "") if isinstance(rule, ChangeRule) else _unit(rule, text)
        zh.append(f"{text}{unit.zh}")
        en.append(f"{text}{unit.en}")
    if rule.share_off:
        text = digits(100 * rule.share_off)
        zh.append(f"{'较大数' if larger else '应有数'}的 {text}%")
        en.append(f"{text}% of {'the larger figure' if larger else 'what is expected'}")
    if not zh:
        return EXACTLY
    each = isinstance(rule, JumpRule)
    return Words(
        ("每年 " if each else "") + "或".join(zh) + ("，取其大者" if len(zh) > 1 else ""),
        " or ".join(en) + (" a year" if each else "") + (", whichever is more" if len(en) > 1 else ""),
    )


def _unit(rule: PartRule | QuotientRule | JumpRule, figure: str) -> Words:
    catalogue = load_catalogue()
    of = rule.judged(catalogue)[0] if isinstance(rule, JumpRule) else rule.ids[0]
    unit = catalogue.by_id[of].unit
    return Words(" 个百分点", " points") if unit == "%" else after_figure(unit, figure)
