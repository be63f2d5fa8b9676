"""What an operator can do about a page that was refused: a sentence for each reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from indicators.errors import CatalogueError
from indicators.schemas import REASONS

FILE = "refusals.toml"


def read_remedies(text: str) -> Mapping[str, str]:
    """The remedy of each reason, in the order of `REASONS`.

    Raises CatalogueError for a reason without a sentence, and for a sentence without a reason.
    """
    try:
        remedies = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(FILE, str(error), "TOML") from error
    for reason in REASONS:
        sentence = remedies.get(reason)
        if not isinstance(sentence, str) or not sentence.endswith("."):
            raise CatalogueError(FILE, f"{reason!r} = {sentence!r}", "a sentence for each reason")
    unknown = sorted(set(remedies) - set(REASONS))
    if unknown:
        line = next(n for n, row in enumerate(text.splitlines(), start=1) if unknown[0] in row)
        raise CatalogueError(f"{FILE} line {line}", f"{unknown[0]!r}", "one of " + ", ".join(REASONS))
    return {reason: remedies[reason] for reason in REASONS}


@cache
def load_remedies() -> Mapping[str, str]:
    """The remedies that ship with the package."""
    return read_remedies((files("indicators") / "words" / FILE).read_text(encoding="utf-8"))
