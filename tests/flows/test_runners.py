"""The same pages read by threads, by processes and by a Dask cluster of two, one of which is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from benchmarks.made_reports import made_reports
from benchmarks.scale import write_reports
from flows.runner_choice import RunnerChoice
from flows.runners import WORKER_SECONDS, meet_workers, started
from indicators.errors import CountyEducationError
from tests.flows.surroundings import hear_ctrl_c, without_prefect

ROOT = Path(__file__).parents[2]

# Batches are planned where the flow runs: it alone need be told of small ones.
RELEASE = """
import sys
from tasks import batches
batches.BATCH_BYTES = 100_000
from flows.command_line import main
home, pages, runner = sys.argv[1:]
sys.exit(main(["release", "--home", home, "--version-month", "2026.11", pages, "--runner", runner]))
"""

KILLING = """
import multiprocessing, os, signal, sys, threading, time
from tasks import batches
batches.BATCH_BYTES = 100_000
from flows.command_line import main
def kill():
    while not (children := multiprocessing.active_children()):
        time.sleep(0.05)
    time.sleep(1)
    os.kill(children[0].pid, signal.SIGKILL)
threading.Thread(target=kill, daemon=True).start()
home, pages = sys.argv[1:]
sys.exit(main(["release", "--home", home, pages, "--runner", "processes"]))
"""

DYING = """
import os, signal
from tasks import reading
from tasks.reading import read_snapshot
pages = []
def read_three(snapshot):
    pages.append(snapshot)
    if len(pages) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_snapshot(snapshot)
reading.read_snapshot = read_three
"""

needs_dask = pytest.mark.skipif(find_spec("prefect_dask") is None, reason="prefect-dask is not installed")


def surroundings() -> dict[str, str]:
    return without_prefect(os.environ) | {"PYTHONPATH": str(ROOT), "DO_NOT_TRACK": "1"}


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=surroundings(),
        check=False,
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports") / "pages"
    write_reports(made_reports(0, 40), folder)
    return folder


def sums(home: Path) -> str:
    return (home / "releases/2026.11.0/SHA256SUMS").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def by_threads(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("threads")
    done = run(RELEASE, home, pages, "threads")
    assert done.returncode == 0, done.stderr
    assert "reading, in 5 batches…" in done.stderr
    return sums(home)


@contextmanager
def cluster(folder: Path, *preloads: Path | None) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and a worker for each preload, as processes: their address, and the workers."""
    dask, where = [sys.executable, "-m", "dask"], folder / "scheduler.json"
    log = (folder / "dask.log").open("wb")
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*dask, *command], cwd=folder, env=surroundings(), stdout=log, stderr=log, start_new_session=True
        )
        started.append(process)
        return process

    try:
        scheduler = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        start("scheduler", *scheduler, "--scheduler-file", str(where))
        until = time.monotonic() + 60
        while not where.exists() and time.monotonic() < until:
            time.sleep(0.1)
        address: str = json.loads(where.read_text(encoding="utf-8"))["address"]
        worker = ["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        workers = [start(*worker, *(["--preload", str(each)] if each else [])) for each in preloads]
        yield address, workers
    finally:
        for process in started:
            process.kill()
            process.wait()
        log.close()


def test_processes_give_the_same_bytes(tmp_path: Path, pages: Path, by_threads: str) -> None:
    done = run(RELEASE, tmp_path, pages, "processes")
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path) == by_threads
    assert "read 5 of 5 batches" in done.stderr


@needs_dask
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    tmp_path: Path, pages: Path, by_threads: str
) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text(DYING, encoding="utf-8")
    home = tmp_path / "home"
    with cluster(tmp_path, None, dying) as (address, workers):
        done = run(RELEASE, home, pages, f"dask:{address}")
        assert done.returncode == 0, done.stderr
        assert workers[1].wait(timeout=10) == -signal.SIGKILL
        assert workers[0].poll() is None
    assert sums(home) == by_threads


@needs_dask
def test_a_cluster_made_here_gives_the_same_bytes(tmp_path: Path, pages: Path, by_threads: str) -> None:
    done = run(RELEASE, tmp_path, pages, "dask")
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path) == by_threads


class FakeClient:
    """Of a cluster without workers."""

    def wait_for_workers(self, number: int, timeout: float) -> None:
        assert (number, timeout) == (1, WORKER_SECONDS)
        raise TimeoutError


class FakeRunner:
    """A Dask runner whose scheduler answers, or does not."""

    def __init__(self, *, answers: bool) -> None:
        self.answers = answers

    @property
    def client(self) -> FakeClient:
        if not self.answers:
            raise OSError("Timed out trying to connect")
        return FakeClient()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (False, "no Dask scheduler answers at tcp://here:1; expected one: `dask scheduler`"),
        (True, "the cluster at tcp://here:1 has no worker; expected one: `dask worker tcp://here:1`"),
    ],
)
def test_a_cluster_that_does_not_answer_or_has_no_worker_is_named(answers: bool, said: str) -> None:
    with pytest.raises(CountyEducationError) as caught:
        meet_workers(FakeRunner(answers=answers), "tcp://here:1")
    assert str(caught.value) == f"COUNTY_EDUCATION_RUNNER: {said}"


def test_a_cluster_elsewhere_wants_a_server_that_it_can_reach() -> None:
    choice = RunnerChoice("dask", "tcp://192.0.2.7:8786")
    with (
        temporary_settings(restore_defaults={PREFECT_API_URL}),
        pytest.raises(CountyEducationError, match="one that they can reach, named in PREFECT_API_URL"),
        started(choice),
    ):
        pytest.fail("it was not started")


def test_after_a_process_was_killed_the_next_run_goes_on(
    tmp_path: Path, pages: Path, by_threads: str
) -> None:
    done = run(KILLING, tmp_path, pages)
    assert done.returncode == 1, done.stderr
    assert done.stderr.splitlines()[-1] == (
        "county-education: reading: a process that read pages was ended from outside, or memory ran out. "
        "What was read is kept. Run it again to go on."
    )
    assert "Traceback" not in done.stderr
    assert run(RELEASE, tmp_path, pages, "processes").returncode == 0
    assert sums(tmp_path) == by_threads


def processes_of(home: Path, what: str = "") -> list[int]:
    """The processes of a run with this home that have `what` in their command, where /proc tells."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in environment and what.encode() in command:
            found.append(int(folder.name))
    return found


def readers_of(home: Path) -> list[int]:
    """Those that read pages."""
    return processes_of(home, "multiprocessing.spawn")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are looked for in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=lambda number: number.name)
def test_processes_end_with_the_run_that_started_them(tmp_path: Path, number: signal.Signals) -> None:
    home, many = tmp_path / "home", tmp_path / "many"
    write_reports(made_reports(0, 800), many)
    process = subprocess.Popen(
        [sys.executable, "-c", RELEASE, str(home), str(many), "processes"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=surroundings(),
        start_new_session=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509
    )
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("read 1 of"):
                break
        assert readers_of(home)
        if number == signal.SIGKILL:
            process.kill()
        else:  # the terminal's Ctrl-C goes to the whole group
            os.killpg(process.pid, number)
        _, said = process.communicate(timeout=100)
        until = time.monotonic() + 30
        while readers_of(home) and time.monotonic() < until:
            time.sleep(0.1)
        assert readers_of(home) == []
    finally:
        for each in processes_of(home):  # Prefect's server outlives a run that was killed
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert said.splitlines()[-1] == "Stopped; no release was written. Run it again to go on."
        assert "Traceback" not in said, said
