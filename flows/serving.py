"""`county-education serve`: the annual flow on a schedule, with a Prefect server of its own, on one machine.

This process looks after two others and imports no Prefect itself: the server (its database and page) and
the runner, which has Prefect start each run in a process of its own. What ends is started again.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.overdue import OverdueWatch
from flows.say import SERVED, counted, tell
from flows.serving_parts import Part, answers, of_others, reserved_port
from flows.serving_schedule import Schedule
from flows.settings import PREFECT_HOME, PREFECT_SERVER, use_home
from flows.stopping import Stopped, stoppable
from indicators.errors import CountyEducationError, ReleaseError, SourceError
from outputs.release.durable import locked, replace_text

FOLDER = "serving"
ADDRESS = "address"
SCRATCH = "tmp"
SERVER_LOG, RUNNER_LOG = "prefect-server.log", "prefect-runner.log"
FIRST_PORT = 4200
STARTING = 180.0
"""Seconds that the server has to answer: the first time it makes its database, on a slow disk."""
UNWELL = 90.0
"""Seconds without an answer after which a server that is there is started again."""
LOOK = 10.0
"""Seconds between two looks whether the server answers."""
RUN_GRACE, SERVER_GRACE = 60.0, 15.0
"""Seconds that a run under way, and the server, have to end in order."""
ORPHAN_GRACE = 15.0
"""Seconds that a run has to end in order when this process was killed."""

AS_SERVED = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The page shows what a run says; the terminal shows our own lines and not Prefect's.
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
    # A server that is being started again is waited for; three looks in vain end Prefect's runner.
    "PREFECT_RUNNER_POLL_FREQUENCY": "15",
    # Runs and events of more than 90 days ago are taken out of Prefect's database, not out of the data.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "7776000",
}


OF_ANOTHER = (
    PREFECT_HOME,
    "PREFECT_PROFILE",
    "PREFECT_API_",
    "PREFECT_SERVER_API_",
    "PREFECT_SERVER_DATABASE_",
    "PREFECT_SERVER_UI_",
    "PREFECT_UI_",
    "PREFECT_MESSAGING_",
    "PREFECT_LOGGING_EXTRA_LOGGERS",
)
"""How the names begin of what says where another server is, what it keeps its runs in, and its passwords: a
shell that has read the file of such a server (deployments/environment.example) has them all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is served: the sources, the data home, when, and how sites are asked."""

    sources: tuple[Path, ...]
    home: Path
    schedule: Schedule
    store: str | None = None
    corrections: Path | None = None
    contact: str | None = None
    allow: tuple[str, ...] = ()

    def as_json(self) -> str:
        """What the runner is told, in one argument."""
        return json.dumps(
            {
                "schedule": self.schedule.as_json(),
                "parameters": {
                    "sources": [str(each) for each in self.sources],
                    "home": str(self.home),
                    "corrections": None if self.corrections is None else str(self.corrections),
                    "store": self.store,
                    "fetch": True,
                    "contact": self.contact,
                    "allow": list(self.allow),
                },
            },
            ensure_ascii=False,
        )


def serve(plan: Plan, port: int | None = None) -> int:
    """Serve until a signal says to stop. The exit code is that of the signal.

    Raises CountyEducationError where the home is served already or went away, or no port is free, or the one
    that was has been taken meanwhile.
    """
    others = of_another(os.environ)
    for name in others:
        del os.environ[name]
    if others:
        tell(f"serve has a Prefect server of its own and leaves out what is set for one: {', '.join(others)}")
    use_home(plan.home)
    try:
        ports = (FIRST_PORT, 100) if port is None else (port, 1)
        with stoppable(), served(plan.home), reserved_port(*ports) as number:
            if number is None:
                raise CountyEducationError("--port", f"{ports[0]} is taken", "a free port of this machine")
            _look_after(plan, number)
    except KeyboardInterrupt as stop:
        with suppress(OSError):  # a terminal that was closed cannot be told
            tell("Stopped. What a run had begun is gone on with when it is served again.")
        return stop.code if isinstance(stop, Stopped) else Stopped().code
    return 0


@contextmanager
def served(home: Path) -> Iterator[None]:
    """Be the one who serves a home. Raises SourceError where somebody does; a killed one leaves no lock."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(locked(folder, wait=False))
        except ReleaseError as error:
            there = page_of(home)
            where = f"Its Prefect page: {there}. " if there else ""
            remedy = f"{where}Stop it, or use another --home."
            raise SourceError(home, "is served already", "one `serve` a data home", remedy) from error
        held.callback((folder / ADDRESS).unlink, missing_ok=True)
        (folder / ADDRESS).unlink(missing_ok=True)
        yield


def page_of(home: Path) -> str | None:
    """The address of Prefect's page of whoever serves this home, null where nobody does (or not yet)."""
    with suppress(OSError):
        address = (home / FOLDER / ADDRESS).read_text(encoding="utf-8").strip()
        return address if address and answers(address) else None
    return None


def use_server_of(home: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Have a run by hand use the server of whoever serves this home: two on one database disturb one another,
    and the run is seen on the page. What the environment says already is left as it is."""
    address = page_of(home) if PREFECT_SERVER not in environment else None
    if address is not None:
        environment[PREFECT_SERVER] = f"{address}/api"


def _look_after(plan: Plan, port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    scratch(plan.home)
    environment = environment_of(plan.home, address, os.environ)
    server = Part(
        "Prefect's server",
        ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        plan.home / SERVER_LOG,
        orphaned=(ORPHAN_GRACE, SERVER_GRACE),  # it outlasts the run, which tells it how it ended
    )
    runner = Part(
        "Prefect's runner",
        ["flows.serving_runner", plan.as_json()],
        plan.home / RUNNER_LOG,
        orphaned=(0.0, ORPHAN_GRACE),
    )
    overdue = OverdueWatch(plan.home, plan.schedule, datetime.now(UTC))
    homes_own = plan.home.stat().st_ino
    tell("starting Prefect's server, up to a minute the first time…")
    said = False
    well = time.monotonic()
    looked = 0.0
    try:
        while True:
            _still_there(plan.home, homes_own)
            for part in (runner, server):
                code = part.ended()
                if code is not None:
                    wait = max(0.0, part.begin_at - time.monotonic())
                    tell(f"{part.name} ended (code {code}); it is started again in {wait:.0f} s ({part.log})")
            now = time.monotonic()
            if not server.running and now >= server.begin_at:
                server.start(environment)
                well = now + STARTING - UNWELL
                looked = now - LOOK + 0.5
            if server.running and now - looked >= (LOOK if said else 0.5):
                looked = now
                if answers(address):
                    well = now
                    if not runner.running and now >= runner.begin_at:
                        if of_others(address, Path(environment[PREFECT_HOME])):
                            found = f"another server of Prefect has taken {port} while ours was starting"
                            raise CountyEducationError("--port", found, "a port for us", "Start it again.")
                        if not said:
                            _say_where(plan, address)
                            replace_text(plan.home / FOLDER / ADDRESS, address + "\n")
                            said = True
                        runner.start(environment, told=2)
                elif now - well > UNWELL:
                    tell(f"Prefect's server does not answer; it is started again ({server.log})")
                    server.end(SERVER_GRACE)
                    server.failures += 1
            overdue.look(datetime.now(UTC))
            time.sleep(0.5)
    finally:
        if runner.running:
            runner.end(RUN_GRACE)
        server.end(SERVER_GRACE)


def scratch(home: Path) -> Path:
    """The folder for what our processes keep for a while, made, and without what killed ones have left.

    Prefect's runner has one name for everybody on a machine, `runner_storage` below the system's folder, and
    cannot write there where another user came first.
    """
    folder = home / FOLDER / SCRATCH
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(folder, f"cannot be made ({error.strerror})", "a folder to work in") from error
    return folder


def of_another(environment: Iterable[str]) -> list[str]:
    """The names in an environment that are of another server of Prefect than ours, sorted."""
    return sorted(name for name in environment if name.startswith(OF_ANOTHER))


def environment_of(home: Path, address: str, environment: Mapping[str, str]) -> dict[str, str]:
    """What the processes find in their environment: theirs is our server, whatever was set for another."""
    others = of_another(environment)
    kept = {name: value for name, value in environment.items() if name not in others}
    return {
        **kept,
        **AS_SERVED,
        "TMPDIR": str(home / FOLDER / SCRATCH),
        PREFECT_HOME: str(home / "prefect"),
        SERVED: "1",
        PREFECT_SERVER: f"{address}/api",
    }


def _say_where(plan: Plan, address: str) -> None:
    """What an operator wants to know when all is up."""
    schedule = plan.schedule
    tell(f"serving {counted(len(plan.sources), 'source')} into {plan.home}: a run {schedule.text}")
    tell(f"Prefect's page: {address} (runs, logs, artifacts). Ctrl-C stops.")


def _still_there(home: Path, own: int) -> None:
    try:
        moved = home.stat().st_ino != own
    except OSError:
        moved = True
    if moved:
        raise SourceError(
            home, "the data home is gone or another", "the one that is served", "Serve it anew."
        )
