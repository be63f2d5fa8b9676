"""A figure without a unit measures what its list counts; alone it stays what it is."""

from __future__ import annotations

import pytest

from indicators.units import load_units
from tasks.extract.bare_figures import with_units_of_their_lists
from tasks.extract.quantities import BARE, QuantityReader

READER = QuantityReader(load_units())
UNITS = load_units()
PEOPLE, INSTITUTIONS, MONEY = (UNITS[name].measures for name in ("人", "所", "元"))


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("专任教师410人，其中小学150、初中110", [PEOPLE, PEOPLE, PEOPLE]),
        ("小学60、初中21、幼儿园85所", [INSTITUTIONS, INSTITUTIONS, INSTITUTIONS]),
        ("教师410人，小学60、初中21所", [PEOPLE, INSTITUTIONS, INSTITUTIONS]),
        ("小学60，在校生21000人", [BARE, PEOPLE]),
        ("全县共有小学60", [BARE]),
        ("学区12个，小学60", [UNITS["个"].measures, BARE]),
        ("差异系数小学0.32，教师410人，初中0.35", [BARE, PEOPLE, BARE]),
        ("投入60万元，小学12", [MONEY, BARE]),
    ],
)
def test_the_unit_of_a_list(text: str, measures: list[frozenset[str]]) -> None:
    found = with_units_of_their_lists(text, READER.quantities(text, 0, len(text)))
    assert [quantity.measures for quantity in found] == measures
