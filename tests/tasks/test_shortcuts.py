"""Looking first whether a search can find anything saves most of the time, and must change nothing."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from unittest.mock import Mock, patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.vocabulary import load_vocabulary
from tasks.extract import quantities, reader, sieve
from tasks.extract.lexicon import load_lexicon
from tasks.reading import PageReading, read_snapshot
from tasks.standardize import legibility, noise, periods, reports, script, structure
from tests.genre import changed_samples, invented_texts, page, sample_files


class Everything:
    """A set that holds whatever it is asked for."""

    def __contains__(self, item: object) -> bool:
        return True


class FindsAlways:
    """A finder that finds something in every text."""

    def find_matches_as_indexes(self, text: str) -> list[tuple[int, int, int]]:
        return [(0, 0, len(text))]


ANY_PLACE = re.compile(r"(?s).")
ANY_TEXT = re.compile(r"")
LONG_WAYS: tuple[tuple[Any, str, Any], ...] = (
    (sieve.Sieve, "dimensions_in", Mock(return_value=sieve.EVERY)),
    (sieve.Sieve, "lets_through", Mock(return_value=True)),
    (quantities, "DATE_START", ANY_PLACE),
    (quantities, "DATE_HAS", ("",)),
    (quantities, "FIGURE_START", ANY_PLACE),
    (quantities, "ORDINAL_LAST", Everything()),
    (quantities, "COLON_LAST", Everything()),
    (quantities, "BOUND_LAST", Everything()),
    (quantities, "BOUND_NEXT", Everything()),
    (reader, "ALL", ("",)),
    (reader, "may_claim", Mock(return_value=True)),
    (reader, "may_match", Mock(return_value=True)),
    (load_lexicon(), "part_endings", Everything()),
    (noise, "UNUSUAL", ANY_TEXT),
    (noise, "BRACKETED_LATIN", ANY_TEXT),
    (noise, "AFTER_CHINESE_COMMA", ANY_TEXT),
    (noise, "AFTER_SPACE", ANY_TEXT),
    (legibility, "_may_be_lost", Mock(return_value=True)),
    (periods, "_openings", periods.OPENING.finditer),
    (reports, "PIECE_HAS", ("",)),
    (script, "_phrases", FindsAlways),
    (structure, "HEADING_OPENS", Everything()),
    (structure, "LONGEST_STAGE", 10_000),
)
"""What each shortcut is replaced by, so that nothing is passed over."""


def read(text: str) -> PageReading:
    """What a page gives, without the mark of what its words were asked about: the long way asks more."""
    return replace(read_snapshot(page(text)), mark=None)


def the_long_way(text: str) -> PageReading:
    with ExitStack() as replaced:
        for where, name, instead in LONG_WAYS:
            replaced.enter_context(patch.object(where, name, instead))
        return read(text)


@given(st.one_of(invented_texts(), changed_samples()))
def test_shortcuts_change_nothing(text: str) -> None:
    assert read(text) == the_long_way(text)


@pytest.mark.parametrize("file", sample_files(), ids=lambda file: str(file.name))
def test_shortcuts_change_nothing_of_the_sample(file: Any) -> None:
    text = file.read_text("utf-8")
    assert read(text) == the_long_way(text)


@given(st.text("共的得人名学%，。X×_人年月底初至2一 万元", max_size=60))
def test_a_text_that_lost_its_digits_is_never_passed_over(text: str) -> None:
    if len(legibility.WITHOUT_FIGURE.findall(text)) >= legibility.FEW:
        assert legibility._may_be_lost(text)


@given(st.text("20198年度底以来，。（）截至止到 \t\n从", max_size=60))
def test_all_openings_are_found(text: str) -> None:
    found = [match.span() for match in periods._openings(text)]
    assert found == [match.span() for match in periods.OPENING.finditer(text)]


@given(st.text("20199年月日度十三五至到-~去今明本上一近两过最来间自从以起底末a第前，", max_size=40))
def test_all_dates_are_found(text: str) -> None:
    numbers = load_lexicon().quantities
    found = numbers.moments(text, 0, len(text))
    with (
        patch.object(quantities, "DATE_START", ANY_PLACE),
        patch.object(quantities, "DATE_HAS", ("",)),
    ):
        assert found == numbers.moments(text, 0, len(text))


@given(
    st.text(
        "0123.%‰：:多余来万千百一二十两点分之所人次名第前约近不低于超过以上内左右（含）a-/\n", max_size=40
    )
)
def test_all_figures_are_found_with_their_bounds(text: str) -> None:
    numbers = load_lexicon().quantities
    found = numbers.quantities(text, 0, len(text))
    with (
        patch.object(quantities, "FIGURE_START", ANY_PLACE),
        patch.object(quantities, "ORDINAL_LAST", Everything()),
        patch.object(quantities, "COLON_LAST", Everything()),
        patch.object(quantities, "BOUND_LAST", Everything()),
        patch.object(quantities, "BOUND_NEXT", Everything()),
    ):
        assert found == numbers.quantities(text, 0, len(text))


def test_no_word_for_a_stage_is_too_long_for_a_heading() -> None:
    words = [word for stage in load_vocabulary().stages.values() for word in stage]
    assert max(map(len, words)) + len("基本情况") <= structure.LONGEST_STAGE
