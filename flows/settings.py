"""Where a run keeps its files, and how Prefect behaves: quiet, and reaching nothing outside.

Prefect reads its settings when it is imported. `flows/__init__.py` calls `keep_prefect_quiet` whenever
something of this package is imported, and a command that runs flows calls `use_home` before it imports
one. Whatever the environment says already is left as it is.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from datetime import date
from pathlib import Path

from indicators.errors import SourceError

HOME = "COUNTY_EDUCATION_HOME"
PREFECT_HOME = "PREFECT_HOME"

QUIET = {
    # Without it the embedded server calls out when it starts.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # The first start makes the database, which takes half a minute on a slow disk.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def data_home(environment: MutableMapping[str, str] = os.environ) -> Path:
    """Where generated files go: `COUNTY_EDUCATION_HOME`, else `data/` in the working directory."""
    return Path(environment.get(HOME) or "data").absolute()


def keep_prefect_quiet(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set what Prefect reads when it is imported, unless it is set."""
    for name, value in QUIET.items():
        environment.setdefault(name, value)


def use_home(home: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Make this the data home of the run, and have Prefect keep its files below it unless told otherwise.

    Raises SourceError where the folder cannot be made.
    """
    environment[HOME] = str(home.absolute())
    environment.setdefault(PREFECT_HOME, str(home.absolute() / "prefect"))
    try:
        # Prefect makes its own folder, but not those above it.
        Path(environment[PREFECT_HOME]).mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(home, f"cannot be made ({error.strerror})", "a folder to keep data in") from error


def this_month() -> str:
    """The month of a release made now, as YYYY.MM. Flows ask the clock here and nowhere else."""
    return f"{date.today():%Y.%m}"
