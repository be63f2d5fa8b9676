"""One run at a time below a data home, whoever starts it: the command line, a schedule, another machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flows.say import SERVED, tell
from indicators.errors import ReleaseError
from outputs.release.durable import locked

KEPT = ("ledger", "snapshots", "releases", "published")
"""What a backup takes of a data home: made with it, so that a backup before the first release is whole."""

_held: set[Path] = set()


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold a data home alone, and make it where it is missing. What holds it already passes.

    Prefect's concurrency limit keeps runs of one deployment apart, as long as its server thinks that the
    older one lives. This holds whatever the server thinks, and a killed holder leaves no lock.

    Raises ReleaseError where another process holds it. Under `county-education serve`, which has nobody who
    would start the run again, it is waited for, and that is said.
    """
    home = home.resolve()
    if home in _held:
        yield
        return
    home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(home, wait=False))
        except ReleaseError:
            if not os.environ.get(SERVED):
                raise
            tell("another run is at work in this data home; waiting for it…")
            stack.enter_context(locked(home))
        for name in KEPT:
            (home / name).mkdir(exist_ok=True)
        _held.add(home)
        try:
            yield
        finally:
            _held.discard(home)
