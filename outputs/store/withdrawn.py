"""Releases of a store that were withdrawn: the file that says so lies beside them, as in a home's folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from indicators.errors import StoreError
from outputs.release.durable import replace_text
from outputs.release.history import LATEST
from outputs.release.withdrawal import ENDING, withdrawal_file
from outputs.store.ledger import order, read_ledger
from outputs.store.objects import Objects
from outputs.store.together import WORKERS


def withdrawn_versions(objects: Objects) -> set[str]:
    """The versions that a store says are withdrawn."""
    return {name.removesuffix(ENDING) for name in objects.files() if name.endswith(ENDING)}


def share_withdrawals(objects: Objects, releases: Path, complete: Collection[str]) -> set[str]:
    """Have a store and a home say of the same releases that they are withdrawn; which ones those are.

    What only one of them says is copied to the other; where both do, each keeps its words.
    """
    there = withdrawn_versions(objects)
    here = {version for version in complete if withdrawal_file(releases / version).exists()}
    for version in sorted(here - there):
        put_withdrawal(objects, version, withdrawal_file(releases / version).read_bytes())
    for version in sorted(there - here):
        bring_withdrawal(objects, version, releases / version)
    return here | there


def bring_withdrawal(objects: Objects, version: str, folder: Path) -> None:
    """Have a copy of a release say what its store says: that it is withdrawn, or nothing."""
    kept = objects.read(f"{version}{ENDING}")
    file = withdrawal_file(folder)
    if kept is None:
        file.unlink(missing_ok=True)
    else:
        replace_text(file, kept.content.decode("utf-8", errors="replace"))


def put_withdrawal(objects: Objects, version: str, content: bytes) -> None:
    """Say of a release of a store that it is withdrawn; who said so first has the word."""
    objects.create(f"{version}{ENDING}", content)


def withdraw_there(objects: Objects, version: str, content: bytes) -> str | None:
    """Say so, and move the store's `latest` where it names this release; what it names now.

    It goes to the newest whole release that stands, and away where none does. Raises StoreError where the
    store has no such release, or fails.
    """
    complete = [e.version for e in read_ledger(objects, WORKERS).values() if e.state == "complete"]
    if version not in complete:
        there = ", ".join(sorted(complete, key=order)) or "none"
        raise StoreError(f"{objects.name}/{version}", "no such release", "a whole one", f"There is {there}.")
    put_withdrawal(objects, version, content)
    named = objects.read(LATEST)
    if named is None or named.content.decode("utf-8", errors="replace").strip() != version:
        return None if named is None else named.content.decode("utf-8", errors="replace").strip()
    newest = newest_of(complete, withdrawn_versions(objects))
    if newest is None:
        objects.delete([LATEST])
    elif not objects.replace(LATEST, f"{newest}\n".encode(), named.tag):
        found = "was changed meanwhile"
        raise StoreError(f"{objects.name}/{LATEST}", found, remedy="Look whom it names, and run it again.")
    return newest


def newest_of(complete: Iterable[str], withdrawn: Collection[str]) -> str | None:
    """The newest version that stands, None where none does."""
    return max((version for version in complete if version not in withdrawn), key=order, default=None)
