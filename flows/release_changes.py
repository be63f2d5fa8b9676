"""The commands `diff` and `withdraw`: what two releases have otherwise, and that one does not hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.say import complain, tell
from flows.settings import open_store
from indicators.errors import CountyEducationError
from outputs.release.difference import compare, compared_tables, difference_text, write_changes
from outputs.release.durable import locked
from outputs.release.withdrawal import withdrawal_of
from outputs.release.withdrawing import withdraw as withdraw_release

ALIKE, DIFFERENT, TROUBLE = 0, 1, 2
"""Exit codes as `diff` has them."""


def diff(before: Path, after: Path, limit: int | None, output: Path | None) -> int:
    """Print what changed from one release's folder to another's; the exit code.

    With `output` all rows go into that file as well. What cannot be compared is told on stderr.
    """
    try:
        difference = compare(compared_tables(before), compared_tables(after))
        names = (before.name, after.name) if before.name != after.name else (before, after)
        heads = ["{} → {}".format(*names)]
        heads += [found.text for folder in (before, after) if (found := withdrawal_of(folder))]
        if output is not None:
            write_changes(difference.changes, output)
    except CountyEducationError as error:
        complain(error)
        return TROUBLE
    print("\n".join(heads), end="\n\n")
    print(difference_text(difference, limit), end="")
    if output is not None:
        print(f"\nAll {difference.changes.height:,} rows: {output}")
    return DIFFERENT if difference.changes.height else ALIKE


def withdraw(releases: Path, version: str, reason: str, store: str | None = None) -> int:
    """Withdraw a release on this day, here and in a store, if there is one; print what became of it."""
    shelf = open_store(store) if store else None
    if shelf is not None:
        releases.mkdir(parents=True, exist_ok=True)
        with locked(releases):
            shelf.prepare(releases)
            if shelf.holds(version):
                shelf.bring(version, releases)
    withdrawal, latest = withdraw_release(releases, version, reason, date.today())
    if shelf is not None:
        with locked(releases):
            shelf.prepare(releases)
    print(withdrawal.text)
    print(f"latest: {latest or 'none, no release stands'}")
    if store:
        print(f"The store knows: {store}")
    return 0


def say_if_withdrawn(folder: Path) -> None:
    """A line on stderr where the release that somebody reads was withdrawn."""
    withdrawal = withdrawal_of(folder)
    if withdrawal is not None:
        tell(f"county-education: {withdrawal.text}")
