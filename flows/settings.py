"""Where a run keeps its files, and how Prefect behaves: quiet, and reaching nothing outside.

Prefect reads its settings when it is imported. `flows/__init__.py` calls `keep_prefect_quiet` whenever
something of this package is imported, and a command that runs flows calls `use_home` before it imports
one. Whatever the environment says already is left as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.errors import SourceError, StoreError

if TYPE_CHECKING:
    from outputs.store.addresses import Address
    from outputs.store.objects import Objects
    from outputs.store.shelf import Shelf

HOME = "COUNTY_EDUCATION_HOME"
STORE = "COUNTY_EDUCATION_STORE"
CONTACT = "COUNTY_EDUCATION_CONTACT"
ALLOW = "COUNTY_EDUCATION_ALLOW"
RUNNER = "COUNTY_EDUCATION_RUNNER"
PREFECT_HOME = "PREFECT_HOME"
PREFECT_SERVER = "PREFECT_API_URL"
"""Where a server is that outlives us. Prefect's workers tell it to the runs that they start."""

QUIET = {
    # Without it the embedded server calls out when it starts.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # The first start makes the database, which takes half a minute on a slow disk.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}

ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
"""Where a store is that is not Amazon's own; the first that is set counts, as in Amazon's tools."""

WHO = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_METADATA_ENDPOINT",
    "AWS_SKIP_SIGNATURE",
)
"""One of these says who asks. With none of them the library would ask an address that only Amazon's own
machines have, and a person elsewhere would wait for nothing."""

AWS = (
    *WHO,
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_VIRTUAL_HOSTED_STYLE_REQUEST",
    "AWS_SERVER_SIDE_ENCRYPTION",
    "AWS_SSE_KMS_KEY_ID",
    "AWS_CHECKSUM_ALGORITHM",
    "AWS_DISABLE_BULK_DELETE",
    "AWS_REQUEST_PAYER",
)
"""The variables that a store is opened with, besides its endpoint."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How sites are asked: whom they may write to, and which inner networks may be asked."""

    contact: str | None = None
    allow: tuple[str, ...] = ()


def data_home(environment: MutableMapping[str, str] = os.environ) -> Path:
    """Where generated files go: `COUNTY_EDUCATION_HOME`, else `data/` in the working directory."""
    return Path(environment.get(HOME) or "data").absolute()


def keep_prefect_quiet(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set what Prefect reads when it is imported, unless it is set.

    A server that outlives us shows the logs of our runs, so where there is one they are left on.
    """
    for name, value in QUIET.items():
        if not (environment.get(PREFECT_SERVER) and name.startswith("PREFECT_LOGGING_")):
            environment.setdefault(name, value)


def use_home(home: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Make this the data home of the run, and have Prefect keep its files below it unless told otherwise.

    Where Prefect's server is not ours, its files are left where they are. Raises SourceError where the
    folder cannot be made.
    """
    environment[HOME] = str(home.absolute())
    if not environment.get(PREFECT_SERVER):
        environment.setdefault(PREFECT_HOME, str(home.absolute() / "prefect"))
    try:
        # Prefect makes its own folder, but not those above it.
        if PREFECT_HOME in environment:
            Path(environment[PREFECT_HOME]).mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(home, f"cannot be made ({error.strerror})", "a folder to keep data in") from error


def store_address(environment: Mapping[str, str] = os.environ) -> str | None:
    """The store that releases are put into besides the data home: `COUNTY_EDUCATION_STORE`, else none."""
    return environment.get(STORE) or None


def fetch_contact(environment: Mapping[str, str] = os.environ) -> str | None:
    """Whom a site may write to about our questions: `COUNTY_EDUCATION_CONTACT`, else nobody is named."""
    return environment.get(CONTACT) or None


def fetch_allowed(environment: Mapping[str, str] = os.environ) -> list[str]:
    """What points inside and may be asked: `COUNTY_EDUCATION_ALLOW`, networks (or `file:`) with blanks or
    commas between, else nothing. Whether they are networks is not looked at here."""
    return environment.get(ALLOW, "").replace(",", " ").split()


def runner_named(environment: Mapping[str, str] = os.environ) -> str | None:
    """What reads batches: `COUNTY_EDUCATION_RUNNER`, else nothing is said. What it may be: `parse_runner`."""
    return environment.get(RUNNER) or None


def s3_settings(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The settings of an S3-compatible store, by the usual names. Raises StoreError where nobody is named."""
    endpoint = next((environment[name] for name in ENDPOINTS if environment.get(name)), None)
    settings = {name: environment[name] for name in AWS if environment.get(name)}
    if not set(WHO) & set(settings):
        raise StoreError(
            "the environment",
            "it has no keys of a store",
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            "Set AWS_SKIP_SIGNATURE=true for a store that anybody may read; ~/.aws is not looked at.",
        )
    if "AWS_ACCESS_KEY_ID" in settings and "AWS_SECRET_ACCESS_KEY" not in settings:
        raise StoreError(
            "the environment", "it has AWS_ACCESS_KEY_ID alone", "AWS_SECRET_ACCESS_KEY beside it"
        )
    return settings | ({"AWS_ENDPOINT": endpoint} if endpoint else {})


def open_objects(address: Address, environment: Mapping[str, str] = os.environ) -> Objects:
    """What lies at an address, to be read, and in S3 to be written. Plain http only to a named endpoint.

    Raises StoreError where a setting is missing or wrong. Nothing is asked of the network yet.
    """
    from outputs.store.objects import open_http, open_s3  # noqa: PLC0415, many commands need no store

    if not address.writable:
        return open_http(address)
    settings = s3_settings(environment)
    plain = settings.get("AWS_ENDPOINT", "").lower().startswith("http://")
    return open_s3(address, settings, allow_http=plain)


def open_store(address: str, environment: Mapping[str, str] = os.environ) -> Shelf:
    """A store to put releases into. Raises StoreError as `open_objects` does, or where none can be put."""
    from outputs.store.addresses import parse_store  # noqa: PLC0415, many commands need no store
    from outputs.store.shelf import Shelf  # noqa: PLC0415

    return Shelf(open_objects(parse_store(address), environment))


def this_month() -> str:
    """The month of a release made now, as YYYY.MM. Flows ask the clock here and nowhere else."""
    return f"{date.today():%Y.%m}"
