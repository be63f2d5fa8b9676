"""What an operator is told, when it is told again, and how far counts may fall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.notice_rules import Fall, notice_rules, read_notice_rules
from flows.notices import (
    FACTS_DROPPED,
    KINDS,
    RUN_FAILED,
    SOURCE_SILENT,
    Notice,
    dropped,
    failed,
    overdue,
    remember,
    silent,
    to_tell,
)
from indicators.errors import CatalogueError
from tasks.fetch.silence import SilentSource

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
RULES = notice_rules()
JIA = Notice(SOURCE_SILENT, "jia", "jia is silent.", "Look there.")
YI = Notice(SOURCE_SILENT, "yi", "yi is silent.", "Look there.")
FAILED = failed("SourceError: sources.toml line 7")


def days(number: float) -> datetime:
    return NOW + timedelta(days=number)


def test_the_same_is_told_once_and_again_after_its_time() -> None:
    fresh, kept = to_tell([JIA], {}, KINDS, NOW, days=30)
    assert fresh == [JIA]
    told = remember(kept, fresh, NOW)
    for day in (0.0, 1, 29.9):
        assert to_tell([JIA], told, KINDS, days(day), days=30) == ([], told)
    assert to_tell([JIA, YI], told, KINDS, days(1), days=30)[0] == [YI]
    assert to_tell([JIA], told, KINDS, days(30), days=30)[0] == [JIA]


def test_what_says_something_else_is_told_at_once() -> None:
    told = remember({}, [FAILED], NOW)
    other = failed("StoreError: the store is away")
    assert other.key == FAILED.key
    assert to_tell([other], told, [RUN_FAILED], days(0.1), days=30)[0] == [other]


def test_what_is_no_more_so_is_forgotten_but_only_where_it_was_looked_for() -> None:
    told = remember({}, [JIA, FAILED], NOW)
    fresh, kept = to_tell([], told, [RUN_FAILED], days(1), days=30)
    assert fresh == []
    assert list(kept) == [JIA.key]
    assert to_tell([FAILED], kept, [RUN_FAILED], days(2), days=30)[0] == [FAILED], "it came back"


@given(st.lists(st.sampled_from([JIA, YI, FAILED]), max_size=6), st.integers(0, 100))
def test_nothing_is_told_twice_in_a_run_and_nothing_twice_within_the_days(
    found: list[Notice], day: int
) -> None:
    fresh, kept = to_tell(found, {}, KINDS, NOW, days=30)
    assert sorted(each.key for each in fresh) == sorted({each.key for each in found})
    again, _ = to_tell(found, remember(kept, fresh, NOW), KINDS, days(day), days=30)
    assert bool(again) == (bool(found) and day >= 30)


@pytest.mark.parametrize(
    ("before", "now", "far"),
    [
        (100, 100, False),
        (100, 120, False),
        (100, 95, False),  # within the slack
        (100, 94, True),
        (1000, 985, False),  # within the share
        (1000, 979, True),
        (4, 0, False),
        (0, 0, False),
    ],
)
def test_how_far_facts_may_fall(before: int, now: int, far: bool) -> None:
    assert Fall(least=0.98, slack=5, why="a table").too_far(before, now) is far


def test_a_fall_names_the_pages_and_has_an_end() -> None:
    before = {f"page{number:02}": 100 for number in range(20)} | {"steady": 50}
    assert dropped("2026.11.1", before, before, RULES) == []
    assert dropped("2026.11.1", {}, before, RULES) == []
    now = before | {f"page{number:02}": number for number in range(12)}
    (notice,) = dropped("2026.11.1", before, now, RULES)
    assert notice.kind == FACTS_DROPPED
    assert notice.subject == "2026.11.1"
    assert "916 facts were read, 2,050 in the release before." in notice.text
    assert "page00 0 of 100; page01 1 of 100" in notice.text
    assert notice.text.endswith("; and 2 more.")


def test_one_page_that_lost_its_facts_is_told_though_the_whole_has_grown() -> None:
    (notice,) = dropped("2026.11.1", {"a": 20, "b": 10}, {"b": 10, "c": 400}, RULES)
    assert notice.text == "Release 2026.11.1: Pages with far fewer facts: a 0 of 20."


@pytest.mark.parametrize(
    ("last", "since", "apart", "late"),
    [
        (None, -1, 24, False),
        (None, -35, 24, False),
        (None, -36, 24, True),
        (-30, -500, 24, False),
        (-37, -500, 24, True),
        (-400, -2, 24, False),  # nobody served until two hours ago
        (-37, -500, 48, False),  # runs are two days apart
        (-73, -500, 48, True),
    ],
)
def test_a_run_is_overdue(last: int | None, since: int, apart: int, late: bool) -> None:
    def at(hours: int) -> datetime:
        return NOW + timedelta(hours=hours)

    found = overdue(None if last is None else at(last), at(since), NOW, timedelta(hours=apart), RULES)
    assert (found is not None) == late
    if found is not None:
        assert ("none was ever done" in found.text) == (last is None)


def test_a_silent_source_says_since_when_and_where_to_look() -> None:
    source = SilentSource("jia", "http://jia.example/", "甲县教育局", "2025-03-01T00:00:00Z", "; it fails")
    (notice,) = silent([source], RULES)
    assert notice.line == (
        "notice (source silent): jia (甲县教育局) has had nothing new since 2025-03-01, for more than 14 "
        "months; it fails. Look whether its reports stand elsewhere now, and put the registry right: "
        "http://jia.example/"
    )


def test_rules_with_another_key_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "notices.toml"
    text = (Path(__file__).parents[2] / "indicators/rules/notices.toml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert read_notice_rules(file) == RULES
    file.write_text(text + "weeks = 2\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="weeks"):
        read_notice_rules(file)
