"""What a process that works for another one does first: it is that one which is stopped, and ends it."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event


def end_with_parent(stop: Event | None = None) -> None:
    """Leave Ctrl-C to the process that started this one, and end with it, though it was killed.

    `stop` ends this process at once, in the midst of what it does.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_with_parent, daemon=True).start()
    if stop is not None:
        threading.Thread(target=_when, args=(stop,), daemon=True).start()


def _with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _when(stop: Event) -> None:
    stop.wait()
    os._exit(1)
