"""The processes that write pages end with the one that started them, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SECONDS = 60.0


def ended(pid: int) -> bool:
    """Whether a process is there no more (one that nobody has asked after counts as ended)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize(
    ("number", "group"),
    [(signal.SIGINT, False), (signal.SIGKILL, False), (signal.SIGTERM, True), (signal.SIGINT, True)],
)
def test_they_end_with_it(release_folder: Path, tmp_path: Path, number: int, group: bool) -> None:
    """`group`: all processes are told at once, as systemd and a terminal do."""
    told = tmp_path / "pid"
    program = [sys.executable, "-m", "tests.outputs.pages.lingering_site"]
    run = subprocess.Popen(
        [*program, str(release_folder), str(tmp_path / "site"), str(told)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + SECONDS
        while not told.exists():
            assert run.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        child = int(told.read_text())
        assert not ended(child)
        os.killpg(run.pid, number) if group else run.send_signal(number)
        run.wait(SECONDS)
        until = time.monotonic() + SECONDS
        while not ended(child):
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        run.kill()
        run.wait()
