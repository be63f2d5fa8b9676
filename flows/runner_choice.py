"""Where batches of pages are read: the one setting, and what it may be. Nothing here imports Prefect."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, cast
from urllib.parse import urlsplit

from flows.settings import RUNNER
from indicators.errors import CountyEducationError

KINDS = ("threads", "processes", "dask")
EXPECTED = "threads, processes, dask, or dask:tcp://HOST:PORT"
INNER = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class RunnerChoice:
    """What reads batches: `address` is that of a Dask scheduler, null where a cluster is made here."""

    kind: Literal["threads", "processes", "dask"]
    address: str | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether readers may be on other machines."""
        return self.address is not None and urlsplit(self.address).hostname not in INNER


def parse_runner(text: str | None) -> RunnerChoice | None:
    """The runner that a text names; null for none, and then it is chosen by how much is to be read.

    Raises CountyEducationError where the text names none, or names Dask and Dask is not installed.
    """
    if not text:
        return None
    kind, colon, address = text.partition(":")
    if kind not in KINDS or (colon and kind != "dask"):
        raise CountyEducationError(RUNNER, f"{text!r} is no runner", EXPECTED)
    if kind == "dask" and find_spec("prefect_dask") is None:
        said = "Install it: `make install` brings it. Or take processes."
        raise CountyEducationError(RUNNER, "dask is asked for, and prefect-dask is not installed", "", said)
    return RunnerChoice(cast(Literal["threads", "processes", "dask"], kind), _scheduler(address, text))


def cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can say so
        return os.cpu_count() or 1


def _scheduler(address: str, text: str) -> str | None:
    """The address of a scheduler with its scheme; null where none is given."""
    if not address:
        return None
    whole = address if "://" in address else f"tcp://{address}"
    try:
        parts = urlsplit(whole)
        named = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port and not parts.path
    except ValueError:  # a port that is no number
        named = None
    if not named:
        raise CountyEducationError(RUNNER, f"{text!r} names no scheduler", "dask:tcp://HOST:PORT")
    return whole
