"""`county-education serve` with real Prefect and a real site: it takes a minute."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.flows.surroundings import hear_ctrl_c, without_prefect
from tests.flows.test_annual_stopped import servers_of
from tests.local_site import Reply, Site, running_site

ROOT = Path(__file__).parents[2]
PATIENCE = 180.0
"""Seconds for one line: far more than it takes, for a machine that does other things."""

WEB = """\
[[page]]
id = "liucheng"
address = "{address}"
title = "柳城县教育局2019年工作总结"
publisher = "柳城县教育局"
region = "450222"
"""
PAGE = (
    "<html><head><title>柳城县教育局2019年工作总结</title></head><body>"
    "<h1>柳城县教育局2019年工作总结</h1><p>2019年，全县共有幼儿园{number}所。</p>"
    f"<p>{'我们认真贯彻落实党的教育方针，推进教育优质均衡发展。' * 40}</p></body></html>"
)


class Served:
    """A `serve` that runs, and what it says, line by line."""

    def __init__(self, arguments: list[str], notices: Path) -> None:
        told = f"{sys.executable} {notices}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flows.command_line", "serve", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=without_prefect(os.environ) | {"COUNTY_EDUCATION_NOTICE_COMMAND": told},
            start_new_session=True,  # as a shell's job has it
            preexec_fn=hear_ctrl_c,  # noqa: PLW1509
        )
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def until(self, what: str) -> str:
        """The next line in which that stands."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(queue.Empty):
                line = self._queue.get(timeout=1)
                assert line is not None, "\n".join([f"it ended before {what!r}:", *self.lines])
                self.lines.append(line)
                if what in line:
                    return line
        raise AssertionError("\n".join([f"nothing was said of {what!r}:", *self.lines]))

    def ended(self) -> int:
        """The exit code; all that it said is read."""
        while (line := self._queue.get(timeout=PATIENCE)) is not None:
            self.lines.append(line)
        code = self.process.wait(PATIENCE)
        assert not [line for line in self.lines if "Traceback" in line or "Warning" in line], self.lines
        return code


@contextmanager
def served(arguments: list[str], notices: Path) -> Iterator[Served]:
    it = Served(arguments, notices)
    try:
        yield it
    finally:
        if it.process.poll() is None:
            it.process.kill()
        it.process.wait()
        it.listener.join(PATIENCE)  # others hold that end too, and end a little later
        assert it.process.stderr is not None
        it.process.stderr.close()


def runs(page: str) -> list[dict[str, Any]]:
    """The runs of the annual flow that Prefect's page shows, the oldest first."""
    asked = {"sort": "EXPECTED_START_TIME_ASC", "flows": {"name": {"any_": ["annual"]}}}
    answer = httpx.post(f"{page}/api/flow_runs/filter", json=asked, timeout=60)
    return [each for each in answer.json() if each["state"]["name"] != "Scheduled"]


def errors(page: str, run: str) -> list[str]:
    """The lines of a run's log that Prefect's page shows in red."""
    asked = {"logs": {"flow_run_id": {"any_": [run]}, "level": {"ge_": 40}}, "sort": "TIMESTAMP_ASC"}
    answer = httpx.post(f"{page}/api/logs/filter", json=asked, timeout=60)
    return [str(each["message"]) for each in answer.json()]


def servers(home: Path) -> list[int]:
    """The processes of Prefect's server that work below a home."""
    found = servers_of(home)
    return [int(each.name) for each in found if b"prefect\0server" in (each / "cmdline").read_bytes()]


def set_page(site: Site, number: int) -> None:
    page = PAGE.format(number=number).encode()
    site.pages["/a.html"] = Reply(page, headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the test finds processes in /proc")
def test_a_day_of_serving(tmp_path: Path) -> None:
    home, registry, told = tmp_path / "home", tmp_path / "web.toml", tmp_path / "told.jsonl"
    notices = tmp_path / "notices.py"
    notices.write_text(
        f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read() + '\\n')", encoding="utf-8"
    )
    arguments = [str(registry), "--home", str(home), "--allow", "127.0.0.0/8", "--every", "20"]
    with running_site() as site:
        set_page(site, 85)
        registry.write_text(WEB.format(address=site.address("/a.html")), encoding="utf-8")
        with served(arguments, notices) as serve:
            serve.until("serving 1 source into")
            page = serve.until("Prefect's page").split()[2]
            assert urlsplit(page).hostname == "127.0.0.1"
            serve.until("a run is due: the first one here")
            serve.until("asked for 1 address: 1 fetched")
            serve.until(": done")
            assert (home / "releases/latest").read_text().endswith(".0\n")

            again = subprocess.run(
                [sys.executable, "-m", "flows.command_line", "serve", *arguments],
                capture_output=True, text=True, cwd=ROOT, check=False, env=without_prefect(os.environ),
            )  # fmt: skip
            assert again.returncode == 1
            refused = f"county-education: {home}: is served already; expected one `serve` a data home."
            assert again.stderr.startswith(refused)
            assert again.stderr.count("\n") == 1
            assert page in again.stderr

            # A registry that is wrong fails the runs, and is told once.
            right = registry.read_text(encoding="utf-8")
            registry.write_text(right + "nonsense = 3\n", encoding="utf-8")
            assert "nonsense" in serve.until("notice (run failed)")
            serve.until(": failed")
            # The last of its log is the sentence that says what is wrong.
            failed = next(each for each in runs(page) if each["state"]["name"] == "Failed")["id"]
            end = time.monotonic() + PATIENCE
            while not [each for each in errors(page, failed) if each.startswith(str(registry))]:
                assert time.monotonic() < end, errors(page, failed)
                time.sleep(0.2)
            assert errors(page, failed)[-1].startswith(f"{registry} line 7: [[page]]")
            assert "Traceback" not in "".join(errors(page, failed))
            # Prefect's server dies, and is there again.
            (server,) = servers(home)
            os.kill(server, signal.SIGKILL)
            serve.until("Prefect's server ended (code -9); it is started again")
            registry.write_text(right, encoding="utf-8")
            serve.until(": done")
            notes = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
            assert [each["kind"] for each in notes] == ["run-failed"]

            # Killed while a run is under way.
            serve.until("fetching…")
            serve.process.kill()

        # The next one clears up after it and goes on; Ctrl-C during a run stops it, and all that was started.
        with served(arguments, notices) as serve:
            page = serve.until("Prefect's page").split()[2]
            serve.until(": done")
            states = [each["state"]["name"] for each in runs(page)]
            assert states[0] == "Completed"
            assert "Failed" in states
            assert "Running" not in states[:-1]
            serve.until("fetching…")
            serve.process.send_signal(signal.SIGINT)
            assert serve.ended() == 130
            assert serve.lines[-1] == "Stopped. What a run had begun is gone on with when it is served again."
        assert servers_of(home) == []
        assert len(told.read_text(encoding="utf-8").splitlines()) == 1
