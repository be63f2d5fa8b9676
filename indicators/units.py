"""The units of reports, from `indicators/words/units.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from indicators.errors import CatalogueError
from indicators.toml_files import read_toml


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the dimensions it can measure (`catalogue.MEASURES`) and its size in the catalogue's unit."""

    name: str
    measures: frozenset[str]
    factor: float = 1.0


def read_units(file: Traversable) -> Mapping[str, Unit]:
    """Read and check a table of units. Raises CatalogueError naming what is wrong."""
    data = read_toml(file)
    units: dict[str, Unit] = {}
    entries = data.pop("unit", {})
    if not isinstance(entries, dict):
        raise CatalogueError(file.name, f"unit = {entries!r}", "a table [unit]")
    for name, entry in entries.items():
        units[name] = _unit(file.name, name, entry)
    if data:
        raise CatalogueError(file.name, f"unknown tables {sorted(data)}", "one table [unit]")
    return units


def _unit(file: str, name: str, entry: object) -> Unit:
    place = f"{file} [unit] {name}"
    unknown = set(entry) - {"measures", "factor"} if isinstance(entry, dict) else set()
    if unknown:
        raise CatalogueError(file, f"unit {name} has unknown keys {sorted(unknown)}", "measures and factor")
    if not isinstance(entry, dict) or "measures" not in entry:
        raise CatalogueError(place, f"{entry!r}", "measures, and factor or not")
    measures, factor = entry["measures"], entry.get("factor", 1.0)
    if not isinstance(measures, list) or not all(isinstance(each, str) for each in measures):
        raise CatalogueError(place, f"measures = {measures!r}", "a list of words")
    if not isinstance(factor, int | float) or isinstance(factor, bool):
        raise CatalogueError(place, f"factor = {factor!r}", "a number")
    return Unit(name, frozenset(measures), float(factor))


@cache
def load_units() -> Mapping[str, Unit]:
    """The units that ship with the package."""
    return read_units(files("indicators") / "words" / "units.toml")
