"""The rules of the checks are data, and are held against the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.check_rules import CheckRules, load_check_rules, read_check_rules
from indicators.errors import CatalogueError
from indicators.rule_files import rule_file
from indicators.targets import TargetRules

KINDS = ("sum", "share", "ratio", "at_least_sum")
RANGE = '[range]\nwhy = "so"\n' + "".join(
    f'[formula.{kind}]\ntolerance = 0\nshare = 0.5\nwhy = "so"\n' for kind in KINDS
)
RANGE += '[stated_change]\ntolerance = 0\nshare = 0.5\nwhy = "so"\n'
PART = """
[[part]]
id = "public"
whole = "kindergartens"
parts = ["public_kindergartens"]
tolerance = 0
why = "so"
"""
JUMP = """
[[jump]]
id = "jump"
indicators = ["kindergartens"]
tolerance = 5
years = 1
why = "so"
"""


def read(text: str, folder: Path) -> CheckRules:
    file = folder / "checks.toml"
    file.write_text(text, encoding="utf-8")
    return read_check_rules(file, load_catalogue())


def test_the_rules_of_the_package_are_sound() -> None:
    rules = load_check_rules()
    assert rules.parts
    assert all(rule.why for rule in rules.named)
    judged = {id_ for jump in rules.jumps for id_ in jump.judged(load_catalogue())}
    flows = {i.id for i in load_catalogue().indicators if i.kind == "flow"}
    assert "inclusive_coverage_rate" in judged
    assert not judged & flows


def test_a_small_file_is_read(tmp_path: Path) -> None:
    rules = read(RANGE + PART + JUMP, tmp_path)
    assert [rule.id for rule in (*rules.parts, *rules.jumps)] == [
        "public",
        "teachers_recruited_recomputed",
        "jump",
    ]
    assert rules.parts[0].share_off == 0


def test_every_formula_but_a_difference_is_a_rule(tmp_path: Path) -> None:
    rules = read(RANGE, tmp_path)
    formulas = {i.id: i.formula for i in load_catalogue().indicators if i.formula}
    wanted = {f"{id_}_recomputed" for id_, formula in formulas.items() if not formula.difference}
    assert {rule.id for rule in rules.named} == wanted | {"stated_change"}
    assert {rule.share_off for rule in rules.named} == {0.5}
    assert {(rule.id, rule.times) for rule in rules.quotients} == {
        (f"{id_}_recomputed", 100 if formula.share else 1)
        for id_, formula in formulas.items()
        if formula.share or formula.ratio
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "range: Field required"),
        ("[range", "TOML"),
        (RANGE + "[other]\n", "other: Extra inputs"),
        (RANGE + PART.replace("why", "reason"), "part.0.why"),
        (RANGE + PART.replace("tolerance = 0", "tolerance = -1"), "part.0.tolerance"),
        (RANGE + PART.replace('"public"', '"Öffentlich"'), "part.0.id"),
        (RANGE + PART + PART, "public stands twice"),
        (RANGE + PART.replace('"public"', '"range"'), "range stands twice"),
        (RANGE + PART.replace("public_kindergartens", "gardens"), "'gardens'.* is no indicator"),
        (RANGE + PART.replace("public_kindergartens", "students"), "one unit"),
        (RANGE.replace("[formula.ratio]", "[formula.rate]"), "formula.ratio: Field required"),
        (RANGE + PART.replace('"public"', '"kindergartens_recomputed"'), "stands twice"),
        (RANGE + JUMP.replace('indicators = ["kindergartens"]', ""), "either indicators, or units and kinds"),
        (RANGE + JUMP + 'units = ["%"]\nkinds = ["ratio"]\n', "either indicators, or units and kinds"),
        (RANGE + JUMP + 'but = ["gardens"]\n', "'gardens'.* is no indicator"),
        (RANGE + JUMP + JUMP.replace('"jump"', '"leap"'), "kindergartens stands twice"),
        (RANGE + JUMP.replace("years = 1", "years = 0"), "jump.0.years"),
        (RANGE + PART.replace('["public_kindergartens"]', "[]"), "part.0.parts"),
    ],
)
def test_what_is_wrong_is_told(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=said) as error:
        read(text, tmp_path)
    assert "checks.toml" in str(error.value)


def test_targets_name_every_kind_and_no_other_key() -> None:
    text = rule_file("targets.toml").read_text(encoding="utf-8")
    assert [text.count(f'kind = "{kind}"') for kind in ("stock", "flow", "ratio")] == [1, 1, 1]
    with pytest.raises(ValueError, match="extra"):
        TargetRules.model_validate({"direction": [{"kind": "flow", "kept": "equal", "why": "", "more": 1}]})
