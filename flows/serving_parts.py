"""The processes that `county-education serve` looks after: started apart from the terminal, ended whole."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx

MOST_LOG = 10_000_000
"""Bytes of a log; a longer one is put aside when its process starts; one is kept so."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
STEADY = 300.0
"""Seconds after which a process that ends has not failed at its start: it is started again soon."""


def after_failures(failures: int) -> float:
    """Seconds to wait before a process is started that failed so often in a row: 1, 2, 4… 60."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (failures - 1)) if failures else 0.0


class Part:
    """A process in a session of its own, so that the terminal's Ctrl-C is not its business.

    Its stdin is a pipe that only we hold: when we are gone, however that came about, it ends itself
    (`flows.with_parent`).
    """

    def __init__(self, name: str, module: Sequence[str], log: Path, *, orphaned: tuple[float, float]) -> None:
        """`orphaned`: seconds that it goes on without us, and those that it then has to end in order."""
        self.name, self.module, self.log, self.orphaned = name, tuple(module), log, orphaned
        self.failures = 0
        self.begin_at = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    @property
    def running(self) -> bool:
        """Is it there?"""
        return self._process is not None and self._process.poll() is None

    def start(self, environment: Mapping[str, str], told: int | None = None) -> None:
        """Start it. `told` is the file number that its stderr goes to; null: its log, as stdout does."""
        if self.log.exists() and self.log.stat().st_size > MOST_LOG:
            self.log.replace(self.log.with_name(self.log.name + ".1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "flows.with_parent", *map(str, self.orphaned), *self.module],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log if told is None else told,
                env=dict(environment),
                start_new_session=True,
            )
        self._started = time.monotonic()

    def ended(self) -> int | None:
        """The exit code of a process that ended by itself, once; what it started itself is ended too."""
        if self._process is None or (code := self._process.poll()) is None:
            return None
        self.end(0)
        self.failures = 1 if time.monotonic() - self._started > STEADY else self.failures + 1
        self.begin_at = time.monotonic() + after_failures(self.failures)
        return code

    def end(self, grace: float) -> None:
        """Ask it to end, and after so many seconds make it and everything that it has started end."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(grace)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()


@contextmanager
def reserved_port(first: int, tries: int = 100) -> Iterator[int | None]:
    """Keep the first free port of this machine from one on for us; null where so many are taken.

    Prefect's server takes up to a minute until it listens. Another `serve` that begins meanwhile would take
    the same port, find the first one's server there, and put its own runs on it. So the same number of UDP,
    which no server of ours uses, is held besides: for as long as this lasts, and never after our death.
    """
    with ExitStack() as held:
        yield next((port for port in range(first, min(first + tries, 65_536)) if _reserved(port, held)), None)


def _reserved(port: int, held: ExitStack) -> bool:
    """Whether a port is free, and its number of UDP now ours until `held` ends."""
    ours = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            ours.bind(("127.0.0.1", port))
        except OSError:
            ours.close()
            return False
    held.enter_context(ours)
    return True


def answers(address: str, seconds: float = 5.0) -> bool:
    """Does Prefect's server at this address say that it is well?"""
    try:
        return httpx.get(f"{address}/api/health", timeout=seconds, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def of_others(address: str, home: Path, seconds: float = 30.0) -> bool:
    """Does Prefect's server at this address say that it keeps its files elsewhere than in this folder?

    Somebody else's may have taken the port while ours was starting, and our runs would be put on it.
    """
    try:
        said = httpx.get(f"{address}/api/admin/settings", timeout=seconds, trust_env=False).json()
        return Path(said["home"]).expanduser().resolve() != home.expanduser().resolve()
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return False  # one with a password says nothing of it
