"""What a person reads while something works: short lines on stderr, so that stdout stays clean.

In a run that a Prefect server looks after they are lines of the run's log, which its page shows.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

SERVED = "COUNTY_EDUCATION_SERVED"
"""Set for all that `county-education serve` starts."""


def tell(what: object) -> None:
    """A line on stderr, at once; in the log of the flow run where that takes such lines.

    `county-education serve` has both.
    """
    line = " ".join(str(what).split())
    log = _log_of_run()
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


def _log_of_run() -> logging.Logger | logging.LoggerAdapter[Any] | None:
    """The log of the flow run that we are in, if any. Prefect is not imported for it."""
    if "prefect.context" not in sys.modules:
        return None
    from prefect import get_run_logger  # noqa: PLC0415
    from prefect.context import FlowRunContext  # noqa: PLC0415

    return None if FlowRunContext.get() is None else get_run_logger()
