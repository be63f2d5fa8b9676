"""Words that narrow a figure to a portion: each entry keeps its example from being read, and that alone."""

from __future__ import annotations

import pytest

from indicators.portions import Before, Portions, load_portions
from tasks.extract import portions
from tests.tasks.extract.paragraphs import Case, read

ENTRIES = pytest.mark.parametrize("entry", load_portions().before, ids=lambda entry: entry.id)


@ENTRIES
def test_the_example_is_not_read_and_the_counter_example_is(entry: Before) -> None:
    assert not read(Case(entry.example, ""))
    assert read(Case(entry.counter, ""))


@ENTRIES
def test_without_the_entry_the_example_would_be_read(entry: Before, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(each for each in load_portions().before if each is not entry)
    monkeypatch.setattr(portions, "load_portions", lambda: Portions(before=others))
    assert read(Case(entry.example, ""))
