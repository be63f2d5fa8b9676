"""A store as publishing uses it: releases are put there whole or not at all, and never changed.

Below the prefix lie `2026.11.0/…` for each release, `latest`, and the ledger (see `ledger`). A release is
put in this order, and a run that is killed at any point leaves what the next one can go on from:

1. Its version is claimed in the ledger. A number that is taken is another one's: the next is tried.
2. Its files are put, each only where there is none, and read back: their sha256 has to be right.
3. SHA256SUMS is put last of them, so that whoever reads without the ledger sees no half release either.
4. The entry becomes `complete`. From here on it is a release.
5. `latest` is changed, where nobody has changed it meanwhile to a newer one.

What a killed run of this home left unfinished is finished by its next run, out of the home's own copy. What
one of another home left is abandoned and removed once nothing was heard of it for a day, by the store's
clock. That is for tidiness alone: an abandoned version cannot be completed, so a slow publisher who comes
back is refused, and nothing is ever mixed.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from indicators.errors import StoreError
from outputs.release.checksums import compare_checksums, read_checksums
from outputs.release.contents import SUMS, file_digest
from outputs.release.durable import sync, sync_tree
from outputs.release.history import LATEST, VERSION
from outputs.release.publication import PARTIAL
from outputs.store.fetching import bring
from outputs.store.ledger import (
    LEDGER,
    PROBE,
    Entry,
    become,
    check_conditions,
    claim,
    order,
    read_entry,
    read_ledger,
)
from outputs.store.objects import Kept, Objects
from outputs.store.together import WORKERS, together
from outputs.store.withdrawals import exchange_withdrawals

SILENT = timedelta(days=1)
"""After how long without a sign of life an unfinished release of another home is given up."""

TRIES = 20


class Shelf:
    """The releases of a store. Every method raises StoreError where the store fails or says nonsense."""

    def __init__(self, objects: Objects, *, workers: int = WORKERS, silent: timedelta = SILENT) -> None:
        self.objects = objects
        self.workers = workers
        self.silent = silent
        self._entries: dict[str, Entry] = {}
        self._latest: Kept | None = None
        self._strange: frozenset[str] = frozenset()
        self._refused: set[str] = set()

    @property
    def name(self) -> str:
        """The address of the store."""
        return self.objects.name

    def check(self) -> None:
        """Make sure that the store is there, lets us write, and keeps the conditions of a put."""
        check_conditions(self.objects)

    def prepare(self, releases: Path) -> None:
        """Bring the store and a home's folder of releases to where a release can be made from both.

        What earlier runs left is finished or removed, withdrawals are told to either side, and the newest
        release of the store that stands is brought here: the changes of the next are told against it.
        Raises StoreError where a version of both is not the same release.
        """
        self.check()
        self._latest = self.objects.read(LATEST)
        self._entries = read_ledger(self.objects, self.workers)
        # Folders that came there by other means, as a copy: theirs to keep, and their numbers are taken.
        self._strange = frozenset(filter(VERSION.fullmatch, self.objects.folders()))
        for entry in sorted(self._entries.values(), key=lambda each: order(each.version)):
            here = releases / entry.version
            same = (here / SUMS).is_file() and file_digest(here / SUMS) == entry.sums
            if entry.state == "complete" and here.is_dir() and not same:
                raise StoreError(
                    f"{self.name}/{entry.version}",
                    f"is another release than {here}",
                    "one history of releases for a home and its store",
                    "Use another --home for this store, or move that folder away.",
                )
            if entry.state == "writing" and same and not compare_checksums(here):
                self._entries[entry.version] = self._put(entry, here)
        self._tidy()
        complete = {e.version for e in self._entries.values() if e.state == "complete"}
        withdrawn = exchange_withdrawals(self.objects, sorted(complete, key=order), releases)
        standing = max(complete - withdrawn, key=order, default=None)
        if standing is not None:
            self.bring(standing, releases)
            if self._latest is not None and _version(self._latest) in withdrawn:
                self.name_latest(standing)

    def taken(self) -> Collection[str]:
        """Every version that somebody has claimed, whole or not."""
        return self._entries.keys() | self._strange

    def holding(self, content: str) -> str | None:
        """The newest complete version of this content, None where there is none."""
        return max(self._of(content, "complete"), key=order, default=None)

    def holds(self, version: str) -> bool:
        """Whether a version is a release of the store."""
        return version in self._entries and self._entries[version].state == "complete"

    def unfinished(self, content: str) -> list[str]:
        """The versions that were claimed for this content and not finished, oldest first.

        One that `claim` has refused is left out: it will have other bytes, as of other libraries.
        """
        return sorted(set(self._of(content, "writing")) - self._refused, key=order)

    def bring(self, version: str, releases: Path) -> Path:
        """The folder of a complete release of the store, brought here unless it is here already."""
        folder = releases / version
        if not folder.is_dir():
            partial = releases / f"{PARTIAL}{version}-{os.getpid()}-brought"
            bring(self.objects, version, partial, self._entries[version].sums)
            sync_tree(partial)
            partial.rename(folder)
            sync(releases)
        return folder

    def claim(self, version: str, content: str, sums: str) -> bool:
        """Take a version for the release whose SHA256SUMS has this sha256. False where it is another's."""
        entry = claim(self.objects, version, content, sums)
        if entry is not None:
            self._entries[version] = entry
            return True
        self._refused.add(version)
        return False

    def put(self, folder: Path) -> None:
        """Put a release whose version was claimed, and complete it."""
        entry = self._entries[folder.name]
        if entry.state != "complete":
            self._entries[folder.name] = self._put(entry, folder)

    def name_latest(self, version: str) -> None:
        """Have `latest` name a complete release, unless somebody named a newer one since `prepare`."""
        text = f"{version}\n".encode()
        seen = self._latest
        for _ in range(TRIES):
            if seen is not None and seen.content == text:
                return
            put = (
                self.objects.create(LATEST, text)
                if seen is None
                else self.objects.replace(LATEST, text, seen.tag)
            )
            there = self.objects.read(LATEST)
            if put or (there is not None and there.content == text):
                self._latest = there
                return
            if there is not None and order(_version(there)) > order(version):
                return
            seen = there
        raise StoreError(f"{self.name}/{LATEST}", "is changed by others all the time", "", "Run it again.")

    def _put(self, entry: Entry, folder: Path) -> Entry:
        """Put the files of a claimed version, make sure of them, and complete it; the new entry."""
        version = entry.version
        sums = read_checksums(folder)
        there = {listed.path for listed in self.objects.listed(version)}
        missing = [path for path in sums if f"{version}/{path}" not in there]
        together(lambda path: self._create(folder, path), missing, self.workers)
        back = together(lambda path: self.objects.digest(f"{version}/{path}"), sums, self.workers)
        wrong = [path for path, digest in zip(sums, back, strict=True) if digest != sums[path]]
        if not wrong:
            self._create(folder, SUMS)
            wrong = [] if self.objects.digest(f"{version}/{SUMS}") == entry.sums else [SUMS]
        listed = {each.path.removeprefix(f"{version}/") for each in self.objects.listed(version)}
        wrong += sorted(listed - set(sums) - {SUMS})
        there_now = read_entry(self.objects, version) if wrong else None
        if wrong and (there_now is None or there_now.state != "abandoned"):
            self._abandon(entry)
            raise StoreError(
                f"{self.name}/{version}/{wrong[0]}",
                "is not what was put there",
                "the file as it was made",
                f"{version} is given up in the store; run it again for the next number.",
            )
        after = there_now or become(self.objects, entry, "complete")
        if after.state != "complete" or after.sums != entry.sums:
            raise StoreError(
                f"{self.name}/{version}",
                "was given up meanwhile by another publisher",
                "to be alone with a version",
                "Run it again for the next number.",
            )
        return after

    def _create(self, folder: Path, path: str) -> None:
        self.objects.create(f"{folder.name}/{path}", (folder / path).read_bytes())

    def _of(self, content: str, state: str) -> list[str]:
        return [
            entry.version
            for entry in self._entries.values()
            if entry.content == content and entry.state == state
        ]

    def _tidy(self) -> None:
        """Abandon what nobody has worked on for long, and remove the files of abandoned versions."""
        if all(entry.state == "complete" for entry in self._entries.values()):
            return
        signs = {listed.path: listed.written for listed in self.objects.listed(LEDGER)}
        now = signs[PROBE]  # written a moment ago, so it is the store's own clock
        for version, entry in list(self._entries.items()):
            if entry.state == "complete":
                continue
            files = self.objects.listed(version)
            heard = max([signs[f"{LEDGER}/{version}.json"], *(each.written for each in files)])
            if entry.state == "writing" and now - heard > self.silent:
                self._entries[version] = self._abandon(entry)
            elif entry.state == "abandoned":
                self.objects.delete([each.path for each in files])

    def _abandon(self, entry: Entry) -> Entry:
        """Give a version up for ever, unless it was completed first, and remove what there is of it."""
        after = become(self.objects, entry, "abandoned")
        if after.state == "abandoned":
            self.objects.delete([each.path for each in self.objects.listed(entry.version)])
        return after


def _version(kept: Kept) -> str:
    return kept.content.decode("utf-8", errors="replace").strip()
