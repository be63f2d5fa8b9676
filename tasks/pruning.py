"""Keeping small what is kept: what nobody can use goes, and many small files become a few.

Run by a person, and once a month by a run when it has published. Whatever goes is made again where it is
needed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indicators.errors import CountyEducationError
from tasks.fetch.collection import read_manifest
from tasks.kept_readings import FOLDER, KeptReadings, key_of

MANIFESTS = 30
"""Manifests whose parts stay, and all of whose readings do: of a month, where pages change every day."""
FULL = 16_000_000
"""Bytes of a file of readings that is not merged any more: some thousand pages."""


@dataclass(slots=True)
class Pruned:
    """What pruning did: what it removed, sorted, and how many files of readings it made of how many."""

    removed: list[Path] = field(default_factory=list)
    merged: int = 0
    made: int = 0


def prune(home: Path, digest: str, manifests: int = MANIFESTS, full: int = FULL) -> Pruned:
    """Remove what no code but another one can use, what is of no manifest of late, and what killed runs left.

    `digest` is that of the code whose readings stay: those of pages of the newest `manifests` that were
    collected, the newest by the times of their files. Where none lies there, nobody knows what is wanted,
    and all of them stay. Files of readings below `full` bytes are merged. Nobody else may be writing
    below this home.
    """
    done = Pruned()
    collected = sorted((home / "collected").glob("*.json"), key=_newest_first)
    kept, wanted = set[str](), set[str]()
    for path in collected:
        if len(kept) < manifests and (keys := _keys_of(path)) is not None:
            kept.add(path.stem)
            wanted |= keys
    folders = [path for path in (home / FOLDER).glob("*") if path.name != digest]
    folders += [path for path in (home / "parts").glob("*") if path.name not in kept]
    folders += (home / "batches").glob("*")
    for path in sorted(folders):
        shutil.rmtree(path)
        done.removed.append(path)
    files = [path for path in collected if path.stem not in kept]
    files += [*(home / "collected").glob(".*"), *(home / FOLDER / digest).glob(".*")]
    for path in sorted(files):
        path.unlink()
        done.removed.append(path)
    store = KeptReadings.below(home, digest)
    for group in list(_groups(store, full, wanted if kept else None)):
        done.merged += len(group)
        done.made += store.merge(group, wanted if kept else None) is not None
    return done


def _groups(store: KeptReadings, full: int, wanted: set[str] | None) -> Iterator[list[Path]]:
    """Files to be merged into one each: small ones, damaged ones, those of which half is wanted no more."""
    sizes, group, size, worth = store.sizes(), list[Path](), 0, False
    keys = dict(store.contents())
    for path in sizes:
        stale = _stale(keys.get(path, []), wanted)
        if sizes[path] >= full and not stale:
            continue
        if group and size + sizes[path] > full:
            if worth or len(group) > 1:
                yield group
            group, size, worth = [], 0, False
        group.append(path)
        size += sizes[path]
        worth = worth or stale
    if worth or len(group) > 1:
        yield group


def _stale(keys: list[str], wanted: set[str] | None) -> bool:
    """Whether a file is worth writing anew for what can go from it; one without keys is damaged."""
    return not keys or (wanted is not None and 2 * sum(key not in wanted for key in keys) > len(keys))


def _keys_of(manifest: Path) -> set[str] | None:
    """The keys of a manifest's entries; None where it is damaged."""
    try:
        return {key_of(each) for each in read_manifest(manifest)}
    except CountyEducationError:
        return None


def _newest_first(path: Path) -> tuple[int, str]:
    return -path.stat().st_mtime_ns, path.name
