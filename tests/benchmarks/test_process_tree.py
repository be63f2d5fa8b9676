"""What a command costs: its steps, and its memory with that of the processes that it starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.process_tree import PROC, measured, resident

CHILD = "import time; held = bytearray(80_000_000); time.sleep(1.5)"
STEPS = f"""
import subprocess, sys, time
from benchmarks.process_tree import step
with step("outer"):
    with step("child"):
        subprocess.run([sys.executable, "-c", {CHILD!r}], check=True)
    with step("short"):
        time.sleep(0.1)
with step("short"):
    time.sleep(0.1)
"""


def test_steps_are_timed_and_added_up_and_children_count(tmp_path: Path) -> None:
    cost = measured([sys.executable, "-c", STEPS], tmp_path / "log")
    assert list(cost.steps) == ["child", "short", "outer"]
    assert cost.steps["child"].seconds >= 1.5
    assert 0.2 <= cost.steps["short"].seconds < cost.steps["child"].seconds
    assert cost.seconds > cost.steps["outer"].seconds > cost.steps["child"].seconds
    assert cost.processor > 0
    if PROC.exists():
        assert cost.peak >= cost.steps["child"].peak > 80_000_000
        assert resident(2**30) == 0


def test_a_command_that_fails_measures_nothing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="its time says nothing:\nno such luck"):
        measured([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path / "log")
