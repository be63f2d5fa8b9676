"""Ctrl-C: a run is stopped once, in order, and says in one line what became of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from flows.say import tell

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The terminal's Ctrl-C, a request to end, and a terminal that was closed."""


class Stopped(KeyboardInterrupt):
    """Somebody wants the run to end; `code` is the exit code that shells give for that signal."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        self.code = 128 + number
        super().__init__()


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped at the first signal to end, and pass over those that follow.

    A second Ctrl-C would break what the first has begun: ending the threads, ending Prefect's server,
    removing what is half written. So after the first the signals stay unheard; the process is ending.
    A signal that was ignored before (nohup) stays so. Outside the main thread nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    heard: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        heard.append(number)
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        with suppress(OSError):  # a terminal that was closed cannot be told
            tell("stopping…")
        raise Stopped(number)

    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        if not heard:
            for number, handler in before.items():
                signal.signal(number, handler)
    if heard:  # raised where a library let nothing through, as in a callback
        raise Stopped(heard[0])
