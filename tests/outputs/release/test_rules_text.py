"""The dictionary tells every rule, its tolerance and why."""

from __future__ import annotations

from indicators.catalogue import load_catalogue
from indicators.check_rules import load_check_rules
from indicators.targets import load_target_rules
from outputs.release.rules_text import rules_text

TEXT = rules_text(load_catalogue())


def row(rule: str) -> list[str]:
    """The cells of a rule's row."""
    (line,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{rule}` |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_rule_has_a_row_with_its_reason() -> None:
    for rule in load_check_rules().named:
        assert row(rule.id)[-1] == rule.why
    assert row("range")[-1] == load_check_rules().range.why
    for direction in load_target_rules().direction:
        assert f"| {direction.kind} | " in TEXT
        assert direction.why in TEXT


def test_a_row_says_what_is_held_and_how_far_off_passes() -> None:
    assert row("kindergartens_recomputed")[1:3] == [
        "public_kindergartens + private_kindergartens = kindergartens",
        "none",
    ]
    assert row("public_kindergartens_within_all")[1] == "public_kindergartens ≤ kindergartens"
    assert row("public_kindergarten_share_recomputed")[1:3] == [
        "public_kindergarten_share = public_kindergartens ÷ kindergartens",
        "none",
    ]
    assert row("student_teacher_ratio_recomputed")[2] == "10% of what is expected"
    assert row("jump_of_enrolment_rate")[2] == "15 points a year"
    assert row("jump_of_people")[2] == "200 人 or 35% of the larger figure a year, whichever is more"
    assert "5% to either side" in TEXT
