"""What a person reads while something works: short lines on stderr, so that stdout stays clean.

In a run that a Prefect server looks after they are lines of the run's log, which its page shows.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

SERVED = "COUNTY_EDUCATION_SERVED"
"""Set for all that `county-education serve` starts."""

Log: TypeAlias = "logging.Logger | logging.LoggerAdapter[Any]"

_log: ContextVar[Log | None] = ContextVar("log", default=None)


@contextmanager
def telling(log: Log) -> Iterator[None]:
    """Have what is told go to a log, where that takes such lines."""
    token = _log.set(log)
    try:
        yield
    finally:
        _log.reset(token)


def tell(what: object) -> None:
    """A line on stderr, or in the log of the run, at once; `county-education serve` has both."""
    line = " ".join(str(what).split())
    log = _log.get()
    logged = log is not None and log.isEnabledFor(logging.INFO)
    if log is not None and logged:
        log.info(line)
    if not logged or os.environ.get(SERVED):
        print(line, file=sys.stderr, flush=True)


def complain(what: object) -> int:
    """A line on stderr about what is wrong. The exit code that goes with it."""
    tell(f"county-education: {what}")
    return 1


def counted(number: int, thing: str, plural: str = "") -> str:
    """A number with its thing: 1 page, 2 pages."""
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"
