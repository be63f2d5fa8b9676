"""What a process that works for another one does first: it is that one which is stopped, and ends it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

FOR_THE_PARENT = (signal.SIGINT, signal.SIGHUP)
"""What a terminal sends to all processes in it, and only the one that people started answers."""


def end_with_parent(stop: Connection | None = None) -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, though it was killed.

    When the other end of `stop` is closed, this process ends at once, in the midst of what it does. An event
    of multiprocessing would not do: whoever sets it waits for all that wait, and for those that were killed.
    """
    for number in FOR_THE_PARENT:
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end, args=(stop,), daemon=True).start()


@contextmanager
def starting_quietly() -> Iterator[None]:
    """Start processes that leave Ctrl-C to this one from their first moment on, while they import, too."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, FOR_THE_PARENT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(stop: Connection | None) -> None:
    parent = parent_process()
    ends: list[Connection | int] = [] if parent is None else [parent.sentinel]
    if stop is not None:
        ends.append(stop)
    if ends:
        wait(ends)
        os._exit(1)
