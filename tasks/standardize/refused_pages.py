"""Whose report it is that cannot be read: a place is not silent where only its page could not be read."""

from __future__ import annotations

from tasks.records import Place, Source
from tasks.standardize.periods import year_of_report
from tasks.standardize.places import locate
from tasks.standardize.registered import with_region


def whose(source: Source, title: str | None = None, text: str = "") -> tuple[Place | None, int | None]:
    """The place and year that a refused page is of, both null where it does not say of which place it is.

    They are told as those of a report that is read, by what there is: `title`, else the registry's, the
    publisher, address and region that the registry knows, and `text`, the page's in one spelling, where it
    has one.
    """
    title = title or source.title
    period = year_of_report(title, [], text)
    year = period.year if period else None
    located = locate(title, source.publisher, text, (), year, source.address)
    located = with_region(located, source.region, year)
    if located.place is None or located.problem is not None:
        return None, None
    return located.place, year
