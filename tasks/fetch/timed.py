"""How long a whole question may take: a read's own limit does not help against a byte a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

WAITED_OUT = (httpcore.ConnectTimeout, httpcore.ReadTimeout, httpcore.WriteTimeout)


class TooSlowError(Exception):
    """The whole question took longer than it may."""


class Budget:
    """The time that the question under way has left. Every thread has its own question."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self._own = threading.local()

    @contextmanager
    def of(self, seconds: float) -> Iterator[None]:
        """Within it the question has so many seconds."""
        self._own.end = self._timer() + seconds
        try:
            yield
        finally:
            self._own.end = None

    @contextmanager
    def within(self, timeout: float | None) -> Iterator[float | None]:
        """The limit of one step: its own, or what is left of the whole.

        Raises TooSlowError where nothing is left, before the step or by its waiting.
        """
        end: float | None = getattr(self._own, "end", None)
        if end is None:
            yield timeout
            return
        left = end - self._timer()
        if left <= 0:
            raise TooSlowError
        if timeout is not None and timeout < left:
            yield timeout
            return
        try:
            yield left
        except WAITED_OUT as error:
            raise TooSlowError from error


class TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends when the time of the whole question is over."""

    def __init__(self, stream: httpcore.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._budget.within(timeout) as limit:
            return self._stream.read(max_bytes, limit)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._budget.within(timeout) as limit:
            self._stream.write(buffer, limit)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with self._budget.within(timeout) as limit:
            return TimedStream(self._stream.start_tls(ssl_context, server_hostname, limit), self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
