"""The median of places: of figures that have a size, and of enough of them."""

from __future__ import annotations

from statistics import median
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from outputs.pages.medians import FEWEST_PLACES, Median, medians


def figure(value: float, status: str = "actual", bound: str = "exact") -> dict[str, Any]:
    return {"indicator": "kindergartens", "value": value, "status": status, "bound": bound}


def test_bounds_and_plans_are_not_in_it() -> None:
    facts = [
        figure(1),
        figure(2, bound="approx"),
        figure(9),
        figure(100, bound="at_least"),
        figure(0, bound="at_most"),
        figure(500, "planned"),
    ]
    assert medians(facts) == {"kindergartens": Median(2, 3)}


def test_it_is_written_with_two_decimals_at_most() -> None:
    assert [Median(value, 3).text for value in (85.33333, 1074.5, 80)] == ["85.33", "1,074.5", "80"]


@given(st.lists(st.floats(0, 1e9), max_size=20))
def test_it_is_that_of_all_values_in_any_order_or_none(values: list[float]) -> None:
    found = medians(figure(value) for value in values)
    assert found == medians(figure(value) for value in reversed(values))
    if len(values) < FEWEST_PLACES:
        assert found == {}
    else:
        assert found == {"kindergartens": Median(median(values), len(values))}
