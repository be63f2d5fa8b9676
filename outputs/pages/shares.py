"""The shares that a site is written in: each by one process, of a cut of the release.

A share reads no more of the release than its pages need, so that neither a large release nor many processes
need much memory. The heavy ones come first and the many small ones last: no process waits long for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indicators.formulas import read_id
from outputs.pages import (
    domains,
    front,
    indicator_index,
    indicator_pages,
    methods,
    place_pages,
    places,
    refused,
    releases,
    targets,
)
from outputs.pages.loading import Cut, formulas_of, place_sizes, read_catalogue
from outputs.pages.parts import Kind
from outputs.pages.published import UNPLACED, Indicator, Release

ROWS = 20_000
"""A share of places has about so many figures and statements, or one place."""

OVERVIEW = (front.KIND, indicator_index.KIND, methods.KIND, refused.KIND, places.KIND)
OF_A_DOMAIN = (domains.KIND, indicator_pages.KIND)

KINDS = (*OF_A_DOMAIN, targets.KIND, *OVERVIEW, place_pages.KIND, releases.KIND)
"""All kinds of parts that a site has."""


@dataclass(frozen=True, slots=True)
class Share:
    """All parts of some kinds; of tables and indicators those of a domain."""

    cut: Cut
    kinds: tuple[Kind, ...]
    domain: str | None = None

    def parts(self, release: Release) -> Iterator[tuple[Kind, str]]:
        """Its parts; `release` is its cut."""
        for kind in self.kinds:
            yield from ((kind, key) for key in kind.keys(release) if self._has(kind, key, release))

    def _has(self, kind: Kind, key: str, release: Release) -> bool:
        if kind == domains.KIND:
            return key.partition("/")[0] == self.domain
        if kind == indicator_pages.KIND:
            return release.indicators[key].domain == self.domain
        return True


LAST = Share(Cut(indicators=()), (releases.KIND,))
"""What lists the files of the release, so that all others have to be there."""


def shares_of(folder: Path) -> list[Share]:
    """The shares of a release but the LAST. Raises ReleaseError as `read_release` does."""
    all_domains, indicators = read_catalogue(folder)
    formulas = formulas_of(folder)
    shares = []
    for domain in all_domains:
        cut = Cut(indicators=tuple(sorted(_with_inputs(_of_domain(indicators, domain.id), formulas))))
        shares += [Share(cut, (kind,), domain.id) for kind in OF_A_DOMAIN]
    shares += [Share(Cut(overview=True), OVERVIEW), Share(Cut(targets=True), (targets.KIND,))]
    spans = _spans(place_sizes(folder))
    return [*shares, *(Share(Cut(places=span), (place_pages.KIND,)) for span in spans)]


def _of_domain(indicators: dict[str, Indicator], domain: str) -> Iterable[str]:
    return (id_ for id_, each in indicators.items() if each.domain == domain)


def _with_inputs(wanted: Iterable[str], formulas: dict[str, list[str]]) -> set[str]:
    """Some indicators, and those that their derived figures were made from."""
    found: set[str] = set()
    left = list(wanted)
    while left:
        id_ = left.pop()
        if id_ not in found:
            found.add(id_)
            left += [part for formula in formulas.get(id_, ()) for part in read_id(formula)[1]]
    return found


def _spans(sizes: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The first and the last code of neighbouring places that have about ROWS rows together."""
    some: list[str] = []
    rows = 0
    for code, size in sizes:
        if code == UNPLACED:
            continue
        some.append(code)
        rows += size
        if rows >= ROWS:
            yield some[0], some[-1]
            some, rows = [], 0
    if some:
        yield some[0], some[-1]
    if any(code == UNPLACED for code, _ in sizes):
        yield UNPLACED, UNPLACED
