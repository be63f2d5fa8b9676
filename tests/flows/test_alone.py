"""One run at a time below a data home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.alone import alone
from indicators.errors import ReleaseError
from outputs.release.durable import locked

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from flows.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_refused_until_the_holder_is_gone_however_it_went(tmp_path: Path) -> None:
    home = tmp_path / "not/yet/there"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder.stdin, holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ReleaseError, match="another release is being made here"), alone(home):
            pass
        holder.kill()
        holder.wait()
    with alone(home):
        pass
    kept = {each.name for each in home.iterdir() if each.is_dir()}
    assert kept == {"ledger", "snapshots", "releases", "published"}, "what a backup names"


def test_a_run_within_a_run_passes_and_leaves_the_home_held(tmp_path: Path) -> None:
    with alone(tmp_path):
        with alone(tmp_path / "."):
            pass
        with pytest.raises(ReleaseError), locked(tmp_path, wait=False):
            pass
    with locked(tmp_path, wait=False):
        pass
