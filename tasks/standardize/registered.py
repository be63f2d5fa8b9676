"""What a registry says of a page's place, beside what its text says: a hint, and the text goes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from indicators.gazetteer import Division, load_gazetteer
from indicators.schemas import BY_REGISTRY, PLACE_NOT_NAMED, REGISTRY_DISAGREES
from tasks.records import Place
from tasks.standardize.places import NO_PLACE, Located


def with_region(located: Located, region: str | None, year: int | None) -> Located:
    """The place of a report where a registry says of which county its page is.

    region   six digits, valid in whatever year; null: the registry says nothing

    Where the text leads to one place, that is the place: where it is another one than the registry's, the
    report says so (REGISTRY_DISAGREES). Where the text names no place, masks it, or gives it a name that
    several places have, of which the registry's is one, the registry's place is taken, and the report says
    that too (BY_REGISTRY). What is of a school, of a whole prefecture, or of several places stays so: the
    registry speaks of a column, and the text of itself.
    """
    gazetteer = load_gazetteer()
    known = [each for each in gazetteer.by_code(region or "") if each.level == "county"]
    if not known:
        return located
    if located.place is not None:
        if located.place.code in _line_of(known[-1].code):
            return located
        return replace(located, flags=(*located.flags, REGISTRY_DISAGREES))
    if located.problem not in (None, NO_PLACE):
        return located
    place = _place_of(known, year)
    if located.name is None:
        flags = tuple(flag for flag in located.flags if flag != PLACE_NOT_NAMED)
        return Located(place, flags=(*flags, BY_REGISTRY))
    if any(each.code in _line_of(known[-1].code) for each in gazetteer.find(located.name)):
        return Located(place, located.name, (BY_REGISTRY,))
    return replace(located, flags=(*located.flags, REGISTRY_DISAGREES))


def _place_of(known: Sequence[Division], year: int | None) -> Place:
    """The county of a code as a year knows it: under its code of then, where that is one."""
    gazetteer, newest = load_gazetteer(), known[-1]
    if year is not None:
        then = [
            each
            for code in sorted(_line_of(newest.code))
            for each in gazetteer.by_code(code, year)
            if each.level == "county"
        ]
        same = [each for each in then if each.code == newest.code] or then
        if len({(each.code, each.name) for each in same}) == 1:
            newest = same[-1]
    return Place(newest.code, newest.name)


@cache
def _line_of(region: str) -> frozenset[str]:
    """The codes that one county has had: its own, that which took its place, and those that this one took."""
    gazetteer = load_gazetteer()
    after = {
        code for each in gazetteer.by_code(region) if len(each.successors) == 1 for code in each.successors
    }
    before = {each.code for each in gazetteer.divisions if each.successors == (region,)}
    return frozenset({region} | after | before)
