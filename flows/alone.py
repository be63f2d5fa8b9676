"""One run at a time below a data home, whoever starts it: the command line, a schedule, another machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outputs.release.durable import locked

_held: set[Path] = set()


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold a data home alone, and make it where it is missing. What holds it already passes.

    Prefect's concurrency limit keeps runs of one deployment apart, as long as its server thinks that the
    older one lives. This holds whatever the server thinks, and a killed holder leaves no lock.

    Raises ReleaseError where another process holds it.
    """
    home = home.resolve()
    if home in _held:
        yield
        return
    home.mkdir(parents=True, exist_ok=True)
    with locked(home, wait=False):
        _held.add(home)
        try:
            yield
        finally:
            _held.discard(home)
