"""Digests of what decides something: the files of a room of ours, and lines that say the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.resources.abc import Traversable


def digest_of(lines: Iterable[str]) -> str:
    """The sha256 of some lines, in the order given: 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def files_below(folder: Traversable, above: str = "") -> list[tuple[str, Traversable]]:
    """Every file below a folder with its path behind `above`, by name; caches and hidden files left out."""
    found: list[tuple[str, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name == "__pycache__" or entry.name.startswith("."):
            continue
        path = f"{above}{entry.name}"
        found += files_below(entry, f"{path}/") if entry.is_dir() else [(path, entry)]
    return found
