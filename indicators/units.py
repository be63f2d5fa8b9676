"""The units of reports, from `indicators/words/units.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from indicators.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the dimensions it can measure (`catalogue.MEASURES`) and its size in the catalogue's unit."""

    name: str
    measures: frozenset[str]
    factor: float = 1.0


def read_units(file: Traversable) -> Mapping[str, Unit]:
    """Read and check a table of units. Raises CatalogueError naming what is wrong."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    units: dict[str, Unit] = {}
    for name, entry in data.pop("unit", {}).items():
        unknown = set(entry) - {"measures", "factor"}
        if unknown:
            raise CatalogueError(
                file.name, f"unit {name} has unknown keys {sorted(unknown)}", "measures and factor"
            )
        units[name] = Unit(name, frozenset(entry["measures"]), float(entry.get("factor", 1.0)))
    if data:
        raise CatalogueError(file.name, f"unknown tables {sorted(data)}", "one table [unit]")
    return units


@cache
def load_units() -> Mapping[str, Unit]:
    """The units that ship with the package."""
    return read_units(files("indicators") / "words" / "units.toml")
