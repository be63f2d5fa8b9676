"""Prefect's embedded server, started apart from us: the terminal's Ctrl-C is ours, and its log is a file.
And what only a server that outlives us would need is left out.

Prefect starts it as a child that shares our terminal. Then Ctrl-C ends the server together with us, both
print tracebacks, and Prefect cannot even note that the run was stopped.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from prefect.server.api import server as embedded
from prefect.settings import temporary_settings


def keep_server_apart(log: Path) -> None:
    """Have the server that Prefect starts for this process run in a session of its own, and write to `log`.

    Written for Prefect 3.8.8, which has no setting for either: its module `prefect.server.api.server`
    starts the server by `subprocess.Popen`, and that name is what is changed. Prefect still ends the
    server when our process ends.
    """
    stream = log.open("wb")  # stays open as long as we run: a server may be started again
    apart = partial(
        subprocess.Popen, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
    )
    changed = SimpleNamespace(**{**vars(subprocess), "Popen": apart})
    setattr(embedded, "subprocess", changed)  # noqa: B010, mypy knows no such name there


@contextmanager
def without_heartbeats() -> Iterator[None]:
    """Run flows that do not tell the server every few minutes that they are still there, unless asked to.

    The server ends with us, so it will never miss one of us; and each flow waits up to a second for the
    thread that would tell it. Prefect has no word for never in the environment, so it is set here.
    """
    with temporary_settings(set_defaults={"flows.heartbeat_frequency": None}):
        yield
