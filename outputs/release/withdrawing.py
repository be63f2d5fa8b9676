"""Withdrawing a release: a file says so beside it, and `latest` goes to the newest release that stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indicators.errors import ReleaseError
from outputs.release.durable import locked, replace_text
from outputs.release.history import LATEST, newest_standing, release_named, set_latest
from outputs.release.withdrawal import Withdrawal, withdrawal_file, withdrawal_of


def withdraw(releases: Path, version: str, reason: str, on: date) -> tuple[Withdrawal, str | None]:
    """Say that a release of a folder does not hold any more, and why; `on` is the day, from the clock.

    The release itself is not touched. `latest` is moved where it names this release: to the newest one
    that stands, or away where none does. Returns the withdrawal, and what `latest` names now.

    Raises ReleaseError where there is no such release, where it is withdrawn already, or for a reason
    without a word.
    """
    if not reason.strip():
        raise ReleaseError("--reason", "says nothing", "why the release does not hold, in a sentence")
    folder = release_named(version, releases)
    with locked(releases):
        if (before := withdrawal_of(folder)) is not None:
            raise ReleaseError(
                version, f"is withdrawn already, on {before.on}: {before.reason}", "one that stands"
            )
        withdrawal = Withdrawal(version=version, on=on, reason=" ".join(reason.split()))
        # First the word, then the name: whoever reads in between finds a latest that says it is withdrawn.
        replace_text(withdrawal_file(folder), withdrawal.toml())
        file = releases / LATEST
        named = file.read_text(encoding="utf-8").strip() if file.is_file() else None
        if named == version:
            standing = newest_standing(releases)
            named = standing.name if standing else None
            if named:
                set_latest(releases, named)
            else:
                file.unlink()
        return withdrawal, named
