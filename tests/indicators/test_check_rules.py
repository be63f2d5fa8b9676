"""The rules of the checks are data, and are held against the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.check_rules import CheckRules, load_check_rules, read_check_rules
from indicators.errors import CatalogueError
from indicators.rule_files import rule_file
from indicators.targets import TargetRules

RANGE = '[range]\nwhy = "so"\n'
PART = """
[[part]]
id = "public"
whole = "kindergartens"
parts = ["public_kindergartens"]
tolerance = 0
why = "so"
"""
SHARE = """
[[share]]
id = "share"
share = "public_kindergarten_share"
part = "public_kindergartens"
whole = "kindergartens"
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
    assert rules.sum
    assert rules.part
    assert rules.share
    assert rules.jump
    assert all(rule.why for rule in rules.named)
    judged = {id_ for jump in rules.jump for id_ in jump.judged(load_catalogue())}
    flows = {i.id for i in load_catalogue().indicators if i.kind == "flow"}
    assert "inclusive_coverage_rate" in judged
    assert not judged & flows


def test_a_small_file_is_read(tmp_path: Path) -> None:
    rules = read(RANGE + PART + SHARE + JUMP, tmp_path)
    assert [rule.id for rule in rules.named] == ["public", "share", "jump"]
    assert rules.part[0].share_off == 0


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
        (RANGE + SHARE.replace('"public_kindergarten_share"', '"students"'), "students is not in %"),
        (RANGE + SHARE.replace('whole = "kindergartens"', 'whole = "students"'), "one unit"),
        (RANGE + JUMP.replace('indicators = ["kindergartens"]', ""), "either indicators, or units and kinds"),
        (RANGE + JUMP + 'units = ["%"]\nkinds = ["ratio"]\n', "either indicators, or units and kinds"),
        (RANGE + JUMP + 'but = ["gardens"]\n', "'gardens'.* is no indicator"),
        (RANGE + JUMP + JUMP.replace('"jump"', '"leap"'), "kindergartens stands twice"),
        (RANGE + JUMP.replace("years = 1", "years = 0"), "jump.0.years"),
        (RANGE + PART.replace("[[part]]", "[[sum]]"), "sum.0.parts"),
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
