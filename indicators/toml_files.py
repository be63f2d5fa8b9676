"""The project's TOML files: read as they are, or into frozen models."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import ValidationError

from indicators.errors import CatalogueError
from indicators.frozen import Frozen

M = TypeVar("M", bound=Frozen)


def read_toml(file: Traversable) -> dict[str, Any]:
    """The tables of a file. Raises CatalogueError naming the file and the place that is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(file.name, str(error), "TOML") from error


def read_model(model: type[M], file: Traversable) -> M:
    """Read a file into a model. Raises CatalogueError naming the file, the key and what is wrong with it."""
    data = read_toml(file)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise CatalogueError(
            f"{file.name} {key}".rstrip(), fault["msg"], f"the keys of {model.__name__}"
        ) from error
