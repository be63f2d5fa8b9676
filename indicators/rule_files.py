"""Rules that are data: TOML files in `indicators/rules/`, read into frozen models."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import ValidationError

from indicators.errors import CatalogueError
from indicators.frozen import Frozen

M = TypeVar("M", bound=Frozen)


def rule_file(name: str) -> Traversable:
    """A file of rules that ships with the package."""
    return files("indicators") / "rules" / name


def read_rules(model: type[M], file: Traversable) -> M:
    """Read a file of rules. Raises CatalogueError naming the file, the key and what is wrong with it."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(file.name, str(error), "TOML") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise CatalogueError(
            f"{file.name} {key}".rstrip(), fault["msg"], f"the keys of {model.__name__}"
        ) from error


def once(names: Iterable[str], place: str) -> None:
    """Raises CatalogueError for a name that stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(place, f"{name} stands twice", "each name once")
        seen.add(name)
