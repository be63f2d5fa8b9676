"""The whole way with real Prefect, stopped while it reads: it takes half a minute."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.flows.surroundings import hear_ctrl_c, without_prefect

ROOT = Path(__file__).parents[2]

SLOWLY = """
import sys, time
from pathlib import Path
from tasks import reading
from tests import fake_reader
def read_slowly(snapshot):
    until = time.monotonic() + 120
    while not Path(sys.argv[2]).exists() and time.monotonic() < until:
        time.sleep(0.05)
    return fake_reader.read_snapshot(snapshot)
reading.read_snapshot = read_slowly
from flows.command_line import main
sys.exit(main(["release", "--home", sys.argv[1], *sys.argv[3:]]))
"""


def servers_of(home: Path) -> list[Path]:
    """The processes that were started with this home in their environment, where /proc tells."""
    found: list[Path] = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if str(home).encode() in environment.read_bytes():
                found.append(environment.parent)
    return found


def test_a_second_run_is_refused_and_ctrl_c_stops_the_first_without_a_trace(tmp_path: Path) -> None:
    home, page, go_on = tmp_path / "home", tmp_path / "a.txt", tmp_path / "go on"
    page.write_text("柳城县 450222 2019\n幼儿园85所", encoding="utf-8")
    command = [sys.executable, "-c", SLOWLY, str(home), str(go_on), str(page)]
    # A session of its own, as a shell's job has: what the terminal sends by Ctrl-C goes to the whole group.
    run = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=without_prefect(os.environ),
        start_new_session=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509
    )
    assert run.stderr is not None
    for line in run.stderr:
        if line == "reading, in 1 batch…\n":
            break
    if Path("/proc/self/environ").exists():
        assert len(servers_of(home)) == 1
    second = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=without_prefect(os.environ), check=False
    )
    os.killpg(run.pid, signal.SIGINT)
    go_on.touch()
    out, err = run.communicate(timeout=100)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr == (
        f"county-education: {home}: another release is being made here; expected one at a time. "
        "Wait for it, or use another --home.\n"
    )
    assert (run.returncode, out) == (130, "")
    assert err == "stopping…\nStopped; no release was written. Run it again to go on.\n"
    assert not (home / "releases").exists() or not list((home / "releases").glob("[!.]*"))
    assert "Traceback" not in (home / "prefect-server.log").read_text()
    assert servers_of(home) == [], "Prefect's server has ended with us"
