"""Rules that are data: the TOML files in `indicators/rules/`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from indicators.errors import CatalogueError


def rule_file(name: str) -> Traversable:
    """A file of rules that ships with the package."""
    return files("indicators") / "rules" / name


def once(names: Iterable[str], place: str) -> None:
    """Raises CatalogueError for a name that stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(place, f"{name} stands twice", "each name once")
        seen.add(name)
