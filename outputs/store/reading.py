"""Reading a release where it lies in a store: which one an address means, verifying it, keeping a copy."""

from __future__ import annotations

import os
import re
import shutil
from hashlib import sha256
from pathlib import Path

from indicators.errors import ReleaseError, StoreError
from outputs.release.contents import SITE, SUMS, file_digest
from outputs.release.durable import sync_tree
from outputs.release.history import LATEST, VERSION
from outputs.release.verification import verify
from outputs.release.withdrawal import Withdrawal, withdrawal_of
from outputs.store.addresses import Address
from outputs.store.fetching import bring, fetch_release, listed_paths
from outputs.store.ledger import read_entry
from outputs.store.objects import Objects
from outputs.store.withdrawals import fetch_withdrawal


def version_meant(objects: Objects, address: Address) -> str:
    """The version that an address names, or else the one that `latest` names there.

    Raises StoreError where `latest` is missing, or names no version.
    """
    if address.release is not None:
        return address.release
    kept = objects.read(LATEST)
    if kept is None:
        raise StoreError(
            address.store,
            "neither a release nor a store of releases: there is no `latest`",
            "the address of one",
            f"A release is named by its version behind the address: {address.store}/2026.11.0.",
        )
    version = kept.content[:100].decode("utf-8", errors="replace").strip()
    if VERSION.fullmatch(version) is None:
        raise StoreError(f"{address.store}/{LATEST}", f"names {version!r}", "the version of a release")
    return version


def verify_address(
    objects: Objects, address: Address, workspace: Path
) -> tuple[list[str], Withdrawal | None]:
    """Everything that is wrong with a release in a store, as `verify` tells it; and its withdrawal, if any.

    Every file is fetched anew into a folder below `workspace`, which may be removed afterwards. Where
    the store can be listed, stray files and what the ledger says are looked at as well. Raises StoreError
    where there is no release, or the store fails.
    """
    version = version_meant(objects, address)
    name = f"{objects.name}/{version}"
    folder = workspace / version
    folder.mkdir(parents=True)
    fetch_release(objects, version, folder)
    findings = verify(folder)
    if address.writable:
        findings += _strays(objects, version, folder) + _of_the_ledger(objects, version, folder)
    fetch_withdrawal(objects, version, workspace)
    return [finding.replace(str(folder), name) for finding in findings], withdrawal_of(folder)


def kept_copy(objects: Objects, address: Address, copies: Path) -> Path:
    """The folder of a copy of a release without its pages, fetched unless it is there already.

    It lies below `copies`, apart for each store. Raises StoreError where there is no release, where
    it is not as it was written, or the store fails.
    """
    version = version_meant(objects, address)
    folder = copies / _folder_name(address.store) / version
    kept = objects.read(f"{version}/{SUMS}")
    if kept is None:
        raise StoreError(f"{objects.name}/{version}", f"no {SUMS} there", "a release")
    sums = sha256(kept.content).hexdigest()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fetch_withdrawal(objects, version, folder.parent)  # it may come at any time
    if folder.is_dir() and (folder / SUMS).is_file() and file_digest(folder / SUMS) == sums:
        return folder
    if folder.exists():
        raise ReleaseError(
            folder,
            f"is the copy of another release than {objects.name}/{version}",
            "a release that never changes",
            "Somebody changed one of them; remove the copy to read the other.",
        )
    beside = folder.with_name(f".{version}-{os.getpid()}")
    bring(objects, version, beside, sums, lambda path: not path.startswith(f"{SITE}/"))
    sync_tree(beside)
    try:
        beside.rename(folder)
    except OSError:
        shutil.rmtree(beside)
        if not folder.is_dir():  # else another command was faster, with the same bytes
            raise
    return folder


def _strays(objects: Objects, version: str, folder: Path) -> list[str]:
    """Objects of a release that its SHA256SUMS does not list."""
    try:
        listed = {*listed_paths(folder, f"{objects.name}/{version}"), SUMS}
    except ReleaseError:  # verifying has told
        return []
    there = [each.path.removeprefix(f"{version}/") for each in objects.listed(version)]
    return [f"{path}: a stray file, {SUMS} does not list it" for path in there if path not in listed]


def _of_the_ledger(objects: Objects, version: str, folder: Path) -> list[str]:
    """Where the ledger of a store says something else. A copy made by other means has none."""
    entry = read_entry(objects, version)
    if entry is None:
        return []
    if entry.state != "complete":
        return [f"{version}: the ledger says that it is {entry.state}, not complete"]
    if entry.sums != file_digest(folder / SUMS):
        return [f"{SUMS}: not the one that the release was made with, says the ledger"]
    return []


def _folder_name(store: str) -> str:
    """A name for the copies of a store: readable, and another one for every store."""
    readable = re.sub(r"[^A-Za-z0-9.]+", "-", store).strip("-.")[:60]
    return f"{readable}-{sha256(store.encode()).hexdigest()[:12]}"
