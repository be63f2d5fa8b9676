"""Every indicator's own example is read as it and nothing else; its counter-example never is."""

from __future__ import annotations

import pytest

from indicators.catalogue import Indicator, load_catalogue
from tests.tasks.extract.paragraphs import Case, read

INDICATORS = load_catalogue().indicators


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_the_example_states_the_indicator(indicator: Indicator) -> None:
    assert {row[0] for row in read(Case(indicator.example, ""))} == {indicator.id}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_the_counter_example_does_not(indicator: Indicator) -> None:
    assert indicator.id not in {row[0] for row in read(Case(indicator.counter, ""))}
