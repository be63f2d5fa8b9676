"""A release that was withdrawn: its folder stays as it is, and a file beside it says that it does not hold.

`releases/2026.11.0.withdrawn.toml` lies beside `releases/2026.11.0/`, because a release is never changed.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from indicators.errors import ReleaseError
from indicators.frozen import Frozen

ENDING = ".withdrawn.toml"
HEAD = "# This release does not hold any more. It stays as it was made; nothing new should rest on it.\n"


class Withdrawal(Frozen):
    """That a release does not hold any more: which, since which day, and why."""

    version: str
    on: date
    reason: Annotated[str, Field(pattern=r"\S")]

    @property
    def text(self) -> str:
        """In a line, for people."""
        return f"{self.version} was withdrawn on {self.on.isoformat()}: {self.reason}"

    def toml(self) -> str:
        """The file that says it; the same withdrawal gives the same bytes."""
        # What JSON escapes, TOML escapes alike, but for DEL.
        reason = json.dumps(self.reason, ensure_ascii=False).replace("\x7f", "\\u007F")
        return f'{HEAD}version = "{self.version}"\non = {self.on.isoformat()}\nreason = {reason}\n'


def withdrawal_file(release: Path) -> Path:
    """Where it would stand that a release is withdrawn."""
    return release.parent / f"{release.name}{ENDING}"


def withdrawal_of(release: Path) -> Withdrawal | None:
    """What the file beside a release says, None where there is none: the release stands.

    A copy of the folder that lies elsewhere does not know. Raises ReleaseError where the file is wrong.
    """
    file = withdrawal_file(release.absolute())
    if not file.exists():
        return None
    try:
        found = Withdrawal.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        if found.version != release.absolute().name:
            raise ValueError(f"it is of {found.version}")
    except (OSError, ValueError) as error:  # what TOML and pydantic raise are ValueErrors
        raise ReleaseError(
            file,
            f"cannot be read ({str(error).splitlines()[0]})",
            "version, on and reason of the release beside it",
            "Mend it: as long as it lies there, the release counts as withdrawn.",
        ) from error
    return found
