"""The signs beside a fact: each shows in its example and not in its counter-example."""

from __future__ import annotations

import pytest

from indicators.doubts import load_doubts
from tasks.extract.doubt import NO_YEAR
from tasks.extract.lexicon import load_lexicon
from tasks.extract.reader import SentenceReader
from tasks.extract.timing import Setting

SIGNS = {name: sign for name, sign in load_doubts().signs.items() if name != NO_YEAR}
"""NO_YEAR is a sign of the report, and not of a sentence: see `test_observe`."""


def signs_in(text: str) -> frozenset[str]:
    reader = SentenceReader(load_lexicon())
    facts = reader.read(text, 0, len(text), Setting(2019), "")
    assert facts, f"no fact in {text}"
    return facts[-1].signs


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_shows_in_its_example(name: str) -> None:
    assert name in signs_in(SIGNS[name].example)


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_does_not_show_in_its_counter_example(name: str) -> None:
    assert name not in signs_in(SIGNS[name].counter)
