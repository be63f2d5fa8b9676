"""What `serve` says before it serves, and how it looks after its processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.command_line import main
from flows.completed import COMPLETED, Completed, last_completed, note_completed
from flows.overdue import OverdueWatch
from flows.serving import Plan, environment_of, of_another, page_of, scratch, serve, served, use_server_of
from flows.serving_parts import MOST_LOG, Part, after_failures, answers, of_others, reserved_port
from flows.serving_schedule import Schedule
from indicators.errors import SourceError
from tests.local_site import Reply, running_site

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


HOLDER = """
import sys
from pathlib import Path
from flows.serving import served
with served(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def ended(number: int) -> bool:
    """Is that process no more, but for its exit code?"""
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_for(what: object, seconds: float = 60) -> None:
    assert callable(what)
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no.toml"], "no.toml: no such file"),
        (["wrong.toml"], "wrong.toml"),
        (["good.toml", "--allow", "inside"], "'inside'; expected a network"),
        (["good.toml", "--corrections", "no.toml"], "no.toml"),
        (["good.toml", "--store", "ftp://there"], "ftp://there"),
    ],
)
def test_what_is_wrong_already_is_told_before_anything_is_started(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("wrong.toml").write_text("[[page]]\nid = 'a'\n", encoding="utf-8")
    Path("good.toml").write_text("[[page]]\nid = 'a'\naddress = 'http://a.example/'\n", encoding="utf-8")
    assert main(["serve", *arguments, "--home", "home"]) == 1
    assert said in capsys.readouterr().err
    assert not Path("home").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--at", "25:00"],
        ["--every", "1"],
        ["--at", "3:30", "--every", "6h"],
        ["--port", "0"],
        ["--port", "65536"],
        ["--port", "web"],
    ],
)
def test_wrong_arguments_are_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *wrong]) == 2
    assert "error: argument" in capsys.readouterr().err


def test_a_home_is_served_once_and_a_killed_server_leaves_no_lock(tmp_path: Path) -> None:
    with served(tmp_path):
        with pytest.raises(SourceError, match="is served already"), served(tmp_path):
            pass
        (tmp_path / "serving/address").write_text("http://127.0.0.1:1\n")
    assert not (tmp_path / "serving/address").exists()
    with served(tmp_path):
        pass
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(SourceError, match="one `serve` a data home"), served(tmp_path):
            pass
        process.kill()
        process.wait()
    with served(tmp_path):
        pass


def test_a_run_by_hand_uses_the_server_of_whoever_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment: dict[str, str] = {}
    use_server_of(tmp_path, environment)
    assert environment == {}, "nobody serves"
    (tmp_path / "serving").mkdir()
    (tmp_path / "serving/address").write_text("http://127.0.0.1:1\n")
    assert page_of(tmp_path) is None, "what a killed one left"
    monkeypatch.setattr("flows.serving.answers", lambda _: True)
    use_server_of(tmp_path, environment)
    assert environment == {"PREFECT_API_URL": "http://127.0.0.1:1/api"}
    environment["PREFECT_API_URL"] = "http://elsewhere/api"
    use_server_of(tmp_path, environment)
    assert environment == {"PREFECT_API_URL": "http://elsewhere/api"}


def test_the_processes_find_our_server_and_not_another(tmp_path: Path) -> None:
    outside = {
        "PREFECT_API_URL": "https://elsewhere/api",
        "PREFECT_API_KEY": "secret",
        "PREFECT_API_AUTH_STRING": "secret",
        "PREFECT_SERVER_API_AUTH_STRING": "secret",
        "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql+asyncpg://there/prefect",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": "postgresql+asyncpg://there/prefect",
        "PREFECT_HOME": "/there",
    }
    others = {"AWS_REGION": "x", "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "here"}
    found = environment_of(tmp_path, "http://127.0.0.1:4200", outside | others)
    assert found["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
    assert found["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert others.items() <= found.items()
    assert not set(outside.values()) & set(found.values())
    assert of_another(outside | others) == sorted(outside)


def test_what_is_set_for_another_server_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in of_another(os.environ):
        monkeypatch.delenv(name)
    for name in ("COUNTY_EDUCATION_HOME", "PREFECT_HOME"):  # what `serve` sets is taken back
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "postgresql+asyncpg://u:secret@there/prefect")
    seen: dict[str, str] = {}
    monkeypatch.setattr("flows.serving._look_after", lambda *_: seen.update(os.environ))
    assert serve(Plan((), tmp_path / "home", Schedule())) == 0
    assert "PREFECT_API_DATABASE_CONNECTION_URL" not in seen
    assert seen["PREFECT_HOME"] == str(tmp_path / "home/prefect")
    assert capsys.readouterr().err == (
        "serve has a Prefect server of its own and leaves out what is set for one: "
        "PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME\n"
    )


def test_what_our_processes_keep_for_a_while_is_below_the_home(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    assert environment_of(tmp_path, "", {"TMPDIR": "/there"})["TMPDIR"] == str(folder)
    (folder / "runner_storage").mkdir()
    (folder / "runner_storage/left").touch()
    assert list(scratch(tmp_path).iterdir()) == []
    folder.rmdir()
    folder.touch()
    with pytest.raises(SourceError, match="cannot be made"):
        scratch(tmp_path)


def test_what_a_part_fails_of_is_in_its_log_and_not_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text("raise PermissionError('runner_storage')", encoding="utf-8")
    log, terminal = tmp_path / "log", tmp_path / "terminal"
    part = Part("it", ["wrong"], log, orphaned=(0, 1))
    with terminal.open("wb") as told:
        part.start(dict(os.environ) | {"PYTHONPATH": f"{ROOT}:{tmp_path}"}, told=told.fileno())
        wait_for(lambda: not part.running)
    assert part.ended() == 1
    assert log.read_text().endswith("PermissionError: runner_storage\n")
    assert terminal.read_bytes() == b""


def test_the_wait_before_a_start_doubles_and_has_an_end() -> None:
    assert [after_failures(number) for number in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_a_port_that_is_taken_is_passed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with reserved_port(taken, 1) as none:
            assert none is None
        with reserved_port(taken, 20) as number:
            assert number is not None
            assert number > taken
            assert not answers(f"http://127.0.0.1:{number}", seconds=1)
    with reserved_port(70_000) as none:
        assert none is None


def test_a_port_whose_server_is_still_starting_is_nobody_elses_and_free_afterwards() -> None:
    with reserved_port(10_000 + os.getpid() % 20_000) as ours:  # another run of the tests has another
        assert ours is not None
        with reserved_port(ours, 1) as none, reserved_port(ours) as theirs:
            assert none is None
            assert theirs is not None
            assert theirs > ours
        with socket.create_server(("127.0.0.1", ours)):
            pass
    with reserved_port(ours, 1) as again:
        assert again == ours


@pytest.mark.parametrize(
    ("said", "status", "theirs"),
    [
        ({"home": "/srv/a/prefect"}, 200, False),
        ({"home": "/srv/b/prefect"}, 200, True),
        ({"exception_message": "Unauthorized"}, 401, False),
        ([], 200, False),
    ],
)
def test_a_server_of_others_is_known_by_where_it_keeps_its_files(
    said: object, status: int, theirs: bool
) -> None:
    with running_site() as site:
        site.pages["/api/admin/settings"] = Reply(json.dumps(said).encode(), status)
        assert of_others(site.address("").rstrip("/"), Path("/srv/a/prefect")) is theirs
    assert not of_others("http://127.0.0.1:1", Path("/srv/a/prefect"))


def test_a_part_that_ends_is_noticed_once_and_its_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    (tmp_path / "three.py").write_text("print('hello'); raise SystemExit(3)", encoding="utf-8")
    log = tmp_path / "log"
    log.write_bytes(b"x" * (MOST_LOG + 1))
    part = Part("it", ["three"], log, orphaned=(0, 1))
    assert (part.running, part.ended()) == (False, None)
    part.start(dict(os.environ) | {"PYTHONPATH": f"{ROOT}:{tmp_path}"})
    wait_for(lambda: not part.running)
    assert part.ended() == 3
    assert part.ended() is None
    assert part.failures == 1
    assert part.begin_at > time.monotonic() - 1
    assert log.read_bytes() == b"hello\n"
    assert (tmp_path / "log.1").stat().st_size > MOST_LOG


FAMILY = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(os.getpid(), child.pid, flush=True)
time.sleep(600)
"""
PARENT = """
import os, sys, time
from pathlib import Path
from flows.serving_parts import Part
part = Part("it", ["family"], Path(sys.argv[1]), orphaned=(0.1, 1.0))
part.start(dict(os.environ))
if sys.argv[2] == "end":
    sys.stdin.readline()
    part.end(5)
time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the test looks at processes in /proc")
@pytest.mark.parametrize("how", ["killed", "end"])
def test_a_part_ends_with_all_that_it_has_started(how: str, tmp_path: Path) -> None:
    (tmp_path / "family.py").write_text(FAMILY, encoding="utf-8")
    log = tmp_path / "log"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(log), how],
        stdin=subprocess.PIPE,
        env=dict(os.environ) | {"PYTHONPATH": f"{ROOT}:{tmp_path}"},
        start_new_session=True,
    )
    with parent:
        wait_for(lambda: log.exists() and log.read_bytes().endswith(b"\n"))
        family = [int(number) for number in log.read_text().split()]
        if how == "killed":
            os.kill(parent.pid, signal.SIGKILL)
        else:
            assert parent.stdin is not None
            parent.stdin.write(b"now\n")
            parent.stdin.flush()
        wait_for(lambda: all(map(ended, family)))
        parent.kill()


def test_when_the_last_run_was_done_is_kept_and_what_is_damaged_is_not_believed(tmp_path: Path) -> None:
    assert last_completed(tmp_path) is None
    note_completed(tmp_path, NOW, NOW + timedelta(minutes=3))
    assert last_completed(tmp_path) == Completed(NOW, NOW + timedelta(minutes=3))
    for wrong in ("", "[]", "{}", '{"began": 3, "ended": 4}', '{"began": "today", "ended": "today"}'):
        (tmp_path / COMPLETED).write_text(wrong, encoding="utf-8")
        assert last_completed(tmp_path) is None


def test_an_overdue_run_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("URL", "COMMAND"):
        monkeypatch.delenv(f"COUNTY_EDUCATION_NOTICE_{name}", raising=False)
    watch = OverdueWatch(tmp_path, Schedule(), NOW)
    for minute in range(0, 37 * 60, 10):
        watch.look(NOW + timedelta(minutes=minute))
    said = capsys.readouterr().err
    assert said.count("notice (run overdue): No run was done for 36 hours: none was ever done.") == 1
    note_completed(tmp_path, NOW, NOW + timedelta(hours=40))
    watch.look(NOW + timedelta(hours=41))
    assert capsys.readouterr().err == ""
