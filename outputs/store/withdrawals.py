"""That a release was withdrawn is said beside it, here and in the store: whoever knows it tells the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from outputs.release.durable import replace_text
from outputs.release.withdrawal import ENDING, withdrawal_file, withdrawal_of
from outputs.store.objects import Objects


def exchange_withdrawals(objects: Objects, versions: Iterable[str], releases: Path) -> set[str]:
    """Which of these versions are withdrawn, after each side has been told what the other knows.

    Raises ReleaseError for a file of either side that is no withdrawal of its release.
    """
    there = set(objects.files())
    withdrawn = set()
    for version in versions:
        file = withdrawal_file(releases / version)
        if file.exists():
            withdrawal_of(releases / version)  # a wrong one is not passed on
            if file.name not in there:
                objects.create(file.name, file.read_bytes())
        elif file.name in there:
            fetch_withdrawal(objects, version, releases)
        else:
            continue
        withdrawn.add(version)
    return withdrawn


def fetch_withdrawal(objects: Objects, version: str, releases: Path) -> None:
    """Have the file beside a release here say what the store says, be it nothing.

    Raises ReleaseError where what the store says is no withdrawal of the release.
    """
    kept = objects.read(f"{version}{ENDING}")
    file = withdrawal_file(releases / version)
    if kept is None:
        file.unlink(missing_ok=True)
        return
    replace_text(file, kept.content.decode("utf-8", errors="replace"))
    withdrawal_of(releases / version)
