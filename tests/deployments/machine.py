"""A machine as deployments/README.md sets it up, in a folder: database, services, the user's shell."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from tests.deployments import manual
from tests.deployments.postgres import Postgres
from tests.flows.surroundings import without_prefect

PATIENCE = 240
"""Seconds that anything may take on a machine that is busy with other things."""

MARK = "COUNTY_EDUCATION_TEST_MACHINE"
"""In the environment of all that the machine starts; by it everything is found again, and ended."""


@dataclass
class Machine:
    """The home of the operator's user, with `~/code` and the database; services run while they are needed."""

    home: Path
    postgres: Postgres
    port: int
    more: dict[str, str] = field(default_factory=dict)
    """Settings of this machine beside those of the manual."""
    _started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return self.home / "data"

    def as_user(self, commands: str) -> str:
        """Run commands in the user's login shell, and give what they print. Fails where one of them fails."""
        script = f"set -euo pipefail\n{commands}"
        done = subprocess.run(
            ["bash", "--login", "-c", script],
            capture_output=True,
            text=True,
            cwd=self.home,
            env=self._bare(),
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def as_postgres(self, commands: str) -> None:
        """Run root's commands that are the database superuser's."""
        prefix = "runuser --user postgres -- "
        lines = commands.splitlines()
        assert all(line.startswith(prefix) for line in lines)
        plain = "\n".join(line.removeprefix(prefix) for line in lines)
        self.as_user(f"export PGUSER=postgres PATH={self.postgres.programs}:$PATH\n{plain}")

    def settle(self) -> None:
        """Have the user's environment mean this folder, this database and this port."""
        file = self.home / "environment"
        text = file.read_text(encoding="utf-8")
        for there, here in (
            (manual.PLACE, str(self.home)),
            ("/var/run/postgresql", str(self.postgres.folder)),
            ("4200", str(self.port)),
        ):
            assert there in text
            text = text.replace(there, here)
        text += "".join(f"{name}={value}\n" for name, value in self.more.items())
        file.write_text(text, encoding="utf-8")

    def start(self, name: str) -> None:
        """Start a service as its unit file says: `server` or `worker`."""
        unit = manual.unit(name)
        command = [part.replace(manual.PLACE, str(self.home)) for part in unit.command]
        file = Path(unit.environment.replace(manual.PLACE, str(self.home)))
        environment = self._bare() | manual.settings(file.read_text(encoding="utf-8"))
        with (self.home / f"{name}.log").open("ab") as log:
            service = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=unit.folder.replace(manual.PLACE, str(self.home)),
                env=environment | {MARK: f"{name}@{self.home}"},
                start_new_session=True,
            )
        self._started.append(service)
        if name == "server":
            self.until(lambda: self.ask("GET", "/health") is True, "the server answers")

    def kill(self, *names: str) -> None:
        """Kill services with all that they started, at once and without a word, as a power cut does it."""
        while processes := self._processes(names):
            for process in processes:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            for service in self._started:
                service.poll()  # a dead child stays in the list of processes until it is asked for
            time.sleep(0.05)

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """What the server's API answers; None where it does not, or knows of no such thing."""
        with suppress(httpx.TransportError):
            answer = httpx.request(
                method, f"http://127.0.0.1:{self.port}/api{path}", json=body, timeout=30, trust_env=False
            )
            return answer.json() if answer.is_success else None
        return None

    def run(self, **parameters: object) -> UUID:
        """Have the daily deployment run now, with parameters in the place of its own."""
        daily = self.ask("GET", "/deployments/name/annual/daily")
        made = self.ask("POST", f"/deployments/{daily['id']}/create_flow_run", {"parameters": parameters})
        return UUID(made["id"])

    def state(self, run: UUID) -> str:
        """The name of the state of a run."""
        found = self.ask("GET", f"/flow_runs/{run}")
        return str(found["state"]["name"]) if found else "?"

    def ended(self, run: UUID) -> str:
        """The state in which a run ended; waits for it."""
        ends = ("Completed", "Failed", "Crashed", "Cancelled")
        self.until(lambda: self.state(run) in ends, f"run {run} ends")
        return self.state(run)

    def log(self, run: UUID) -> list[str]:
        """The lines that the page shows of a run and of the runs within it, in order."""
        within = self.ask(
            "POST", "/flow_runs/filter", {"flow_runs": {"parent_flow_run_id": {"any_": [str(run)]}}}
        )
        runs = [str(run), *(each["id"] for each in within)]
        lines = self.ask(
            "POST", "/logs/filter", {"logs": {"flow_run_id": {"any_": runs}}, "sort": "TIMESTAMP_ASC"}
        )
        return [line["message"] for line in lines]

    def until(self, true: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something is so. Fails with the ends of the services' logs."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                tails = [
                    f"{file.name}:\n" + "\n".join(file.read_text(errors="replace").splitlines()[-40:])
                    for file in sorted(self.home.glob("*.log"))
                ]
                raise AssertionError("\n".join([f"not in {seconds} seconds: {what}", *tails]))
            time.sleep(0.2)

    def _bare(self) -> dict[str, str]:
        """What systemd and a login shell start from; and this code, wherever it was installed."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        return (
            without_prefect(kept)
            | self.postgres.environment
            | {
                "HOME": str(self.home),
                "PGUSER": "county-education",
                "PYTHONPATH": os.pathsep.join([str(manual.ROOT), *os.environ.get("PYTHONPATH", "").split()]),
                MARK: f"shell@{self.home}",
            }
        )

    def _processes(self, names: tuple[str, ...]) -> list[int]:
        marks = [f"{MARK}={name}@{self.home}\0".encode() for name in names]
        found: list[int] = []
        for environment in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                told = environment.read_bytes() + b"\0"
                if any(mark in told for mark in marks):
                    found.append(int(environment.parent.name))
        return found


@contextmanager
def new_machine(home: Path, **more: str) -> Iterator[Machine]:
    """A machine with a program and a database, and nothing set up; all that runs on it is ended at last."""
    postgres = Postgres.made_in(home / "postgres")
    (home / "code").symlink_to(manual.ROOT)
    machine = Machine(home, postgres, _free_port(), more)
    postgres.start()
    try:
        yield machine
    finally:
        machine.kill("server", "worker", "shell")
        postgres.cut_off()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
