"""What a person asks of a release by name: which place is meant, and which indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

import polars as pl

from indicators.errors import QuestionError
from indicators.gazetteer import Gazetteer


class Place(NamedTuple):
    """A place of a release."""

    code: str
    name: str


def find_place(asked: str, observations: pl.DataFrame, gazetteer: Gazetteer) -> Place:
    """The place of the release that a code, or a full, short or former name stands for.

    Raises QuestionError where the release has nothing of it, where several places of the release have
    that name, and where nobody has heard of it; then with the names that come close.
    """
    named = observations.filter(pl.col("region_code").is_not_null()).sort(
        "region_code", "year", nulls_last=False
    )
    latest = dict(named.select("region_code", pl.col("region_name").fill_null(pl.col("region_code"))).rows())
    if re.fullmatch("[0-9]{6}", asked):
        codes = {asked}
        known = gazetteer.by_code(asked)
    else:
        known = gazetteer.find(asked)
        codes = set(named.filter(region_name=asked)["region_code"]) | {division.code for division in known}
    found = sorted(codes & set(latest))
    if len(found) == 1:
        return Place(found[0], latest[found[0]])
    if found:
        raise QuestionError(
            asked,
            "several places of that name: " + ", ".join(_described(c, latest[c], gazetteer) for c in found),
            "one place",
            "Ask by its code.",
        )
    if known:
        whole = ", ".join(sorted({_described(d.code, d.name, gazetteer) for d in known}))
        raise QuestionError(asked, f"the release has no figure of {whole}", "a place that it has")
    everywhere = [*latest.values(), *gazetteer.names()]
    raise QuestionError(asked, "no such place", "a six-digit code or a name", _close(asked, everywhere))


def find_indicator(asked: str, catalogue: pl.DataFrame) -> dict[str, Any]:
    """The row of the catalogue that an id, or a Chinese or English name, stands for.

    Raises QuestionError with the names that come close.
    """
    names = ("id", "name_zh", "short_zh", "name_en", "short_en")
    for name in names:
        found = catalogue.filter(pl.col(name).str.to_lowercase() == asked.strip().lower())
        if found.height == 1:
            return found.row(0, named=True)
    everything = [value for name in names for value in catalogue[name]]
    raise QuestionError(
        asked, "no such indicator", "an id or a name of the catalogue", _close(asked, everything)
    )


def _described(code: str, name: str, gazetteer: Gazetteer) -> str:
    divisions = gazetteer.by_code(code)
    above = f", {divisions[-1].province}{divisions[-1].prefecture}" if divisions else ""
    return f"{name} ({code}{above})"


def _close(asked: str, names: Iterable[str]) -> str:
    """The names that come close, as a sentence; empty where none does."""
    asked = asked.lower()
    by_lower = {name.lower(): name for name in names}
    close = get_close_matches(asked, by_lower, n=5, cutoff=0.5)
    close += sorted((name for name in by_lower if asked and asked in name), key=len)[:5]
    unique = list(dict.fromkeys(close))[:5]
    return f"Close to it: {', '.join(by_lower[name] for name in unique)}." if unique else ""
