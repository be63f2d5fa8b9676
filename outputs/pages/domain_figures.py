"""The figures of a domain, of all places or of those of a province: what its tables are made of."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from outputs.pages.published import Domain, Indicator, Place, Release

MOST_PLACES = 200
"""With more places than this a domain's tables are split by province: longer ones are hard to use."""


@dataclass(frozen=True)
class DomainFigures:
    """What a release says of a domain; of one province (the first two digits of its places) or of all.

    comparable  the figures that places are compared by (`outputs.pages.comparable`)
    facts       all chosen figures, those that are not comparable too
    statements  what reports state, of masked places too where it is of all provinces
    silence     why there is no figure, where that is for another reason than that a report is silent
    reported    the places and years of which a report was read
    """

    domain: Domain
    province: str | None
    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    comparable: pl.DataFrame
    facts: pl.DataFrame
    statements: pl.DataFrame
    silence: pl.DataFrame
    reported: frozenset[tuple[str, int]]

    @property
    def dated(self) -> frozenset[str]:
        """The places with a report that says what year it is of."""
        return frozenset(code for code, _ in self.reported)


def domain_figures(release: Release, domain: Domain, province: str | None = None) -> DomainFigures:
    """The figures of a domain; `province` keeps those of the places whose code begins with it."""
    indicators = tuple(release.of_domain(domain.id))
    kept = pl.col("indicator").is_in([indicator.id for indicator in indicators])
    reported = release.report_years
    places = release.places
    if province is not None:
        kept = kept & pl.col("region_code").str.starts_with(province)
        reported = frozenset((code, year) for code, year in reported if code.startswith(province))
        places = tuple(place for place in places if place.province_code == province)
    return DomainFigures(
        domain=domain,
        province=province,
        indicators=indicators,
        places=places,
        comparable=release.comparable.filter(kept),
        facts=release.facts.filter(kept),
        statements=release.statements.filter(kept),
        silence=release.silence.filter(pl.col("silence") != "not stated", kept),
        reported=reported,
    )


def provinces_of(release: Release, domain: Domain) -> tuple[str, ...]:
    """The provinces that a domain's tables are split by, as two digits; none where one table will do."""
    ids = [indicator.id for indicator in release.of_domain(domain.id)]
    codes = release.comparable.filter(pl.col("indicator").is_in(ids))["region_code"].unique()
    if len(codes) <= MOST_PLACES:
        return ()
    # every province with any figure of the domain: those outside of the tables are listed there too
    all_codes = release.facts.filter(pl.col("indicator").is_in(ids))["region_code"]
    undated = release.statements.filter(pl.col("indicator").is_in(ids), pl.col("region_code").is_not_null())[
        "region_code"
    ]
    return tuple(sorted({code[:2] for code in (*codes, *all_codes.unique(), *undated.unique())}))
