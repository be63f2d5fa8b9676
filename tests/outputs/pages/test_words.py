"""The words of the pages keep up with the rest of the project."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from indicators import catalogue, schemas, tables
from outputs.pages import words


def test_every_reason_has_words() -> None:
    assert set(words.REASONS) == set(words.REASON_SENTENCES) == set(schemas.REASONS)
    assert all(s.zh.endswith("。") and s.en.endswith(".") for s in words.REASON_SENTENCES.values())


def test_every_flag_has_words() -> None:
    assert set(words.FLAGS) == set(schemas.FLAGS)


def test_every_step_of_the_choice_has_words() -> None:
    steps = {tables.ONLY, *(step.name for step in tables.POLICY), tables.TIE, tables.DERIVED}
    assert set(words.CHOICES) == steps


def test_the_methods_page_lists_the_steps_in_their_order() -> None:
    assert list(words.CHOICES) == [
        tables.ONLY,
        *(step.name for step in tables.POLICY),
        tables.TIE,
        tables.DERIVED,
    ]


def test_every_unit_kind_bound_and_method_has_words() -> None:
    assert set(words.UNITS) == set(get_args(catalogue.Unit))
    assert set(words.KINDS) == set(get_args(catalogue.Kind))
    assert set(words.BOUNDS) == set(words.BOUND_SIGNS) == set(schemas.BOUNDS)
    assert set(words.METHODS) == set(words.METHOD_SIGNS) == set(schemas.METHODS)


@pytest.mark.parametrize(
    ("year", "from_year", "unit", "said"),
    [
        (2020, None, "人", ("2020 年", "2020")),
        (2020, 2020, "人", ("2020 年", "2020")),
        (2020, 2018, "人", ("2018–2020 年合计", "2018–2020 together")),
        (2020, 2018, "%", ("2018–2020 年", "2018–2020")),
        (None, 2004, "人", ("2004 年起累计", "since 2004")),
        (None, 2004, "1", ("2004 年起", "since 2004")),
        (None, None, "人", None),
    ],
)
def test_the_period_of_a_figure(
    year: int | None, from_year: int | None, unit: str, said: tuple[str, str] | None
) -> None:
    period = words.period_words(year, from_year, unit)
    assert (period and (period.zh, period.en)) == said


def test_the_four_compared_domains_are_those_with_tables() -> None:
    assert tuple(words.COMPARED) == tables.DOMAINS


def test_every_name_of_a_bar_has_words() -> None:
    bars = {bar.name for indicator in catalogue.load_catalogue().indicators for bar in indicator.bar}
    assert bars < set(words.BAR_NAMES)


def test_no_english_words_hold_chinese() -> None:
    tables = [value for value in vars(words).values() if isinstance(value, dict)]
    pairs = [each for table in tables for each in table.values() if isinstance(each, words.Words)]
    pairs += [value for value in vars(words).values() if isinstance(value, words.Words)]
    assert len(pairs) > 60
    assert not [pair.en for pair in pairs if re.search(r"[\u3400-\u9fff]", pair.en)]
    assert {pair.zh for pair in pairs if re.fullmatch("[a-zA-Z ]+", pair.zh)} == set()


def test_what_a_later_release_adds_is_shown_as_it_is() -> None:
    assert words.unit_words("公里").zh == "公里"
    assert words.choice_words("a new step").en == "a new step"
    assert words.flag_words("a new flag").zh == words.bar_name("a new flag").en == "a new flag"
    assert words.reason_sentence("a new reason") == words.Words("", "")
    assert words.reason_words(None).zh == "原因不明"
