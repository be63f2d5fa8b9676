"""The frames of reference that a release carries: the places that occur, and what is measured."""

from __future__ import annotations

from collections.abc import Iterable

import dataframely as dy
import polars as pl

from indicators.catalogue import Catalogue
from indicators.gazetteer import Division
from indicators.schemas import validated


class Regions(dy.Schema):
    """One row a county-level division, name and parent: where it lies, and from which year to which.

    `valid_from` is the first year in which the row holds, null where it holds since before the first
    list; `valid_until` is the last, null where it still holds. The year of a change belongs to both.
    """

    region_code = dy.String(regex=r"^[0-9]{6}$")
    name = dy.String()
    province = dy.String()
    prefecture = dy.String(nullable=True)
    valid_from = dy.Int32(nullable=True)
    valid_until = dy.Int32(nullable=True)

    @dy.rule()
    def one_row_from_a_year(cls) -> pl.Expr:
        return pl.struct("region_code", "valid_from").is_unique()


class CatalogueEntries(dy.Schema):
    """One row an indicator, in the order of the catalogue: names, unit, definition, range and bars.

    `valid_min` and `valid_max` bound what is believable; `formula` is how a figure that no report states is
    derived, null where it never is (see `indicators.formulas`); `bars` are what national regulations ask.
    """

    id = dy.String(primary_key=True)
    domain = dy.String()
    domain_zh = dy.String()
    domain_en = dy.String()
    name_zh = dy.String()
    name_en = dy.String()
    short_zh = dy.String()
    short_en = dy.String()
    unit = dy.String()
    kind = dy.String()
    definition_zh = dy.String()
    definition_en = dy.String()
    standards = dy.List(dy.String())
    valid_min = dy.Float64()
    valid_max = dy.Float64()
    higher_is = dy.String()
    formula = dy.String(nullable=True)
    bars = dy.List(
        dy.Struct(
            {
                "value": dy.Float64(),
                "bound": dy.String(),
                "name": dy.String(),
                "regulation": dy.String(),
                "number": dy.String(),
            }
        )
    )


def regions_frame(divisions: Iterable[Division]) -> dy.DataFrame[Regions]:
    """The county-level ones of the divisions, sorted by code and first year."""
    rows = [
        (d.code, d.name, d.province, d.prefecture or None, d.valid_from, d.valid_until)
        for d in divisions
        if d.level == "county"
    ]
    schema = {name: column.dtype for name, column in Regions.columns().items()}
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort(
        "region_code", "valid_from", nulls_last=False
    )
    return validated(Regions, frame, "regions")


def catalogue_frame(catalogue: Catalogue) -> dy.DataFrame[CatalogueEntries]:
    """The catalogue as a frame, one row an indicator in the catalogue's order."""
    domains = {domain.id: domain for domain in catalogue.domains}
    rows = [
        indicator.model_dump(
            include={"id", "domain", "name_zh", "name_en", "short_zh", "short_en", "unit", "kind"}
        )
        | {
            "domain_zh": domains[indicator.domain].name_zh,
            "domain_en": domains[indicator.domain].name_en,
            "definition_zh": indicator.definition_zh,
            "definition_en": indicator.definition_en,
            "standards": list(indicator.standards),
            "valid_min": indicator.valid[0],
            "valid_max": indicator.valid[1],
            "higher_is": indicator.higher_is,
            "formula": indicator.formula.id if indicator.formula else None,
            "bars": [bar.model_dump() for bar in indicator.bar],
        }
        for indicator in catalogue.indicators
    ]
    schema = {name: column.dtype for name, column in CatalogueEntries.columns().items()}
    return validated(CatalogueEntries, pl.DataFrame(rows, schema=schema), "catalogue")
