"""The rules behind checks, targets and bars, as the data dictionary of a release tells them."""

from __future__ import annotations

from indicators.bounds import load_bounds
from indicators.catalogue import Catalogue
from indicators.check_rules import ChangeRule, JumpRule, PartRule, QuotientRule, SumRule, load_check_rules
from indicators.targets import load_target_rules
from outputs.release.statements import number

HEAD = """\
## The rules of the checks

To the tolerance of a rule comes what the figures leave open: one unit of the last digit of what is rounded
(14.48万, 85%), and {approx}% to either side of what is ≈. {why}
"""
PLANS = """
## When a plan is kept

A plan with 以上 or 以内 says so itself; one for an indicator that has a better side is kept by reaching it.
Of the others:
"""
GOALS = {"at_least": "as much or more", "at_most": "as much or less", "equal": "as much"}


def rules_text(catalogue: Catalogue) -> str:
    """The rules that ship with the package as Markdown: each check, and when a plan is kept."""
    rules, goals, bounds = load_check_rules(), load_target_rules(), load_bounds()
    lines = [
        HEAD.format(approx=number(100 * bounds.approx.share), why=bounds.approx.why),
        "| rule | what is held | tolerance | why |",
        "|---|---|---|---|",
        f"| `range` | valid_min ≤ the figure ≤ valid_max (catalogue) | none | {rules.range.why} |",
        *(
            f"| `{rule.id}` | {_held(rule, catalogue)} | {_tolerance(rule, catalogue)} | {rule.why} |"
            for rule in rules.named
        ),
        PLANS,
        "| kind of indicator | kept by | why |",
        "|---|---|---|",
        *(f"| {each.kind} | {GOALS[each.kept]} | {each.why} |" for each in goals.direction),
    ]
    return "\n".join(lines) + "\n"


def _held(rule: PartRule | QuotientRule | JumpRule | ChangeRule, catalogue: Catalogue) -> str:
    if isinstance(rule, ChangeRule):
        return "a change that a report states (changes) = its figure - that of the year it is against"
    if isinstance(rule, QuotientRule):
        return f"{rule.quotient} = {rule.part} ÷ {rule.whole}"
    if isinstance(rule, JumpRule):
        judged = ", ".join(rule.judged(catalogue))
        return f"the change over {rule.years} years at the most of {judged}"
    return f"{' + '.join(rule.parts)} {'=' if isinstance(rule, SumRule) else '≤'} {rule.whole}"


def _tolerance(rule: PartRule | QuotientRule | JumpRule | ChangeRule, catalogue: Catalogue) -> str:
    if isinstance(rule, ChangeRule):
        unit = "of the unit"
    else:
        of = rule.judged(catalogue)[0] if isinstance(rule, JumpRule) else rule.ids[0]
        unit = catalogue.by_id[of].unit.replace("%", "points")
    larger = isinstance(rule, JumpRule | ChangeRule)
    share = "of the larger figure" if larger else "of what is expected"
    said = [f"{number(rule.tolerance)} {unit}"] if rule.tolerance else []
    said += [f"{number(100 * rule.share_off)}% {share}"] if rule.share_off else []
    each = " a year" if isinstance(rule, JumpRule) else ""
    more = ", whichever is more" if len(said) > 1 else ""
    return (" or ".join(said) + each + more) if said else "none"
