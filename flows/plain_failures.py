"""What Prefect's log of a run says of an error that a person can act on: its sentence, and no traceback.

Prefect logs what a run fails of for each task and flow that it passes through, each time with a traceback,
and last of all as an unexpected exception. The sentence that says what to do would be somewhere between.
"""

from __future__ import annotations

import logging

from indicators.errors import CountyEducationError

LOGGERS = ("prefect.flow_runs", "prefect.task_runs", "prefect.engine")


def say_failures_plainly() -> None:
    """Have Prefect's loggers of runs leave out the tracebacks of our own errors. Once is enough."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(without_traceback)  # the same one is not taken twice


def without_traceback(record: logging.LogRecord) -> bool:
    """Take the traceback of an error of ours out of a record, and see that its sentence is there."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, CountyEducationError):
        record.exc_info = record.exc_text = None
        if str(error) not in record.getMessage():
            record.msg, record.args = str(error), ()
    return True
